"""The tables of `docs/maturity.md` say what the code does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.conf import settings

from maturity.scoring.scoring import (
    FIRST_GATE,
    MOST_PROGRESS,
    PASSING_MEAN,
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
            f"{AnswerValue.NOT_YET.fraction} for the confirmed level, "
            f"{AnswerValue.EVERYWHERE.fraction} for the potential level"
        ),
    }
    rows = [(f"`{value}`", unscaled.get(value, str(value.fraction))) for value in AnswerValue]
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
    return _table(("Level", "Name", "Position", "Needs, in every dimension"), rows)


def _gates(level: Level) -> str:
    if level <= FIRST_GATE:
        return f"gate {level.value}" if level is FIRST_GATE else "nothing"
    return f"gates {FIRST_GATE.value} to {level.value}"


def _thresholds() -> str:
    rows = [
        ("Weighted mean at which a gate passes", f"{PASSING_MEAN}"),
        (
            "What each required statement of the gate must count",
            f"{AnswerValue.EVERYWHERE.fraction}",
        ),
        ("Most that the index lies above the level", f"{MOST_PROGRESS}"),
        ("Index at the highest level", f"{Level.MARKET_LEADING.value}"),
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
