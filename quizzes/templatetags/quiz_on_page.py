"""The quiz on its term's page: the question that the reader has come to, or their result."""

import uuid
from typing import Any

from django import template

from quizzes.attempts.attempt_flow import next_screen
from quizzes.attempts.progress import read_progress
from quizzes.models import Quiz
from terms.models import Term

register = template.Library()


@register.inclusion_tag("quizzes/_quiz.html")
def quiz_on_page(term: Term, learner_id: uuid.UUID | None) -> dict[str, Any]:
    """What `quizzes/_quiz.html` shows, inside the page of `term`, which has a quiz."""
    quiz: Quiz = Quiz.objects.current().get(term=term)
    quiz.term = term
    progress = read_progress(quiz, learner_id or None)
    context = {"progress": progress, "url": quiz.get_absolute_url(), "is_on_page": True}
    return context | next_screen(progress)
