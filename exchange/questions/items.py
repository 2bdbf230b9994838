"""A question with its key, as every format of other programs is written from it."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin

from django.http import QueryDict
from django.utils.translation import gettext as _

from quizzes.kinds.base import DeviceScoring
from quizzes.kinds.number import NumberReasons
from quizzes.kinds.options import ReviewedOption
from quizzes.kinds.registry import kind_of
from quizzes.models import PosedQuestion, Question
from terms.fields.prose import without_paragraphs

INSTANCES = 5
"""Of a question with drawn numbers so many are written, each with numbers of its own."""

PLACES = 12
"""Decimals of a number and of what it may be off by, which is rounded up."""

_KEPT = frozenset(
    (
        *("p", "em", "strong", "code", "pre", "a", "ul", "ol", "li", "h3", "h4", "blockquote"),
        *("dl", "dt", "dd", "div", "table", "thead", "tbody", "tr", "th", "td", "sup"),
    )
)
"""What HTML, XHTML, QTI and Anki all know; of anything else the text stays."""


@dataclass(frozen=True)
class Choice:
    """An option, or a step of an ordering question; both texts are XHTML."""

    text: str
    reason: str
    is_right: bool


@dataclass(frozen=True)
class NumberKey:
    """The right number, in percent where percent is asked for, and how far off an answer may be.

    `shown` and `tolerance` are what pages show of both.
    """

    exact: Decimal
    error: Decimal
    shown: str
    tolerance: str


@dataclass(frozen=True)
class Item:
    """A question as it is asked once, with its key; texts are XHTML with absolute addresses.

    `kind` is one of `KINDS`. `instance` counts those of a question whose numbers are drawn, from 1,
    and is 0 where none are. `choices` of an ordering question stand in their right order.
    """

    term: str
    key: str
    instance: int
    kind: str
    section: str
    stem: str
    url: str
    choices: tuple[Choice, ...] = ()
    number: NumberKey | None = None
    unit: str = ""
    sign: str = ""
    """What stands for the unit in a file: %, $ or the unit itself."""
    reason: str = ""

    @property
    def id(self) -> str:
        """The same for as long as the question has its key."""
        name = f"{self.term}/{self.key}"
        return f"{name}/{self.instance}" if self.instance else name

    @property
    def name(self) -> str:
        return f"{self.term}: {self.key}" + (f" {self.instance}" if self.instance else "")

    @property
    def right(self) -> tuple[Choice, ...]:
        return tuple(one for one in self.choices if one.is_right)

    @property
    def asked(self) -> str:
        """The stem, and below it the unit of a number that is asked for."""
        if not self.unit:
            return self.stem
        words = escape(_("Answer in %(unit)s:") % {"unit": self.unit})
        return f'{self.stem}<p class="unit" title="{escape(self.sign)}">{words}</p>'

    @property
    def reasons(self) -> str:
        """Of a number the way there, of steps why each comes where it stands."""
        if self.kind != "ordering":
            return self.reason
        steps = "".join(f"<li>{one.text}{one.reason}</li>" for one in self.choices)
        return f"<ol>{steps}</ol>"


KINDS = ("single", "multiple", "true-false", "number", "ordering")
"""The kinds that every format is written for."""


def instances(question: Question, base: str, most: int = INSTANCES) -> Iterator[Item]:
    """The question once, or as often as its numbers are drawn anew, without repetition."""
    is_drawn = any(one.low != one.high for one in question.parameters.all())
    stems = set[str]()
    for seed in range(1, most * 4) if is_drawn else (0,):
        item = _item(PosedQuestion(question=question, seed=seed), len(stems) + is_drawn, base)
        if item.stem not in stems:
            stems.add(item.stem)
            yield item
        if len(stems) == most:
            return


def _item(posed: PosedQuestion, instance: int, base: str) -> Item:
    question = posed.question
    kind, term = kind_of(question), question.quiz.term
    page = f"{base}{term.get_absolute_url()}"
    scoring = kind.for_device(posed)
    if scoring is None:
        raise LookupError(f"{question.kind!r} cannot be scored by another program")
    asked = Item(
        term=term.slug,
        key=question.key,
        instance=instance,
        kind=question.kind,
        section=question.section,
        stem=xhtml(kind.fill(posed, question.stem_html), page),
        url=f"{page}#{question.section}",
    )
    if scoring.rule == "number":
        reasons: NumberReasons = scoring.reasons["right"]
        sign = {"percent": "%", "dollars": "$"}.get(question.notation, question.unit)
        return replace(
            asked,
            number=_number_key(scoring, reasons),
            unit=kind.ask(posed, QueryDict()).unit,
            sign=sign,
            reason=xhtml(reasons.reason_html, page),
        )
    options: Iterable[ReviewedOption] = next(iter(scoring.reasons.values()))
    is_ordered = scoring.rule == "order"
    return replace(asked, choices=tuple(_choice(one, page, is_ordered) for one in options))


def _choice(option: ReviewedOption, page: str, is_ordered: bool) -> Choice:
    text = xhtml(without_paragraphs(option.html), page)
    return Choice(text, xhtml(option.reason_html, page), is_ordered or option.is_right)


def _number_key(scoring: DeviceScoring, reasons: NumberReasons) -> NumberKey:
    exact, error = Fraction(scoring.key["exact"]), Fraction(scoring.key["tolerance"])
    if scoring.key["notation"] == "percent":
        exact, error = exact * 100, error * 100
    written = round(exact, PLACES)
    # What writing the number rounds off is let through too, so that no right answer is lost.
    reach = error + abs(exact - written)
    upper = Fraction(math.ceil(reach * 10**PLACES), 10**PLACES)
    return NumberKey(_decimal(written), _decimal(upper), reasons.exact, reasons.tolerance)


def _decimal(value: Fraction) -> Decimal:
    """In plain digits; `value` has at most `PLACES` decimals."""
    shown = f"{Decimal(value.numerator) / Decimal(value.denominator):.{PLACES}f}"
    return Decimal(shown.rstrip("0").rstrip("."))


def xhtml(html: str, page: str) -> str:
    """Sanitised HTML as XHTML in one line, with absolute addresses; of an image its words."""
    reader = _XhtmlWriter(page)
    reader.feed(html)
    reader.close()
    return " ".join("".join(reader.parts).split())


class _XhtmlWriter(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self._page = page
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if tag in ("br", "hr"):
            self.parts.append(f"<{tag}/>")
        elif tag == "img":
            self.parts.append(escape(known.get("alt") or ""))
        elif tag == "a":
            address = escape(urljoin(self._page, known.get("href") or ""))
            self.parts.append(f'<a href="{address}">')
        elif tag in _KEPT:
            self.parts.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in _KEPT:
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.parts.append(escape(data))
