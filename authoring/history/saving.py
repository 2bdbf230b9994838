"""A term's files saved: the one way from their texts to versions and rows, for admin and proposals.

`save_texts` checks the texts as a load would and writes what changed. What did not change was right
before and is not read again, unless it names a figure that is gone.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from authoring.files.cross_checks import (
    OTHER_PAGES,
    check_circles,
    check_folder,
    check_names,
    check_replacements,
)
from authoring.files.discovery import TERM_FILES
from authoring.files.image_files import ImageFile
from authoring.files.library import (
    ContentError,
    OtherTerm,
    TermFolder,
    absent_folder,
    specified,
)
from authoring.files.reading import Problem
from authoring.history import files, rows
from authoring.history.unchanged import other_terms
from authoring.history.versions import How, NewVersion, add_versions, content_path
from authoring.load.quiz_versions import load_quizzes
from authoring.load.rename_plan import wrong_claims
from authoring.load.term_sections import fill_term, load_sections
from authoring.models import FileVersion, FormerSlug
from authoring.specs import term as term_specs
from terms.changes import lock_content, terms_changed
from terms.models import Category, Figure, Glossary, Source, Term, TermImage
from terms.sections.page_prose import count_all_words

_STATE = ("status", "publish_on", "replaced_by", "was")
_DRAWN = {"title", "abbreviation", "category", "status", "publish_on", "replaced_by", "related",
          "broader", "contrasts", "prerequisites"}  # fmt: skip
"""The fields that the picture of how terms relate depends on."""
_KEY = re.compile(r"^([a-z_]+):|^---", re.MULTILINE)


def current_texts(slug: str, names: Iterable[str] = TERM_FILES) -> dict[str, str]:
    """What the files of a term, or of an assessment, say now, by name; of a file that there is not,
    nothing."""
    paths = {content_path(slug, name): name for name in names}
    latest = FileVersion.objects.current().filter(path__in=paths)
    return {paths[one.path]: one.text for one in latest}


@transaction.atomic
def save_texts(
    term: Term,
    texts: Mapping[str, str],
    by: User | None,
    how: FileVersion.How = How.EDITED,
    note: str = "",
    *,
    keeps_state: bool = False,
    means: rows.Plain | None = None,
) -> bool:
    """Make the files of `term`, new or not, say `texts`, and its rows what the files say.

    What a proposal or an old version says of the term's state is left out where it `keeps_state`.
    `means` is what `term.md` was to say.
    Returns whether anything changed. Raises ContentError with what is wrong.
    """
    lock_content()
    before = current_texts(term.slug)
    if keeps_state and "term.md" in texts:
        texts = {**texts, "term.md": _in_state(texts["term.md"], before.get("term.md", ""))}
    changed = {name: text for name, text in texts.items() if text != before.get(name, "")}
    if not changed and term.pk:
        return False
    folder = folder_of(term.slug, before | changed, read=changed)
    beside = _Beside()
    _refuse(folder, beside, means)
    has_folder = term.content_digest != "" and term.pk is not None
    fill_term(folder, term, beside.categories)
    term.content_digest = folder.digest if has_folder else ""
    new = _changed_fields(before, changed, folder)
    _write_rows(term, folder, beside, new)
    if not changed.keys().isdisjoint(("quiz.yaml", "cost.yaml")):
        load_quizzes([(folder, term)])
    add_versions(
        [
            NewVersion(content_path(term.slug, name), text, how, by, note[:300])
            for name, text in changed.items()
        ]
    )
    count_all_words([term.pk])
    terms_changed([term.pk], redraws=not new.isdisjoint(_DRAWN))
    return True


class _Beside:
    """What a term's files may name, read once: terms and categories by slug, sources by key."""

    def __init__(self) -> None:
        self.terms = {row.slug: row for row in Term.objects.only("slug")}
        self.categories = {row.slug: row for row in Category.objects.all()}
        self.sources = {row.key: row for row in Source.objects.all()}


def _write_rows(term: Term, folder: TermFolder, beside: _Beside, changed: AbstractSet[str]) -> None:
    """The row of the term, and those of its sections whose fields `changed`."""
    term.edited_at = timezone.now()
    replaced_by = specified(folder.term).replaced_by
    term.replaced_by = beside.terms[replaced_by] if replaced_by else None
    term.save()
    load_sections(
        [(folder, term)],
        terms=beside.terms | {term.slug: term},
        sources=beside.sources,
        changed=changed,
    )


def _refuse(folder: TermFolder, beside: _Beside, means: rows.Plain | None) -> None:
    """Raises ContentError where no load would take the folder, or it says something else."""
    problems = _problems_of(folder, beside)
    if not problems and means and means != _said(folder):
        words = "a line of prose that begins with '## ' would begin another section of the file"
        problems = [folder.front.problem((), words, "invalid")]
    if problems:
        raise ContentError(problems)


def _said(folder: TermFolder) -> rows.Plain:
    front, prose = specified(folder.term), specified(folder.prose)
    return rows.plain_mapping(front) | rows.plain_mapping(prose)


def _in_state(text: str, now: str) -> str:
    """The text with the state that the term has now; itself where it has it already."""
    blocks, current = _blocks(text), _blocks(now)
    if all(blocks.get(name) == current.get(name) for name in _STATE):
        return text
    kept = files.says("term.md", now)
    state = {name: kept.get(name) for name in _STATE}
    return files.written("term.md", text, files.says("term.md", text) | state)


def _changed_fields(
    before: Mapping[str, str], changed: Mapping[str, str], folder: TermFolder
) -> set[str]:
    """The changed files, and the fields of `term.md` whose text is another now, or else all."""
    if "term.md" not in changed:
        return {*changed}
    was, now = (_blocks(one.get("term.md", "")) for one in (before, changed))
    fields = {*term_specs.TermSpec.model_fields}
    if now.keys() & fields == {*folder.front.data} & fields:
        fields = {name for name in fields if was.get(name) != now.get(name)}
    return fields | {*changed}


def _blocks(text: str) -> dict[str, str]:
    """The lines of each field in the front matter of a `term.md`, with what stands behind it."""
    starts = [*_KEY.finditer(text)]
    ends = [*(start.start() for start in starts), len(text)][1:]
    return {
        start[1] or "": text[start.start() : end] for start, end in zip(starts, ends, strict=True)
    }


def folder_of(
    slug: str, texts: Mapping[str, str] | None = None, *, read: Collection[str] = TERM_FILES
) -> TermFolder:
    """The folder of a term as `texts` have it, or else as it is known.

    Of its files `term.md` is read, those of `read`, and, where a figure is gone that others may
    name, all of them. A quiz and what it is computed from are read together.
    """
    texts = current_texts(slug) if texts is None else texts
    folder = absent_folder(f"content/{content_path(slug, '')}", slug)
    images = TermImage.objects.filter(term__slug=slug).values_list("name", "digest")
    folder.images = [ImageFile(Path(name), digest) for name, digest in images]
    folder.put("term.md", texts.get("term.md", ""))
    wanted = {*read}
    if not wanted.isdisjoint(("quiz.yaml", "cost.yaml")):
        wanted |= {"quiz.yaml", "cost.yaml"}
    figures = {figure.key for figure in folder.term.figures} if folder.term else set()
    stored = Figure.objects.filter(term__slug=slug).order_by().values_list("key", flat=True)
    if not figures.issuperset(stored):
        wanted = {*TERM_FILES}
    for name, text in texts.items():
        if text and name != "term.md":
            folder.put(name, text, is_read=name in wanted)
    return folder


def _problems_of(folder: TermFolder, beside: _Beside) -> list[Problem]:
    """What keeps a term's folder from being loaded beside what there is."""
    terms = beside.terms.keys() - _removed() | {folder.slug}
    others = other_terms(terms - {folder.slug})
    _check(folder, terms, beside)
    check_names([folder], others)
    check_replacements([folder], others)
    check_circles([folder], others)
    _check_former_slugs(folder, others)
    return sorted(set(folder.problems))


def _check(folder: TermFolder, terms: set[str], beside: _Beside) -> None:
    former = FormerSlug.objects.filter(kind=FormerSlug.Kind.TERM).values_list("slug", "now")
    check_folder(
        folder,
        terms=terms,
        sources=beside.sources,
        categories=beside.categories,
        renamed=dict(former),
    )


def _check_former_slugs(folder: TermFolder, others: Mapping[str, OtherTerm]) -> None:
    """What a term says that it was, nobody else is or says; and nobody says that it was this."""
    claims: dict[str, Sequence[str]] = {slug: one.was for slug, one in others.items()}
    before = wrong_claims(claims, OTHER_PAGES)
    claims[folder.slug] = folder.term.was if folder.term else ()
    for (slug, place), message in wrong_claims(claims, OTHER_PAGES).items():
        if slug == folder.slug:
            folder.front.report(("was", place), message, "former-slug")
        elif (slug, place) not in before:
            folder.front.report((), f"{slug!r} was {folder.slug!r} before", "former-slug")


def problems_without(slug: str) -> list[Problem]:
    """What would be wrong with other files if there were no term `slug`."""
    beside = _Beside()
    terms = beside.terms.keys() - _removed() - {slug}
    found = []
    for folder in _folders_that_name(slug):
        before = set(folder.problems)
        _check(folder, terms, beside)
        found += [one for one in {*folder.problems} - before if repr(slug) in one.message]
    glossary = Glossary.objects.first() or Glossary()
    for field in ("first_term", "start_with"):
        if slug in getattr(glossary, field).split():
            place = "content/site.yaml", 1, f"glossary.{field}"
            found.append(Problem(*place, f"{slug!r} would not exist", "unknown-name"))
    return sorted(found)


def _folders_that_name(slug: str) -> Iterator[TermFolder]:
    files = FileVersion.objects.current().exclude(how=How.REMOVED).filter(path__endswith="/term.md")
    for version in files.exclude(path=content_path(slug, "term.md")).iterator():
        if slug in version.text:
            yield folder_of(version.path.split("/")[1])


def _removed() -> set[str]:
    """The slugs of the terms whose folder is gone."""
    gone = FileVersion.objects.current().filter(how=How.REMOVED, path__endswith="/term.md")
    return {path.split("/")[1] for path in gone.values_list("path", flat=True)}
