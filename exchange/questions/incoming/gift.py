"""GIFT, a question a paragraph. Pure."""

import re
from collections.abc import Iterator
from fractions import Fraction

from exchange.questions.incoming.found import Choice, Found

_HIDDEN = 0xE000
"""An escaped sign stands here among the characters of private use while a text is taken apart."""

_ESCAPE = re.compile(r"\\([\\~=#{}:n])")
_BACK = re.compile(f"[{chr(_HIDDEN)}-{chr(_HIDDEN + 0x7F)}]")
_ABOUT = re.compile(r"\[(id|tag):([^\]]*)\]")
_QUESTION = re.compile(
    r"\s*(?:::(?P<name>.*?)::)?\s*(?:\[(?P<form>html|moodle|plain|markdown)\])?"
    r"(?P<stem>[^{}]*)(?:\{(?P<body>[^{}]*)\}(?P<tail>[^{}]*))?\s*",
    re.DOTALL,
)
_ANSWER = re.compile(r"([=~])\s*(?:%(-?[\d.]+)%)?([^=~]*)")
_NUMBER = re.compile(r"\s*=?\s*(?:%[\d.]+%)?\s*(-?[\d.]+?)(?:\s*(:|\.\.)\s*(-?[\d.]+))?\s*(?:#.*)?")
_TRUE = {"TRUE": True, "T": True, "FALSE": False, "F": False}
_ITEM = re.compile(r"<li>(.*?)</li>", re.DOTALL)


def read_gift(text: str) -> Iterator[Found]:
    """Every question of the text, in its order."""
    block, about, first = list[str](), list[str](), 0
    for number, line in enumerate([*text.lstrip("\ufeff").splitlines(), ""], 1):
        if line.strip().startswith("//"):
            about.append(line)
        elif line.strip() and not line.startswith("$CATEGORY:"):
            first = first if block else number
            block.append(line)
        elif block:
            yield _read("\n".join(block), "\n".join(about), first)
            block, about = [], []
        elif not line.strip():
            about = []


def _read(block: str, about: str, line: int) -> Found:
    found = Found(line)
    known = _ABOUT.findall(about)
    found.id = next((value for name, value in known if name == "id"), "")
    found.read_tags([value for name, value in known if name == "tag"])
    hidden = _ESCAPE.sub(lambda sign: chr(_HIDDEN + ord(sign[1])), block)
    parts = _QUESTION.fullmatch(hidden)
    if parts is None:
        found.drop("this is no question in GIFT")
        return found
    form = parts["form"] or "moodle"
    found.name = _shown(parts["name"] or "")
    stem = parts["stem"]
    if (parts["tail"] or "").strip():
        stem = f"{stem}____{parts['tail']}"
    found.read_stem(_shown(stem), form)
    if parts["body"] is None:
        found.drop("a text without a question")
        return found
    body, _marks, after = parts["body"].partition("####")
    found.reason = found.text_of(_shown(after), form)
    _read_body(found, body.strip(), form, _shown(after))
    return found


def _read_body(found: Found, body: str, form: str, after: str) -> None:
    word, _mark, rest = body.partition("#")
    if body.startswith("#"):
        _read_number(found, body[1:])
    elif word.strip().upper() in _TRUE:
        _read_truth(found, _TRUE[word.strip().upper()], rest, form)
    elif "->" in body:
        _read_pairs(found, body, form, after)
    elif body.startswith(("=", "~")):
        _read_choices(found, body, form)
    else:
        found.drop("an essay or a short answer, of which there is no kind here")


def _read_number(found: Found, body: str) -> None:
    first = re.split(r"\n\s*[=~]", body.strip())
    given = _NUMBER.fullmatch(first[0].strip())
    if given is None:
        found.drop("a number that cannot be read", _shown(first[0]).strip())
        return
    if len(first) > 1:
        found.drop("further answers with a part of the point")
    found.kind = "number"
    number, sign, other = Fraction(given[1]), given[2], Fraction(given[3] or 0)
    if sign == "..":
        found.exact, found.error = (number + other) / 2, (other - number) / 2
    else:
        found.exact, found.error = number, other
    _head, mark, reason = first[0].partition("#")
    if mark and not found.reason:
        found.reason = found.text_of(_shown(reason), "html")


def _read_truth(found: Found, answer: bool, rest: str, form: str) -> None:
    wrong, _mark, right = (found.text_of(_shown(one), form) for one in rest.partition("#"))
    found.kind = "true-false"
    found.choices = [
        Choice("True", right if answer else wrong, Fraction(100 * answer)),
        Choice("False", wrong if answer else right, Fraction(100 * (not answer))),
    ]


def _read_pairs(found: Found, body: str, form: str, after: str) -> None:
    """Steps that match their places are steps to order; any other pairs have no kind here."""
    pairs = [given[2].partition("->") for given in _ANSWER.findall(body)]
    places = [right.strip() for _left, _arrow, right in pairs]
    if places != [str(place) for place in range(1, len(pairs) + 1)]:
        found.drop("pairs to match, of which there is no kind here")
        return
    steps = [_shown(left).strip() for left, _arrow, _right in pairs]
    told = _ITEM.findall(after)
    reasons = [one.removeprefix(step) for one, step in zip(told, steps, strict=False)]
    reasons += [""] * (len(steps) - len(reasons))
    found.kind = "ordering"
    found.choices = [
        Choice(found.line_of(step, form), found.text_of(reason, form))
        for step, reason in zip(steps, reasons, strict=True)
    ]


def _read_choices(found: Found, body: str, form: str) -> None:
    answers = _ANSWER.findall(body)
    signs = [sign for sign, _weight, _text in answers]
    if "~" not in signs:
        found.drop("a short answer to type, of which there is no kind here")
        return
    for sign, weight, given in answers:
        text, _mark, reason = given.partition("#")
        worth = Fraction(weight) if weight else Fraction(100 if sign == "=" else 0)
        words = found.line_of(_shown(text), form)
        found.choices.append(Choice(words, found.text_of(_shown(reason), form), worth))
    found.kind = "single" if signs.count("=") == 1 else "multiple"
    if found.kind == "single":
        for at, one in enumerate(found.choices):
            if signs[at] == "~" and one.is_right:
                found.choices[at] = Choice(one.text, one.reason, Fraction(0))
                found.drop("a part of the point for an option that is not the right one")
    found.weigh()


def _shown(text: str) -> str:
    """The text with its escaped signs in their place."""

    def back(hidden: re.Match[str]) -> str:
        sign = chr(ord(hidden[0]) - _HIDDEN)
        return "\n" if sign == "n" else sign

    return _BACK.sub(back, text).strip()
