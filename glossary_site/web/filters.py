"""Template filters and tags that every app shares: numbers, dates, private fragments."""

import datetime
import re
from contextlib import suppress
from decimal import Decimal

from django import template
from django.conf import settings
from django.template.base import Parser, Token
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from glossary_site.numbers.formatting import write_number, write_percent
from glossary_site.page_cache.private_fragments import MARKED
from glossary_site.text.languages import direction_of
from glossary_site.web.content_language import marked_as

register = template.Library()
_BLOCKS = (
    "article|d[dlt]|details|div|fieldset|figure|footer|form|h[1-6]|header|li|main|nav|ol|p|section"
    "|table|tbody|td|th|thead|tr|ul"
)
_INDENTATION = re.compile(rf"(<(pre|textarea)\b.*?</\2>)|\n\s*(>|</(?:{_BLOCKS})>)?", re.DOTALL)


@register.filter
def content(html: str) -> SafeString:
    """Sanitised HTML of an author, marked with its language where the interface has another."""
    language = settings.CONTENT_LANGUAGE
    if language != get_language():
        html = marked_as(html, language, direction_of(language))
    return mark_safe(html)  # noqa: S308 - rendered and sanitised when it was saved


@register.filter
def number(value: float | Decimal, places: int | None = None) -> str:
    """A plain number, with `places` decimals where they are given: `7,120`; in German `7.120`."""
    exact = Decimal(value)
    return write_number(exact if places is None else round(exact, places))


@register.filter
def percentage(value: int) -> str:
    """A whole number of percent: `57%`; in German `57 %`."""
    return write_percent(Decimal(value))


@register.filter
def partial_date(text: str) -> str:
    """A year, month or day in ISO's way, in words: `2026`, `March 2026`, `10 March 2026`."""
    for day, form in ((text, "DATE_FORMAT"), (f"{text}-01", "YEAR_MONTH_FORMAT")):
        with suppress(ValueError):
            return date_format(datetime.date.fromisoformat(day), form)
    return text


def squeeze(html: str) -> SafeString:
    """What a template has made, without the white space that nobody sees; code, and what is typed
    into, stays as it is."""
    short = _INDENTATION.sub(lambda found: found[1] or found[3] or "\n", html)
    return mark_safe(short)  # noqa: S308 - a template has escaped it


@register.simple_block_tag
def private_fragment(content: str, name: str, url: str) -> str:
    """Marks what readers with state see otherwise; `url` answers htmx with it, marked alike."""
    return format_html(MARKED, name=name, url=url, content=squeeze(content))


class SqueezedNode(template.Node):
    """A `simple_block_tag` would hide the blocks inside from the pages that extend them."""

    def __init__(self, nodelist: template.NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> SafeString:
        return squeeze(self.nodelist.render(context))


@register.tag
def squeezed(parser: Parser, token: Token) -> SqueezedNode:
    """`{% squeezed %}…{% endsqueezed %}`: what is inside without indentation, which is a tenth of
    the longest page."""
    nodelist = parser.parse(("endsqueezed",))
    parser.delete_first_token()
    return SqueezedNode(nodelist)


@register.simple_block_tag
def breadcrumb(content: str) -> SafeString:
    """The way down to a page: between `{% breadcrumb %}` and `{% endbreadcrumb %}` stands a `<li>`
    for each step, the last of them the page itself."""
    shell = '<nav class="breadcrumb" aria-label="{}"><ol>{}</ol></nav>'
    return format_html(shell, gettext("Breadcrumb"), content)
