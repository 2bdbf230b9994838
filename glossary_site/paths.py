"""Paths of pages that are asked for again and again, looked up once each."""

from __future__ import annotations

from functools import cache

from django.urls import reverse

_ANY = "any-slug-at-all"


@cache
def fixed_path(name: str) -> str:
    """The path of the view `name`, which takes no arguments."""
    return reverse(name)


def path_of(name: str, slug: str) -> str:
    """The path of the view `name` for `slug`, its one argument."""
    return _path_of_any(name).replace(_ANY, slug)


@cache
def _path_of_any(name: str) -> str:
    return reverse(name, args=[_ANY])
