"""Which changes to a question keep what is known of it, and which begin anew."""

from dataclasses import replace

import pytest

from quizzes.memory.answer_digest import RightAnswer

BASE = RightAnswer(
    kind="single",
    stem="What does drift of a model mean in production?",
    right=("Its predictions get worse while the code stays the same.",),
    wrong=("Its weights are changed by users.", "Its cost rises by 20 % a year."),
)


@pytest.mark.parametrize(
    "changes",
    [
        {"stem": "What does the drift of a model mean, once it is in production?"},
        {"right": ("Its predictions become worse while the code stays the same.",)},
        {"right": ("its predictions get worse, while the code stays the same",)},
        {"wrong": ("Something else entirely.",)},
    ],
)
def test_other_words_are_the_same_answer(changes: dict[str, object]) -> None:
    assert replace(BASE, **changes).is_same_as(BASE)


@pytest.mark.parametrize(
    "changes",
    [
        {"right": ("Its weights are changed by users.",), "wrong": BASE.right},
        {"right": ("The servers are moved to another region.",)},
        {"right": (*BASE.right, "Its weights are changed by users.")},
        {"kind": "multiple"},
        {"stem": "Who pays?"},
        {"computation": ("a * 2", "a 1 9 1 ")},
    ],
)
def test_another_answer_begins_anew(changes: dict[str, object]) -> None:
    changed = replace(BASE, **changes)
    assert not changed.is_same_as(BASE)
    if "stem" not in changes:
        assert changed.digest != BASE.digest


def test_a_number_in_the_answer_is_the_answer() -> None:
    before = replace(BASE, right=("It costs 20 dollars.",))
    assert not replace(BASE, right=("It costs 25 dollars.",)).is_same_as(before)
