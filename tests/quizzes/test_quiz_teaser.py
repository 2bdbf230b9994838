"""The quiz on the term page, before it is started."""

import pytest
from django.template.loader import render_to_string

from quizzes.models import Quiz
from tests.quizzes.answering import URL
from tests.world import make_term

TEASER = "quizzes/_quiz_teaser.html"


@pytest.mark.django_db
def test_the_teaser_is_swapped_by_the_quiz(quiz: Quiz) -> None:
    html = " ".join(render_to_string(TEASER, {"quiz": quiz, "term": quiz.term}).split())
    assert html.startswith('<div class="quiz" id="quiz"')
    assert "6 questions" in html
    assert "What is the answer to question 1?" in html
    assert f'href="{URL}" hx-get="{URL}" hx-target="#quiz" hx-swap="outerHTML"' in html
    assert "Option" not in html


@pytest.mark.django_db
def test_a_term_without_a_quiz_says_so() -> None:
    html = render_to_string(TEASER, {"quiz": "", "term": make_term()})
    assert 'id="quiz"' in html
    assert "no quiz yet" in html
