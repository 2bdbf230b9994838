"""Which terms the map of the whole glossary shows, and their places stored when content changes.

`layout.py` computes the places, `drawing.py` makes lines and labels of them for a page.
"""

from collections import Counter
from collections.abc import Iterable

from django.db.models import Model

from terms.graph.drawing import label_box
from terms.graph.layout import Edge, lay_out_map
from terms.models import (
    BroaderTerm,
    Contrast,
    GraphPlace,
    Mention,
    Prerequisite,
    RelatedTerm,
    Term,
)
from terms.names.labels import plain_title

MAP_TERMS = 60
"""The whole picture shows the terms with the most relations, at most so many."""

DECLARED: tuple[type[Model], ...] = (BroaderTerm, Contrast, Prerequisite, RelatedTerm)
"""What authors say of how two terms belong together."""

Pairs = dict[type[Model], list[tuple[int, int]]]
"""Of each kind of relation, the ids of the terms that it joins, the oldest first."""

_RELATED_LENGTH, _MENTION_LENGTH, _CATEGORY_LENGTH = 1.0, 1.6, 1.3


def redraw_map() -> None:
    """Lay out the picture of the whole glossary."""
    pairs = _read_pairs()
    links = _count_links(pair for some in pairs.values() for pair in some)
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
    place = {category_id: number for number, category_id in enumerate(categories)}
    edges = [(place[row[2]], index[row[0]], _CATEGORY_LENGTH) for row in rows]
    edges += _map_edges(pairs, index)
    places = lay_out_map(boxes, edges)
    GraphPlace.objects.all().delete()
    GraphPlace.objects.bulk_create(
        [
            GraphPlace(category_id=category_id, links=0, x=x, y=y)
            for category_id, (x, y) in zip(categories, places[: len(categories)], strict=True)
        ]
        + [
            GraphPlace(term_id=pk, links=shown[pk], x=x, y=y)
            for (pk, *_), (x, y) in zip(rows, places[len(categories) :], strict=True)
        ]
    )


def _read_pairs() -> Pairs:
    """All relations, the declared ones before the mentions."""
    kinds: tuple[type[Model], ...] = (*DECLARED, Mention)
    return {
        kind: [*kind._default_manager.order_by("pk").values_list("term_id", "target_id")]
        for kind in kinds
    }


def _count_links(pairs: Iterable[tuple[int, int]]) -> Counter[int]:
    """How many relations each published term has, declared and mentioned, in and out."""
    published = set(Term.objects.published().order_by().values_list("pk", flat=True))
    links: Counter[int] = Counter()
    for ends in pairs:
        if published.issuperset(ends):
            links.update(ends)
    # Where two have as many, the older one comes first.
    return Counter(dict(sorted(links.items())))


def _map_edges(pairs: Pairs, index: dict[int, int]) -> list[Edge]:
    """The edges between the terms of the map, each pair once, a declared one before a mention."""
    lengths: dict[tuple[int, int], float] = {}
    lengths_of = dict.fromkeys(DECLARED, _RELATED_LENGTH) | {Mention: _MENTION_LENGTH}
    for model, length in lengths_of.items():
        for term_id, target_id in pairs[model]:
            if term_id in index and target_id in index:
                one, other = sorted((index[term_id], index[target_id]))
                lengths.setdefault((one, other), length)
    return [(one, other, length) for (one, other), length in sorted(lengths.items())]
