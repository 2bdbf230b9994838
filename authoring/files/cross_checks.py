"""What no file can know by itself: that the sources, figures, terms and anchors it names exist."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from typing import Any

from authoring.files.completeness import lacks
from authoring.files.duplicates import check_repeats, check_repeats_of_model, check_unique
from authoring.files.library import Library, MaturityFile, OtherTerm, TermFolder
from authoring.files.mentions import cited_figures, images_in, links_in
from authoring.files.reading import Document, Problem
from authoring.files.yaml_lines import Location
from authoring.load.rename_plan import wrong_claims
from authoring.specs.cost import CostSpec
from authoring.specs.quiz_checks import check_quiz
from authoring.specs.term import TermSpec
from authoring.specs.values import is_slug
from terms.fields.ranges import KEY_CHARACTERS
from terms.markdown.placing import image_key
from terms.markdown.prose import Fault
from terms.models.term import RESERVED_SLUGS, UNFINISHED_STATES
from terms.names.normal_form import normal_form
from terms.sections.registry import numbered_parts

OTHER_PAGES = (*RESERVED_SLUGS, "practice", "results")
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
    for folder in library.folders:
        check_folder(folder, terms=terms, sources=sources, categories=categories)
    _check_former_slugs(library)
    check_names(library.folders, library.others)
    check_replacements(library.folders, library.others)
    for model in library.models:
        _check_model(model, terms=terms, sources=sources)


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
    document: Document, location: Location, name: str, known: Container[str] | None
) -> None:
    if known is not None and name not in known:
        document.report(location, f"{name!r} does not exist", "unknown-name")


def check_folder(
    folder: TermFolder,
    *,
    terms: set[str],
    sources: Container[str] | None,
    categories: Container[str] | None,
) -> None:
    """Add what is wrong with one folder beside its neighbours' names to its problems."""
    _check_slug(folder)
    if folder.term is None:
        return
    term, front = folder.term, folder.front
    _check_known(front, ("category",), term.category, categories)
    _check_sources(front, term, sources)
    check_unique(front, ("checklist",), term.checklist, "key")
    _check_related(front, term, folder.slug, terms)
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
        for document, problem in unfinished(folder, terms):
            document.problems.append(problem)


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


def unfinished(folder: TermFolder, terms: set[str]) -> Iterator[Unfinished]:
    """What a draft may leave for later, and a term that readers see may not: sections that are
    missing, and references to what is not there yet."""
    for document, location, message in lacks(folder):
        yield document, document.problem(location, message, "missing")
    if folder.term is None:
        return
    yield from _unknown_anchors(folder.front, folder.term)
    figures = {figure.key for figure in folder.term.figures}
    for document in folder.documents:
        yield from _dead_links(document, {"term": terms, "figure": figures})
    yield from _missing_images(folder)


def _no_slug(what: str, name: str) -> str:
    allowed = f"such as 'model-drift', of at most {KEY_CHARACTERS} characters"
    return f"the {what}'s name {name!r} is not a slug {allowed}"


def _check_related(front: Document, term: TermSpec, slug: str, terms: set[str]) -> None:
    if term.replaced_by:
        _check_known(front, ("replaced_by",), term.replaced_by, terms - {slug})
    check_unique(front, ("related",), term.related, "term")
    for index, related in enumerate(term.related):
        place = ("related", index, "term")
        _check_known(front, place, related.term, terms)
        if related.term == slug:
            front.report(place, "a term is not related to itself")


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


def _dead_links(document: Document, known: Mapping[str, set[str]]) -> Iterator[Unfinished]:
    for location, text, link in links_in(document):
        scheme, _, name = link.name.partition(":")
        if scheme in known and name not in known[scheme]:
            message = f"links to the {scheme} {name!r}, which does not exist"
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

    A term itself may have a name with accents and without.
    """
    owners = {normal_form(name): slug for slug, term in others.items() for name in term.names}
    for folder in folders:
        own: set[str] = set()
        for location, name in _names(folder):
            owner = owners.setdefault(normal_form(name), folder.slug)
            if owner != folder.slug or name.casefold() in own:
                folder.front.report(
                    location, f"{name!r} is already a name of {owner!r}", "name-taken"
                )
            own.add(name.casefold())


def _names(folder: TermFolder) -> Iterator[tuple[Location, str]]:
    if folder.term is None:
        return
    yield ("title",), folder.term.title
    if folder.term.abbreviation and folder.term.abbreviation != folder.term.title:
        yield ("abbreviation",), folder.term.abbreviation
    for index, alias in enumerate(folder.term.aliases):
        yield ("aliases", index), alias.name


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
    files = {model.slug: model.document for model in library.models}
    for (slug, place), message in wrong_claims(library.former_models).items():
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


def _check_model(model: MaturityFile, *, terms: set[str], sources: Container[str] | None) -> None:
    if not is_slug(model.slug):
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
