"""The document on scoring says what the code does."""

import pytest

from maturity.scoring import thresholds
from maturity.scoring.scoring import PASSING_MEAN
from maturity.scoring.thresholds import DOCUMENT, tables, with_tables


def test_the_document_has_the_tables_of_the_code() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert with_tables(text) == text, "run python -m maturity.scoring.thresholds"


def test_a_constant_that_changes_changes_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thresholds, "PASSING_MEAN", PASSING_MEAN / 3)
    text = DOCUMENT.read_text(encoding="utf-8")
    assert with_tables(text) == text.replace("| 3/4 |", "| 1/4 |")


def test_the_tables_name_every_answer_and_level() -> None:
    assert tables()["answers"].count("\n") == 2 + 6
    assert tables()["levels"].count("\n") == 2 + 7
    assert "| 4 | Scaled | 57 % | gates 2 to 4 |" in tables()["levels"]


def test_a_document_without_a_place_is_refused() -> None:
    with pytest.raises(ValueError, match="answers"):
        with_tables("# Nothing")
