"""A learner's way through an assessment: which one, what was answered, what is still open."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from glossary_site.web.forms.changes import fingerprint
from learners.models import Learner
from maturity.models import Assessment, Dimension, MaturityModel, PickedLevel, Response
from maturity.scoring.rows import (
    RULES,
    given_in,
    keyed_answers,
    score_given,
    scoring_dimension,
    shown_index,
)
from maturity.scoring.scoring import AnswerValue, Level
from maturity.wizard.asking import demanded_keys


@dataclass(frozen=True)
class Answer:
    """What somebody says about a statement; `reason` is empty unless it is not applicable.

    `note` and `link` point to the evidence, for nobody but who answered; it `can_be_shown` where
    there is some today. One that `is_stored` is part of the assessment at hand, and not only
    remembered from an earlier one.
    """

    value: AnswerValue
    reason: str = ""
    note: str = ""
    link: str = ""
    can_be_shown: bool = False
    is_stored: bool = False

    @property
    def fingerprint(self) -> str:
        """What a form shows beside it."""
        parts = (self.value.value, self.reason, self.note, self.link, self.can_be_shown)
        return fingerprint(*parts)


@dataclass(frozen=True)
class DimensionProgress:
    """How many of a dimension's statements are answered.

    `position` counts from 1; `needed` counts the statements without an answer that can still move
    its level, and `remembered` those for which an answer of an earlier assessment is filled in.
    """

    dimension: Dimension
    position: int
    answered: int
    total: int
    needed: int
    remembered: int

    @property
    def is_complete(self) -> bool:
        """Whether its level is found, whatever else may still be answered."""
        return not self.needed

    @property
    def words(self) -> str:
        if self.remembered:
            words = _("%(answered)s of %(total)s, %(remembered)s from last time")
        elif self.is_complete and self.answered < self.total:
            words = _("%(answered)s of %(total)s, level found")
        else:
            words = _("%(answered)s of %(total)s")
        return words % vars(self)


@dataclass(frozen=True)
class Progress:
    """How far an assessment has come, dimension by dimension; `is_again` if it is not the first."""

    dimensions: tuple[DimensionProgress, ...]
    is_again: bool = False

    @property
    def answered(self) -> int:
        return sum(one.answered for one in self.dimensions)

    @property
    def total(self) -> int:
        return sum(one.total for one in self.dimensions)

    @property
    def remembered(self) -> int:
        return sum(one.remembered for one in self.dimensions)

    @property
    def needed(self) -> int:
        """The most answers that a result still takes: a gate that closes makes them fewer."""
        return sum(one.needed for one in self.dimensions)

    @property
    def words(self) -> str:
        words = _("%(answered)s of %(total)s statements answered")
        done = words % {"answered": self.answered, "total": self.total}
        if self.answered == self.total:
            return done
        if not self.needed:
            return "; ".join([done, _("enough for a result")])
        needed = _("at most %(needed)s more make a result") % {"needed": self.needed}
        return "; ".join([done, needed])

    def named(self, key: str) -> DimensionProgress | None:
        """The dimension with this key, or None."""
        return next((one for one in self.dimensions if one.dimension.key == key), None)

    def next_open(self, after: int = 0) -> DimensionProgress | None:
        """The first incomplete dimension behind position `after`, then from the start."""
        in_turn = self.dimensions[after:] + self.dimensions[:after]
        return next((one for one in in_turn if not one.is_complete), None)


@dataclass(frozen=True)
class Step:
    """Where somebody is in the wizard; `assessment` is None before the first answer."""

    model: MaturityModel
    assessment: Assessment | None
    progress: Progress
    here: DimensionProgress

    @property
    def dimension(self) -> Dimension:
        return self.here.dimension

    @property
    def is_last(self) -> bool:
        """Whether every other dimension is complete, so that this one ends the assessment."""
        return all(one.is_complete for one in self.progress.dimensions if one != self.here)


def find_assessment(learner: Learner | None, slug: str) -> Assessment | None:
    """The learner's open assessment, else the one finished last; None where there is neither."""
    if learner is None:
        return None
    open_first = F("finished_at").desc(nulls_first=True)
    mine = Assessment.objects.filter(learner=learner, model__slug=slug).select_related("team")
    return mine.order_by(open_first, "-started_at").first()


def find_model(slug: str, assessment: Assessment | None) -> MaturityModel | None:
    """The version that is being answered, else the current one; None where it asks nothing."""
    models = MaturityModel.objects.for_wizard()
    if assessment and not assessment.is_finished:
        return models.filter(pk=assessment.model_id).first()
    return models.current().filter(slug=slug).first()


def start_assessment(learner: Learner, model: MaturityModel) -> Assessment:
    """The learner's open assessment of `model`, made unless there is one."""
    return Assessment.objects.get_or_create(learner=learner, model=model, finished_at=None)[0]


def discard_assessment(learner: Learner, slug: str) -> None:
    """Delete the learner's open assessment of `slug` with its answers, if there is one."""
    Assessment.objects.filter(learner=learner, model__slug=slug, finished_at=None).delete()


def read_progress(model: MaturityModel, assessment: Assessment | None) -> Progress:
    """How far `assessment` has come; without one nothing is answered."""
    values: dict[int, AnswerValue] = {}
    remembered: set[tuple[str, str, str]] = set()
    if assessment:
        rows = assessment.responses.values_list("statement_id", "value")
        values = {pk: AnswerValue(value) for pk, value in rows}
        remembered = _remembered_statements(assessment, model)
    return Progress(
        tuple(
            _dimension_progress(dimension, position, values, remembered)
            for position, dimension in enumerate(model.answerable_dimensions, start=1)
        ),
        is_again=bool(remembered),
    )


def _dimension_progress(
    dimension: Dimension,
    position: int,
    values: Mapping[int, AnswerValue],
    remembered: Collection[tuple[str, str, str]],
) -> DimensionProgress:
    answers = keyed_answers([dimension], values)
    demanded = demanded_keys(scoring_dimension(dimension), answers)
    filled_in = sum(
        (dimension.key, row.key, row.text) in remembered and row.pk not in values
        for row in dimension.statements.all()
    )
    total, needed = len(dimension.statements.all()), len(demanded - set(answers))
    return DimensionProgress(dimension, position, len(answers), total, needed, filled_in)


def _remembered_statements(
    assessment: Assessment, model: MaturityModel
) -> set[tuple[str, str, str]]:
    """What the learner answered at another time: keys of dimension and statement, and its words."""
    earlier = Response.objects.filter(
        assessment__learner=assessment.learner_id, statement__dimension__model__slug=model.slug
    ).exclude(assessment=assessment)
    columns = ("statement__dimension__key", "statement__key", "statement__text")
    return set(earlier.values_list(*columns))


def read_step(model: MaturityModel, assessment: Assessment | None, key: str | None) -> Step | None:
    """The step at dimension `key`, or at the first incomplete one; None for an unknown key."""
    progress = read_progress(model, assessment)
    if key is None:
        here = progress.next_open() or progress.dimensions[-1]
    elif named := progress.named(key):
        here = named
    else:
        return None
    return Step(model, assessment, progress, here)


def remembered_answers(assessment: Assessment | None, dimension: Dimension) -> dict[str, Answer]:
    """What the learner last said about the dimension's statements, by key: now or another time.

    An answer of another time is remembered only where the statement's words are the same.
    """
    if assessment is None:
        return {}
    texts = {statement.key: statement.text for statement in dimension.statements.all()}
    rows = Response.objects.filter(
        assessment__learner=assessment.learner_id,
        statement__dimension__model__slug=dimension.model.slug,
        statement__dimension__key=dimension.key,
    ).order_by(F("assessment__finished_at").asc(nulls_last=True))
    return {
        key: Answer(AnswerValue(value), reason, note, link, shown, is_stored=pk == assessment.pk)
        for key, text, pk, value, reason, note, link, shown in rows.values_list(
            *("statement__key", "statement__text", "assessment"),
            *("value", "reason", "note", "link", "can_be_shown"),
        )
        if texts.get(key) == text
    }


@transaction.atomic
def save_answers(assessment: Assessment, answers: Mapping[int, Answer]) -> None:
    """Keep `answers`, by statement id, in place of earlier ones; a finished one stays as it is."""
    if Assessment.objects.lock(assessment.pk).is_finished:
        return
    Response.objects.bulk_create(
        response_rows(assessment, answers),
        update_conflicts=True,
        unique_fields=["assessment", "statement"],
        update_fields=["value", "reason", "note", "link", "can_be_shown"],
    )


def response_rows(assessment: Assessment, answers: Mapping[int, Answer]) -> list[Response]:
    """The rows of `answers`, by statement id, not yet stored."""
    return [
        Response(
            assessment=assessment,
            statement_id=pk,
            value=answer.value.value,
            reason=answer.reason,
            note=answer.note,
            link=answer.link,
            can_be_shown=answer.can_be_shown,
        )
        for pk, answer in answers.items()
    ]


@transaction.atomic
def finish_assessment(assessment: Assessment, at: datetime.datetime) -> None:
    """Close it with the level and the index of its answers, if they give any.

    One that is finished stays as it is. No answer is kept between its being scored and its being
    closed.
    """
    Assessment.objects.lock(assessment.pk)
    model = MaturityModel.objects.for_wizard().get(pk=assessment.model_id)
    rule = RULES[assessment.rule]
    result = score_given(model.answerable_dimensions, given_in(assessment), rule)
    assessment.finish(at, result.level, shown_index(result))


def last_picks(assessment: Assessment | None, model: MaturityModel) -> dict[str, Level]:
    """The levels that the learner last picked in this version of `model`, by dimension."""
    if assessment is None:
        return {}
    mine = Assessment.objects.filter(learner=assessment.learner_id, model=model)
    picks = PickedLevel.objects.filter(assessment__in=mine.finished()).order_by(
        "assessment__finished_at"
    )
    return {key: Level(level) for key, level in picks.values_list("dimension__key", "level")}


@transaction.atomic
def finish_short(
    assessment: Assessment, picked: Mapping[Dimension, Level], at: datetime.datetime
) -> None:
    """Keep the picked levels and close it; one that is finished stays as it is."""
    if Assessment.objects.lock(assessment.pk).is_finished:
        return
    PickedLevel.objects.bulk_create(
        PickedLevel(assessment=assessment, dimension=dimension, level=level)
        for dimension, level in picked.items()
    )
    finish_assessment(assessment, at)
