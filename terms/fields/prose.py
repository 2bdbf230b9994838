"""Authors' Markdown made into safe HTML, once, when it is saved."""

import re
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import get_script_prefix

from glossary_site.web.forms.fields import TextField
from terms.fields.columns import TEXT
from terms.markdown.parser import TERM_ADDRESS
from terms.markdown.prose import Form, Prose
from terms.markdown.reading import read_markdown
from terms.names.reading_time import words_to_read

_BATCH = 500
_TAG = re.compile(r"<[^>]+>")
_LINK_TAG = re.compile(r"</?(?:a|span)\b[^>]*>")
_PARAGRAPH = re.compile(r"</?p>")


def term_address() -> str:
    """The path of a term's page, with `ANY_SLUG` for its slug."""
    return f"{get_script_prefix().rstrip('/')}{TERM_ADDRESS}"


def read_prose(text: str) -> Prose:
    """What a Markdown text comes to on this site."""
    return read_markdown(text, term_address())


def render_prose(text: str) -> str:
    """Markdown to sanitised HTML: no script, style or form can come through."""
    return read_prose(text).html


def render_anew() -> None:
    """Render every stored text again, as after a release that does it in another way.

    Links, images and notes of terms are to be placed afterwards.
    """
    for model in apps.get_models():
        fields = [field for field in model._meta.get_fields() if isinstance(field, ProseField)]
        if not fields:
            continue
        columns = [f"{field.name}_html" for field in fields]
        rows = model._base_manager.order_by("pk").only(*(field.name for field in fields))
        numbers = list(rows.values_list("pk", flat=True))
        for at in range(0, len(numbers), _BATCH):
            batch = list(rows.filter(pk__in=numbers[at : at + _BATCH]))
            for row in batch:
                for field, column in zip(fields, columns, strict=True):
                    setattr(row, column, render_prose(getattr(row, field.name)))
            model._base_manager.bulk_update(batch, columns)


def without_paragraphs(html: str) -> str:
    """`html` without the paragraphs around its text, as a label, a legend or a link holds it."""
    return _PARAGRAPH.sub("", html)


def count_words(html: str) -> int:
    """How many words a reader reads in `html`, whether they are linked or not.

    Of a script that puts no spaces between words, so many as take the time of its signs.
    """
    return words_to_read(_TAG.sub(" ", _LINK_TAG.sub("", html)))


class ProseField(models.TextField[str, str]):
    """Markdown, with its HTML kept beside it in `<name>_html` whenever a row is saved.

    `form` says how much of Markdown has a place where the text is shown; a form of the admin
    refuses more. It is no part of the column.
    """

    def __init__(self, *args: Any, form: Form = Form.BLOCKS, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.form = form

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

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if faults := read_prose(value).faults_in(self.form):
            raise ValidationError([f"Line {fault.line} {fault.message}." for fault in faults])

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        text = super().pre_save(model_instance, add)
        setattr(model_instance, f"{self.name}_html", render_prose(text))
        return text
