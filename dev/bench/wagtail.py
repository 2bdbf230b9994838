"""Wagtail in an environment of its own, with the words of a term page."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path

import nh3

from dev.bench.load import Server
from dev.bench.servers import free_port, running

_RICH_TEXT = {"p", "h2", "h3", "h4", "ul", "ol", "li", "a", "b", "strong", "i", "em"}
BLOCKS = "/term/"
"""Where the page of blocks is; the one with one rich text is at the root."""

PINNED = ("wagtail==7.0.3", "granian==2.8.7")
"""The long-term release: the task queue of 7.2 fails on some releases of Python 3.11."""

_MODELS = """
from django.db import models
from wagtail.blocks import CharBlock, ListBlock, RichTextBlock, StructBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page


class HomePage(Page):
    body = RichTextField(blank=True)


class PartBlock(StructBlock):
    heading = CharBlock(required=False)
    text = RichTextBlock(required=False)

    class Meta:
        template = "home/part.html"


class SectionBlock(StructBlock):
    heading = CharBlock(required=False)
    parts = ListBlock(PartBlock())

    class Meta:
        template = "home/section.html"


class TermPage(Page):
    body = StreamField([("section", SectionBlock())])
"""
_TEMPLATES = {
    "home_page": """{% extends "base.html" %}
{% load wagtailcore_tags %}
{% block content %}<h1>{{ page.title }}</h1>{{ page.body|richtext }}{% endblock %}
""",
    "term_page": """{% extends "base.html" %}
{% load wagtailcore_tags %}
{% block content %}<h1>{{ page.title }}</h1>
{% for block in page.body %}{% include_block block %}{% endfor %}{% endblock %}
""",
    "section": """{% load wagtailcore_tags %}
<section>{% if value.heading %}<h2>{{ value.heading }}</h2>{% endif %}
{% for part in value.parts %}{% include_block part %}{% endfor %}</section>
""",
    "part": """{% load wagtailcore_tags %}
{% if value.heading %}<h3>{{ value.heading }}</h3>{% endif %}{{ value.text|richtext }}
""",
}
_FILL = """
import json
from home.models import HomePage, TermPage
words = json.load(open("words.json"))
home = HomePage.objects.get()
home.body = words["text"]
home.save_revision().publish()
page = home.add_child(instance=TermPage(title="MLOps", slug="term"))
page.body = json.dumps([{"type": "section", "value": one} for one in words["sections"]])
page.save_revision().publish()
"""


def words_of(page: str) -> str:
    """What stands in the article of a page, as the rich text that Wagtail's editor makes."""
    article = page[page.index("<article") : page.index("</article>")]
    return nh3.clean(article, tags=_RICH_TEXT, attributes={"a": {"href"}}, link_rel=None)


def sections_of(words: str) -> list[dict[str, object]]:
    """The same words as an editor would enter them in blocks: a section for each h2, in it a part
    for each h3."""
    sections = list[dict[str, object]]()
    for section in re.split(r"(?=<h2>)", words):
        heading, text = _split_heading(section, "h2")
        parts = [_split_heading(part, "h3") for part in re.split(r"(?=<h3>)", text)]
        values = [{"heading": title, "text": html} for title, html in parts]
        sections.append({"heading": heading, "parts": values})
    return sections


def _split_heading(html: str, tag: str) -> tuple[str, str]:
    if not html.startswith(f"<{tag}>"):
        return "", html
    heading, _, rest = html.removeprefix(f"<{tag}>").partition(f"</{tag}>")
    return unescape(nh3.clean(heading, tags=set())), rest


@contextmanager
def running_wagtail(folder: Path, words: str) -> Iterator[Server]:
    """A fresh Wagtail with two pages that hold `words`, under granian with two workers."""
    folder.mkdir()
    bin_folder = folder / "env" / "bin"
    _call([sys.executable, "-m", "venv", str(folder / "env")], folder)
    _call([str(bin_folder / "pip"), "install", "--quiet", *PINNED], folder)
    _call([str(bin_folder / "wagtail"), "start", "compared"], folder)
    project = folder / "compared"
    (project / "home" / "models.py").write_text(_MODELS)
    for name, template in _TEMPLATES.items():
        (project / "home" / "templates" / "home" / f"{name}.html").write_text(template)
    entered = {"text": words, "sections": sections_of(words)}
    (project / "words.json").write_text(json.dumps(entered))
    settings = project / "compared" / "settings" / "production.py"
    settings.write_text(
        "from .base import *\nSECRET_KEY = 'compared'\nALLOWED_HOSTS = ['*']\nDEBUG = False\n"
        "STORAGES['staticfiles'] = {'BACKEND': "
        "'django.contrib.staticfiles.storage.StaticFilesStorage'}\n"
    )
    python = str(bin_folder / "python")
    for command in (["makemigrations", "home"], ["migrate"], ["shell", "-c", _FILL]):
        _call([python, "manage.py", *command], project)
    port = free_port()
    command = [
        *(str(bin_folder / "granian"), "--interface", "wsgi", "--port", str(port)),
        *("--workers", "2", "--blocking-threads", "1", "--log-level", "warning"),
        "compared.wsgi:application",
    ]
    with running(command, _environment(), port, project) as server:
        yield server


def _call(command: list[str], folder: Path) -> None:
    subprocess.run(  # noqa: S603 - our own arguments
        command, cwd=folder, env=_environment(), check=True, stdout=subprocess.DEVNULL
    )


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return kept | {"DJANGO_SETTINGS_MODULE": "compared.settings.production"}
