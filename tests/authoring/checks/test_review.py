"""Each fault is found where it stands, and right content has none."""

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from authoring.checks.figures import last_day
from authoring.files.reading import Problem, Severity
from tests.authoring.conftest import Spoil

Reviewed = Callable[..., list[Problem]]
FIRST = "terms/first/term.md"
SECOND = "terms/second/term.md"
QUIZ = "terms/first/quiz.yaml"
COST = "terms/first/cost.yaml"
SITE = "site.yaml"
SOURCES = "sources.yaml"
LONG = "This " + "word " * 29 + "ends."
LEADS = (
    "  - {key: M1, value: '1', states: One., kind: measured, source: a-source, as_of: 2026}\n"
    "key_metrics:\n  - beside: M1\n    "
)
UNCITED = (
    "  - {key: another, title: Another, authors: B. Uthor, published: 2026, "
    "url: 'https://example.org/another/', checked_on: 2026-11-22, read_as: primary}\n"
)
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
        (FIRST, "Everywhere.", LONG, "long-sentence", "where_used", "31 words"),
        (FIRST, "Everywhere.", "Incomprehensibility. " * 120, "hard-to-read", "where_used", "LIX"),
        (QUIZ, "stem: What is", "stem: On this page, what is", "stem-names-page",
         "questions.0.stem", "'this page' asks about the page"),
        (QUIZ, "stem: What is", "stem: As shown above, what is", "stem-names-page",
         "questions.0.stem", "'shown above'"),
        (QUIZ, "reason: It is wrong.", "reason: It would also work.", "contradicted-answer",
         "questions.0.options.1.reason", "'would also work'"),
        (QUIZ, "reason: It is wrong.", "reason: Of small models it *is* true.",
         "contradicted-answer", "questions.0.options.1.reason", "'is true'"),
        (FIRST, "key_metrics:\n  - ", LEADS, "estimate-leads", "key_metrics.0.figure",
         "'F1' is an estimate and leads before 'M1', which is measured"),
        (FIRST, "    kind: estimate", DERIVED.format(working='"0.30 + 0.40 = 70%"'),
         "false-credit", "figures.0.source", "no number of a figure of 'a-source'"),
        (SOURCES, "sources:\n", f"sources:\n{UNCITED}", "unused-source", "sources.0.key",
         "nothing cites 'another'"),
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
    ("name", "changes"),
    [
        (QUIZ, [("stem: What is", "stem: Of two pages in the cache above 5 kB, what is")]),
        (QUIZ, [("reason: It is wrong.", "reason: It is true, but no answer.")]),
        (QUIZ, [("reason: It is right.", "reason: That is right.")]),
        (FIRST, [("figures:", UNUSED),
                 ("    kind: estimate", DERIVED.format(working='"0.7 × 1 = 70%"'))]),
        (SOURCES, [("sources:\n", f"sources:\n{UNCITED}"), ("key: another", "key: a-source"),
                   ("key: a-source\n    title: A p", "key: other\n    title: A p")]),
    ],
)  # fmt: skip
def test_what_looks_like_a_fault_and_is_none(
    reviewed: Reviewed, spoil: Spoil, name: str, changes: list[tuple[str, str]]
) -> None:
    for before, after in changes:
        spoil(name, before, after)
    codes = {problem.code for problem in reviewed()}
    assert not codes & {"stem-names-page", "contradicted-answer", "false-credit"}


def test_a_source_that_a_text_links_to_is_used(reviewed: Reviewed, spoil: Spoil) -> None:
    spoil(SOURCES, "sources:\n", f"sources:\n{UNCITED}")
    spoil(FIRST, "Everywhere.", "[Everywhere](https://example.org/another).")
    assert reviewed() == []


def test_a_banned_phrase_is_an_error_wherever_readers_meet_it(
    reviewed: Reviewed, spoil: Spoil
) -> None:
    spoil(SITE, "  description:", "  banned_phrases: [its author’s page, ships]\n  description:")
    spoil(SITE, "Reads bills.", "Reads its author's page.")
    spoil(SOURCES, "title: A publication", "title: Its author’s page\n    note: It ships")
    spoil(FIRST, "title: The first", "title: The first of its authors")
    line = spoil(FIRST, "Everywhere.", "Everywhere, says *its\nauthor’s* page.")
    spoil(QUIZ, "The wrong one", "That it ships")
    banned = [problem for problem in reviewed() if problem.code == "banned-phrase"]
    assert [(one.path.removeprefix("content/"), one.field) for one in banned] == [
        ("maturity/model.yaml", "dimensions.0.description"),
        ("maturity/model.yaml", "dimensions.0.statements.0.text"),
        (SITE, "advisor.summary"),
        (SOURCES, "sources.0.note"),
        (QUIZ, "questions.0.options.1.text"),
        (FIRST, "where_used"),
    ]
    assert {problem.severity for problem in banned} == {Severity.ERROR}
    assert banned[-1].line == line


@pytest.mark.parametrize(
    ("name", "before", "after", "field", "message"),
    [
        (FIRST, "tldr: It", "tldr: It" + 32 * " very", "tldr", "the TL;DR has 37 words: write at most 35"),
        (FIRST, "text: Start.", "text: " + 13 * "Go ", "steps.0.text", "a step has 13 words"),
        (FIRST, "text: Start.", "text: Start.\n    more: " + 41 * "Go ", "steps.0.more", "41 words"),
        (FIRST, "mistake: Waiting.", "mistake: " + 22 * "Go ", "mistakes.0.mistake", "its fix has 23"),
        (FIRST, "why: It is near.", "why: " + 9 * "near ", "related.0.why", "at most 8"),
        (FIRST, "Everywhere.", 88 * "here ", "where_used", "where, who and why has 93 words"),
        (FIRST, "See [the", 180 * "See " + "[the", "explanation", "has 182 words: write at most 180"),
        (FIRST, "By tiers.", "By tiers.\n\n### Why?\n\n" + 200 * "So ", "how_it_works", "201 words"),
        ("terms/first/maturity.yaml", "Level 3.", 15 * "three ", "levels.2.text", "at most 14"),
        (FIRST, "updated:", "kind: brief\nupdated:", "tldr", "has 5 words: write at least 40"),
        (QUIZ, "stem: What", "stem: " + 1000 * "so " + "what", "", "stands open in the entry has 1"),
        (FIRST, "detail: Today.", "detail: " + 1400 * "so ", "", "what a click opens has 140"),
    ],
)  # fmt: skip
def test_a_part_has_a_budget_of_words(
    reviewed: Reviewed, spoil: Spoil, name: str, before: str, after: str, field: str, message: str
) -> None:
    spoil(name, before, after)
    (found,) = [problem for problem in reviewed() if problem.code == "budget"]
    assert (found.field, found.severity) == (field, Severity.WARNING)
    assert message in found.message


def test_what_stands_under_a_heading_is_not_open(reviewed: Reviewed, spoil: Spoil) -> None:
    spoil(
        FIRST,
        "## Where it is used",
        "### Why?\n\n" + 72 * "So it goes on.\n" + "\n\n## Where it is used",
    )
    assert [problem.code for problem in reviewed()] == []


def test_two_wordings_of_one_gloss_are_found(reviewed: Reviewed, spoil: Spoil) -> None:
    once = "Guardrails are checks around language models that stop harmful answers before users"
    again = (
        "Checks that stop harmful answers of language models before they reach users: guardrails"
    )
    for name, gloss in ((FIRST, f"{once} see them."), (SECOND, f"{again}.")):
        spoil(name, "tldr: It", f"kind: brief\ntldr: '{gloss} It'\nabbreviation: {name[6]}X #")
    (found,) = [problem for problem in reviewed() if problem.code == "repeated-gloss"]
    assert (found.path, found.field) == (f"content/{SECOND}", "tldr")
    assert "with that of 'first'" in found.message


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
    path.write_text(head + first.replace("answer to 1?", "answer to 6?"))
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
    assert "the longest in 6 of 6" in habit.message


def test_two_longest_in_a_quiz_are_no_habit_and_a_third_of_all_are(
    reviewed: Reviewed, content: Path, third: Path
) -> None:
    fourth = third.with_name("fourth")
    fourth.mkdir()
    for path in third.iterdir():
        (fourth / path.name).write_text(path.read_text().replace("third", "fourth"))
    for folder in (content / "terms").iterdir():
        quiz = (folder / "quiz.yaml").read_text()
        quiz = quiz.replace("text: The right one", "text: The very right one", 2)
        (folder / "quiz.yaml").write_text(quiz)
    (habit,) = [problem for problem in reviewed() if problem.code == "answer-by-length"]
    assert habit.path == f"content/{SITE}"
    assert "8 of 24" in habit.message


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
