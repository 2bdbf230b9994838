"""Which terms stand in which picture, chosen and laid out when content changes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from django.db.models import Count, F, Model, QuerySet, Window
from django.db.models.functions import RowNumber

from terms.graph.layout import SIDE_LIMIT, Edge, lay_out_map, lay_out_sides
from terms.graph.svg import label_box
from terms.models import GraphPlace, Mention, Neighbour, RelatedTerm, Term
from terms.names.labels import plain_title
from terms.sections.page_prose import batches

MAP_TERMS = 60
"""The whole picture shows the terms with the most relations, at most so many."""

LinkT = TypeVar("LinkT", bound=Model)
_RELATED_LENGTH, _MENTION_LENGTH, _SHELF_LENGTH = 1.0, 1.6, 1.3


@dataclass
class _Around:
    """What a term relates to and mentions, and what mentions it, the closest first."""

    related: list[int] = field(default_factory=list)
    mentions: list[int] = field(default_factory=list)
    mentioned_by: list[int] = field(default_factory=list)

    @property
    def left(self) -> list[int]:
        return list(dict.fromkeys(self.related))[:SIDE_LIMIT]

    @property
    def right(self) -> list[int]:
        both = set(self.mentions) & set(self.mentioned_by)
        mentioned = dict.fromkeys([*self.mentions, *self.mentioned_by])
        ordered = sorted(mentioned, key=lambda other: other not in both)
        return [other for other in ordered if other not in self.left][:SIDE_LIMIT]

    def relation(self, other: int) -> Neighbour.Relation:
        if other not in self.mentions:
            return Neighbour.Relation.NAMES_IT
        is_mutual = other in self.mentioned_by
        return Neighbour.Relation.EACH_OTHER if is_mutual else Neighbour.Relation.NAMED_HERE


def redraw(term_ids: Collection[int]) -> None:
    """Lay out the neighbourhoods of these terms and of those around them, and the whole map."""
    touched = set(term_ids)
    is_all = touched.issuperset(Term.objects.values_list("pk", flat=True))
    for batch in () if is_all else batches(term_ids):
        touched.update(
            Neighbour.objects.filter(other_id__in=batch).values_list("term_id", flat=True)
        )
        for around in _around(batch).values():
            touched.update(around.left, around.right)
    for batch in batches(touched):
        _redraw_neighbourhoods(batch)
    redraw_map()


def redraw_map() -> None:
    """Lay out the picture of the whole glossary."""
    links = _count_links()
    terms = Term.objects.published().values_list("pk", "title", "category_id", "category__title")
    shown = dict(links.most_common(MAP_TERMS))
    if len(shown) < MAP_TERMS:
        alone = terms.exclude(pk__in=shown).order_by("title", "pk")
        shown |= dict.fromkeys(alone.values_list("pk", flat=True)[: MAP_TERMS - len(shown)], 0)
    rows = list(terms.filter(pk__in=shown).order_by("category__position", "title", "pk"))
    categories = {category_id: title for _, _, category_id, title in rows}
    boxes = [label_box(title, is_category=True) for title in categories.values()]
    boxes += [label_box(plain_title(title)) for _, title, _, _ in rows]
    index = {pk: number for number, (pk, *_) in enumerate(rows, start=len(categories))}
    shelf = {category_id: number for number, category_id in enumerate(categories)}
    edges = [Edge(shelf[row[2]], index[row[0]], _SHELF_LENGTH) for row in rows]
    edges += _map_edges(index)
    places = lay_out_map(boxes, edges)
    GraphPlace.objects.all().delete()
    GraphPlace.objects.bulk_create(
        [
            GraphPlace(category_id=category_id, links=0, x=place.x, y=place.y)
            for category_id, place in zip(categories, places[: len(categories)], strict=True)
        ]
        + [
            GraphPlace(term_id=pk, links=shown[pk], x=place.x, y=place.y)
            for (pk, *_), place in zip(rows, places[len(categories) :], strict=True)
        ]
    )


def _around(term_ids: list[int]) -> dict[int, _Around]:
    around: dict[int, _Around] = defaultdict(_Around)
    related = _between_published(RelatedTerm.objects.all())
    for term_id, target_id in _pairs(related.filter(term_id__in=term_ids).order_by("position")):
        around[term_id].related.append(target_id)
    for term_id, target_id in _closest(related, "target_id", term_ids, ("position", "term_id")):
        around[target_id].related.append(term_id)
    mentions = _between_published(Mention.objects.all())
    for term_id, target_id in _closest(mentions, "term_id", term_ids, ("-sections", "target_id")):
        around[term_id].mentions.append(target_id)
    for term_id, target_id in _closest(mentions, "target_id", term_ids, ("-sections", "term_id")):
        around[target_id].mentioned_by.append(term_id)
    return around


def _between_published(rows: QuerySet[LinkT]) -> QuerySet[LinkT]:
    """Those that join two terms that readers see. A join would make SQLite begin with every one of
    these, and look up each beside each of the terms that are asked for."""
    drafts = Term.objects.exclude(status=Term.Status.PUBLISHED).values("pk")
    return rows.exclude(term__in=drafts).exclude(target__in=drafts)


def _pairs(rows: QuerySet[RelatedTerm] | QuerySet[Mention]) -> Iterable[tuple[int, int]]:
    return rows.values_list("term_id", "target_id")


def _closest(
    rows: QuerySet[RelatedTerm] | QuerySet[Mention],
    end: str,
    term_ids: list[int],
    order: tuple[str, str],
) -> Iterable[tuple[int, int]]:
    """Term and target of the first rows of each term, so that a famous one is no burden."""
    ranked = rows.filter(**{f"{end}__in": term_ids}).annotate(
        rank=Window(RowNumber(), partition_by=F(end), order_by=order)
    )
    return (
        ranked.filter(rank__lte=2 * SIDE_LIMIT)
        .order_by(end, "rank")
        .values_list("term_id", "target_id")
    )


def _redraw_neighbourhoods(term_ids: list[int]) -> None:
    rows = []
    for term_id, around in sorted(_around(term_ids).items()):
        left, right = around.left, around.right
        places = lay_out_sides(len(left), len(right))
        for other_id, place in zip([*left, *right], places, strict=True):
            is_related = other_id in left
            relation = Neighbour.Relation.RELATED if is_related else around.relation(other_id)
            rows.append(
                Neighbour(
                    term_id=term_id, other_id=other_id, relation=relation, x=place.x, y=place.y
                )
            )
    Neighbour.objects.filter(term_id__in=term_ids).delete()
    Neighbour.objects.bulk_create(rows)


def _count_links() -> Counter[int]:
    """How many relations each published term has, declared and mentioned, in and out."""
    links: Counter[int] = Counter()
    for model in (RelatedTerm, Mention):
        rows = _between_published(model._default_manager.order_by())
        for end in ("term_id", "target_id"):
            links.update(dict(rows.values_list(end).annotate(number=Count("pk"))))
    # Where two have as many, the older one comes first.
    return Counter(dict(sorted(links.items())))


def _map_edges(index: dict[int, int]) -> list[Edge]:
    """The edges between the terms of the map, each pair once, a declared one before a mention."""
    lengths: dict[tuple[int, int], float] = {}
    for model, length in ((RelatedTerm, _RELATED_LENGTH), (Mention, _MENTION_LENGTH)):
        rows = model._default_manager.filter(term_id__in=index, target_id__in=index)
        for term_id, target_id in rows.order_by("pk").values_list("term_id", "target_id"):
            one, other = sorted((index[term_id], index[target_id]))
            lengths.setdefault((one, other), length)
    return [Edge(one, other, length) for (one, other), length in sorted(lengths.items())]
