"""YAML is read exactly, each value with its line, and what is doubtful is refused."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from authoring.files.yaml_lines import read_yaml_text
from authoring.history.emitting import emit_mapping

SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.dates(), st.text("aeyn01.:#-&*!'\" \n", max_size=9)
)
TREES: st.SearchStrategy[Any] = st.recursive(
    SCALARS, lambda child: st.lists(child) | st.dictionaries(st.text("abc", max_size=2), child)
)


def read_values(text: str) -> Any:
    read = read_yaml_text(text)
    assert read.faults == []
    return read.data


@given(TREES)
def test_what_yaml_writes_is_read_as_it_was_or_refused(tree: Any) -> None:
    text = yaml.safe_dump(tree, allow_unicode=True)
    read = read_yaml_text(text)
    assert read.faults or read.data == yaml.safe_load(text)


@given(st.text("ab01.:-&*!'\"[]{}, \n~<", max_size=40))
@example("{a: b,&c d: 1}")
@example("a\n---\nb")
@example("!own a")
def test_every_value_of_any_text_has_a_line_inside_it(text: str) -> None:
    read = read_yaml_text(text, 5)
    assert all(5 <= line <= 5 + text.count("\n") + 1 for line in read.lines.values())


def test_values_are_exact() -> None:
    text = "a: 0.10\nb: 2026-11-22\nc: [true, '1']\n"
    expected = {"a": Decimal("0.10"), "b": datetime.date(2026, 11, 22), "c": [True, "1"]}
    assert read_values(text) == expected
    assert str(read_values(text)["a"]) == "0.10"


@pytest.mark.parametrize(
    "text",
    [
        "a: &x [1]\nb: *x\n",
        "a: *x\n",
        "[" * 100_000,
        "- " * 100_000,
        "\n".join(" " * depth + "a:" for depth in range(500)),
        "? " * 5_000,
        "a: 1\na: 2\n",
        "[a]: 1\n",
        "a: 2026-13-45\n",
        "a: [\n",
    ],
)
def test_what_is_doubtful_or_too_deep_is_refused(text: str) -> None:
    assert read_yaml_text(text).faults


@pytest.mark.parametrize("text", ["R&D & more: a&b\n", "- x\n- 'AT&T'\n"])
def test_an_ampersand_in_a_text_is_no_anchor(text: str) -> None:
    assert read_values(text) == yaml.safe_load(text)


NOT_PLAIN = {
    "octal": "0100",
    "octal of YAML 1.2": "0o17",
    "hexadecimal": "0x1F",
    "binary": "0b11",
    "sexagesimal": "1:30",
    "sexagesimal of three": "12:30:45",
    "sexagesimal with a point": "1:30.5",
    "underscores": "1_000",
    "underscores in decimals": "0.1_0",
    "exponent": "1e400",
    "exponent with a point": "1.5e+3",
    "infinite": ".inf",
    "no number": ".NaN",
    "plus": "+5",
    "no digit before the point": ".5",
    "no digit behind the point": "5.",
    "leading nought": "08",
    "endless": "9" * 31,
    "yes": "yes",
    "no": "No",
    "on": "ON",
    "off": "off",
    "moment": "2026-11-22 10:00:00",
    "moment of ISO": "2026-11-22T10:00:00Z",
    "no day": "2026-02-30",
    "value": "=",
    "merge": "<<",
    "tagged number": "!!int '010'",
    "binary text": "!!binary aGk=",
    "tagged text": "!own x",
    "tagged mapping": "!own {a: 1}",
    "set": "!!set {a, b}",
}


@pytest.mark.parametrize("written", NOT_PLAIN.values(), ids=NOT_PLAIN)
@pytest.mark.parametrize("place", ["{}", "key: {}\n", "- [1, {}]\n", "a:\n  b:\n    - c: {}\n"])
def test_what_programs_read_differently_is_refused_with_what_is_allowed(
    place: str, written: str
) -> None:
    text = place.format(written)
    (fault,) = read_yaml_text(text).faults
    assert "write" in fault[1] or "leave it out" in fault[1] or "put a text in quotes" in fault[1]


@pytest.mark.parametrize("written", ["0100", "1:30", "1_000", "no", "2026-02-30", "1e3", "="])
def test_in_quotes_it_is_a_text(written: str) -> None:
    assert read_values(f"- '{written}'\n- \"{written}\"\n- >-\n  {written}\n") == [written] * 3


@pytest.mark.parametrize(
    "text", ["0100", "1:30", "1e3", "08", "no", "=", "0o17", "2026-11-22", "~"]
)
def test_what_is_written_back_is_read_as_the_same_text(text: str) -> None:
    assert read_values("".join(emit_mapping({"a": text, "b": [text]}))) == {"a": text, "b": [text]}
