"""Wagtail in an environment of its own, with the words of a term page."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nh3

from bench.load import Server
from bench.servers import free_port, running

_RICH_TEXT = {"p", "h2", "h3", "h4", "ul", "ol", "li", "a", "b", "strong", "i", "em"}
PINNED = ("wagtail==7.0.3", "granian==2.8.7")
"""The long-term release: the task queue of 7.2 fails on some releases of Python 3.11."""

_MODELS = """
from django.db import models
from wagtail.fields import RichTextField
from wagtail.models import Page


class HomePage(Page):
    body = RichTextField(blank=True)
"""
_TEMPLATE = """{% extends "base.html" %}
{% load wagtailcore_tags %}
{% block content %}<h1>{{ page.title }}</h1>{{ page.body|richtext }}{% endblock %}
"""
_FILL = """
from home.models import HomePage
page = HomePage.objects.get()
page.body = open("words.html").read()
page.save_revision().publish()
"""


def words_of(page: str) -> str:
    """What stands in the article of a page, as the rich text that Wagtail's editor makes."""
    article = page[page.index("<article") : page.index("</article>")]
    return nh3.clean(article, tags=_RICH_TEXT, attributes={"a": {"href"}}, link_rel=None)


@contextmanager
def running_wagtail(folder: Path, words: str) -> Iterator[Server]:
    """A fresh Wagtail with one page that holds `words`, under granian with two workers."""
    folder.mkdir()
    bin_folder = folder / "env" / "bin"
    _call([sys.executable, "-m", "venv", str(folder / "env")], folder)
    _call([str(bin_folder / "pip"), "install", "--quiet", *PINNED], folder)
    _call([str(bin_folder / "wagtail"), "start", "compared"], folder)
    project = folder / "compared"
    (project / "home" / "models.py").write_text(_MODELS)
    (project / "home" / "templates" / "home" / "home_page.html").write_text(_TEMPLATE)
    (project / "words.html").write_text(words)
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
