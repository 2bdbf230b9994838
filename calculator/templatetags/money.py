"""Filters that write exact numbers in the site's language, and how a number was computed."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from calculator.exports import wording

register = template.Library()
register.filter(wording.usd)
register.filter(wording.percent)
register.filter(wording.multiple)
register.filter(wording.decimals)
register.filter(wording.exact_usd)
register.filter(wording.exact_percent)
register.filter(wording.exact_number)
register.filter(wording.drawn_usd)
register.filter(wording.drawn_percent)
register.filter(wording.input_name)
register.filter(wording.input_value)
register.filter(wording.model_prices_words)
register.filter(wording.conversion_words)
register.filter(wording.request_notes)
register.filter(wording.snapshot_words)
register.filter(wording.summary_words)


@register.simple_block_tag
def how(content: str, of: str, formula: str = "") -> SafeString:
    """How the number named `of` was computed: its `formula` in words, and between the tags the same
    in numbers; without a formula what stands between them is the whole account."""
    context = {"of": of, "formula": formula, "steps": content}
    return render_to_string("calculator/_how.html", context)
