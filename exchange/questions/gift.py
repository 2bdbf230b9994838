"""Questions as GIFT, which Moodle and many others read."""

import re
from fractions import Fraction

from exchange.questions.items import Choice, Item
from exchange.questions.moodle import percentage
from exchange.questions.papers import Paper

_SPECIAL = re.compile(r"([\\~=#{}:])")


def write_gift(paper: Paper) -> bytes:
    """A question a paragraph; its number, section and address stand before it."""
    head = f"// {_line(paper.title)}\n// {paper.url}\n\n$CATEGORY: {_line(paper.title)}\n"
    return "\n".join([head, *map(_question, paper.items)]).encode()


def _question(item: Item) -> str:
    tag = f"[id:{item.id}] [tag:section-{item.section}]"
    about = f"// {item.url}\n// {tag}\n"
    return f"{about}::{_text(item.name)}::[html]{_text(item.asked)}{{{_answers(item)}}}\n"


def _answers(item: Item) -> str:
    after = f"\n####{_text(item.reasons)}\n" if item.reasons else "\n"
    match item.kind:
        case "true-false":
            right = item.choices[0].is_right
            wrong = next(one for one in item.choices if not one.is_right)
            reasons = f"#{_text(wrong.reason)}#{_text(item.right[0].reason)}"
            return f"{str(right).upper()}{reasons}"
        case "number" if item.number:
            return f"#\n={item.number.exact:f}:{item.number.error:f}{after}"
        case "ordering":
            steps = enumerate(item.choices, 1)
            pairs = "".join(f"\n={_option(step.text)} -> {place}" for place, step in steps)
            return f"{pairs}{after}"
        case "multiple":
            share = Fraction(1, len(item.right))
            lines = [_weighed(one, share if one.is_right else -share) for one in item.choices]
            return "".join(lines) + after
    return "".join(_chosen("=" if one.is_right else "~", one) for one in item.choices) + after


def _weighed(one: Choice, share: Fraction) -> str:
    return _chosen(f"~%{percentage(share)}%", one)


def _chosen(mark: str, one: Choice) -> str:
    return f"\n{mark}{_option(one.text)}#{_text(one.reason)}"


def _option(text: str) -> str:
    """A leading % would be read as a weight."""
    return _text(f"&#37;{text[1:]}" if text.startswith("%") else text)


def _text(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _line(text: str) -> str:
    return " ".join(text.split())
