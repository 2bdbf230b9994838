"""`manage.py import_questions`: what comes back is what went out, or it is named."""

import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import CommandError, call_command

from exchange.questions.gift import write_gift
from exchange.questions.incoming.drafts import compose
from exchange.questions.incoming.gift import read_gift
from exchange.questions.incoming.moodle import read_moodle
from exchange.questions.moodle import write_moodle
from exchange.questions.papers import Paper
from quizzes.models import Question
from terms.markdown.plain import plain_text
from tests.authoring.conftest import content

__all__ = ["content"]

GIFT = """\
// A comment.
$CATEGORY: Anything

// [id:of-drift] [tag:section-mistakes] [tag:hard]
::Drift::[markdown]What \\{drifts\\}\\: data or *code*?{
=Data#It changes.
~%50%Both#Half of it.
~Code#It stands still.
}

::Several::Which?{ ~%50%One#Yes. ~%50%Two#Yes. ~%-100%Three#No. ~Four#No.}

::Essay::Tell us.{}

::Typed::The capital?{=Paris =paris}

::True::Models drift.{T#They do.#Right.}

::Count::How many?{#7..8####Count them.}

::Pairs::Match.{=a -> b =c -> d =e -> f}
"""


def quiz_of(text: str) -> list[dict[str, Any]]:
    return yaml.safe_load(text)["questions"]  # type: ignore[no-any-return]


def test_gift_is_read_and_what_is_dropped_is_named() -> None:
    draft = compose(read_gift(GIFT))
    drift, several, true, count = quiz_of(draft.text)
    assert drift["key"] == "of-drift"
    assert drift["stem"] == "What {drifts}: data or *code*?"
    assert drift["section"] == "mistakes"
    assert [one.get("right") for one in drift["options"]] == [True, None, None]
    assert draft.taken[0].line == 5
    assert draft.taken[0].dropped == [
        "a tag: hard",
        "a part of the point for an option that is not the right one",
    ]
    assert several["kind"] == "multiple"
    assert draft.taken[1].dropped == ["what options are worth, which this site works out itself"]
    assert (true["answer"], true["reason_true"], true["reason_false"]) == (
        True,
        "Right.",
        "They do.",
    )
    assert (count["formula"], count["tolerance"], count["reason"]) == ("7.5", "0.5", "Count them.")
    assert [(one.line, one.name) for one in draft.left] == [
        (13, "Essay"),
        (15, "Typed"),
        (21, "Pairs"),
    ]
    assert all(one.dropped for one in draft.left)


MOODLE = """\
<?xml version="1.0"?>
<quiz>
<!-- <question> -->
<question type="category"><category><text>Top</text></category></question>
<question type="multichoice"><name><text>One</text></name>
<questiontext format="html"><text><![CDATA[<p>What is <b>it</b>?</p> <question>]]></text></questiontext>
<single>true</single>
<answer fraction="100" format="html"><text>This</text><feedback format="html"><text>Yes.</text></feedback></answer>
<answer fraction="0" format="html"><text>That</text><feedback format="html"><text/></feedback></answer>
<hint format="html"><text>Think.</text></hint>
</question>
<question type="essay"><name><text>Two</text></name><questiontext format="html"><text>Tell.</text></questiontext></question>
</quiz>
"""


def test_moodle_is_read_and_what_is_dropped_is_named() -> None:
    draft = compose(read_moodle(MOODLE))
    (one,) = quiz_of(draft.text)
    assert one["stem"].startswith("What is **it**?")
    assert [(option["text"], option["reason"]) for option in one["options"]] == [
        ("This", "Yes."),
        ("That", ""),
    ]
    assert (draft.taken[0].line, draft.taken[0].dropped[-1:]) == (5, ["hints"])
    assert (draft.left[0].line, draft.left[0].dropped) == (
        12,
        ["of a type of which there is no kind here: essay"],
    )


@pytest.mark.parametrize("form", ["gift", "moodle"])
def test_what_goes_out_comes_back(paper: Paper, form: str) -> None:
    if form == "gift":
        draft = compose(read_gift(write_gift(paper).decode()))
    else:
        draft = compose(read_moodle(write_moodle(paper).decode()))
    back = {one["key"]: one for one in quiz_of(draft.text)}
    for question in Question.objects.filter(quiz__is_current=True):
        one = back.pop(question.key)
        assert one.get("kind", "single") == question.kind
        assert one["section"] == question.section
        options = list(question.options.all())
        match question.kind:
            case "single" | "multiple":
                assert [
                    (row["text"], row.get("right", False), row["reason"]) for row in one["options"]
                ] == [(row.text, row.is_right, row.reason) for row in options]
            case "true-false":
                assert one["answer"] == options[0].is_right
                assert [one["reason_true"], one["reason_false"]] == [row.reason for row in options]
            case "ordering":
                assert [(row["text"], row["reason"]) for row in one["steps"]] == [
                    (row.text, row.reason) for row in options
                ]
            case "number":
                item = next(item for item in paper.items if item.number)
                assert item.number
                assert one["stem"] == plain_text(item.stem)
                assert float(one["formula"]) == float(item.number.exact)
                assert one["notation"] == question.notation
        if question.kind != "number":
            assert one["stem"] == question.stem
    assert not back
    why = {reason for one in draft.left for reason in one.dropped}
    assert why == {"another instance of a question that is taken already"}
    fixed = [one for one in draft.taken if one.kind == "number"]
    assert fixed[0].dropped == ["how its numbers are drawn: these are fixed"]


def test_a_file_that_would_swell_is_refused(content: Path, tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.xml"
    bomb.write_text('<!DOCTYPE q [<!ENTITY a "aaaa">]><quiz>&a;</quiz>')
    with pytest.raises(CommandError, match="declares entities"):
        take(content, bomb)


def take(content: Path, path: Path, *options: str) -> str:
    said = StringIO()
    (content / "terms/first/quiz.yaml").unlink(missing_ok=True)
    call_command("import_questions", str(path), *options, term="first", into=content, stdout=said)
    return said.getvalue()


def six(reason: str = "So it is.") -> str:
    return "\n".join(
        f"::Number {at}::What is the {word}?{{\n={word} is right#{reason}\n~{word} is wrong#No, never.\n}}\n"
        for at, word in enumerate(("first", "second", "third", "fourth", "fifth", "sixth"))
    )


def test_it_writes_only_when_told_and_never_over_what_is_there(
    content: Path, tmp_path: Path
) -> None:
    path, target = tmp_path / "six.gift", content / "terms/first/quiz.yaml"
    path.write_text(six())
    assert "with --yes it is" in take(content, path)
    assert not target.exists()
    assert "Written into" in take(content, path, "--yes")
    assert len(quiz_of(target.read_text())) == 6
    with pytest.raises(CommandError, match="is there already"):
        call_command("import_questions", str(path), "--yes", term="first", into=content)


def test_what_the_checks_refuse_is_written_only_as_incomplete(
    content: Path, tmp_path: Path
) -> None:
    path, target = tmp_path / "six.gift", content / "terms/first/quiz.yaml"
    path.write_text(six(reason=""))
    said = take(content, path, "--yes")
    assert re.search(r"quiz\.yaml:\d+: error \S+: questions\.0\.options\.0\.reason", said)
    assert not target.exists()
    assert "Written into" in take(content, path, "--yes", "--incomplete")


def test_without_the_term_it_says_so(content: Path, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"has no term\.md"):
        call_command("import_questions", str(tmp_path / "x"), term="nothing", into=content)
