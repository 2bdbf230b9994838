"""The hidden field by which a form says for whom it was drawn."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from learners.identity import FORM_FIELD, learner_id_of

register = template.Library()


@register.simple_tag(takes_context=True)
def learner_field(context: dict[str, Any], form: str = "") -> SafeString:
    """The learner whose state a form shows; nothing for a reader without state.

    To stand in every form that posts a learner's state, or beside the one with the id `form`.
    """
    learner_id = learner_id_of(context["request"]) if "request" in context else None
    if learner_id is None:
        return SafeString()
    belongs = format_html(' form="{}"', form) if form else ""
    return format_html(
        '<input type="hidden" name="{}" value="{}"{}>', FORM_FIELD, learner_id, belongs
    )
