"""A question whose options have letters, by which its key names them: on paper and in tables."""

from dataclasses import dataclass

from exchange.questions.items import Item
from quizzes.kinds.randomization import disarrange

_LETTERS = "ABCDEFGHIJ"


@dataclass(frozen=True)
class LetteredQuestion:
    """The question, its options with their letters, and its key.

    Key and unit are plain text, all else is XHTML.
    """

    stem: str
    kind: str
    options: tuple[tuple[str, str], ...]
    key: str
    reasons: tuple[tuple[str, str], ...]
    """Why, by the letter of an option; by none of the whole question."""
    unit: str = ""


def letter(item: Item) -> LetteredQuestion:
    """The question with its options in the author's order, steps in another than the right one."""
    if item.number:
        number, why = item.number, (("", item.reason),)
        key = f"{number.shown} ± {number.tolerance}" if number.tolerance else number.shown
        return LetteredQuestion(item.stem, item.kind, (), key, why, item.unit)
    places: tuple[int, ...] = tuple(range(len(item.choices)))
    shown = disarrange(1, len(places)) if item.kind == "ordering" else places
    letters = {place: _LETTERS[at] for at, place in enumerate(shown)}
    options = tuple((letters[place], item.choices[place].text) for place in shown)
    right = [letters[place] for place in places if item.choices[place].is_right]
    reasons = tuple((letters[place], item.choices[place].reason) for place in places)
    return LetteredQuestion(item.stem, item.kind, options, ", ".join(right), reasons)
