"""What lifts the level, step by step, and what each step lifts, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import ngettext

from maturity.models import Dimension, Statement
from maturity.scoring.rows import scoring_model, statement_key
from maturity.scoring.scoring import AnswerValue, Level, Rule, Score
from maturity.scoring.unlocking import next_level_targets, next_steps, target_set
from terms.markdown.plain import plain_text


@dataclass(frozen=True)
class NextStep:
    """Something to do, in which dimension, and what it lifts, in words."""

    dimension: str
    text: str
    effect: str


def lifting_steps(
    dimensions: Sequence[Dimension],
    answers: Mapping[str, AnswerValue],
    score: Score,
    rule: Rule,
) -> tuple[NextStep, ...]:
    """The fewest steps that lift the level; none without a next one."""
    if any(one.levels.all() for one in dimensions):
        return _picked_steps(dimensions, score)
    return _steps(dimensions, answers, score, rule)


def statement_text(statement: Statement) -> str:
    """What a statement says, without marks."""
    return plain_text(statement.text_html)


def _steps(
    dimensions: Sequence[Dimension],
    answers: Mapping[str, AnswerValue],
    score: Score,
    rule: Rule,
) -> tuple[NextStep, ...]:
    """The statements of the next-level set, those first that lift a dimension with the fewest."""
    model = scoring_model(dimensions)
    targets = next_level_targets(model, answers, score, rule=rule)
    keys = target_set(model, answers, targets, rule=rule)
    groups = []
    for dimension, row in zip(dimensions, score.dimensions, strict=True):
        raised = [
            one for one in dimension.statements.all() if statement_key(dimension, one) in keys
        ]
        if raised and row.level:
            effect = _effect(row.level, targets[dimension.key], len(raised))
            groups.append(
                [NextStep(dimension.title, statement_text(one), effect) for one in raised]
            )
    return tuple(step for group in sorted(groups, key=len) for step in group)


def _picked_steps(dimensions: Sequence[Dimension], score: Score) -> tuple[NextStep, ...]:
    """The dimensions that have to rise, and what they look like then."""
    targets = next_steps(score)
    return tuple(
        NextStep(dimension.title, level.text, _effect(row.level, targets[dimension.key], 1))
        for dimension, row in zip(dimensions, score.dimensions, strict=True)
        for level in dimension.levels.all()
        if row.level and level.level == targets.get(dimension.key, 0) > row.level
    )


def _effect(level: Level, target: Level, together: int) -> str:
    """What a step, one of so many, lifts."""
    words = ngettext(
        "Lifts it from %(level)s to %(target)s.",
        "One of %(together)s that lift it from %(level)s to %(target)s.",
        together,
    )
    return words % {"level": level, "target": target, "together": together}
