"""What a reader cannot tell from something beside it is refused."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from quizzes.models import Question
from tests.authoring.conftest import Spoil

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ORDERING = """\
  - key: question-1
    kind: ordering
    stem: In which order?
    section: how-to-apply
    steps:
      - {text: Begin, reason: First.}
      - {text: Go on, reason: Then.}
      - {text: BEGIN, reason: Last.}
  - key: question-2
"""


def complaints(content: Path) -> str:
    err = StringIO()
    with pytest.raises(CommandError, match="1 problem; nothing was loaded"):
        call_command("load_content", str(content), stdout=StringIO(), stderr=err)
    return err.getvalue()


@pytest.mark.parametrize(
    "option",
    [
        "The right one",
        "the RIGHT one",
        "The **right** one",
        "_The_ right one",
        "The [right](term:second) one",
        "`The right one`",
        "The\N{NO-BREAK SPACE}right\N{IDEOGRAPHIC SPACE}one",
        "The ri\N{SOFT HYPHEN}ght one\N{ZERO WIDTH SPACE}",
        "The right \N{FULLWIDTH LATIN SMALL LETTER O}ne",
        "The &#114;ight one",
        "The right  one",
    ],
)
def test_two_options_that_read_alike_are_refused(content: Path, spoil: Spoil, option: str) -> None:
    line = spoil("terms/first/quiz.yaml", "text: The wrong one", f'text: "{option}"')
    complaint = complaints(content)
    assert f"first/quiz.yaml:{line}: questions.0.options.1.text: " in complaint
    assert "stands more than once: it reads like questions.0.options.0.text" in complaint


def test_options_that_differ_in_a_sign_are_two(content: Path, spoil: Spoil) -> None:
    pairs = (
        (r"\\> 5%", "5%"),
        ("−5%", "5%"),
        ("`*`", "`**`"),
        ("a_b_c", "abc"),
        ("1/2", "12"),
        ("C", "C#"),
    )
    for right, wrong in pairs:
        spoil("terms/first/quiz.yaml", "text: The right one", f'text: "{right}"')
        spoil("terms/first/quiz.yaml", "text: The wrong one", f'text: "{wrong}"')
    call_command("load_content", str(content), stdout=StringIO())
    for number, (right, wrong) in enumerate(pairs, 1):
        written = right.replace(r"\\", "\\")
        question = Question.objects.get(quiz__term__slug="first", key=f"question-{number}")
        assert set(question.options.values_list("text", flat=True)) == {written, wrong}


def test_two_steps_to_put_in_order_are_two(content: Path) -> None:
    path = content / "terms/first/quiz.yaml"
    head, rest = path.read_text().split("  - key: question-2\n")
    path.write_text(head[: head.index("  - key")] + ORDERING + rest)
    assert "questions.0.steps.2.text: 'BEGIN' stands more than once" in complaints(content)


@pytest.mark.parametrize(
    ("name", "before", "after", "field"),
    [
        ("terms/first/term.md", "    answer: Because.\n",
         "    answer: Because.\n  - question: why?\n    answer: So.\n", "faq.1.question"),
        ("terms/first/term.md", "    based_on: [step-1]\n",
         "    based_on: [step-1]\n  - {key: b, text: '*It has* begun.', based_on: [step-1]}\n", "checklist.1.text"),
        ("terms/first/term.md", "    text: Start.\n", "    text: Start.\n  - {name: begin, text: Now.}\n", "steps.1.name"),
        ("terms/first/term.md", "    use: To build.\n", "    use: To build.\n  - {role: ENGINEERS, use: X.}\n", "who_uses_it.1.role"),
        ("terms/first/term.md", "    fix: Begin.\n",
         "    fix: Begin.\n  - {mistake: waiting., consequence: X., fix: Y.}\n", "mistakes.1.mistake"),
        ("terms/first/cost.yaml", "name: Frontier", "name: SMALL", "tiers.1.name"),
        ("terms/first/cost.yaml", "key: frontier", "key: small", "tiers.1.key"),
        ("terms/first/maturity.yaml", "text: Level 2.", "text: level 1.", "levels.1.text"),
        ("maturity/model.yaml", "            section: how-to-apply\n",
         "            section: how-to-apply\n      - {key: b, level: 3, text: It  ships., evidence: x}\n",
         "dimensions.0.statements.1.text"),
        ("sources.yaml", "sources:\n",
         "sources:\n  - {key: A-Source, title: A, authors: B, published: 2026, checked_on: 2026-11-22, read_as: primary}\n",
         "sources.1.key"),
    ],
)  # fmt: skip
def test_what_stands_twice_elsewhere_is_refused(
    content: Path, spoil: Spoil, name: str, before: str, after: str, field: str
) -> None:
    spoil(name, before, after)
    assert f"{field}: " in complaints(content)
