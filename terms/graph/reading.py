"""The pictures of how terms relate, for the pages that show them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import models
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from terms.graph import drawing
from terms.graph.layout import SIDE_LIMIT
from terms.models import (
    BroaderTerm,
    Category,
    Contrast,
    GraphPlace,
    Mention,
    Prerequisite,
    RelatedTerm,
    Term,
)
from terms.names.labels import plain_title


class Relation(models.TextChoices):
    """What a neighbour has to do with a term."""

    BROADER = "broader", _("broader")
    NARROWER = "narrower", _("narrower")
    CONTRAST = "contrast", _("often confused with it")
    BEFORE = "before", _("to be read first")
    AFTER = "after", _("builds on it")
    RELATED = "related", _("related")
    EACH_OTHER = "each-other", _("each names the other")
    NAMED_HERE = "named-here", _("named here")
    NAMES_IT = "names-it", _("names this term")


@dataclass(frozen=True)
class CategoryTerms:
    """A category of the map with its terms that are shown, by title."""

    title: str
    url: str
    terms: list[Term]


@dataclass(frozen=True)
class GlossaryGraph:
    """The picture of the glossary, the same as a list, and how much of it is shown."""

    picture: drawing.GlossaryMap
    categories: list[CategoryTerms]
    shown: int
    total: int


@dataclass(frozen=True)
class Neighbourhood:
    """The picture of a term among its neighbours, and those that it does not call related."""

    picture: drawing.Neighbourhood
    others: list[drawing.Neighbour]


def read_neighbourhood(term: Term) -> Neighbourhood | None:
    """The neighbourhood of `term`, whose related terms are loaded; None where nothing is near."""
    left, right = find_neighbours(term)
    if not (left or right):
        return None
    picture = drawing.draw_neighbourhood(plain_title(term.title), left, right)
    listed = {one.target_id for one in term.related_terms.all()}
    others = [one for one in (*left, *right) if one.key not in listed and one.kind in _TOLD_ALONE]
    return Neighbourhood(picture, others)


def find_neighbours(term: Term) -> tuple[list[drawing.Neighbour], list[drawing.Neighbour]]:
    """The published terms nearest to `term`, `SIDE_LIMIT` at most of either kind: those that it
    calls related or that call it so, and those that it names or that name it."""
    published = Term.objects.published().only("slug", "title")
    related, mentions, mentioned_by = (
        list(some.order_by(order, "pk")[: 2 * SIDE_LIMIT])
        for some, order in (
            (published.filter(related_terms__target=term), "related_terms__position"),
            (published.filter(mentioned_by__term=term), "-mentioned_by__sections"),
            (published.filter(mentions__target=term), "-mentions__sections"),
        )
    )
    own = _declared(term)
    left = list(dict.fromkeys([*own, *related]))[:SIDE_LIMIT]
    both = set(mentions) & set(mentioned_by)
    others = [one for one in dict.fromkeys([*mentions, *mentioned_by]) if one not in left]
    right = sorted(others, key=lambda one: one not in both)[:SIDE_LIMIT]
    return (
        [_neighbour(one, own.get(one, Relation.RELATED)) for one in left],
        [_neighbour(one, _relation(one, mentions, both)) for one in right],
    )


def _declared(term: Term) -> dict[Term, Relation]:
    """The published terms that authors have said belong to it, and how, the closest ones first."""
    narrower = [one.term for one in term.narrower_terms.select_related("term")[:SIDE_LIMIT]]
    ways = (
        (Relation.BROADER, [one.target for one in term.broader_terms.all()]),
        (Relation.NARROWER, narrower),
        (Relation.CONTRAST, [one.target for one in term.contrasts.all()]),
        (Relation.CONTRAST, [one.term for one in term.contrasted_from.all()]),
        (Relation.BEFORE, [one.target for one in term.prerequisites.all()]),
        (Relation.AFTER, [one.term for one in term.needed_by.all()[:SIDE_LIMIT]]),
        (Relation.RELATED, [one.target for one in term.related_terms.all()]),
    )
    declared: dict[Term, Relation] = {}
    for relation, terms in ways:
        for one in terms:
            if one.status == Term.Status.PUBLISHED:
                declared.setdefault(one, relation)
    return declared


_TOLD_ALONE = ("", "mention")
"""The lines of those that the page does not name above the picture."""
_LINES = {
    Relation.RELATED: "",
    Relation.BROADER: "hierarchy",
    Relation.NARROWER: "hierarchy",
    Relation.CONTRAST: "contrast",
    Relation.BEFORE: "order",
    Relation.AFTER: "order",
}
"""What tells the lines apart; all others are mentions."""


def _neighbour(other: Term, relation: Relation) -> drawing.Neighbour:
    return drawing.Neighbour(
        other.title,
        other.get_absolute_url(),
        str(relation.label),
        leads_on=relation in {Relation.NAMED_HERE, Relation.EACH_OTHER},
        leads_here=relation in {Relation.NAMES_IT, Relation.EACH_OTHER},
        is_related=relation in _LINES,
        kind=_LINES.get(relation, "mention"),
        key=other.pk,
    )


def _relation(other: Term, mentions: Sequence[Term], both: Collection[Term]) -> Relation:
    if other in both:
        return Relation.EACH_OTHER
    return Relation.NAMED_HERE if other in mentions else Relation.NAMES_IT


def read_graph() -> GlossaryGraph:
    """The picture of the whole glossary."""
    places = list(GraphPlace.objects.select_related("term__category", "category"))
    terms = {
        place.term: place
        for place in places
        if place.term and place.term.status == Term.Status.PUBLISHED
    }
    categories = {place.category: place for place in places if place.category}
    hierarchy = _edges(BroaderTerm, terms)
    contrasts = _edges(Contrast, terms) - hierarchy
    order = _edges(Prerequisite, terms) - hierarchy - contrasts
    related = _edges(RelatedTerm, terms) - hierarchy - contrasts - order
    picture = drawing.draw_map(
        [_node(f"c{category.pk}", category, place) for category, place in categories.items()],
        [_node(f"t{term.pk}", term, place) for term, place in terms.items()],
        memberships=[(f"c{term.category_id}", f"t{term.pk}") for term in terms],
        mentions=_edges(Mention, terms) - related - hierarchy - contrasts - order,
        related=related,
        hierarchy=hierarchy,
        contrasts=contrasts,
        order=order,
    )
    listed = [
        CategoryTerms(
            category.title,
            category.get_absolute_url(),
            sorted(
                (term for term in terms if term.category == category),
                key=lambda term: term.title_key,
            ),
        )
        for category in sorted(categories, key=lambda category: category.position)
    ]
    return GlossaryGraph(picture, listed, len(terms), Term.objects.published().count())


def _node(key: str, thing: Term | Category, place: GraphPlace) -> drawing.MapNode:
    return drawing.MapNode(
        key,
        plain_title(thing.title),
        thing.get_absolute_url(),
        place.x,
        place.y,
        place.links,
        place.term_id or 0,
    )


def _edges(model: type[Model], terms: dict[Term, GraphPlace]) -> set[tuple[str, str]]:
    """The pairs of the shown terms that rows of `model` join, whichever way."""
    shown = {term.pk for term in terms}
    rows = model._default_manager.filter(term__in=shown, target__in=shown).order_by()
    return {(f"t{min(pair)}", f"t{max(pair)}") for pair in rows.values_list("term_id", "target_id")}
