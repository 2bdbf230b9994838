"""A finished assessment explained: level, profile, what stops it, and what lifts it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from glossary_site.numbers.formatting import write_percent
from maturity.charts.level_bar import LevelBar, level_bar
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
from maturity.scoring import scoring
from maturity.scoring.rows import (
    RULES,
    Given,
    given_in,
    keyed_answers,
    score_given,
    scoring_dimension,
    scoring_model,
    shown_index,
    statement_key,
    two_places,
)
from maturity.scoring.scoring import (
    RULE_2,
    AnswerValue,
    DimensionScore,
    GateReason,
    Level,
    Rule,
)
from maturity.scoring.unlocking import gate_set, next_level_targets, next_steps, target_set
from terms.markdown.plain import plain_text
from terms.models import Term

MOST_STEPS = 3


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
    """A dimension in the profile.

    The levels are None where it is not rated, since fewer than half of its statements apply.
    `lacks` are the fewest statements that lead it to its next level, in words, or what that level
    looks like where levels were picked; `unasked` are the levels that it holds because no
    statement there applies. `progress` is how far it is through its next gate.
    """

    key: str
    title: str
    level: Level | None
    potential_level: Level | None
    progress: Fraction
    lacks: tuple[str, ...]
    unasked: tuple[Level, ...]

    @property
    def is_rated(self) -> bool:
        return self.level is not None

    @property
    def next_level(self) -> Level | None:
        return _next(self.level)

    @property
    def level_words(self) -> str:
        if self.level is None:
            return _("not rated")
        if self.potential_level and self.potential_level > self.level:
            return f"{self.level}–{self.potential_level}"
        return str(self.level)

    @property
    def bar(self) -> LevelBar:
        return level_bar(self.level or 0, self.potential_level or 0, self.progress)

    @property
    def obstacle(self) -> str:
        """What keeps it from its next level, by name."""
        if not self.is_rated:
            return _("Fewer than half of its statements apply.")
        if not self.next_level:
            return _("Nothing: this is the highest level.")
        named = {"level": self.next_level, "first": self.lacks[0], "more": len(self.lacks) - 1}
        if len(self.lacks) == 1:
            return _("For %(level)s: %(first)s") % named
        words = ngettext(
            "For %(level)s: %(first)s And %(more)s more.",
            "For %(level)s: %(first)s And %(more)s more.",
            len(self.lacks) - 1,
        )
        return words % named

    @property
    def unasked_words(self) -> str:
        """Which levels it holds without a statement, as a sentence; empty where there is none."""
        if not self.unasked:
            return ""
        words = ngettext(
            "Level %(levels)s is held because none of its statements applies.",
            "Levels %(levels)s are held because none of their statements applies.",
            len(self.unasked),
        )
        return words % {"levels": ", ".join(map(str, self.unasked))}


@dataclass(frozen=True)
class Fact:
    """A number of a result with its name, and what it means; `key` is its hook for tests."""

    key: str
    name: str
    value: str
    note: str


@dataclass(frozen=True)
class NextStep:
    """Something to do, in which dimension, and what it lifts, in words."""

    dimension: str
    text: str
    effect: str


@dataclass(frozen=True)
class Scored:
    """The answers of one or of many, scored: what a result and that of a team have in common.

    Level and number beside it are None where too few dimensions are rated for a level. `shown`
    is the score of what could be shown, None where that was not asked; `unknown` counts the
    answers 'don't know'; `lifting` is the least that lifts the level, and `further` what lifts the
    other dimensions, the lowest first.
    """

    score: scoring.Score
    shown: scoring.Score | None
    rule: int
    profile: tuple[ProfileRow, ...]
    unknown: int
    question_count: int
    lifting: tuple[NextStep, ...]
    further: tuple[NextStep, ...]

    @property
    def steps(self) -> tuple[NextStep, ...]:
        """The first of what is worth doing next."""
        return (*self.lifting, *self.further)[:MOST_STEPS]

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
        """To two places, as it is stored."""
        return shown_index(self.score)

    @property
    def index_words(self) -> str:
        return "" if self.index is None else shown_number(self.index, self.rule)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The numbers beside the level; none without one."""
        if self.level is None:
            return ()
        meaning = (
            _("The level, and how far all are through the gates to the next one.")
            if self.rule == 1
            else _("The mean of the dimensions, each with its way to its next level.")
        )
        found = [Fact("index", self.index_name, self.index_words, meaning)]
        if self.shown:
            note = _("If only what could be shown on that day counts.")
            level = self.shown.level or self.level
            found.append(Fact("evidence-level", _("With evidence"), _level_words(level), note))
        if self.unknown:
            words = ngettext(
                "However the %(number)s answer “don’t know” turns out.",
                "However the %(number)s answers “don’t know” turn out.",
                self.unknown,
            )
            value = _level_words(self.level, self.potential_level)
            found.append(Fact("range", _("Range"), value, words % {"number": self.unknown}))
        value = write_percent(Decimal(scoring.percentage(self.level)))
        note = _("Level divided by seven: a position, not a measurement.")
        return (*found, Fact("percentage", _("Position on the scale"), value, note))

    @property
    def index_name(self) -> str:
        return _("Index") if self.rule == 1 else _("Average")

    @property
    def profile_words(self) -> str:
        """The profile on one line, for who does not see it."""
        return "; ".join(f"{row.title}: {row.level_words}" for row in self.profile)

    @property
    def weakest(self) -> tuple[ProfileRow, ...]:
        """The rows with the lowest level, unless that is the highest there is."""
        lowest = min((row.level for row in self.profile if row.level), default=None)
        return tuple(row for row in self.profile if row.level is lowest and row.next_level)

    @property
    def why(self) -> str:
        """Why it is this level and no other, in a sentence or two."""
        if self.level is None:
            return self.unrated_words
        if self.rule == 1:
            words = _("Found by the earlier rule: the level is that of the weakest dimension.")
            weakest = ", ".join(row.title for row in self.weakest)
            return f"{words} {_('Here:')} {weakest}." if weakest else words
        return why_words([(row.title, row.level) for row in self.profile if row.level], self.level)

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
    def steps_lead(self) -> str:
        """What the steps do together; empty without a next level."""
        if self.next_level is None or not self.lifting:
            return ""
        words = ngettext(
            "%(number)s practice lifts the level to %(level)s, %(name)s.",
            "%(number)s practices together lift the level to %(level)s, %(name)s.",
            len(self.lifting),
        )
        if self.is_of_levels:
            words = ngettext(
                "%(number)s dimension has to rise for level %(level)s, %(name)s.",
                "%(number)s dimensions have to rise for level %(level)s, %(name)s.",
                len(self.lifting),
            )
        return words % ({"number": len(self.lifting)} | _named(self.next_level))

    @property
    def is_of_levels(self) -> bool:
        """Whether levels were picked, and no statement was answered."""
        return not any(one.gates for one in self.score.dimensions)

    @property
    def method(self) -> str:
        """How the level is found, in two sentences."""
        if self.rule == 1:
            return _(
                "The level is that of the weakest dimension. A dimension holds a level when its "
                "required practices up to there hold everywhere, and can be shown."
            )
        level = _(
            "The level is the highest that two thirds of the dimensions have reached while none "
            "lags by more than two."
        )
        if self.is_of_levels:
            words = _("For each dimension, the description that fits best was picked.")
        else:
            words = _(
                "A dimension reaches a level when its practices up to there hold in most places."
            )
        return f"{level} {words}"

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
    def typical(self) -> str:
        """What the level looks like where it is typical, as HTML; empty where nobody wrote it."""
        return next((rung.text_html for rung in self.rungs if rung.level is self.level), "")

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


def scored_parts(dimensions: Sequence[Dimension], given: Given, rule: Rule) -> Scored:
    """What `given` says about the dimensions, by `rule`."""
    score = score_given(dimensions, given, rule)
    of_levels = any(one.levels.all() for one in dimensions)
    has_evidence = rule.number > 1 and not of_levels
    answers = keyed_answers(dimensions, given.values)
    profile = tuple(
        _profile_row(dimension, row, answers, rule)
        for dimension, row in zip(dimensions, score.dimensions, strict=True)
    )
    if of_levels:
        lifting = _picked_steps(dimensions, score)
    else:
        lifting = _steps(dimensions, answers, score, rule)
    return Scored(
        score=score,
        shown=score_given(dimensions, given, rule, is_shown=True) if has_evidence else None,
        rule=rule.number,
        profile=profile,
        unknown=sum(answer is AnswerValue.DONT_KNOW for answer in answers.values()),
        question_count=sum(len(one.statements.all()) or 1 for one in dimensions),
        lifting=lifting,
        further=_further_steps(profile, lifting),
    )


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


def why_words(levels: Sequence[tuple[str, Level]], level: Level) -> str:
    """Why dimensions with these titles and levels make `level` by rule 2, and not the next one."""
    total, needed = len(levels), RULE_2.needed(len(levels))
    reached = sum(one >= level for _title, one in levels)
    words = ngettext(
        "%(reached)s of %(total)s dimension is at level %(level)s or above.",
        "%(reached)s of %(total)s dimensions are at level %(level)s or above.",
        total,
    )
    first = words % {"reached": reached, "total": total, "level": level}
    following = _next(level)
    if following is None:
        return f"{first} {_('There is no higher level.')}"
    least = following - RULE_2.most_lag
    ahead = sum(one >= following for _title, one in levels)
    named = ", ".join(
        _("%(title)s, at %(level)s") % {"title": title, "level": one}
        for title, one in levels
        if one < least
    )
    facts = {"level": following, "needed": needed, "ahead": ahead, "least": least, "named": named}
    facts |= {"total": total, "held": level}
    if ahead >= needed:
        words = _(
            "%(ahead)s of %(total)s have even reached level %(level)s, but %(named)s, holds the "
            "level at %(held)s: none may lie below %(least)s."
        )
    elif named:
        words = _(
            "Level %(level)s needs %(needed)s of them there, where %(ahead)s are now, and none "
            "below %(least)s: %(named)s, lags."
        )
    else:
        words = _("Level %(level)s needs %(needed)s of them there, where %(ahead)s are now.")
    return f"{first} {words % facts}"


def statement_text(statement: Statement) -> str:
    """What a statement says, without marks."""
    return plain_text(statement.text_html)


def _profile_row(
    dimension: Dimension, score: DimensionScore, answers: Mapping[str, AnswerValue], rule: Rule
) -> ProfileRow:
    return ProfileRow(
        key=score.key,
        title=dimension.title,
        level=score.level,
        potential_level=score.potential_level,
        progress=score.progress,
        lacks=_lacks(dimension, score, answers, rule),
        unasked=tuple(
            gate.level
            for gate in score.gates
            if gate.level <= (score.level or 0)
            and gate.reason is GateReason.NO_APPLICABLE_STATEMENT
        ),
    )


def _lacks(
    dimension: Dimension, score: DimensionScore, answers: Mapping[str, AnswerValue], rule: Rule
) -> tuple[str, ...]:
    if score.next_gate is None:
        rows = dimension.levels.all()
        return tuple(row.text for row in rows if row.level == (score.level or 0) + 1)
    keys = gate_set(scoring_dimension(dimension), answers, score.next_gate.level, rule=rule)
    return tuple(
        statement_text(row)
        for row in dimension.statements.all()
        if statement_key(dimension, row) in keys
    )


def _steps(
    dimensions: Sequence[Dimension],
    answers: Mapping[str, AnswerValue],
    score: scoring.Score,
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
            groups.append([NextStep(dimension.title, statement_text(one), effect) for one in raised])
    return tuple(step for group in sorted(groups, key=len) for step in group)


def _picked_steps(
    dimensions: Sequence[Dimension], score: scoring.Score
) -> tuple[NextStep, ...]:
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


def _further_steps(
    profile: Sequence[ProfileRow], steps: Sequence[NextStep]
) -> tuple[NextStep, ...]:
    """What lifts the lowest of the dimensions that the next level does not ask to rise."""
    named = {step.dimension for step in steps}
    others = [row for row in profile if row.next_level and row.title not in named]
    return tuple(
        NextStep(
            row.title,
            row.lacks[0],
            _("Leads it from %(level)s to %(target)s, beyond what the next level needs.")
            % {"level": row.level, "target": row.next_level},
        )
        for row in sorted(others, key=lambda row: row.level or 0)
    )


def _level_words(level: Level, potential: Level | None = None) -> str:
    """A level, or the range of levels up to the potential one."""
    if potential and potential > level:
        return _("Level %(low)s to %(high)s") % {"low": level, "high": potential}
    return _("Level %(level)s") % {"level": level}


def _named(level: Level) -> dict[str, object]:
    """The number and the name of a level, for a sentence."""
    return {"level": level, "name": LEVEL_NAMES[level]}


def _next(level: Level | None) -> Level | None:
    return None if level is None or level is Level.MARKET_LEADING else Level(level + 1)
