"""Answers scored and put into words: what a result and that of a team have in common."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from glossary_site.numbers.formatting import write_percent
from maturity.charts.level_bar import LevelBar, level_bar
from maturity.models import LEVEL_NAMES, Dimension, shown_number
from maturity.results.next_steps import NextStep, lifting_steps, statement_text
from maturity.scoring import scoring
from maturity.scoring.rows import (
    Given,
    keyed_answers,
    score_given,
    scoring_dimension,
    shown_index,
    statement_key,
)
from maturity.scoring.scoring import (
    RULE_2,
    AnswerValue,
    DimensionScore,
    GateReason,
    Level,
    Rule,
)
from maturity.scoring.unlocking import gate_set

MOST_STEPS = 3


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
        meaning = _("Mean of the dimensions, counting part levels.")
        if self.rule == 1:
            meaning = _("The level, and the way to the next one.")
        elif self.is_of_levels:
            meaning = _("Mean of the dimensions.")
        found = [Fact("index", self.index_name, self.index_words, meaning)]
        if self.shown:
            note = _("Only what could be shown that day.")
            level = self.shown.level or self.level
            found.append(Fact("evidence-level", _("With evidence"), _level_words(level), note))
        if self.unknown:
            words = ngettext(
                "However %(number)s “don’t know” turns out.",
                "However %(number)s “don’t knows” turn out.",
                self.unknown,
            )
            value = _level_words(self.level, self.potential_level)
            found.append(Fact("range", _("Range"), value, words % {"number": self.unknown}))
        value = write_percent(Decimal(scoring.percentage(self.level)))
        note = _("A position, not a measurement.")
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
        lead = words % ({"number": len(self.lifting)} | named_level(self.next_level))
        return lead if len(self.lifting) <= MOST_STEPS else f"{lead} {_('The first three:')}"

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
        return _("What lifts you to level %(level)s, %(name)s") % named_level(self.next_level)


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
    lifting = lifting_steps(dimensions, answers, score, rule)
    return Scored(
        score=score,
        shown=score_given(dimensions, given, rule, is_shown=True) if has_evidence else None,
        rule=rule.number,
        profile=profile,
        unknown=sum(answer is AnswerValue.DONT_KNOW for answer in answers.values()),
        question_count=sum(len(one.statements.all()) or 1 for one in dimensions),
        lifting=lifting,
        further=_further_steps(profile, lifting, is_beyond=bool(lifting)),
    )


def why_words(levels: Sequence[tuple[str, Level]], level: Level) -> str:
    """Why dimensions with these titles and levels make `level` by rule 2, and not the next one."""
    following = _next(level)
    if following is None:
        return _at_least(levels, level)
    needed, least = RULE_2.needed(len(levels)), following - RULE_2.most_lag
    ahead = sum(one >= following for _title, one in levels)
    behind = ", ".join(
        _("%(title)s is at %(level)s") % {"title": title, "level": one}
        for title, one in levels
        if one < least
    )
    facts: dict[str, object] = {"level": level, "next": following, "needed": needed}
    facts |= {"ahead": ahead, "total": len(levels), "least": least, "behind": behind}
    if ahead >= needed:
        words = _(
            "%(ahead)s of %(total)s dimensions have reached level %(next)s. The level stays at "
            "%(level)s, since none may lie below %(least)s: %(behind)s."
        )
        return words % facts
    parts = [_at_least(levels, level)]
    if ahead:
        words = ngettext(
            "Level %(next)s needs %(needed)s of %(total)s, and %(ahead)s has reached it.",
            "Level %(next)s needs %(needed)s of %(total)s, and %(ahead)s have reached it.",
            ahead,
        )
    else:
        words = _("Level %(next)s needs %(needed)s of %(total)s, and none has reached it yet.")
    parts.append(words % facts)
    if behind:
        parts.append(_("Besides, none may lie below %(least)s: %(behind)s.") % facts)
    return " ".join(parts)


def _at_least(levels: Sequence[tuple[str, Level]], level: Level) -> str:
    """How many dimensions are at `level` or above, as a sentence."""
    reached = sum(one >= level for _title, one in levels)
    if level is Level.EXPERIMENTAL:
        return _("Level 1 needs nothing.")
    if level is Level.MARKET_LEADING:
        words = ngettext(
            "%(reached)s of %(total)s dimension is at level 7, the highest there is.",
            "%(reached)s of %(total)s dimensions are at level 7, the highest there is.",
            len(levels),
        )
    else:
        words = ngettext(
            "%(reached)s of %(total)s dimension is at level %(level)s or above.",
            "%(reached)s of %(total)s dimensions are at level %(level)s or above.",
            len(levels),
        )
    return words % {"reached": reached, "total": len(levels), "level": level}


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


def _further_steps(
    profile: Sequence[ProfileRow], steps: Sequence[NextStep], *, is_beyond: bool
) -> tuple[NextStep, ...]:
    """What lifts the lowest of the dimensions that the next level does not ask to rise."""
    effect = _("Lifts it from %(level)s to %(target)s.")
    if is_beyond:
        effect = _("Lifts it from %(level)s to %(target)s, beyond what the next level needs.")
    named = {step.dimension for step in steps}
    others = [row for row in profile if row.next_level and row.title not in named]
    return tuple(
        NextStep(
            row.title,
            row.lacks[0],
            effect % {"level": row.level, "target": row.next_level},
        )
        for row in sorted(others, key=lambda row: row.level or 0)
    )


def _level_words(level: Level, potential: Level | None = None) -> str:
    """A level, or the range of levels up to the potential one."""
    if potential and potential > level:
        return _("Level %(low)s to %(high)s") % {"low": level, "high": potential}
    return _("Level %(level)s") % {"level": level}


def named_level(level: Level) -> dict[str, object]:
    """The number and the name of a level, for a sentence."""
    return {"level": level, "name": LEVEL_NAMES[level]}


def _next(level: Level | None) -> Level | None:
    return None if level is None or level is Level.MARKET_LEADING else Level(level + 1)
