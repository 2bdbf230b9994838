"""Questions that were found become the text of a `quiz.yaml`. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import yaml

from authoring.specs.quiz import QUESTIONS
from exchange.questions.incoming.found import Found
from terms.fields.ranges import KEY_CHARACTERS


@dataclass(frozen=True)
class Draft:
    """The text of the file, and the questions that are taken and those that are left out."""

    text: str
    taken: tuple[Found, ...]
    left: tuple[Found, ...]


def compose(found: Iterable[Found]) -> Draft:
    """The first questions that this site has a kind for, as many as a quiz has."""
    taken, left, keys = list[Found](), list[Found](), dict[str, Found]()
    for one in found:
        key, instance = _key_of(one, len(keys) + 1)
        if not one.kind:
            left.append(one)
        elif key in keys and instance:
            one.drop("another instance of a question that is taken already")
            left.append(one)
        elif len(taken) == QUESTIONS:
            one.drop(f"a quiz has {QUESTIONS} questions")
            left.append(one)
        else:
            while key in keys:
                key = f"{key[: KEY_CHARACTERS - 2]}-2"
            keys[key] = one
            taken.append(one)
            if instance:
                one.drop("how its numbers are drawn: these are fixed")
    questions = [_question(key, one) for key, one in keys.items()]
    text = yaml.safe_dump({"questions": questions}, sort_keys=False, allow_unicode=True, width=100)
    return Draft(text, tuple(taken), tuple(left))


def _key_of(found: Found, number: int) -> tuple[str, str]:
    """The key, and of a question that was drawn here the number of its instance."""
    parts = found.id.split("/")
    if len(parts) in (2, 3):
        return parts[1], "".join(parts[2:])
    words = re.sub(r"[^a-z0-9]+", "-", (found.id or found.name).casefold())
    name = words[:KEY_CHARACTERS].strip("-")
    return name or f"question-{number}", ""


def _question(key: str, found: Found) -> dict[str, Any]:
    said: dict[str, Any] = {"key": key}
    if found.kind != "single":
        said["kind"] = found.kind
    said |= {"stem": found.stem, "section": found.section}
    match found.kind:
        case "number":
            return said | _number(found)
        case "true-false":
            true, false = found.choices
            reasons = {"reason_true": true.reason, "reason_false": false.reason}
            return said | {"answer": true.is_right} | reasons
        case "ordering":
            steps = [{"text": one.text, "reason": one.reason} for one in found.choices]
            return said | {"steps": steps}
    options = []
    for one in found.choices:
        right = {"right": True} if one.is_right else {}
        options.append({"text": one.text, **right, "reason": one.reason or found.reason})
    return said | {"options": options}


def _number(found: Found) -> dict[str, Any]:
    scale = 100 if found.sign == "%" else 1
    said: dict[str, Any] = {"formula": _digits((found.exact or Fraction(0)) / scale)}
    if notation := {"%": "percent", "$": "dollars"}.get(found.sign):
        said["notation"] = notation
    elif found.sign:
        said["unit"] = found.sign
    if found.error:
        said["tolerance"] = _digits(found.error / scale)
    return said | {"reason": found.reason}


def _digits(value: Fraction) -> str:
    """Plain digits, nine decimals at most, as content files hold them."""
    rounded = round(value, 9)
    return f"{Decimal(rounded.numerator) / Decimal(rounded.denominator):f}"
