"""What no file can know by itself: that the sources, figures, terms and anchors it names exist."""

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from authoring.files.completeness import lacks
from authoring.files.duplicates import check_repeats, check_repeats_of_model, check_unique
from authoring.files.library import Library, MaturityFile, OtherTerm, PathFile, TermFolder
from authoring.files.mentions import cited_figures, images_in, links_in
from authoring.files.reading import Document, Problem
from authoring.files.yaml_lines import Location
from authoring.load.rename_plan import wrong_claims
from authoring.specs.cost import CostSpec
from authoring.specs.quiz_checks import check_quiz
from authoring.specs.term import TermSpec
from authoring.specs.values import shown
from terms.fields.ranges import KEY_CHARACTERS
from terms.markdown.placing import image_key
from terms.markdown.prose import Fault
from terms.models.term import RESERVED_SLUGS, UNFINISHED_STATES
from terms.names.naming import name_key, name_slug
from terms.names.normal_form import normal_form, words_form
from terms.names.slugs import is_slug
from terms.sections.registry import numbered_parts

PATH_PAGES = ("groups", "results")
"""Addresses under `/paths/` that are no path's."""
OTHER_PAGES = (*RESERVED_SLUGS, "practice", "results")
Renamed = Mapping[str, str]
"""By the slug that a term had before the one that it has now."""
NOTHING_RENAMED: Renamed = MappingProxyType({})
Unfinished = tuple[Document, Problem]
"""A file, and what is to be done in it yet."""


def check_library(library: Library) -> None:
    """Add what is wrong between files to the problems of the file that has to change."""
    sources = _keys(library.sources, "key")
    terms = library.slugs
    categories = _keys(library.categories, "slug")
    check_unique(library.sources_document, ("sources",), library.sources, "key")
    check_unique(library.categories_document, ("categories",), library.categories, "slug")
    if library.site and library.site.advisor:
        _check_known(
            library.site_document, ("advisor", "source"), library.site.advisor.source, sources
        )
    _check_start(library, terms)
    renamed = library.renamed_terms
    for folder in library.folders:
        check_folder(folder, terms=terms, sources=sources, categories=categories, renamed=renamed)
    _check_former_slugs(library)
    check_names(library.folders, library.others)
    check_replacements(library.folders, library.others)
    check_circles(library.folders, library.others)
    for model in library.models:
        check_assessment(model, terms=terms, sources=sources)
    for path in library.paths:
        _check_path(path, terms, renamed)


def _check_start(library: Library, terms: Container[str]) -> None:
    """The terms that readers start with exist, each once."""
    if library.site is None:
        return
    glossary, document = library.site.glossary, library.site_document
    if glossary.first_term:
        _check_known(document, ("glossary", "first_term"), glossary.first_term, terms)
    for index, slug in enumerate(glossary.start_with):
        location = ("glossary", "start_with", index)
        _check_known(document, location, slug, terms)
        if slug in glossary.start_with[:index]:
            document.report(location, f"{slug!r} stands here twice", "duplicate")


def _keys(rows: Sequence[Any] | None, key: str) -> set[str] | None:
    """What can be referred to; None where its file cannot be read, which is problem enough."""
    return None if rows is None else {getattr(row, key) for row in rows}


def _check_known(
    document: Document,
    location: Location,
    name: str,
    known: Container[str] | None,
    renamed: Renamed = NOTHING_RENAMED,
) -> None:
    if known is not None and name not in known:
        now = f": it is {renamed[name]!r} now" if name in renamed else ""
        document.report(location, f"{name!r} does not exist{now}", "unknown-name")


def check_folder(
    folder: TermFolder,
    *,
    terms: set[str],
    sources: Container[str] | None,
    categories: Collection[str] | None,
    renamed: Renamed = NOTHING_RENAMED,
) -> None:
    """Add what is wrong with one folder beside its neighbours' names to its problems."""
    _check_slug(folder)
    if folder.term is None:
        return
    term, front = folder.term, folder.front
    _check_category(front, term.category, categories)
    if words_form(term.tldr or "") == words_form(term.title):
        front.report(
            ("tldr",), f"says only the title again, {shown(term.title)}: write what it means"
        )
    _check_sources(front, term, sources)
    check_unique(front, ("checklist",), term.checklist, "key")
    _check_relations(front, term, folder.slug, terms, renamed)
    _check_tags(front, term)
    figures = {figure.key for figure in term.figures}
    for place, key in cited_figures(term):
        _check_known(front, place, key, figures)
    if folder.quiz:
        check_unique(folder.quiz_document, ("questions",), folder.quiz.questions, "key")
        check_quiz(folder.quiz_document, folder.quiz, folder.cost)
    check_repeats(folder)
    if folder.cost:
        _check_cost(folder.cost_document, folder.cost, figures)
    if term.status not in UNFINISHED_STATES:
        for document, problem in unfinished(folder, terms, renamed):
            document.problems.append(problem)


def _check_category(
    front: Document, category: str | None, categories: Collection[str] | None
) -> None:
    if category:
        _check_known(front, ("category",), category, categories)
    elif categories is not None and not categories:
        front.report(("category",), "is missing, and there is none yet: add one to categories.yaml")


def _check_sources(front: Document, term: TermSpec, sources: Container[str] | None) -> None:
    check_unique(front, ("figures",), term.figures, "key")
    check_unique(front, ("sources",), term.sources, "source")
    cited: Any = {"figures": term.figures, "sources": term.sources}
    for name, rows in cited.items():
        for index, row in enumerate(rows):
            if row.source:
                _check_known(front, (name, index, "source"), row.source, sources)


def _check_slug(folder: TermFolder) -> None:
    if not is_slug(folder.slug):
        folder.front.report((), _no_slug("folder", folder.slug))
    if folder.slug in OTHER_PAGES:
        folder.front.report((), f"{folder.slug!r} is the address of another page")


def unfinished(
    folder: TermFolder, terms: set[str], renamed: Renamed = NOTHING_RENAMED
) -> Iterator[Unfinished]:
    """What a draft may leave for later, and a term that readers see may not: sections that are
    missing, and references to what is not there yet."""
    for document, location, message in lacks(folder):
        yield document, document.problem(location, message, "missing")
    if folder.term is None:
        return
    yield from _unknown_anchors(folder.front, folder.term)
    figures = {figure.key for figure in folder.term.figures}
    for document in folder.documents:
        yield from _dead_links(document, {"term": terms, "figure": figures}, renamed)
    yield from _missing_images(folder)


def _no_slug(what: str, name: str) -> str:
    allowed = f"such as 'model-drift', of at most {KEY_CHARACTERS} characters"
    return f"the {what}'s name {name!r} is not a slug {allowed}"


def _check_relations(
    front: Document, term: TermSpec, slug: str, terms: set[str], renamed: Renamed
) -> None:
    if term.replaced_by:
        _check_known(front, ("replaced_by",), term.replaced_by, terms - {slug}, renamed)
    named: Mapping[str, tuple[Sequence[Any], str]] = {
        "related": (term.related, "a term is not related to itself"),
        "broader": (term.broader, "a term is not broader than itself"),
        "contrasts": (term.contrasts, "a term is not confused with itself"),
        "prerequisites": (term.prerequisites, "a term is not read before itself"),
    }
    for name, (rows, itself) in named.items():
        check_unique(front, (name,), rows, "term")
        for index, row in enumerate(rows):
            place = (name, index, "term")
            _check_known(front, place, row.term, terms, renamed)
            if row.term == slug:
                front.report(place, itself)


def _check_tags(front: Document, term: TermSpec) -> None:
    """A tag has a letter or a digit for its address, and is there once in whatever spelling."""
    keys: dict[str, str] = {}
    for index, tag in enumerate(term.tags):
        key, place = name_key(tag.name), ("tags", index)
        if not any(map(str.isalnum, key)):
            front.report(place, f"{tag.name!r} has no letter and no digit")
        elif keys.setdefault(key, tag.name) != tag.name:
            message = f"{tag.name!r} is the same tag as {keys[key]!r}"
            front.report(place, message, "duplicate")


def _unknown_anchors(front: Document, term: TermSpec) -> Iterator[Unfinished]:
    limits = {kind: len(part.rows_of(term)) for kind, part in numbered_parts().items()}
    for index, item in enumerate(term.checklist):
        for place, anchor in enumerate(item.based_on):
            kind, _, number = anchor.partition("-")
            if number and not 1 <= int(number) <= limits[kind]:
                message = f"{anchor!r} does not exist; there are {limits[kind]} of its kind"
                location = ("checklist", index, "based_on", place)
                yield front, front.problem(location, message, "unknown-name")


def _check_cost(document: Document, cost: CostSpec, figures: set[str]) -> None:
    check_unique(document, ("tiers",), cost.tiers, "key")
    for index, tier in enumerate(cost.tiers):
        _check_known(document, ("tiers", index, "share_figure"), tier.share_figure, figures)
        _check_known(document, ("tiers", index, "price_figure"), tier.price_figure, figures)


def _dead_links(
    document: Document, known: Mapping[str, set[str]], renamed: Renamed
) -> Iterator[Unfinished]:
    for location, text, link in links_in(document):
        scheme, _, name = link.name.partition(":")
        if scheme in known and name not in known[scheme]:
            message = f"links to the {scheme} {name!r}, which does not exist"
            if scheme == "term" and name in renamed:
                message = f"links to the term {name!r}, which is {renamed[name]!r} now"
            fault = Fault(link.line, message)
            yield document, document.prose_problem(location, text, fault, "dead-link")


def _missing_images(folder: TermFolder) -> Iterator[Unfinished]:
    """Every image that the text shows is a file of the folder."""
    known = {image_key(image.name) for image in folder.images}
    has = f"it has {', '.join(sorted(known))}" if known else "it has none"
    for document, location, text, image in images_in(folder):
        if image_key(image.name) not in known:
            message = f"shows {image.name!r}, which is no image of the term's folder; {has}"
            fault = Fault(image.line, message)
            yield document, document.prose_problem(location, text, fault, "missing-image")


def check_names(folders: Iterable[TermFolder], others: Mapping[str, OtherTerm]) -> None:
    """No two terms share a title, an abbreviation or an alias, in whatever signs it is written.

    A term itself may have a name with accents and without. What all of them list as homonyms they
    do share.
    """
    folders = list(folders)
    owners = {
        normal_form(name): slug
        for slug, term in others.items()
        for name in term.names
        if normal_form(name) not in {*map(normal_form, term.homonyms)}
    }
    for folder in folders:
        own: set[str] = set()
        shared = {normal_form(one.name) for one in folder.term.homonyms} if folder.term else set()
        for location, name in _names(folder):
            if normal_form(name) in shared and location in (("title",), ("abbreviation",)):
                continue
            owner = owners.setdefault(normal_form(name), folder.slug)
            if owner != folder.slug or name.casefold() in own:
                folder.front.report(
                    location,
                    f"{name!r} is already a name of {owner!r}; where both are called so, each "
                    "lists it under 'homonyms'",
                    "name-taken",
                )
            own.add(name.casefold())
    _check_homonyms(folders, others, owners)


def _check_homonyms(
    folders: Iterable[TermFolder], others: Mapping[str, OtherTerm], owners: Mapping[str, str]
) -> None:
    """A shared name is nobody's own, and no term has the address that tells its owners apart."""
    folders = list(folders)
    slugs = {*others, *(folder.slug for folder in folders), *OTHER_PAGES}
    pages = {name_slug(name): slug for slug, term in others.items() for name in term.homonyms}
    for folder in folders:
        for index, homonym in enumerate(folder.term.homonyms if folder.term else ()):
            name, place = homonym.name, ("homonyms", index)
            pages[name_slug(name)] = folder.slug
            owner = owners.get(normal_form(name))
            if owner == folder.slug:
                message = (
                    f"{name!r} stands among its own names too: a shared name stands here alone"
                )
                folder.front.report(place, message, "name-taken")
            elif owner:
                message = f"{name!r} is a name of {owner!r}, which has to list it under 'homonyms'"
                folder.front.report(place, message, "name-taken")
            elif name_slug(name) in slugs:
                message = f"/terms/{name_slug(name)}/ is the address of another page"
                folder.front.report(place, f"{message}: rename that term", "name-taken")
    for folder in folders:
        if by := pages.get(folder.slug):
            message = f"{folder.slug!r} is the address at which a name of {by!r} is told apart"
            folder.front.report((), message, "name-taken")


def _names(folder: TermFolder) -> Iterator[tuple[Location, str]]:
    if folder.term is None:
        return
    yield ("title",), folder.term.title
    if folder.term.abbreviation and folder.term.abbreviation != folder.term.title:
        yield ("abbreviation",), folder.term.abbreviation
    for index, alias in enumerate(folder.term.aliases):
        yield ("aliases", index), alias.name
    for index, former in enumerate(folder.term.deprecated_names):
        yield ("deprecated_names", index), former.name


def _check_former_slugs(library: Library) -> None:
    """What something was called before is said by one alone, and of nothing that is there still."""
    fronts = {folder.slug: folder.front for folder in library.folders}
    for (slug, place), message in wrong_claims(library.former_terms, OTHER_PAGES).items():
        if slug in fronts:
            fronts[slug].report(("was", place), message, "former-slug")
    categories = [category.slug for category in library.categories or ()]
    for (slug, place), message in wrong_claims(library.former_categories).items():
        location = ("categories", categories.index(slug), "was", place)
        library.categories_document.report(location, message, "former-slug")
    files = {one.slug: one.document for one in library.models}
    for (slug, place), message in wrong_claims(library.former_models).items():
        files[slug].report(("was", place), message, "former-slug")
    files = {one.slug: one.document for one in library.paths}
    for (slug, place), message in wrong_claims(library.former_paths, PATH_PAGES).items():
        files[slug].report(("was", place), message, "former-slug")


def check_replacements(folders: Sequence[TermFolder], others: Mapping[str, OtherTerm]) -> None:
    """What replaces a retired term is not retired itself, or its address would lead nowhere."""
    gone = {one.slug for one in folders if one.term and one.term.status == "retired"}
    gone |= {slug for slug, term in others.items() if term.is_retired}
    replaced = {term.replaced_by: slug for slug, term in others.items()}
    for folder in folders:
        if folder.term and folder.term.replaced_by in gone:
            message = f"{folder.term.replaced_by!r} is retired too"
            folder.front.report(("replaced_by",), message)
        if folder.slug in gone and folder.slug in replaced:
            message = f"{replaced[folder.slug]!r}, which is retired, leads to this term"
            folder.front.report(("status",), message)


def check_circles(folders: Sequence[TermFolder], others: Mapping[str, OtherTerm]) -> None:
    """No term is broader than itself, before itself, or replaced by itself, by way of others."""
    above: dict[str, Sequence[str]] = {slug: term.broader for slug, term in others.items()}
    before: dict[str, Sequence[str]] = {slug: term.prerequisites for slug, term in others.items()}
    instead: dict[str, Sequence[str]] = {
        slug: (term.replaced_by,) if term.replaced_by else () for slug, term in others.items()
    }
    for folder in folders:
        if folder.term:
            above[folder.slug] = [row.term for row in folder.term.broader]
            before[folder.slug] = [row.term for row in folder.term.prerequisites]
            instead[folder.slug] = list(filter(None, [folder.term.replaced_by]))
    kinds = {"broader": above, "prerequisites": before, "replaced_by": instead}
    for folder in folders:
        for name, leads in kinds.items():
            way = _way_back(folder.slug, leads)
            if len(way) > 2:
                place = (name,) if name == "replaced_by" else (name, 0)
                folder.front.report(place, f"goes round in a circle: {' > '.join(way)}", "circle")


def _way_back(slug: str, leads: Mapping[str, Sequence[str]]) -> list[str]:
    """The way from `slug` by what each leads to back to itself, if there is one."""
    before: dict[str, str] = {}
    waiting = [slug]
    while waiting:
        here = waiting.pop()
        for there in leads.get(here, ()):
            if there == slug:
                way = [slug, here]
                while way[-1] != slug:
                    way.append(before[way[-1]])
                return way[::-1]
            if there not in before:
                before[there] = here
                waiting.append(there)
    return []


def check_assessment(
    model: MaturityFile, *, terms: set[str], sources: Container[str] | None
) -> None:
    """Add to the problems of the file what does not fit it or the terms and sources."""
    if not (model.slug.isascii() and is_slug(model.slug)):
        model.document.report((), _no_slug("file", model.slug))
    if model.spec is None:
        return
    _check_known(model.document, ("term",), model.spec.term, terms)
    check_unique(model.document, ("dimensions",), model.spec.dimensions, "key")
    check_repeats_of_model(model)
    seen: set[str] = set()
    for place, dimension in enumerate(model.spec.dimensions):
        for index, statement in enumerate(dimension.statements):
            location = ("dimensions", place, "statements", index)
            report: Callable[[Location, str], None] = model.document.report
            if statement.key in seen:
                report((*location, "key"), f"{statement.key!r} stands more than once")
            seen.add(statement.key)
            if statement.source:
                _check_known(model.document, (*location, "source"), statement.source, sources)
            for help_index, help_ in enumerate(statement.helps):
                _check_known(
                    model.document, (*location, "helps", help_index, "term"), help_.term, terms
                )


def _check_path(path: PathFile, terms: set[str], renamed: Renamed) -> None:
    if not is_slug(path.slug):
        path.document.report((), _no_slug("file", path.slug))
    if path.slug in PATH_PAGES:
        path.document.report((), f"{path.slug!r} is the address of another page")
    steps = path.spec.steps if path.spec else []
    check_unique(path.document, ("steps",), steps, "term")
    for index, step in enumerate(steps):
        _check_known(path.document, ("steps", index, "term"), step.term, terms, renamed)
