"""A quiz inside another page."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.inclusion_tag("quizzes/_quiz.html")
def show_quiz(screen: Mapping[str, Any]) -> Mapping[str, Any]:
    """The quiz with one screen in it, and nothing else of the page's context."""
    return dict(screen)
