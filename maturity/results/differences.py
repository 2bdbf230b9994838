"""What lies between two results of an assessment: levels, and the answers that changed."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maturity.models import Assessment, Dimension, Statement
from maturity.results.result import Result, build_result, statement_place
from maturity.scoring.scoring import SCALE, AnswerValue, Level


@dataclass(frozen=True)
class LevelChange:
    """A dimension; a level is None where it is not rated, or where it was not asked.

    `is_new` and `is_gone` say that only one version of the model has the dimension.
    """

    title: str
    before: Level | None
    after: Level | None
    is_new: bool = False
    is_gone: bool = False

    @property
    def change(self) -> int:
        return self.after - self.before if self.before and self.after else 0

    @property
    def words(self) -> str:
        """The change as readers see it: 'up 2 levels', 'same', 'new in this version'."""
        number = abs(self.change)
        if self.change > 0:
            words = ngettext("up %(number)s level", "up %(number)s levels", number)
            return words % {"number": number}
        if self.change < 0:
            words = ngettext("down %(number)s level", "down %(number)s levels", number)
            return words % {"number": number}
        return self._words_for_no_change

    @property
    def _words_for_no_change(self) -> str:
        if self.is_new:
            return _("new in this version")
        if self.is_gone:
            return _("gone in this version")
        return _("same") if self.before and self.after else _("not rated both times")


@dataclass(frozen=True)
class AnswerChange:
    """A statement that was answered differently, in words.

    It neither rose nor fell where one of the answers has no place on the scale.
    """

    dimension: str
    statement: Statement
    before: str
    after: str
    rose: bool
    fell: bool

    @property
    def place(self) -> str:
        """Where the statement stands in the assessment."""
        return statement_place(self.dimension, self.statement)


@dataclass(frozen=True)
class Difference:
    """Two results side by side.

    `reworded` counts the statements of the later one that the earlier one does not have in the
    same words, which nothing can be said about; it is 0 in one version.
    """

    before: Result
    after: Result
    levels: tuple[LevelChange, ...]
    answers: tuple[AnswerChange, ...]
    reworded: int

    @property
    def is_across_versions(self) -> bool:
        return self.before.assessment.model_id != self.after.assessment.model_id

    @property
    def is_across_rules(self) -> bool:
        return self.before.assessment.rule != self.after.assessment.rule

    @property
    def sides(self) -> tuple[tuple[str, Result], tuple[str, Result]]:
        """Both results, by what each is called."""
        return (_("Before"), self.before), (_("After"), self.after)

    @property
    def headline(self) -> str:
        before, after = self.before.level, self.after.level
        if before is None or after is None:
            return _("Two results compared")
        if before == after:
            return _("Level %(level)s both times") % {"level": after}
        words = _("From level %(before)s to level %(after)s")
        return words % {"before": before, "after": after}


def compare(before: Assessment, after: Assessment) -> Difference:
    """The way from `before` to `after`, which `find_finished` loaded, of the same assessment."""
    earlier, later = build_result(before), build_result(after)
    known, now = _answers(before), _answers(after)
    shared = [
        (known[key], answer)
        for key, answer in now.items()
        if key in known and known[key].statement.text == answer.statement.text
    ]
    return Difference(
        earlier,
        later,
        _level_changes(earlier, later),
        tuple(_answer_change(old, new) for old, new in shared if old.value is not new.value),
        len(now) - len(shared),
    )


@dataclass(frozen=True)
class _Answer:
    """A statement and its answer, None where it was not asked for one."""

    dimension: Dimension
    statement: Statement
    value: AnswerValue | None
    words: str

    @property
    def place(self) -> int | None:
        """Its place on the scale, None where it has none."""
        return SCALE.index(self.value) if self.value in SCALE else None


def _answers(assessment: Assessment) -> dict[tuple[str, str], _Answer]:
    """Every statement of the model by the keys of its dimension and its own."""
    values = {row.statement_id: AnswerValue(row.value) for row in assessment.responses.all()}
    words = {pk: str(assessment.answer_words[value]) for pk, value in values.items()}
    unanswered = _("Not answered")
    return {
        (dimension.key, row.key): _Answer(
            dimension, row, values.get(row.pk), words.get(row.pk, unanswered)
        )
        for dimension in assessment.model.answerable_dimensions
        for row in dimension.statements.all()
    }


def _answer_change(before: _Answer, after: _Answer) -> AnswerChange:
    was, now = before.place, after.place
    step = 0 if was is None or now is None else now - was
    return AnswerChange(
        after.dimension.title,
        after.statement,
        before.words,
        after.words,
        rose=step > 0,
        fell=step < 0,
    )


def _level_changes(before: Result, after: Result) -> tuple[LevelChange, ...]:
    """The dimensions of the later result, then those that only the earlier one has."""
    was, now = before.levels_by_dimension, after.levels_by_dimension
    titles = {row.key: row.title for row in (*before.profile, *after.profile)}
    keys = [*now, *(key for key in was if key not in now)]
    return tuple(
        LevelChange(titles[key], was.get(key), now.get(key), key not in was, key not in now)
        for key in keys
    )
