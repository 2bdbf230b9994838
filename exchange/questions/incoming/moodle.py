"""Moodle XML, by defusedxml: no entities, nothing fetched. Pure."""

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from authoring.importing.entries import ImportRefusedError
from exchange.questions.incoming.found import Choice, Found

_OPAQUE = re.compile(r"<!\[CDATA\[.*?\]\]>|<!--.*?-->", re.DOTALL)
_RELATIVE = "RELATIVE_NEXT_EXCLUDE_LAST"


def read_moodle(text: str) -> Iterator[Found]:
    """Every question of the text, in its order. Raises ImportRefusedError for what is no XML."""
    try:
        root = fromstring(text)
    except DefusedXmlException:
        raise ImportRefusedError("the file declares entities, which no export does") from None
    except ParseError as error:
        raise ImportRefusedError(f"line {error.position[0]} is no XML: {error}") from None
    if root.tag != "quiz":
        raise ImportRefusedError(f"<{root.tag}> is no Moodle XML, which begins with <quiz>")
    seen = _OPAQUE.sub(lambda part: "\n" * part[0].count("\n"), text)
    starts = [hit.start() for hit in re.finditer(r"<question\b", seen)]
    for start, question in zip(starts, root.findall("question"), strict=False):
        if question.get("type") != "category":
            yield _read(question, seen.count("\n", 0, start) + 1)


def _read(question: Element, line: int) -> Found:
    found = Found(line, name=_said(question, "name/text"), id=_said(question, "idnumber"))
    found.read_tags([(one.text or "").strip() for one in question.findall("tags/tag/text")])
    found.read_stem(_said(question, "questiontext/text"), _form(question.find("questiontext")))
    found.reason = _reason(found, question.find("generalfeedback"))
    if question.find(".//file") is not None:
        found.drop("files that are put into the text")
    if question.find("hint") is not None:
        found.drop("hints")
    reader = _READERS.get(kind := question.get("type", ""))
    if reader:
        reader(found, question)
    else:
        found.drop("of a type of which there is no kind here", kind)
    return found


def _read_choices(found: Found, question: Element) -> None:
    is_single = _said(question, "single") in ("true", "1")
    found.kind = "single" if is_single else "multiple"
    found.choices = [_choice(found, one) for one in question.findall("answer")]
    _one_right(found)
    found.weigh()


def _read_truth(found: Found, question: Element) -> None:
    both = {_said(one, "text").lower(): one for one in question.findall("answer")}
    if both.keys() == {"true", "false"}:
        found.kind = "true-false"
        found.choices = [_choice(found, both[word]) for word in ("true", "false")]
    else:
        found.drop("a statement without its two answers")


def _read_order(found: Found, question: Element) -> None:
    found.kind = "ordering"
    found.choices = [_choice(found, one) for one in question.findall("answer")]
    if (rule := _said(question, "gradingtype")) != _RELATIVE:
        found.drop("the rule by which steps are scored", rule)


def _one_right(found: Found) -> None:
    """Of one choice the option that is worth most is the right one."""
    if found.kind != "single" or sum(one.is_right for one in found.choices) <= 1:
        return
    most = max(one.share for one in found.choices)
    found.drop("a part of the point for an option that is not the right one")
    found.choices = [
        one if one.share == most else Choice(one.text, one.reason, Fraction(0))
        for one in found.choices
    ]


def _read_number(found: Found, question: Element) -> None:
    rows = question.findall("answer")
    whole = [row for row in rows if _fraction(row.get("fraction", "")) == 100]
    exact = _fraction(_said(whole[0], "text")) if whole else None
    if exact is None:
        found.drop("a number without one right answer")
        return
    if len(rows) > 1:
        found.drop("further answers with a part of the point")
    found.kind, found.exact = "number", exact
    found.error = _fraction(_said(whole[0], "tolerance")) or Fraction(0)
    names = [_said(unit, "unit_name") for unit in question.findall("units/unit")]
    if names[1:]:
        found.drop("further units", ", ".join(names[1:]))
    found.sign = found.sign or "".join(names[:1])
    found.reason = found.reason or _reason(found, whole[0].find("feedback"))


_READERS: dict[str, Callable[[Found, Element], None]] = {
    "multichoice": _read_choices,
    "truefalse": _read_truth,
    "numerical": _read_number,
    "ordering": _read_order,
}


def _choice(found: Found, answer: Element) -> Choice:
    form = _form(answer)
    share = _fraction(answer.get("fraction", "0")) or Fraction(0)
    text = found.line_of(_said(answer, "text"), form)
    return Choice(text, _reason(found, answer.find("feedback")), share)


def _reason(found: Found, element: Element | None) -> str:
    return found.text_of(_said(element, "text"), _form(element)) if element is not None else ""


def _said(element: Element | None, path: str) -> str:
    return ((element.findtext(path) if element is not None else "") or "").strip()


def _form(element: Element | None) -> str:
    return element.get("format", "html") if element is not None else "html"


def _fraction(text: str) -> Fraction | None:
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        return None
