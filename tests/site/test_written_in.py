"""Authors' texts on a page in another language say which language they are in."""

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from glossary_site.web.content_language import marked_as
from terms.fields.prose import render_prose


@pytest.mark.parametrize(
    ("html", "marked"),
    [
        ("<p>One.</p><p>Two.</p>", '<p lang="en" dir="ltr">One.</p><p lang="en" dir="ltr">Two.</p>'),
        ("<ul><li>a<br>b</li></ul>", '<ul lang="en" dir="ltr"><li>a<br>b</li></ul>'),
        ('<h3 id="a">A</h3>', '<h3 lang="en" dir="ltr" id="a">A</h3>'),
        ("plain <em>words</em>", '<span lang="en" dir="ltr">plain <em>words</em></span>'),
        ("", ""),
    ],
)  # fmt: skip
def test_only_the_outermost_is_marked(html: str, marked: str):
    assert marked_as(html, "en", "ltr") == marked


@given(st.text(max_size=200))
def test_nothing_is_lost(text: str):
    html = render_prose(text)
    assert marked_as(html, "ar", "rtl").replace(' lang="ar" dir="rtl"', "").removeprefix(
        "<span>"
    ).removesuffix("</span>") == html.removeprefix("<span>").removesuffix("</span>")


def test_a_page_in_one_language_is_left_alone():
    shown = Template("{% load site %}{{ html|content }}").render(Context({"html": "<p>A</p>"}))
    assert shown == "<p>A</p>"
