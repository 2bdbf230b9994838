"""Results as files: JSON that loads again into the same result, and CSV for spreadsheets."""

import datetime
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from django.core.exceptions import ValidationError as DjangoValidationError
from django.db import transaction
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from glossary_site.web.addresses.former_addresses import slug_of_today
from learners.identity import lock_learner
from learners.models import Learner
from maturity.models import Assessment, MaturityModel, PickedLevel, Response, web_address
from maturity.results.result import Result, answered, picked
from maturity.scoring.rows import RULES, Given, score_given, shown_index, statement_key
from maturity.scoring.scoring import AnswerValue, Level
from maturity.wizard.assessments import Answer, response_rows

LONGEST_FILE = 500_000
"""In characters: more than the answers to any assessment, each with the longest note and link."""

CSV_COLUMNS = ("dimension", "level", "statement", "text", "answer", "can_be_shown", "reason")
OWN_COLUMNS = ("note", "link")
_NO_EARLIER = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


class ResultFileError(ValueError):
    """Text that is no result of an assessment that this site has; its message is for readers."""


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class AnswerLine(_Closed):
    """An answer; note and link are in the owner's file only."""

    value: AnswerValue
    can_be_shown: bool = False
    reason: Annotated[str, Field(max_length=500)] = ""
    note: Annotated[str, Field(max_length=1000)] = ""
    link: Annotated[str, Field(max_length=500)] = ""


class ResultFile(_Closed):
    """Answers by the keys of dimension and statement; level and index prove that nothing changed.

    `index` is to two places, under rule 2 the average of the dimensions; both are null where too
    little applied for a level. `levels` are those that were picked, by the keys of dimensions.
    Files of format 1 know rule 1 alone.
    """

    format: Literal["maturity-result/1", "maturity-result/2"] = "maturity-result/2"
    rule: Literal[1, 2] = 1
    assessment: str
    version: Annotated[int, Field(ge=1, le=10_000)]
    finished_at: Annotated[AwareDatetime, Field(ge=_NO_EARLIER)]
    level: Annotated[int, Field(ge=1, le=7)] | None
    index: Decimal | None
    answers: dict[str, AnswerLine] = {}
    levels: dict[str, Annotated[int, Field(ge=1, le=7)]] = {}


def write_json(result: Result, *, is_owner: bool) -> str:
    """The result as a file that `read_result` reads."""
    assessment = result.assessment
    lines = {
        statement_key(answer.statement.dimension, answer.statement): AnswerLine(
            value=AnswerValue(answer.value),
            can_be_shown=answer.can_be_shown,
            reason=answer.reason,
            note=answer.note if is_owner else "",
            link=answer.link if is_owner else "",
        )
        for answer in answered(assessment)
    }
    file = ResultFile(
        assessment=assessment.model.slug,
        version=assessment.model.version,
        rule=assessment.rule,
        finished_at=_finished_at(assessment),
        level=result.level,
        index=result.index,
        answers=lines,
        levels={row.key: row.level for row in result.profile if result.is_of_levels and row.level},
    )
    return file.model_dump_json(indent=1) + "\n"


def csv_rows(result: Result, *, is_owner: bool) -> Iterator[tuple[str, ...]]:
    """A head, then a row for each answer, in the order of the assessment."""
    yield (*CSV_COLUMNS, *(OWN_COLUMNS if is_owner else ()))
    own = ("", "") if is_owner else ()
    for dimension, pick in picked(result.assessment):
        yield (dimension.title, str(pick.level), "", pick.text, "", "", "", *own)
    for answer in answered(result.assessment):
        statement = answer.statement
        yield (
            *(statement.dimension.title, str(statement.level), statement.key),
            *(strip_tags(statement.text_html).strip(), answer.value),
            *("yes" if answer.can_be_shown else "", answer.reason),
            *((answer.note, answer.link) if is_owner else ()),
        )


@dataclass(frozen=True)
class SavedResult:
    """A file that fits this site: its version of the assessment, the answers by statement, and the
    picked levels by dimension."""

    file: ResultFile
    model: MaturityModel
    answers: Mapping[int, Answer]
    picked: Mapping[int, Level]


def read_result(text: str, slug: str, now: datetime.datetime) -> SavedResult:
    """The result of `slug` that `text` is.

    Raises ResultFileError for anything else, where it does not fit its version of the assessment,
    and where its answers do not give the level and the index that it states.
    """
    file = _read_file(text, slug, now)
    models = MaturityModel.objects.for_wizard().filter(slug=slug, version=file.version)
    model = models.first()
    if model is None:
        message = _("This site has no version %(version)s of the assessment.")
        raise ResultFileError(message % {"version": file.version})
    answers, picked_levels = _own_answers(model, file), _own_levels(model, file)
    values = {pk: answer.value for pk, answer in answers.items()}
    given = Given(values, picked=picked_levels)
    scored = score_given(model.answerable_dimensions, given, RULES[file.rule])
    if (scored.level, shown_index(scored)) != (file.level, file.index):
        raise ResultFileError(_("The answers do not give the level and index that stand there."))
    return SavedResult(file, model, answers, picked_levels)


@transaction.atomic
def load_result(saved: SavedResult, learner: Learner) -> Assessment:
    """Store the result for `learner`, as finished as it was; one that they have is not doubled."""
    lock_learner(learner.pk)
    values = {pk: answer.value.value for pk, answer in saved.answers.items()}
    finished = Assessment.objects.filter(learner=learner, model=saved.model)
    for known in finished.filter(finished_at=saved.file.finished_at):
        picks = dict(known.picks.values_list("dimension_id", "level"))
        answered_alike = dict(known.responses.values_list("statement_id", "value")) == values
        if answered_alike and picks == saved.picked:
            return known
    assessment = Assessment.objects.create(
        learner=learner,
        model=saved.model,
        is_loaded=True,
        rule=saved.file.rule,
        finished_at=saved.file.finished_at,
        level=saved.file.level,
        index=saved.file.index,
    )
    Response.objects.bulk_create(response_rows(assessment, saved.answers))
    PickedLevel.objects.bulk_create(
        PickedLevel(assessment=assessment, dimension_id=pk, level=level)
        for pk, level in saved.picked.items()
    )
    return assessment


def decode_file(data: bytes) -> str:
    """The text of an uploaded file in UTF-8, UTF-16 or UTF-32, as editors save it.

    Raises ResultFileError for what is no text.
    """
    try:
        return data.decode(json.detect_encoding(data))
    except UnicodeDecodeError as error:
        raise ResultFileError(_("This file is no text.")) from error


def _read_file(text: str, slug: str, now: datetime.datetime) -> ResultFile:
    text = text.removeprefix("\ufeff").strip()  # the mark that some editors put first
    if not text:
        raise ResultFileError(_("Choose the file, or paste its text."))
    if len(text) > LONGEST_FILE:
        raise ResultFileError(_("This is too long to be a result."))
    try:
        file = ResultFile.model_validate_json(text)
    except ValidationError as error:
        place = ".".join(map(str, error.errors()[0]["loc"]))[:80]
        message = _("This is not a result that was saved here. It goes wrong at: %(place)s")
        raise ResultFileError(message % {"place": place or _("the start")}) from error
    if slug not in (file.assessment, slug_of_today("maturity", "slug", file.assessment)):
        message = _("This is a result of another assessment: %(slug)s")
        raise ResultFileError(message % {"slug": file.assessment[:80]})
    if file.finished_at > now:
        raise ResultFileError(_("This result was finished in the future."))
    return file


def _own_answers(model: MaturityModel, file: ResultFile) -> dict[int, Answer]:
    """The answers by the statement's id."""
    statements = {
        statement_key(dimension, row): row.pk
        for dimension in model.answerable_dimensions
        for row in dimension.statements.all()
    }
    answers = {}
    for key, line in file.answers.items():
        if key not in statements:
            message = _("The assessment has no statement %(key)s.")
            raise ResultFileError(message % {"key": key[:80]})
        _check(key, line)
        answers[statements[key]] = Answer(
            line.value, line.reason, line.note, line.link, line.can_be_shown
        )
    return answers


def _own_levels(model: MaturityModel, file: ResultFile) -> dict[int, Level]:
    """The picked levels by the dimension's id: of every dimension that has them, and no other."""
    asking = {one.key: one.pk for one in model.answerable_dimensions if one.levels.all()}
    if wrong := sorted(set(asking) ^ set(file.levels)):
        message = _("The levels do not fit the assessment’s dimensions: %(keys)s")
        raise ResultFileError(message % {"keys": ", ".join(wrong)[:200]})
    return {asking[key]: Level(level) for key, level in file.levels.items()}


def _check(key: str, line: AnswerLine) -> None:
    if (line.value is AnswerValue.NOT_APPLICABLE) != bool(line.reason.strip()):
        message = _("%(key)s: a reason belongs to what does not apply, and to nothing else.")
        raise ResultFileError(message % {"key": key[:80]})
    try:
        if line.link:
            web_address(line.link)
    except DjangoValidationError as error:
        message = _("%(key)s: the link is no web address.")
        raise ResultFileError(message % {"key": key[:80]}) from error
    if "\0" in line.reason + line.note:
        raise ResultFileError(_("%(key)s: there is a character that no text has.") % {"key": key})


def _finished_at(assessment: Assessment) -> datetime.datetime:
    if assessment.finished_at is None:
        raise ValueError(f"assessment {assessment.pk} is not finished")
    return assessment.finished_at
