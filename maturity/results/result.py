"""A finished assessment explained: level, profile, what stops it, and what lifts it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from glossary_site.numbers.formatting import write_number
from maturity.charts.radar import Radar, Side, radar_chart
from maturity.models import (
    LEVEL_NAMES,
    Assessment,
    Dimension,
    Response,
    Statement,
    StatementHelp,
)
from maturity.plans.action_plan import Plan, build_plan
from maturity.scoring import scoring
from maturity.scoring.rows import keyed_answers, scoring_model, shown_index, two_places
from maturity.scoring.scoring import AnswerValue, DimensionScore, Gate, GateReason, Level
from terms.models import Term


@dataclass(frozen=True)
class Rung:
    """A level on the ladder; `text_html` is what it looks like, empty where nobody wrote it."""

    level: Level
    text_html: str

    @property
    def name(self) -> str:
        return str(LEVEL_NAMES[self.level])

    @property
    def percentage(self) -> int:
        return scoring.percentage(self.level)


@dataclass(frozen=True)
class ProfileRow:
    """A dimension in the profile; `lack` says what its next gate lacks, and is empty at level 7.

    The levels are None where it is not rated, since fewer than half of its statements apply.
    `progress` is how far it is through the gate of the model's next level, in percent;
    `unasked` are the levels that it holds because no statement there applies.
    """

    key: str
    title: str
    level: Level | None
    potential_level: Level | None
    progress: int
    lack: str
    unasked: tuple[Level, ...]

    @property
    def is_rated(self) -> bool:
        return self.level is not None

    @property
    def next_level(self) -> Level | None:
        return _next(self.level)

    @property
    def level_words(self) -> str:
        return str(self.level) if self.level else _("not rated")

    @property
    def obstacle(self) -> str:
        """What keeps it from its next level, as a sentence."""
        if self.next_level:
            words = _("Gate %(level)s: %(lack)s.")
            return words % {"level": self.next_level, "lack": self.lack}
        if not self.is_rated:
            return _("Fewer than half of its statements apply.")
        return _("Nothing: every gate is open.")

    @property
    def unasked_words(self) -> str:
        """Which gates it passed without a statement, as a sentence; empty where there is none."""
        if not self.unasked:
            return ""
        words = ngettext(
            "Gate %(levels)s passed because no statement of it applies.",
            "Gates %(levels)s passed because no statement of them applies.",
            len(self.unasked),
        )
        return words % {"levels": ", ".join(map(str, self.unasked))}


@dataclass(frozen=True)
class Scored:
    """The answers of one or of many, scored: what a result and that of a team have in common.

    Level, percentage and index are None where too few dimensions are rated for a level. `unknown`
    counts the answers 'don't know'; `blocking` are the rows of the profile that keep the level
    where it is.
    """

    score: scoring.Score
    profile: tuple[ProfileRow, ...]
    unknown: int
    question_count: int

    @property
    def level(self) -> Level | None:
        return self.score.level

    @property
    def potential_level(self) -> Level | None:
        return self.score.potential.level if self.score.potential else None

    @property
    def next_level(self) -> Level | None:
        return _next(self.level)

    @property
    def index(self) -> Decimal | None:
        """To two places."""
        return shown_index(self.score)

    @cached_property
    def radar(self) -> Radar | None:
        """The profile as a chart; what is not rated lies in the centre."""
        sides = [Side(row.title, row.level, row.potential_level) for row in self.profile]
        return radar_chart(sides)

    @property
    def profile_words(self) -> str:
        """The profile on one line, for who does not see its chart."""
        return "; ".join(f"{row.title}: {row.level_words}" for row in self.profile)

    @property
    def blocking(self) -> tuple[ProfileRow, ...]:
        return tuple(row for row in self.profile if row.level is self.level and row.next_level)

    @property
    def rough_words(self) -> str:
        """What to say of a short assessment's level."""
        words = ngettext(
            "This is a rough result: %(number)s question cannot tell what a full assessment would.",
            "This is a rough result: %(number)s questions cannot tell what a full assessment "
            "would.",
            self.question_count,
        )
        return words % {"number": self.question_count}

    @property
    def unrated_words(self) -> str:
        """Which dimensions too few statements apply to, and what follows; empty without any."""
        unrated = [row.title for row in self.profile if not row.is_rated]
        if not unrated:
            return ""
        where = _("Fewer than half of the statements apply in:")
        where = f"{where} {', '.join(unrated)}."
        if self.level:
            return f"{where} {_('What is not rated counts in no sum.')}"
        words = ngettext(
            "There is no level: %(number)s of %(total)s dimensions is not rated, and a level "
            "needs two thirds of them.",
            "There is no level: %(number)s of %(total)s dimensions are not rated, and a level "
            "needs two thirds of them.",
            len(unrated),
        )
        return f"{words % {'number': len(unrated), 'total': len(self.profile)}} {where}"

    @property
    def lifting_title(self) -> str:
        """The heading of what leads those who answered to the next level."""
        if self.next_level is None:
            return _("What lifts you")
        return _("What lifts you to level %(level)s, %(name)s") % _named(self.next_level)


@dataclass(frozen=True)
class Result(Scored):
    """All that the page of a result shows; at level 7 `plan` is empty."""

    assessment: Assessment
    plan: Plan

    @property
    def percentage(self) -> int | None:
        return None if self.level is None else scoring.percentage(self.level)

    @property
    def title(self) -> str:
        """What its page is called, wherever that is linked."""
        model = self.assessment.model.title
        if self.level is None:
            return _("Not rated: %(model)s") % {"model": model}
        words = _("Level %(level)s, %(name)s: %(model)s")
        return words % (_named(self.level) | {"model": model})

    @property
    def rungs(self) -> tuple[Rung, ...]:
        """The seven levels; what a description cites stands on the term's own page."""
        term = self.assessment.model.term
        cited = f'href="{term.get_absolute_url()}#'
        texts = {
            row.level: row.text_html.replace('href="#', cited)
            for row in term.level_descriptions.all()
        }
        return tuple(Rung(level, texts.get(level, "")) for level in Level)

    @property
    def own_plan_title(self) -> str:
        """The heading of the plan, for who answered."""
        if self.plan.has_targets:
            return _("What lifts you to your targets")
        return self.lifting_title

    @property
    def shared_plan_title(self) -> str:
        """The heading of the plan, for everybody else."""
        if self.next_level is None or self.plan.has_targets:
            return _("What lifts it to its targets")
        return _("What lifts it to level %(level)s, %(name)s") % _named(self.next_level)

    @property
    def plan_lead(self) -> str:
        """What the practices of the plan do together."""
        if self.plan.has_targets:
            words = ngettext(
                "This practice, everywhere and shown, reaches the targets.",
                "These %(number)s practices, everywhere and shown, reach the targets. Leave any "
                "one out, and one is missed.",
                self.plan.size,
            )
        else:
            words = ngettext(
                "This practice, everywhere and shown, lifts the level.",
                "These %(number)s practices, everywhere and shown, lift the level. Leave any one "
                "out, and it stays.",
                self.plan.size,
            )
        return words % {"number": self.plan.size}

    @property
    def levels_by_dimension(self) -> dict[str, Level | None]:
        """The profile by the keys of the dimensions, in order."""
        return {row.key: row.level for row in self.profile}


def find_finished(token: str) -> Assessment | None:
    """The finished assessment that `token` names, with the rows of its result, or None."""
    if not token.isprintable():
        return None
    helps = StatementHelp.objects.filter(term__status=Term.Status.PUBLISHED).select_related("term")
    relations = (
        "responses",
        "plan_items",
        "targets",
        "model__term__level_descriptions",
        "model__dimensions__statements",
        Prefetch("model__dimensions__statements__helps", helps),
    )
    finished = Assessment.objects.filter(token=token, finished_at__isnull=False)
    return finished.select_related("model__term", "team").prefetch_related(*relations).first()


def build_result(assessment: Assessment) -> Result:
    """Explain what `find_finished` loaded. A statement without an answer counts as 'not yet'."""
    dimensions = assessment.model.answerable_dimensions
    model = scoring_model(dimensions)
    rows = assessment.responses.all()
    values = {response.statement_id: AnswerValue(response.value) for response in rows}
    answers = keyed_answers(dimensions, values)
    score = scoring.score(model, answers, missing_as_not_yet=True)
    return Result(
        score=score,
        profile=profile_rows(dimensions, score),
        unknown=sum(answer is AnswerValue.DONT_KNOW for answer in answers.values()),
        question_count=len(model.statements),
        assessment=assessment,
        plan=build_plan(assessment, dimensions, answers, score),
    )


def answered(assessment: Assessment) -> Iterator[Response]:
    """The answers of what `find_finished` loaded, each with its statement, in the model's order."""
    responses = {response.statement_id: response for response in assessment.responses.all()}
    for dimension in assessment.model.answerable_dimensions:
        for statement in dimension.statements.all():
            if response := responses.get(statement.pk):
                response.statement = statement
                yield response


def statement_place(dimension: str, statement: Statement) -> str:
    """Where a statement stands in its assessment, in words; `dimension` is a title."""
    words = _("%(dimension)s, level %(level)s")
    return words % {"dimension": dimension, "level": statement.level}


def own_evidence(assessment: Assessment) -> list[Response]:
    """The answers with a note or a link: only for the assessment's owner."""
    return [one for one in answered(assessment) if one.note or one.link]


def profile_rows(dimensions: Sequence[Dimension], score: scoring.Score) -> tuple[ProfileRow, ...]:
    """The profile of `score` over the `dimensions` that it was found for, in their order."""
    return tuple(
        _profile_row(dimension.title, row)
        for dimension, row in zip(dimensions, score.dimensions, strict=True)
    )


def _profile_row(title: str, score: DimensionScore) -> ProfileRow:
    closed = next((gate for gate in score.gates if not gate.passed and score.is_rated), None)
    return ProfileRow(
        key=score.key,
        title=title,
        level=score.level,
        potential_level=score.potential_level,
        progress=round(100 * score.progress),
        lack=_lack(closed) if closed else "",
        unasked=tuple(
            gate.level
            for gate in score.gates
            if gate.level <= (score.level or 0)
            and gate.reason is GateReason.NO_APPLICABLE_STATEMENT
        ),
    )


def _lack(gate: Gate) -> str:
    """What a closed gate lacks, in words."""
    if gate.mean is not None and gate.reason is GateReason.MEAN_TOO_LOW:
        return _("the weighted mean of its statements is %(mean)s, and it opens at %(needed)s") % {
            "mean": write_number(two_places(gate.mean)),
            "needed": write_number(two_places(scoring.PASSING_MEAN)),
        }
    return _("a required statement does not hold everywhere yet")


def _named(level: Level) -> dict[str, object]:
    """The number and the name of a level, for a sentence."""
    return {"level": level, "name": LEVEL_NAMES[level]}


def _next(level: Level | None) -> Level | None:
    return None if level is None or level is Level.MARKET_LEADING else Level(level + 1)
