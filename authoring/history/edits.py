"""What was changed in the admin becomes a version of its content file."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import models, transaction

from advisory.models import Advisor
from authoring.files.discovery import SITE_FILES, TERM_FILES
from authoring.files.library import ContentError, folder_digest
from authoring.files.reading import Document, Problem, parse_yaml
from authoring.history import files, rows
from authoring.history.saving import current_texts, problems_without, save_texts
from authoring.history.versions import (
    How,
    NewVersion,
    add_versions,
    content_path,
    digest_of,
    latest_versions,
)
from authoring.load.rename_plan import wrong_claims
from authoring.models import FileVersion, FormerSlug
from terms.changes import EditRefusedError, lock_content
from terms.models import Category, Glossary, Source, Term, TermImage
from terms.sections.registry import row_parts

_COUNTED = ("term.md", *TERM_FILES)
"""A folder's files as its digest counts them; `term.md` is two documents."""
_NOTHING = digest_of("")


@transaction.atomic
def record_edit(row: models.Model, by: User, gone: bool, note: str, **signal: Any) -> None:
    """Receive `terms.changes.edited`; EditRefusedError where no load would take the files."""
    lock_content()
    try:
        if isinstance(row, Term) and gone:
            _remove_term(row, by)
        elif isinstance(row, Term):
            texts = dict(term_texts(row, current_texts(row.slug)))
            save_texts(row, texts, by, note=note, means=rows.term(row))
        else:
            record_site(row, by, gone=gone)
    except ContentError as error:
        raise refused(error) from error


def refused(error: ContentError) -> EditRefusedError:
    """What is wrong, for somebody who sees a form."""
    return EditRefusedError([_reason(problem) for problem in error.problems])


def _reason(problem: Problem) -> str:
    """The problem for somebody who sees a form: by its field, and by its file where it has none."""
    place = problem.field or problem.path.rpartition("/")[2]
    return f"{place}: {problem.message}"


def _remove_term(term: Term, by: User) -> None:
    if problems := problems_without(term.slug):
        raise ContentError(problems)
    known = latest_versions(content_path(term.slug, name) for name in TERM_FILES)
    add_versions([NewVersion(path, "", How.REMOVED, by) for path in known], known)
    FormerSlug.objects.filter(kind=FormerSlug.Kind.TERM, now=term.slug).delete()


@transaction.atomic
def record_term(
    term: Term,
    by: User | None = None,
    *,
    how: FileVersion.How = How.EDITED,
    note: str = "",
) -> None:
    """Add the versions that make the files of `term` say what its rows say."""
    paths = [content_path(term.slug, name) for name in _COUNTED]
    add_versions(
        NewVersion(content_path(term.slug, name), text, how, by, note)
        for name, text in term_texts(term, current_texts(term.slug))
    )
    if term.content_digest:
        _remember_digest(term, paths)


def term_texts(term: Term, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Name and text of each file of `term` as its rows have it.

    `texts` are those before. A quiz is edited as its file, as rows do not know how it was written.
    """
    yield "term.md", files.written("term.md", texts.get("term.md", ""), rows.term(term))
    for name, data in (("maturity.yaml", rows.ladder(term)), ("cost.yaml", rows.cost(term))):
        if data or name in texts:
            yield name, files.written(name, texts.get(name, ""), data)


def edited_texts(
    term: Term, texts: Mapping[str, str], said: rows.Rows, fields: Collection[str]
) -> tuple[dict[str, str], rows.Plain]:
    """The files of `term` that a form changes, by name, and what `term.md` is to say.

    `texts` are those before. `fields` are the term's own fields that the form has, and `said` the
    rows, by relation; whatever else the files say stays.
    """
    known = rows.stored_rows(term) if term.pk else dict.fromkeys(rows.relations(), ())
    now = rows.term(term, {**known, **said})
    before = files.says("term.md", texts.get("term.md", ""))
    names = {"updated" if name == "updated_on" else name for name in fields}
    names |= {name for name in said if name == "aliases"}
    names |= {part.place[0] for part in row_parts() if part.relation in said}
    kept = {name: value for name, value in before.items() if name not in names}
    wanted = kept | {name: value for name, value in now.items() if name in names or not before}
    edited = {"term.md": files.written("term.md", texts.get("term.md", ""), wanted)}
    if "level_descriptions" in said:
        ladder = rows.ladder(term, said)
        if ladder or "maturity.yaml" in texts:
            edited["maturity.yaml"] = files.written(
                "maturity.yaml", texts.get("maturity.yaml", ""), ladder
            )
    return edited, wanted


def _remember_digest(term: Term, paths: list[str]) -> None:
    """A folder that says the same is no news to the next load."""
    latest = latest_versions(paths)
    digests = [latest[path].digest for path in paths if path in latest]
    images = TermImage.objects.filter(term=term).values_list("digest", flat=True)
    digest = folder_digest([*(one for one in digests if one != _NOTHING), *images])
    Term.objects.filter(pk=term.pk).update(content_digest=digest)


def record_site(row: models.Model, by: User | None, *, gone: bool = False) -> None:
    """Add the version of a file that is no term's in which `row` says what it says, or is gone."""
    if isinstance(row, Source):
        _record_item("sources.yaml", rows.source(row), by, gone=gone)
    elif isinstance(row, Category):
        _record_item("categories.yaml", rows.category(row), by, gone=gone)
        if gone:
            FormerSlug.objects.filter(kind=FormerSlug.Kind.CATEGORY, now=row.slug).delete()
    elif isinstance(row, Advisor | Glossary):
        advisors = Advisor.objects.exclude(pk=row.pk) if gone else Advisor.objects.all()
        _record_file("site.yaml", rows.site(advisors), by)


def record_site_files() -> None:
    """Add the versions of those files beside the terms that nobody has loaded or edited yet."""
    if not FileVersion.objects.exists():
        return
    known = latest_versions(SITE_FILES)
    said: dict[str, rows.Plain] = {
        "sources.yaml": {"sources": [rows.source(row) for row in Source.objects.all()]},
        "categories.yaml": {"categories": [rows.category(row) for row in Category.objects.all()]},
        "site.yaml": rows.site(Advisor.objects.all()),
    }
    for path in said.keys() - known.keys():
        if said[path]:
            _record_file(path, said[path], None)


def _record_item(path: str, item: rows.Plain, by: User | None, *, gone: bool) -> None:
    """The items in the file's own order; a new one stands last."""
    name = path.removesuffix(".yaml")
    key = next(iter(item))
    before = files.says(path, _text(path)).get(name, [])
    items = [item if one[key] == item[key] else one for one in before]
    if gone:
        items = [one for one in before if one[key] != item[key]]
    elif item not in items:
        items.append(item)
    if path == "categories.yaml":
        categories = Category.objects.values_list("slug", "position", "title")
        places = {slug: place for slug, *place in categories}
        items.sort(key=lambda one: places.get(one["slug"], []))
    _record_file(path, {name: items}, by)


def _record_file(path: str, data: rows.Plain, by: User | None) -> None:
    """Raises ContentError where the file would not say what the rows say."""
    text = files.written(path, _text(path), data)
    document = parse_yaml(Document(f"content/{path}", text=text))
    if files.said(document, files.SPECS[path]) != rows.plain_mapping(data):
        if not document.problems:
            document.report((), "a file cannot say this")
    elif path == "categories.yaml":
        claims = {one["slug"]: one.get("was", []) for one in data["categories"]}
        for (slug, _), message in wrong_claims(claims).items():
            document.report((), f"{slug!r}: {message}", "former-slug")
    if document.problems:
        raise ContentError(document.problems)
    add_versions([NewVersion(path, text, How.EDITED, by)])


def _text(path: str) -> str:
    version = latest_versions([path]).get(path)
    return version.text if version else ""
