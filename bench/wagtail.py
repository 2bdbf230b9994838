"""Wagtail in an environment of its own, with the words of a term page."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bench.load import Server
from bench.servers import free_port, running

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


def fetch_words(var: Path) -> str:
    """The prose of the first term, as HTML, out of the site's database."""
    columns = ("tldr", "explanation", "where_used", "why_it_matters", "how_it_works")
    names = ", ".join(f"{name}_html" for name in columns)
    with closing(sqlite3.connect(var / "site.sqlite3")) as database:
        sql = f"SELECT {names} FROM terms_term WHERE slug = 'mlops'"  # noqa: S608 - our own names
        row = database.execute(sql).fetchone()
    return "".join(row)


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
