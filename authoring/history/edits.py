"""What was changed in the admin becomes a version of its content file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import models, transaction

from advisory.models import Advisor
from authoring import specs
from authoring.discovery import TERM_FILES
from authoring.history import files, rows
from authoring.history.versions import (
    How,
    NewVersion,
    add_versions,
    digest_of,
    latest_versions,
)
from authoring.library import folder_digest
from authoring.models import FileVersion, FormerSlug
from authoring.reading import Document, parse_yaml
from authoring.values import Spec
from terms.changes import lock_content
from terms.models import Category, Glossary, Source, Term

_COUNTED = ("term.md", *TERM_FILES)
"""A folder's files as its digest counts them; `term.md` is two documents."""
_NOTHING = digest_of("")


def term_path(slug: str, name: str) -> str:
    """A term's file inside the content folder."""
    return f"terms/{slug}/{name}"


@transaction.atomic
def record_edit(row: models.Model, by: User, gone: bool, note: str, **signal: Any) -> None:
    """Receive `terms.changes.edited`."""
    lock_content()
    if isinstance(row, Term) and gone:
        known = latest_versions(term_path(row.slug, name) for name in TERM_FILES)
        add_versions([NewVersion(path, "", How.REMOVED, by) for path in known], known)
        FormerSlug.objects.filter(kind=FormerSlug.Kind.TERM, now=row.slug).delete()
    elif isinstance(row, Term):
        record_term(row, by, note=note[:300])
    else:
        record_site(row, by, gone=gone)


@transaction.atomic
def record_term(
    term: Term,
    by: User | None = None,
    *,
    how: FileVersion.How = How.EDITED,
    note: str = "",
) -> None:
    """Add the versions that make the files of `term` say what its rows say."""
    paths = [term_path(term.slug, name) for name in _COUNTED]
    latest = latest_versions(paths)
    texts = {path: version.text for path, version in latest.items()}
    news = [NewVersion(path, text, how, by, note) for path, text in term_texts(term, texts)]
    add_versions(news, latest)
    if term.content_digest:
        _remember_digest(term, paths)


def term_texts(term: Term, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Path and text of each file of `term` as its rows have it; `texts` are those before."""
    path = term_path(term.slug, "term.md")
    yield path, files.term_file(texts.get(path, ""), rows.term_front(term), rows.term_prose(term))
    for name, spec, data in (
        ("maturity.yaml", specs.TermMaturitySpec, rows.ladder(term)),
        ("cost.yaml", specs.CostSpec, rows.cost(term)),
    ):
        path = term_path(term.slug, name)
        if data or path in texts:
            yield path, files.yaml_file(texts.get(path, ""), spec, data)


def _remember_digest(term: Term, paths: list[str]) -> None:
    """A folder that says the same is no news to the next load."""
    latest = latest_versions(paths)
    digests = [latest[path].digest for path in paths if path in latest]
    digest = folder_digest(digest for digest in digests if digest != _NOTHING)
    Term.objects.filter(pk=term.pk).update(content_digest=digest)


def record_site(row: models.Model, by: User | None, *, gone: bool = False) -> None:
    """Add the version of a file that is no term's in which `row` says what it says, or is gone."""
    if isinstance(row, Source):
        _record_item("sources.yaml", specs.SourcesSpec, "key", rows.source(row), by, gone=gone)
    elif isinstance(row, Category):
        item = rows.category(row)
        _record_item("categories.yaml", specs.CategoriesSpec, "slug", item, by, gone=gone)
        if gone:
            FormerSlug.objects.filter(kind=FormerSlug.Kind.CATEGORY, now=row.slug).delete()
    elif isinstance(row, Advisor | Glossary) and not gone:
        _record_file("site.yaml", specs.SiteSpec, rows.site(), by)


def _record_item(
    path: str,
    spec: type[Spec],
    key: str,
    item: dict[str, Any],
    by: User | None,
    *,
    gone: bool,
) -> None:
    """The items in the file's own order; a new one stands last."""
    name = next(iter(spec.model_fields))
    before = files.said(parse_yaml(Document("", text=_text(path))), spec).get(name, [])
    items = [item if one[key] == item[key] else one for one in before]
    if gone:
        items = [one for one in before if one[key] != item[key]]
    elif item not in items:
        items.append(item)
    _record_file(path, spec, {name: items}, by)


def _record_file(path: str, spec: type[Spec], data: dict[str, Any], by: User | None) -> None:
    add_versions([NewVersion(path, files.yaml_file(_text(path), spec, data), How.EDITED, by)])


def _text(path: str) -> str:
    version = latest_versions([path]).get(path)
    return version.text if version else ""
