"""The tables of `docs/maturity.md` say what the code does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.conf import settings

from maturity.scoring.scoring import (
    FEWEST_APPLICABLE,
    FEWEST_RATED,
    FIRST_GATE,
    MOST_PROGRESS,
    PASSING_MEAN,
    RULE_2,
    AnswerValue,
    Level,
    percentage,
)

_TABLE = "<!-- {name} -->\n\n{table}\n<!-- end of {name} -->"


def _tables() -> dict[str, str]:
    """Each table in Markdown, by the name that stands around it in the document."""
    return {"answers": _answers(), "levels": _levels(), "thresholds": _thresholds()}


def _with_tables(text: str) -> str:
    """Return `text` with every table as it should be. Raises ValueError for a missing place."""
    for name, table in _tables().items():
        place = re.compile(f"<!-- {name} -->.*?<!-- end of {name} -->", re.DOTALL)
        if not place.search(text):
            raise ValueError(f"no place for the table {name!r}")
        text = place.sub(_TABLE.format(name=name, table=table), text)
    return text


def _answers() -> str:
    unscaled = {
        AnswerValue.NOT_APPLICABLE: "is left out",
        AnswerValue.DONT_KNOW: (
            f"{RULE_2.values[AnswerValue.NOT_YET]} for the confirmed level, "
            f"{RULE_2.values[AnswerValue.EVERYWHERE]} for the potential level"
        ),
    }
    values = {value: str(fraction) for value, fraction in RULE_2.values.items()} | unscaled
    rows = [(f"`{value}`", values[value]) for value in AnswerValue]
    return _table(("Answer", "Counts"), rows)


def _levels() -> str:
    rows = [
        (
            str(level.value),
            level.name.replace("_", " ").title(),
            f"{percentage(level)} %",
            _gates(level),
        )
        for level in Level
    ]
    return _table(("Level", "Name", "Position", "Needs, in a dimension"), rows)


def _gates(level: Level) -> str:
    if level <= FIRST_GATE:
        return f"gate {level.value}" if level is FIRST_GATE else "nothing"
    return f"gates {FIRST_GATE.value} to {level.value}"


def _thresholds() -> str:
    rows = [
        ("Weighted mean at which a gate passes", f"{PASSING_MEAN}"),
        ("What each required statement of the gate must count", f"{RULE_2.required_value}"),
        ("Part of the dimensions that must have reached the level", f"{RULE_2.needed_share}"),
        ("Levels that any other may lie below it", f"{RULE_2.most_lag}"),
        ("Part of a dimension’s statements that must apply", f"{FEWEST_APPLICABLE}"),
        ("Part of the dimensions that must be rated", f"{FEWEST_RATED}"),
        ("Most that a way through a gate adds to the average", f"{MOST_PROGRESS}"),
    ]
    return _table(("Threshold", "Value"), rows)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def test_the_document_has_the_tables_of_the_code() -> None:
    text = (settings.BASE_DIR / "docs" / "maturity.md").read_text(encoding="utf-8")
    assert text == _with_tables(text)


def test_the_tables_name_every_answer_and_level() -> None:
    assert _tables()["answers"].count("\n") == 2 + 6
    assert _tables()["levels"].count("\n") == 2 + 7
    assert "| 4 | Scaled | 57 % | gates 2 to 4 |" in _tables()["levels"]
