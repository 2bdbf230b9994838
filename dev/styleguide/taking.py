"""Assessments that specimens need: what somebody answers, and how they finish."""

from collections.abc import Callable, Sequence

from django.utils import timezone

from learners.models import Learner
from maturity.models import Assessment, Dimension, MaturityModel, Statement, Team
from maturity.scoring.scoring import AnswerValue, Level
from maturity.wizard.assessments import (
    Answer,
    finish_assessment,
    finish_short,
    save_answers,
    start_assessment,
)

_NOTE = "Seen in the last three releases."
_LINK = "https://wiki.example.org/releases"


def noted(statement: Statement) -> Answer:
    """Everything holds, and there is evidence for it."""
    return Answer(AnswerValue.EVERYWHERE, "", _NOTE, _LINK, can_be_shown=True)


def uneven(statement: Statement) -> Answer:
    """Every second dimension holds level 5, the others level 3; of the next, nobody knows."""
    held = Level(5) if statement.dimension.position % 2 else Level(3)
    if statement.level <= held:
        return Answer(AnswerValue.EVERYWHERE, can_be_shown=statement.level < held)
    if statement.level == held + 1:
        return Answer(AnswerValue.DONT_KNOW)
    return Answer(AnswerValue.NOT_YET)


def finish(
    model: MaturityModel,
    answer_to: Callable[[Statement], Answer],
    learner: Learner | None = None,
    team: Team | None = None,
) -> Assessment:
    """A finished assessment, of a new learner unless one is given."""
    assessment = start_assessment(learner or Learner.objects.create(), model)
    assessment.team = team
    assessment.save(update_fields=["team"])
    for dimension in model.answerable_dimensions:
        answer(assessment, dimension, answer_to)
    finish_assessment(assessment, timezone.now())
    assessment.refresh_from_db()
    return assessment


def pick(model: MaturityModel, levels: Sequence[int], team: Team | None = None) -> Assessment:
    """A finished short assessment of a new learner, with a level for each dimension."""
    assessment = start_assessment(Learner.objects.create(), model)
    assessment.team = team
    assessment.save(update_fields=["team"])
    picked = zip(model.answerable_dimensions, map(Level, levels), strict=True)
    finish_short(assessment, dict(picked), timezone.now())
    assessment.refresh_from_db()
    return assessment


def answer(
    assessment: Assessment, dimension: Dimension, answer_to: Callable[[Statement], Answer]
) -> None:
    """Keep what `answer_to` says about each statement of the dimension."""
    answers = {statement.pk: answer_to(statement) for statement in dimension.statements.all()}
    save_answers(assessment, answers)
