"""Why each option is right or wrong, drawn once for all who met the same and answered the same."""

from __future__ import annotations

from dataclasses import replace

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from glossary_site.page_cache.content_version import cache_until_content_change
from quizzes.attempts.review import Review

register = template.Library()


def _draw(review: Review) -> SafeString:
    return render_to_string("quizzes/_quiz_reasons.html", {"review": review})


_drawn = cache_until_content_change(_draw, maxsize=1024)


@register.filter
def reasons(review: Review) -> SafeString:
    """The reasons as HTML. Numbers are drawn for each learner, so they are not worth keeping."""
    if review.numbers:
        return _draw(review)
    alike = replace(review, number=0, stem_html="", previous_number=None, next_number=None)
    return _drawn(alike)
