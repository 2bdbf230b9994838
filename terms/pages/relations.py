"""What a term's page says of how it belongs to others: its path, its tree, what it is not."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from glossary_site.page_cache.content_version import cache_until_content_change
from terms.models import BroaderTerm, Homonym, Prerequisite, Term

MOST_NEXT = 2


@dataclass(frozen=True)
class Branch:
    """A term in the tree with those below it that are shown; `is_here` is the page's own."""

    title: str
    url: str
    below: tuple["Branch", ...] = ()
    is_here: bool = False

    @property
    def listed(self) -> list[Any]:
        """The tree as `unordered_list` takes it: a line, and the list of those below it."""
        here = '<strong aria-current="page">{}</strong>'
        line = format_html(here, self.title) if self.is_here else self._link
        return [line, [one for branch in self.below for one in branch.listed]]

    @property
    def _link(self) -> SafeString:
        return format_html('<a href="{}">{}</a>', self.url, self.title)


@dataclass(frozen=True)
class Difference:
    """A term that another is confused with, and how they differ."""

    term: Term
    html: str


@dataclass(frozen=True)
class Relations:
    """`path` are the broader terms from the top, those of its first broader term; `trees` has one
    for each way up."""

    path: tuple[Term, ...]
    trees: tuple[Branch, ...]
    differences: tuple[Difference, ...]
    shared_names: tuple[Homonym, ...]
    """Those names of the term that other terms that readers see have too."""
    read_first: tuple[Term, ...]
    read_next: tuple[Term, ...]
    """At most `MOST_NEXT` terms that build on it; one that another of them needs comes first."""


@dataclass(frozen=True)
class _Hierarchy:
    """The ids of published terms above and below each."""

    above: Mapping[int, Sequence[int]]
    below: Mapping[int, Sequence[int]]


def read_relations(term: Term) -> Relations:
    """How the published `term`, whose sections are loaded, belongs to others."""
    hierarchy = _kept_hierarchy(None)
    ways = [_way_up(pk, hierarchy) for pk in hierarchy.above.get(term.pk, ())]
    below = hierarchy.below.get(term.pk, ())
    terms = Term.objects.only("slug", "title", "abbreviation")
    found = terms.in_bulk([*below, *(pk for way in ways for pk in way)]) if ways or below else {}
    children = sorted((found[pk] for pk in below), key=lambda one: one.title_key)
    here = Branch(term.short_title, "", tuple(map(_branch, children)), is_here=True)
    alone = Branch(term.short_title, "", is_here=True)
    trees = [_tree([found[pk] for pk in way], alone if at else here) for at, way in enumerate(ways)]
    return Relations(
        path=tuple(found[pk] for pk in ways[0]) if ways else (),
        trees=tuple(trees or ([here] if below else [])),
        differences=_differences(term),
        shared_names=_shared_names(term),
        read_first=tuple(filter(_is_published, (one.target for one in term.prerequisites.all()))),
        read_next=_read_next(term),
    )


def _is_published(term: Term) -> bool:
    return term.status == Term.Status.PUBLISHED


def _read_next(term: Term) -> tuple[Term, ...]:
    """Full entries come before brief ones, as long as they need none of these."""
    following = {one.term_id: one.term for one in term.needed_by.all() if _is_published(one.term)}
    if len(following) < 2:
        return tuple(following.values())
    sorter = TopologicalSorter(dict.fromkeys(following, ()))
    rows = Prerequisite.objects.filter(term__in=following, target__in=following)
    for pk, needed in rows.values_list("term_id", "target_id"):
        sorter.add(pk, needed)
    sorter.prepare()
    in_order: list[Term] = []
    while sorter.is_active():
        ready = sorter.get_ready()
        in_order += sorted((following[pk] for pk in ready), key=_full_first)
        sorter.done(*ready)
    return tuple(in_order[:MOST_NEXT])


def _full_first(term: Term) -> tuple[bool, str]:
    return term.kind != Term.Kind.FULL, term.title_key


def _way_up(pk: int, hierarchy: _Hierarchy) -> list[int]:
    """The way from the top down to `pk`, at each step by the first broader term."""
    way = [pk]
    while (above := hierarchy.above.get(way[0])) and above[0] not in way:
        way.insert(0, above[0])
    return way


def _tree(way: Sequence[Term], branch: Branch) -> Branch:
    for term in reversed(way):
        branch = Branch(term.title, term.get_absolute_url(), (branch,))
    return branch


def _branch(term: Term) -> Branch:
    return Branch(term.title, term.get_absolute_url())


def _read_hierarchy(_key: None) -> _Hierarchy:
    status = Term.Status.PUBLISHED
    rows = BroaderTerm.objects.filter(term__status=status, target__status=status)
    above, below = defaultdict(list), defaultdict(list)
    for term_id, target_id in rows.order_by("position", "pk").values_list("term_id", "target_id"):
        above[term_id].append(target_id)
        below[target_id].append(term_id)
    return _Hierarchy(dict(above), dict(below))


_kept_hierarchy = cache_until_content_change(_read_hierarchy, maxsize=1)
"""A way up would else be a query a step, on each page."""


def line_of(pk: int) -> set[int]:
    """The ids of all published terms that are broader or narrower than a term, at any distance."""
    hierarchy = _kept_hierarchy(None)
    found: set[int] = set()
    for steps in (hierarchy.above, hierarchy.below):
        todo = [*steps.get(pk, ())]
        while todo:
            if (here := todo.pop()) not in found:
                found.add(here)
                todo += steps.get(here, ())
    return found - {pk}


def _differences(term: Term) -> tuple[Difference, ...]:
    """What the term says, then what others say of it; each other term once."""
    own = [Difference(one.target, one.difference_html) for one in term.contrasts.all()]
    others = [Difference(one.term, one.difference_html) for one in term.contrasted_from.all()]
    by_id = {one.term.pk: one for one in [*others, *own]}
    listed = dict.fromkeys(one.term.pk for one in [*own, *others])
    shown = (by_id[pk] for pk in listed)
    return tuple(one for one in shown if one.term.status == Term.Status.PUBLISHED)


def _shared_names(term: Term) -> tuple[Homonym, ...]:
    homonyms = list(term.homonyms.all())
    if not homonyms:
        return ()
    slugs = [one.slug for one in homonyms]
    others = Homonym.objects.filter(slug__in=slugs, term__status=Term.Status.PUBLISHED)
    shared = set(others.exclude(term=term).values_list("slug", flat=True))
    return tuple(one for one in homonyms if one.slug in shared)


def read_meanings(slug: str) -> list[Homonym]:
    """What the name with this address means in each published term that has it, by their titles."""
    rows = Homonym.objects.filter(slug=slug, term__status=Term.Status.PUBLISHED)
    return list(rows.select_related("term__category").order_by("term__title_key", "pk"))
