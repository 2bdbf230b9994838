"""A finished assessment explained: its scores, its plan, and what its owner alone sees."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maturity.models import (
    LEVEL_NAMES,
    Assessment,
    Dimension,
    DimensionLevel,
    Response,
    Statement,
    StatementHelp,
    shown_number,
)
from maturity.plans.action_plan import Plan, build_plan
from maturity.results.scored import Scored, named_level, scored_parts
from maturity.scoring import scoring
from maturity.scoring.rows import RULES, given_in, keyed_answers, two_places
from maturity.scoring.scoring import Level
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
class Result(Scored):
    """All that the page of a result shows; at level 7 `plan` is empty."""

    assessment: Assessment
    plan: Plan

    @property
    def projected_index(self) -> str:
        """The number beside the level once what is ticked holds everywhere."""
        projected = self.plan.projected
        return shown_number(two_places(projected.index), self.rule) if projected else ""

    @property
    def title(self) -> str:
        """What its page is called, wherever that is linked."""
        model = self.assessment.model.title
        if self.level is None:
            return _("Not rated: %(model)s") % {"model": model}
        words = _("Level %(level)s, %(name)s: %(model)s")
        return words % (named_level(self.level) | {"model": model})

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
        return _("What lifts it to level %(level)s, %(name)s") % named_level(self.next_level)

    @property
    def plan_lead(self) -> str:
        """What the practices of the plan do together."""
        if self.plan.has_targets:
            words = ngettext(
                "This practice, held everywhere, reaches the targets.",
                "These %(number)s practices, held everywhere, reach the targets. Leave any "
                "one out, and one is missed.",
                self.plan.size,
            )
        else:
            words = ngettext(
                "This practice, held everywhere, lifts the level.",
                "These %(number)s practices, held everywhere, lift the level. Leave any one "
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
        "picks",
        "plan_items",
        "targets",
        "model__term__level_descriptions",
        "model__dimensions__levels",
        "model__dimensions__statements",
        Prefetch("model__dimensions__statements__helps", helps),
    )
    finished = Assessment.objects.filter(token=token, finished_at__isnull=False)
    return finished.select_related("model__term", "team").prefetch_related(*relations).first()


def build_result(assessment: Assessment) -> Result:
    """Explain what `find_finished` loaded. A statement without an answer counts as 'not yet'."""
    dimensions = assessment.model.answerable_dimensions
    given, rule = given_in(assessment), RULES[assessment.rule]
    scored = scored_parts(dimensions, given, rule)
    answers = keyed_answers(dimensions, given.values)
    plan = build_plan(assessment, dimensions, answers, scored.score)
    return Result(**vars(scored), assessment=assessment, plan=plan)


def answered(assessment: Assessment) -> Iterator[Response]:
    """The answers of what `find_finished` loaded, each with its statement, in the model's order."""
    responses = {response.statement_id: response for response in assessment.responses.all()}
    for dimension in assessment.model.answerable_dimensions:
        for statement in dimension.statements.all():
            if response := responses.get(statement.pk):
                response.statement = statement
                yield response


def picked(assessment: Assessment) -> Iterator[tuple[Dimension, DimensionLevel]]:
    """Each dimension of a short assessment with the level that was picked."""
    levels = {pick.dimension_id: pick.level for pick in assessment.picks.all()}
    for dimension in assessment.model.answerable_dimensions:
        for row in dimension.levels.all():
            if row.level == levels.get(dimension.pk):
                yield dimension, row


def statement_place(dimension: str, statement: Statement) -> str:
    """Where a statement stands in its assessment, in words; `dimension` is a title."""
    words = _("%(dimension)s, level %(level)s")
    return words % {"dimension": dimension, "level": statement.level}


def own_evidence(assessment: Assessment) -> list[Response]:
    """The answers with a note or a link: only for the assessment's owner."""
    return [one for one in answered(assessment) if one.note or one.link]
