"""The line in a page's head by which other sites find its widget."""

from urllib.parse import urlencode

from django import template
from django.template import RequestContext
from django.urls import reverse
from django.utils.html import format_html

from glossary_site.web.http import absolute_url

register = template.Library()


@register.simple_tag(takes_context=True)
def oembed_link(context: RequestContext, page_url: str, title: str) -> str:
    """The link to what oEmbed tells of the page at `page_url`."""
    request = context.get("request")
    if request is None:
        return ""
    query = urlencode({"url": str(page_url)})
    address = f"{absolute_url(request, reverse('exchange:oembed'))}?{query}"
    line = '<link rel="alternate" type="application/json+oembed" href="{}" title="{}">'
    return format_html(line, address, title)
