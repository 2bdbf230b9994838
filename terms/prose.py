"""Authors' Markdown made into safe HTML, once, when it is saved."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models

from glossary_site.form_fields import TextField
from glossary_site.paths import path_of
from terms.fields import TEXT
from terms.plain_markdown import is_plain
from terms.rendering import ANY_SLUG, render_markdown

_TAG = re.compile(r"<[^>]+>")
_LINK_TAG = re.compile(r"</?(?:a|span)\b[^>]*>")
_PARAGRAPH = re.compile(r"</?p>")
_RENDERED: ContextVar[Mapping[str, str] | None] = ContextVar("rendered", default=None)


@contextmanager
def already_rendered(html: Mapping[str, str]) -> Iterator[None]:
    """Inside, the texts that are keys of `html` need not be rendered: another process did it."""
    token = _RENDERED.set(html)
    try:
        yield
    finally:
        _RENDERED.reset(token)


def term_address() -> str:
    """The path of a term's page, with `ANY_SLUG` for its slug."""
    return path_of("terms:term_detail", ANY_SLUG)


def render_prose(text: str) -> str:
    """Markdown to sanitised HTML: no script, style, form or image can come through."""
    if not text:
        return ""
    if is_plain(text):
        return f"<p>{text}</p>"
    html = (_RENDERED.get() or {}).get(text)
    return render_markdown(text, term_address()) if html is None else html


def without_paragraphs(html: str) -> str:
    """`html` without the paragraphs around its text, as a label, a legend or a link holds it."""
    return _PARAGRAPH.sub("", html)


def count_words(html: str) -> int:
    """How many words a reader reads in `html`, whether they are linked or not."""
    return len(_TAG.sub(" ", _LINK_TAG.sub("", html)).split())


class ProseField(models.TextField[str, str]):
    """Markdown, with its HTML kept beside it in `<name>_html` whenever a row is saved."""

    default_validators = [*models.TextField.default_validators, *TEXT]

    def contribute_to_class(
        self, cls: type[models.Model], name: str, private_only: bool = False, **kwargs: Any
    ) -> None:
        super().contribute_to_class(cls, name, private_only, **kwargs)
        # In a migration both fields are listed, so the second is not to be added again.
        if cls.__module__ != "__fake__" and not cls._meta.abstract:
            html = models.TextField(editable=False, default="", blank=True)
            html.creation_counter = self.creation_counter
            html.contribute_to_class(cls, f"{name}_html")

    def formfield(self, **options: Any) -> Any:
        return super().formfield(**{"form_class": TextField, **options})

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        text = super().pre_save(model_instance, add)
        setattr(model_instance, f"{self.name}_html", render_prose(text))
        return text
