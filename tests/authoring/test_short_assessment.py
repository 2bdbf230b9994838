"""The file of a short assessment: a question and seven levels in place of statements."""

from pathlib import Path

import pytest

from maturity.models import MaturityModel
from tests.authoring.test_dump_content import dump
from tests.authoring.test_load_content import errors, load

pytestmark = pytest.mark.django_db

SHORT = """\
title: In two minutes
term: first
summary: Where you stand.
method: Pick one.
minutes: 2
is_rough: true
dimensions:
  - key: delivery
    title: Delivery
    question: How does it ship?
    levels:
      - By hand.
      - By hand, in a step of its own.
      - After a test.
      - By a pipeline.
      - By one that stops itself.
      - Rehearsed.
      - Shown to others.
"""


@pytest.fixture
def file(content: Path) -> Path:
    path = content / "maturity" / "short.yaml"
    path.write_text(SHORT)
    return path


def test_it_is_loaded_and_dumped_byte_for_byte(content: Path, file: Path, tmp_path: Path) -> None:
    load(content)
    model = MaturityModel.objects.for_wizard().get(slug="short")
    [dimension] = model.answerable_dimensions
    assert model.is_short
    assert dimension.question == "How does it ship?"
    assert [row.level for row in dimension.levels.all()] == list(range(1, 8))
    assert dimension.levels.all()[6].text == "Shown to others."
    dump(tmp_path / "dumped")
    assert (tmp_path / "dumped" / "maturity" / "short.yaml").read_text() == SHORT
    assert "unchanged" in load(content)


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("      - Rehearsed.\n", "", "give 7 levels, from the lowest on, not 6"),
        ("    question: How does it ship?\n", "", "give statements, or a question and its levels"),
        ("Rehearsed.", "xy" * 81, "160"),
        ("Rehearsed.", "By hand.", "levels.5"),
        (
            "    levels:\n",
            "    statements: [{key: a, level: 2, text: It., evidence: A log.}]\n    levels:\n",
            "give statements, or a question and levels, not both",
        ),
        (
            "dimensions:\n",
            (
                "dimensions:\n  - key: other\n    title: Other\n    description: Else.\n"
                "    statements: [{key: a, level: 2, text: It., evidence: A log.}]\n"
            ),
            "give all dimensions statements, or all of them levels",
        ),
        (
            "    question: How does it ship?\n",
            "    statements: [{key: a, level: 2, text: It., evidence: A log.}]\n",
            "give statements, or a question and levels, not both",
        ),
    ],
)
def test_a_mistake_is_named(
    content: Path, file: Path, before: str, after: str, message: str
) -> None:
    file.write_text(SHORT.replace(before, after))
    complaints = errors(content)
    assert "content/maturity/short.yaml:" in complaints
    assert message in complaints
