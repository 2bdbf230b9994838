"""Authors' Markdown made into safe HTML, once, when it is saved."""

import re
from functools import cache
from threading import get_ident
from typing import Any
from xml.etree.ElementTree import Element

import nh3
from django.db import models
from django.urls import reverse
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

_TAGS = {
    *("p", "br", "em", "strong", "code", "pre", "a", "ul", "ol", "li", "h3", "h4"),
    *("blockquote", "table", "thead", "tbody", "tr", "th", "td", "sup", "sub", "abbr", "dfn"),
}
_TAG = re.compile(r"<[^>]+>")
_LINK_TAG = re.compile(r"</?(?:a|span)\b[^>]*>")
_SLUG = re.compile(r"[-a-zA-Z0-9_]+")
_PLAIN = re.compile(r"[^\W\d_](?:(?:[^\W_]|[ ,.;:?'()%$–-])*[^\W_]|)[.?)%]?")
"""A line that begins with a letter and holds no sign that Markdown or HTML knows."""
_PARAGRAPH = re.compile(r"</?p>")


class _OwnLinks(Treeprocessor):
    """Turns `figure:KEY` and `term:SLUG` into addresses on this site."""

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            scheme, _, name = link.get("href", "").partition(":")
            if scheme == "figure":
                link.set("href", f"#figure-{name}")
                link.set("class", "figure-link")
            elif scheme == "term" and not _SLUG.fullmatch(name):
                del link.attrib["href"]
            elif scheme == "term":
                link.set("href", reverse("terms:term_detail", args=[name]))
                link.set("class", "term-link")


class _OwnLinksExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        md.treeprocessors.register(_OwnLinks(md), "own_links", 0)


@cache
def _converter_of(thread: int) -> Markdown:
    return Markdown(extensions=["tables", "sane_lists", _OwnLinksExtension()])


def _converter() -> Markdown:
    """One a thread: making it takes longer than using it, and it cannot be shared."""
    return _converter_of(get_ident())


def render_prose(text: str) -> str:
    """Markdown to sanitised HTML: no script, style, form or image can come through."""
    if not text:
        return ""
    if _PLAIN.fullmatch(text):
        return f"<p>{text}</p>"
    return render_markdown(text)


def render_markdown(text: str) -> str:
    """The same for any text. A line of nothing but words, as most are, need not come here."""
    html = _converter().reset().convert(text)
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href", "title"}, "abbr": {"title"}},
        allowed_classes={"a": {"figure-link", "term-link"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener",
    )


def without_paragraphs(html: str) -> str:
    """`html` without the paragraphs around its text, as a label, a legend or a link holds it."""
    return _PARAGRAPH.sub("", html)


def count_words(html: str) -> int:
    """How many words a reader reads in `html`, whether they are linked or not."""
    return len(_TAG.sub(" ", _LINK_TAG.sub("", html)).split())


class ProseField(models.TextField[str, str]):
    """Markdown, with its HTML kept beside it in `<name>_html` whenever a row is saved."""

    def contribute_to_class(
        self, cls: type[models.Model], name: str, private_only: bool = False, **kwargs: Any
    ) -> None:
        super().contribute_to_class(cls, name, private_only, **kwargs)
        # In a migration both fields are listed, so the second is not to be added again.
        if cls.__module__ != "__fake__" and not cls._meta.abstract:
            html = models.TextField(editable=False, default="", blank=True)
            html.creation_counter = self.creation_counter
            html.contribute_to_class(cls, f"{name}_html")

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        text = super().pre_save(model_instance, add)
        setattr(model_instance, f"{self.name}_html", render_prose(text))
        return text
