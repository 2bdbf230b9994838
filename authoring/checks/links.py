"""How terms lead to one another: addresses, relations, names that linking confuses, images."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from authoring.files.library import Library, TermFolder
from authoring.files.mentions import images_in, links_in
from authoring.files.reading import Problem, Severity
from authoring.files.yaml_lines import Location
from terms.autolink.matching import Kind, Linker
from terms.markdown.placing import image_key
from terms.markdown.reading import read_markdown
from terms.names.labels import Label, Linking, forms_of, split_title
from terms.names.naming import name_slug
from terms.names.normal_form import normal_form
from terms.sections.registry import numbered_parts, sections

SlugAt = Callable[[str], str]
"""The slug that an address of the site names, or nothing; LookupError where no page answers."""


def check_addresses(library: Library, slug_at: SlugAt) -> Iterator[Problem]:
    """Addresses to which no page answers, and anchors that the page does not have."""
    models = {model.slug for model in library.models}
    shared = {name_slug(one.name) for it in library.folders if it.term for one in it.term.homonyms}
    known = {"terms": library.slugs | shared, "quizzes": library.slugs, "maturity": models}
    renamed = library.renamed_terms
    for folder in library.folders:
        anchors = _anchors(folder)
        for document in folder.documents:
            for location, text, link in links_in(document):
                is_own = link.name.startswith(("/", "#"))
                if is_own and (fault := _fault(link.name, anchors, known, slug_at, renamed)):
                    problem = document.problem(location, fault, "dead-link")
                    yield replace(problem, line=document.line_in(location, text, link.line))


def _fault(
    target: str,
    anchors: set[str],
    known: dict[str, set[str]],
    slug_at: SlugAt,
    renamed: Mapping[str, str],
) -> str:
    if target.startswith("#"):
        return "" if target[1:] in anchors else f"the page has no anchor {target!r}"
    path = re.split(r"[?#]", target, maxsplit=1)[0]
    try:
        slug = slug_at(path)
    except LookupError:
        return f"no page of the site has the address {path!r}"
    room = path.split("/")[1]
    if slug and slug not in known.get(room, {slug}):
        now = f": it is {renamed[slug]!r} now" if slug in renamed else ""
        return f"{path!r} leads to {slug!r}, which does not exist{now}"
    return ""


def _anchors(folder: TermFolder) -> set[str]:
    anchors = {section.key for section in sections()}
    if folder.term is None:
        return anchors
    for kind, part in numbered_parts().items():
        rows = part.rows_of(folder.term)
        anchors.update(f"{kind}-{number}" for number in range(1, len(rows) + 1))
    anchors.update(f"figure-{figure.key}" for figure in folder.figures)
    anchors.update(f"checklist-{item.key}" for item in folder.term.checklist)
    return anchors


def check_neighbours(library: Library) -> Iterator[Problem]:
    """Related terms that do not name the term back, and orphans: terms no other leads to."""
    related = {folder.slug: _related(folder) for folder in library.folders}
    shown: defaultdict[str, set[str]] = defaultdict(set)
    for folder in library.folders:
        for slug in _shown_both_ways(folder):
            shown[slug].add(folder.slug)
    for folder in library.folders:
        for index, slug in enumerate(related[folder.slug]):
            in_turn = {*related.get(slug, ()), *shown[slug]}
            if slug in related and folder.slug not in in_turn:
                message = f"{slug!r} does not name {folder.slug!r} as related in turn"
                place = ("related", index, "term")
                yield folder.front.warning(place, message, "one-way-relation")
    reached = {slug for folder in library.folders for slug in _leads_to(folder)}
    for folder in library.folders:
        if folder.slug not in reached:
            message = f"no other term names {folder.slug!r} or links to it"
            yield folder.front.warning((), message, "orphan")


def _related(folder: TermFolder) -> list[str]:
    return [related.term for related in folder.term.related] if folder.term else []


def _shown_both_ways(folder: TermFolder) -> list[str]:
    """The terms whose pages name this one too, as it says that they are broader,
    confused with it or read before it."""
    term = folder.term
    rows: tuple[Any, ...] = (*term.broader, *term.contrasts, *term.prerequisites) if term else ()
    return [row.term for row in rows]


def _named(folder: TermFolder) -> list[str]:
    """The terms that it names in any way."""
    return [*_related(folder), *_shown_both_ways(folder)]


def _leads_to(folder: TermFolder) -> set[str]:
    links = [link.name for document in folder.documents for _, _, link in links_in(document)]
    linked = {name.removeprefix("term:") for name in links if name.startswith("term:")}
    return {*_named(folder), *linked} - {folder.slug}


def check_prerequisites(library: Library) -> Iterator[Problem]:
    """Terms that readers are to read first and do not see."""
    states = {folder.slug: folder.term.status for folder in library.folders if folder.term}
    for folder in library.folders:
        if folder.term and folder.term.status == "published":
            for index, row in enumerate(folder.term.prerequisites):
                if (state := states.get(row.term, "published")) != "published":
                    message = f"{row.term!r} is {state}: readers cannot read it first"
                    place = ("prerequisites", index, "term")
                    yield folder.front.warning(place, message, "unseen-prerequisite")


def check_names(library: Library) -> Iterator[Problem]:
    """Names that linking takes for another term's, such as `evals` and `eval`: none of their
    mentions becomes a link. The very same name twice keeps content from loading."""
    owners: dict[str, tuple[str, str]] = {}
    for folder in library.folders:
        for location, label in _labels(folder):
            for key in {form.key for form in forms_of(label)}:
                slug, name = owners.setdefault(key, (folder.slug, label.text))
                if slug != folder.slug and normal_form(name) != normal_form(label.text):
                    message = (
                        f"{label.text!r} is read like {name!r}, a name of {slug!r}: "
                        "neither is linked"
                    )
                    yield folder.front.warning(location, message, "name-taken")
                    break


def check_former_names(library: Library) -> Iterator[Problem]:
    """Names in texts that are not to be used any more, with the preferred one of each."""
    titles = {one.slug: one.term.title for one in library.folders if one.term}
    labels = [
        Label(former.name, one.slug)
        for one in library.folders
        if one.term
        for former in one.term.deprecated_names
    ]
    if not labels:
        return
    linker = Linker(labels, str)
    for folder in library.folders:
        for document in folder.documents:
            for location, text in document.strings():
                found = linker.link(
                    read_markdown(text).html, own=folder.slug, linked=set()
                ).findings
                for one in (one for one in found if one.kind is Kind.LINK):
                    (slug,) = one.slugs
                    message = f"{one.text!r} is a former name of {slug!r}: write {titles[slug]!r}"
                    yield document.warning(location, message, "former-name")


def _labels(folder: TermFolder) -> Iterator[tuple[Location, Label]]:
    if folder.term is None:
        return
    term = folder.term
    shared = {one.name for one in term.homonyms}
    for name in split_title(term.title, term.abbreviation or ""):
        if name in shared:
            continue
        yield ("title",), Label(name, folder.slug, Linking(term.linking))
    for index, alias in enumerate(term.aliases):
        yield ("aliases", index), Label(alias.name, folder.slug, Linking(alias.linking))


def check_images(library: Library) -> Iterator[Problem]:
    """Each image of a term's folder that nothing in its `term.md` shows."""
    for folder in library.folders:
        shown = {image_key(image.name) for _, _, _, image in images_in(folder)}
        root = folder.front.path.rpartition("/")[0]
        for image in folder.images:
            if image_key(image.name) not in shown:
                path, message = f"{root}/{image.name}", "is shown nowhere in the term's term.md"
                yield Problem(path, 1, "", message, "unused-image", Severity.WARNING)
