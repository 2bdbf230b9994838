"""The stored pictures of how terms relate, read for the pages that show them."""

from __future__ import annotations

from dataclasses import dataclass

from terms.graph import svg
from terms.models import Category, GraphPlace, Mention, Neighbour, RelatedTerm, Term
from terms.names.labels import plain_title
from terms.names.naming import name_key

_LEADS_ON = {Neighbour.Relation.NAMED_HERE, Neighbour.Relation.EACH_OTHER}
_LEADS_HERE = {Neighbour.Relation.NAMES_IT, Neighbour.Relation.EACH_OTHER}


@dataclass(frozen=True)
class Shelf:
    """A category of the map with its terms that are shown, by title."""

    title: str
    url: str
    terms: list[Term]


@dataclass(frozen=True)
class GlossaryGraph:
    """The picture of the glossary, the same as a list, and how much of it is shown."""

    picture: svg.GlossaryMap
    shelves: list[Shelf]
    shown: int
    total: int


@dataclass(frozen=True)
class Neighbourhood:
    """The picture of a term among its neighbours, and those that it does not call related."""

    picture: svg.Neighbourhood
    others: list[Neighbour]


def read_neighbourhood(term: Term) -> Neighbourhood | None:
    """The neighbourhood of `term`, whose sections are loaded; None where nothing is near."""
    published = [
        neighbour
        for neighbour in term.neighbours.all()
        if neighbour.other.status == Term.Status.PUBLISHED
    ]
    if not published:
        return None
    related = {related.target_id for related in term.related_terms.all()}
    neighbours = [
        svg.Neighbour(
            title=plain_title(neighbour.other.title),
            url=neighbour.other.get_absolute_url(),
            caption=neighbour.get_relation_display(),
            x=neighbour.x,
            y=neighbour.y,
            leads_on=neighbour.relation in _LEADS_ON,
            leads_here=neighbour.relation in _LEADS_HERE,
            is_related=neighbour.relation == Neighbour.Relation.RELATED,
        )
        for neighbour in published
    ]
    return Neighbourhood(
        svg.draw_neighbourhood(plain_title(term.title), neighbours),
        [neighbour for neighbour in published if neighbour.other_id not in related],
    )


def read_graph() -> GlossaryGraph:
    """The picture of the whole glossary."""
    places = list(GraphPlace.objects.select_related("term__category", "category"))
    terms = {
        place.term: place
        for place in places
        if place.term and place.term.status == Term.Status.PUBLISHED
    }
    categories = {place.category: place for place in places if place.category}
    related = _edges(RelatedTerm, terms)
    picture = svg.draw_map(
        [_node(f"c{category.pk}", category, place) for category, place in categories.items()],
        [_node(f"t{term.pk}", term, place) for term, place in terms.items()],
        shelves=[(f"c{term.category_id}", f"t{term.pk}") for term in terms],
        mentions=_edges(Mention, terms) - related,
        related=related,
    )
    shelves = [
        Shelf(
            category.title,
            category.get_absolute_url(),
            sorted(
                (term for term in terms if term.category == category),
                key=lambda term: name_key(term.title),
            ),
        )
        for category in sorted(categories, key=lambda category: category.position)
    ]
    return GlossaryGraph(picture, shelves, len(terms), Term.objects.published().count())


def _node(key: str, thing: Term | Category, place: GraphPlace) -> svg.MapNode:
    return svg.MapNode(
        key, plain_title(thing.title), thing.get_absolute_url(), place.x, place.y, place.links
    )


def _edges(
    model: type[RelatedTerm] | type[Mention], terms: dict[Term, GraphPlace]
) -> set[tuple[str, str]]:
    """The pairs of the shown terms that rows of `model` join, whichever way."""
    shown = {term.pk for term in terms}
    rows = model._default_manager.filter(term__in=shown, target__in=shown).order_by()
    return {(f"t{min(pair)}", f"t{max(pair)}") for pair in rows.values_list("term_id", "target_id")}
