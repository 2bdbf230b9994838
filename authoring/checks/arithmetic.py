"""The sums in an author's text, such as `0.70 × $0.01 = $0.007`, read and computed exactly."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from glossary_site.numbers.formula import FormulaError, evaluate

_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_NUMBER = re.compile(
    r"(?<![\w.])[$€£]?(?P<digits>\d+(?:,\d{3})*(?:\.\d+)?)(?P<power>[²³]?)"
    rf"(?:\s?(?P<percent>%)|x\b|\s(?P<scale>{'|'.join(_SCALES)})\b)?"
)
_SIGN = re.compile(r"[-+*/()−×÷]|\s+")
_UNIT = re.compile(r"[a-z]+(?=\s*(?:[-+*/)−×÷]|$))")
_PLAIN_SIGNS = {"−": "-", "×": "*", "÷": "/"}
_EQUALS = re.compile(r"(?<![<>≤≥])[=≈]")
_HALF_OF_MORE = re.compile(r"^\s*(?:to\b|or\b|:|–)\s*[$€£]?\d")
_SAME_UNIT = {"–", "-", "/", "to", "or", "and", ","}
_BETWEEN_SUMS = Fraction(1, 200)


@dataclass(frozen=True)
class Number:
    """A number as it is written: its exact value, and half a unit of its last digit."""

    value: Fraction
    half_unit: Fraction

    def rounds(self, exact: Fraction) -> bool:
        """Whether this is what `exact` looks like with so many digits."""
        return abs(exact - self.value) <= self.half_unit


@dataclass(frozen=True)
class Side:
    """What stands on one side of an equals sign; a side that is one number has `number` too."""

    text: str
    value: Fraction
    number: Number | None

    def agrees(self, other: "Side") -> bool:
        """Within the rounding of a single number; two sums may differ by half a percent, as
        their parts may be rounded."""
        gap = abs(self.value - other.value)
        units = [side.number.half_unit for side in (self, other) if side.number]
        return gap <= (max(units) if units else abs(self.value) * _BETWEEN_SUMS)


def numbers_in(text: str) -> list[Number]:
    """Every number of a text without its sign: 5% is 0.05, `$1.2 million` is 1,200,000, and all
    parts of `61–81%` and of `79 / 16 / 6%` are percentages."""
    matches = list(_NUMBER.finditer(text))
    numbers: list[Number] = []
    is_percent, end = False, len(text)
    for match in reversed(matches):
        joined = text[match.end() : end].strip() in _SAME_UNIT
        is_percent = bool(match["percent"]) or (is_percent and joined)
        end = match.start()
        numbers.append(_number(match, is_percent=is_percent))
    return numbers[::-1]


def each_way(text: str) -> set[Fraction]:
    """The numbers of a text, as shares and as percentages."""
    numbers = {number.value for number in numbers_in(text)}
    return numbers | {value / 100 for value in numbers} | {value * 100 for value in numbers}


def equations(text: str) -> Iterator[tuple[Side, Side]]:
    """The two sides of every equals sign beside which nothing but arithmetic stands.

    What is said in words is left out: of `a saving is x / 0.99 = 0.6` nothing is read.
    """
    ends = [match.start() for match in _EQUALS.finditer(text)]
    parts = [text[left + 1 : right] for left, right in pairwise([-1, *ends, len(text)])]
    for before, after in pairwise(parts):
        left, right = _last_sum(before), _first_sum(after)
        if left and right:
            yield left, right


def _number(match: re.Match[str], *, is_percent: bool) -> Number:
    digits = match["digits"].replace(",", "")
    scale = Fraction(_SCALES.get(match["scale"] or "", 1))
    if is_percent:
        scale /= 100
    value = Fraction(digits) ** {"": 1, "²": 2, "³": 3}[match["power"]]
    return Number(value * scale, scale / (2 * 10 ** len(digits.partition(".")[2])))


def _last_sum(text: str) -> Side | None:
    """The sum that a text ends with."""
    runs = list(_runs(text))
    if not runs or text[runs[-1][1] :].strip():
        return None
    start, end = runs[-1]
    before = text[:start].rstrip()
    run = text[start:end].strip()
    if before.endswith("–") or (before and run[0] in "-+*/−×÷)"):
        return None
    return _side(run)


def _first_sum(text: str) -> Side | None:
    """The sum that a text begins with."""
    start, end = next(_runs(text), (0, 0))
    if text[:start].strip() or _HALF_OF_MORE.match(text[end:]):
        return None
    run = text[start:end].strip()
    while run.endswith(")") and run.count(")") > run.count("("):
        run = run[:-1].rstrip()
    return _side(run)


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text in which only numbers, their units and signs stand."""
    place = start = 0
    while place < len(text):
        match = _NUMBER.match(text, place) or _SIGN.match(text, place)
        if match is None and text[start:place].rstrip()[-1:].isdigit():
            match = _UNIT.match(text, place)
        if match:
            place = match.end()
            continue
        if text[start:place].strip():
            yield start, place
        start = place = place + 1
    if text[start:place].strip():
        yield start, place


def _side(run: str) -> Side | None:
    """The value of a run, or None where it is no whole sum, such as `0.70 ×`."""
    alone = _NUMBER.fullmatch(run)
    number = _number(alone, is_percent=bool(alone["percent"])) if alone else None
    try:
        value = evaluate(_formula(run), {})
    except FormulaError:
        return None
    return Side(run, value, number)


def _formula(run: str) -> str:
    parts: list[str] = []
    place = 0
    while place < len(run):
        if number := _NUMBER.match(run, place):
            exact = _number(number, is_percent=bool(number["percent"])).value
            parts.append(f"({exact.numerator}/{exact.denominator})")
            place = number.end()
            continue
        sign = _PLAIN_SIGNS.get(run[place], run[place])
        parts.append(sign if sign in "-+*/()" else " ")
        place += 1
    return "".join(parts)
