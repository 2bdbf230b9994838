"""A file that is given new values says just these, and keeps the rest of its text."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from authoring.history import files
from authoring.history.files import rewritten
from authoring.history.rows import plain
from tests.authoring.conftest import TERM

_WRITING = st.characters(
    exclude_categories=["Cc", "Cn", "Cs", "Zl", "Zp"],
    exclude_characters="<",
    include_characters="\n",
)
_TEXT = st.text(_WRITING, max_size=100).map(lambda text: plain(f"A{text}"))
_LINE = _TEXT.map(lambda text: text.replace("\n", " ")).map(plain)
_CATEGORY = st.fixed_dictionaries(
    {
        "slug": st.from_regex(r"[a-z0-9]{1,9}", fullmatch=True),
        "title": _LINE,
        "description": _TEXT,
    }
)
_CATEGORIES = st.lists(_CATEGORY, min_size=1, max_size=5).map(lambda rows: {"categories": rows})


def says(text: str) -> dict[str, Any]:
    return files.says("categories.yaml", text)


def written(text: str, data: dict[str, Any]) -> str:
    return files.written("categories.yaml", text, data)


@given(_CATEGORIES, _CATEGORIES)
def test_a_file_says_what_it_was_given(before: dict[str, Any], after: dict[str, Any]) -> None:
    text = written("", before)
    assert says(text) == before
    changed = written(text, after)
    assert says(changed) == after
    assert written(changed, after) == changed


@given(_CATEGORIES, _CATEGORY)
def test_an_item_more_leaves_every_line_as_it_was(
    data: dict[str, Any], item: dict[str, Any]
) -> None:
    text = "# kept\n" + written("", data)
    longer = written(text, {"categories": [*data["categories"], item]})
    assert longer.startswith(text)


@pytest.mark.slow
@given(_TEXT, _LINE)
def test_a_terms_prose_and_front_say_what_they_were_given(prose: str, title: str) -> None:
    text = TERM.format(title="The first", alias="first alias", related="second")
    data = files.says("term.md", text) | {"title": title, "explanation": prose}
    if not any(line.startswith("## ") for line in prose.split("\n")):
        changed = files.written("term.md", text, data)
        assert files.says("term.md", changed) == data
        assert "lagging: {high: 30}" in changed


def test_a_comment_stays_with_what_it_stands_before() -> None:
    text = "categories:\n  # one\n  - slug: a\n    title: A\n    description: x\n"
    text += "  # two\n  - slug: b\n    title: B\n    description: y\n# the end\n"
    data = says(text)
    data["categories"].pop(0)
    assert written(text, data) == (
        "categories:\n  # two\n  - slug: b\n    title: B\n    description: y\n# the end\n"
    )


def test_a_list_on_one_line_is_written_anew() -> None:
    text = "categories: [{slug: a, title: A, description: x}]\n"
    data = {"categories": [{"slug": "a", "title": "A", "description": "y"}]}
    assert says(written(text, data)) == data


def test_nothing_to_say_is_no_file() -> None:
    text = "categories:\n  - {slug: a, title: A, description: One.}\n"
    assert written(text, {}) == ""
    assert written("# What there will be.\n", {}) == "# What there will be.\n"


NESTED = """\
# The whole.
dimensions:
  # The first.
  - key: one
    title: "One"  # in quotes
    statements:
      - key: a
        text: A.
        helps:
          - {term: mlops, section: faq}
      # Before b.
      - key: b
        text: >-
          B, folded
          here.
  - key: two
    title: Two
"""


def test_lines_of_entries_inside_entries_stay_too() -> None:
    data: dict[str, Any] = yaml.safe_load(NESTED)
    first = data["dimensions"][0]
    first["statements"][1]["text"] = "C."
    changed = rewritten("assessment.yaml", NESTED, data)
    assert changed == NESTED.replace("text: >-\n          B, folded\n          here.", "text: C.")
    first["statements"][0]["level"] = 2
    del first["title"]
    assert rewritten("assessment.yaml", changed, data) == changed.replace(
        '    title: "One"  # in quotes\n', ""
    ).replace(
        "          - {term: mlops, section: faq}\n",
        "          - {term: mlops, section: faq}\n        level: 2\n",
    )
    first["statements"][0]["helps"][0]["section"] = "steps"
    assert "          - term: mlops\n            section: steps\n" in rewritten(
        "assessment.yaml", changed, data
    )
    data["dimensions"][0] = {"title": "Alone"}
    assert yaml.safe_load(rewritten("assessment.yaml", changed, data)) == data
