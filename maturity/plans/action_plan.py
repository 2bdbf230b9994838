"""The action plan of a result: what to raise, how far that has come, and where it would lead."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maturity.models import Assessment, Dimension, PlanItem, Statement, TargetLevel
from maturity.scoring import scoring
from maturity.scoring.rows import RULES, scoring_model, statement_key
from maturity.scoring.scoring import AnswerValue, Level, Rule, Score
from maturity.scoring.unlocking import next_level_targets, target_set


@dataclass(frozen=True)
class PlanLine:
    """A statement to raise to 'everywhere', how it is answered now, and who sees to it.

    `key` is unique in the model and can stand in the name of a form's field.
    """

    statement: Statement
    key: str
    answer: str
    item: PlanItem


@dataclass(frozen=True)
class PlanGroup:
    """What one dimension has before it; `target` is chosen, or else what the next level needs."""

    dimension: Dimension
    level: Level
    target: Level
    is_chosen: bool
    lines: tuple[PlanLine, ...]

    @property
    def way(self) -> str:
        """Whence and whither, in words."""
        words = _("from level %(level)s to %(target)s")
        return words % {"level": self.level, "target": self.target}

    @property
    def gap(self) -> str:
        """How many levels and practices lie before a target that was chosen; else empty."""
        if not self.is_chosen:
            return ""
        levels, practices = max(0, self.target - self.level), len(self.lines)
        counted = (
            ngettext("%(number)s level", "%(number)s levels", levels) % {"number": levels},
            ngettext("%(number)s practice", "%(number)s practices", practices)
            % {"number": practices},
        )
        return ", ".join(counted)

    @property
    def open_levels(self) -> tuple[Level, ...]:
        """The levels that it may take for its target: those above its own."""
        return tuple(level for level in Level if level > self.level)


@dataclass(frozen=True)
class Plan:
    """Every rated dimension, and the result once what is ticked holds everywhere.

    `projected` is None where there is no level.
    """

    dimensions: tuple[PlanGroup, ...]
    projected: scoring.Standing | None

    @property
    def groups(self) -> tuple[PlanGroup, ...]:
        """The dimensions that have something to raise."""
        return tuple(group for group in self.dimensions if group.lines)

    @property
    def lines(self) -> tuple[PlanLine, ...]:
        return tuple(line for group in self.dimensions for line in group.lines)

    @property
    def size(self) -> int:
        return len(self.lines)

    @property
    def done(self) -> int:
        return sum(line.item.is_done for line in self.lines)

    @property
    def has_targets(self) -> bool:
        """Whether a target was chosen for any dimension."""
        return any(group.is_chosen for group in self.dimensions)


def build_plan(
    assessment: Assessment,
    dimensions: list[Dimension],
    answers: Mapping[str, AnswerValue],
    score: Score,
) -> Plan:
    """The plan of what `find_finished` loaded: to the next level, or the targets beyond it.

    Without a level there is nothing to plan for, nor in a dimension that is not rated. A short
    assessment has no statements to raise.
    """
    if score.level is None or assessment.model.is_short:
        return Plan((), None)
    model, rule = scoring_model(dimensions), RULES[assessment.rule]
    chosen = {target.dimension_id: Level(target.level) for target in assessment.targets.all()}
    following = next_level_targets(model, answers, score, rule=rule)
    rated = [
        (dimension, row.level)
        for dimension, row in zip(dimensions, score.dimensions, strict=True)
        if row.level is not None
    ]
    targets = {one.key: chosen.get(one.pk) or following.get(one.key, level) for one, level in rated}
    keys = target_set(model, answers, targets, rule=rule)
    words, items = _answer_words(assessment), _items(assessment)
    unanswered = str(assessment.answer_words[AnswerValue.NOT_YET])
    groups = tuple(
        PlanGroup(
            dimension,
            level,
            targets[dimension.key],
            dimension.pk in chosen,
            tuple(
                PlanLine(
                    statement,
                    field_key(dimension, statement),
                    words.get(statement.pk, unanswered),
                    items.get(statement.pk) or PlanItem(statement=statement),
                )
                for statement in dimension.statements.all()
                if statement_key(dimension, statement) in keys
            ),
        )
        for dimension, level in rated
    )
    return Plan(groups, _projected(model, answers, groups, rule))


def field_key(dimension: Dimension, statement: Statement) -> str:
    """The statement's key in the model, without a slash: slugs hold no dot."""
    return f"{dimension.key}.{statement.key}"


def _answer_words(assessment: Assessment) -> dict[int, str]:
    rows = assessment.responses.all()
    names = assessment.answer_words
    return {row.statement_id: str(names[AnswerValue(row.value)]) for row in rows}


def _items(assessment: Assessment) -> dict[int, PlanItem]:
    return {item.statement_id: item for item in assessment.plan_items.all()}


def _projected(
    model: scoring.Model,
    answers: Mapping[str, AnswerValue],
    groups: Iterable[PlanGroup],
    rule: Rule,
) -> scoring.Standing | None:
    """Where the answers would lead if what is ticked held everywhere."""
    done = {
        statement_key(group.dimension, line.statement): AnswerValue.EVERYWHERE
        for group in groups
        for line in group.lines
        if line.item.is_done
    }
    raised = {**answers, **done}
    return scoring.score(model, raised, missing_as_not_yet=True, rule=rule).confirmed


@transaction.atomic
def save_items(assessment: Assessment, items: Iterable[PlanItem]) -> None:
    """Keep the items in place of earlier ones for the same statements."""
    Assessment.objects.lock(assessment.pk)
    rows = list(items)
    for row in rows:
        row.pk, row.assessment = None, assessment
    PlanItem.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["assessment", "statement"],
        update_fields=["is_done", "owner", "due_on"],
    )


@transaction.atomic
def save_targets(assessment: Assessment, targets: Mapping[int, Level | None]) -> None:
    """Set the targets, by a dimension's id; None takes one away, and others stay."""
    Assessment.objects.lock(assessment.pk)
    TargetLevel.objects.filter(assessment=assessment, dimension__in=targets).delete()
    TargetLevel.objects.bulk_create(
        TargetLevel(assessment=assessment, dimension_id=pk, level=level)
        for pk, level in targets.items()
        if level is not None
    )
