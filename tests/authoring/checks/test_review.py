"""Each fault is found where it stands, and right content has none."""

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from authoring.checks.ages import last_day
from authoring.files.reading import Problem, Severity

Reviewed = Callable[..., list[Problem]]
Spoil = Callable[[str, str, str], int]
FIRST = "terms/first/term.md"
SECOND = "terms/second/term.md"
QUIZ = "terms/first/quiz.yaml"
COST = "terms/first/cost.yaml"
LONG = "This " + "word " * 41 + "ends."
UNUSED = (
    "figures:\n  - {key: F2, value: '1', states: One., kind: estimate, source: a-source, "
    "as_of: 2026}"
)
DERIVED = "    kind: calculation\n    working: {working}"


def test_right_content_has_no_fault(reviewed: Reviewed) -> None:
    assert reviewed() == []


@pytest.mark.parametrize(
    ("name", "before", "after", "code", "field", "message"),
    [
        (FIRST, "as_of: 2026", "as_of: 2024", "stale-figure", "figures.0.as_of", "'F1' is of 2024"),
        (FIRST, "(term:second)", "(/terms/third/)", "dead-link", "explanation", "'third'"),
        (FIRST, "(term:second)", "(/quizzes/third/)", "dead-link", "explanation", "'third'"),
        (FIRST, "(term:second)", "(/nowhere/?a=1)", "dead-link", "explanation", "'/nowhere/'"),
        (FIRST, "(term:second)", "(#mistake-2)", "dead-link", "explanation", "'#mistake-2'"),
        (QUIZ, "text: The right one", "text: The one that's right", "straight-apostrophe",
         "questions.0.options.0.text", "write 'that’s'"),
        (QUIZ, "text: The right one", "text: The right one, which says so much more than others",
         "answer-by-length", "questions.0.options.0", "much longer"),
        (QUIZ, "text: The wrong one", "text: The wrong one, which says so much more than others",
         "answer-by-length", "questions.0.options.0", "much shorter"),
        (FIRST, "[70%](figure:F1)", "[71%](figure:F1)", "two-values", "tldr", "it has no 0.71"),
        (FIRST, "low: 50,", "low: 55,", "two-values", "benchmarks.0.typical.low", "55"),
        (COST, "price_usd: 0.01", "price_usd: 0.02", "two-values", "tiers.0.price_usd", "0.02"),
        (SECOND, 'value: 70%\n    states: Seven in ten.', 'value: 75%\n    states: 70% or so.',
         "two-values", "figures.0.value", "'70%' in 'first'"),
        (FIRST, "    kind: estimate", DERIVED.format(working='"0.30 + 0.41 = 70%"'),
         "wrong-sum", "figures.0.working", "0.30 + 0.41 is 0.71, not 70%"),
        (FIRST, "value: 70%\n    states: Seven in ten.\n    kind: estimate",
         "value: 72%\n    states: 70%.\n" + DERIVED.format(working='"7 / 10 = 0.7"'),
         "wrong-sum", "figures.0.value", "does not lead to 0.72"),
        (FIRST, "tldr: It is", "tldr: Of 12% it is", "unsourced-number", "tldr", "'12%'"),
        (QUIZ, "text: The right one", "text: 71%", "unsupported-answer",
         "questions.0.options.0.text", "'71%' stands in the right answer"),
        (FIRST, "figures:", UNUSED, "unused-figure", "figures.0.key", "'F2'"),
        (SECOND, "[second alias]", "[first aliases]", "name-taken", "aliases.0", "'first alias'"),
        (FIRST, "Everywhere.", LONG, "long-sentence", "where_used", "43 words"),
        (FIRST, "Everywhere.", "Incomprehensibility. " * 120, "hard-to-read", "where_used", "LIX"),
    ],
)  # fmt: skip
def test_a_fault_is_found_where_it_stands(
    reviewed: Reviewed,
    spoil: Spoil,
    name: str,
    before: str,
    after: str,
    code: str,
    field: str,
    message: str,
) -> None:
    spoil(name, before, after)
    found = [problem for problem in reviewed() if problem.code == code]
    assert [(problem.path, problem.field) for problem in found] == [(f"content/{name}", field)]
    assert message in found[0].message


@pytest.mark.parametrize(
    "changes",
    [
        [("text: The right one", "text: 70%")],
        [("text: The wrong one", "text: 71%")],
        [("text: The right one", "text: 71%"), ("stem: ", "stem: Of 71% ")],
    ],
)
def test_an_answer_may_say_what_the_page_or_the_question_says(
    reviewed: Reviewed, spoil: Spoil, changes: list[tuple[str, str]]
) -> None:
    for before, after in changes:
        spoil(QUIZ, before, after)
    assert [one.code for one in reviewed() if one.code == "unsupported-answer"] == []


def test_a_price_goes_stale_after_90_days(reviewed: Reviewed, spoil: Spoil) -> None:
    spoil(FIRST, "as_of: 2026", "as_of: 2026-08-25")
    assert reviewed(datetime.date(2026, 11, 23)) == []
    spoil(FIRST, "value: 70%", "value: $0.70")
    spoil(FIRST, "Seven in ten.", "70% of a dollar.")
    assert reviewed(datetime.date(2026, 11, 23)) == []
    (stale,) = reviewed(datetime.date(2026, 11, 24))
    assert (stale.code, stale.severity) == ("stale-figure", Severity.WARNING)


def test_a_date_ends_with_what_it_names() -> None:
    assert last_day("2026") == datetime.date(2026, 12, 31)
    assert last_day("2024-02") == datetime.date(2024, 2, 29)
    assert last_day("2026-03-10") == datetime.date(2026, 3, 10)


def test_a_term_that_nothing_leads_to_is_an_orphan(reviewed: Reviewed, third: Path) -> None:
    found = {problem.code: problem for problem in reviewed()}
    assert set(found) == {"orphan", "one-way-relation"}
    assert {problem.path for problem in found.values()} == {"content/terms/third/term.md"}
    assert found["one-way-relation"].field == "related.0.term"
    assert third.is_dir()


def test_options_that_are_always_first_are_a_habit(reviewed: Reviewed, content: Path) -> None:
    path = content / QUIZ
    head, last = path.read_text().split("  - key: question-6")
    first = "  - key: question-6" + head.split("  - key: question-1")[1].split("  - key:")[0]
    path.write_text(head + first)
    assert last
    (habit,) = reviewed()
    assert (habit.code, habit.field) == ("answer-by-position", "questions")
    assert "number 1" in habit.message


def test_the_longest_option_that_is_always_right_is_a_habit(
    reviewed: Reviewed, content: Path
) -> None:
    path = content / QUIZ
    path.write_text(path.read_text().replace("text: The right one", "text: The very right one"))
    (habit,) = reviewed()
    assert (habit.code, habit.severity) == ("answer-by-length", Severity.WARNING)
    assert "the longest" in habit.message


def test_a_phrase_in_three_terms_is_named_once_with_its_line(
    reviewed: Reviewed, content: Path, third: Path
) -> None:
    phrase = "In a world of rapid change, teams must keep up with it."
    for path in (content / FIRST, content / SECOND, third / "term.md"):
        path.write_text(path.read_text().replace("Everywhere.", f"Everywhere.\n\n{phrase}"))
    (repeated,) = [problem for problem in reviewed() if problem.code == "repeated-phrase"]
    assert "'in a world of rapid change teams must keep up with it'" in repeated.message
    assert "first, second, third" in repeated.message
    lines = (content / FIRST).read_text().splitlines()
    assert lines[repeated.line - 1] == phrase
