"""What the list of terms can be narrowed by, read from the address and checked."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from glossary_site.numbers.formatting import write_number
from glossary_site.web.addresses.reading import read_number
from terms.browse.facets import Facets, Tag, count_facets
from terms.models import Category, Homonym, Term, TermTag
from terms.names.collation import collation_of
from terms.names.naming import name_key, name_slug
from terms.pages.relations import read_meanings
from terms.search.finding import Filters, Results, find_terms
from terms.search.misses import countable
from terms.search.words import clean_query

TERMS_PER_PAGE = 30
FEW_TERMS = 20
"""A glossary of fewer is a list that is read as a whole: there is nothing to narrow."""
HITS_PER_PAGE = 10
ASKED = "yes"
"""What `?asked=` says after a reader has asked for the entry of a search."""


@dataclass(frozen=True)
class Pages:
    """Where in a long list one page stands; pages are counted from 1."""

    number: int
    total: int
    per_page: int

    @property
    def last(self) -> int:
        return max(1, -(-self.total // self.per_page))

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.last else None

    @property
    def offset(self) -> int:
        return (self.number - 1) * self.per_page


@dataclass
class Browse:
    """One view of the list: what was asked for, and the terms or the results that answer it."""

    query: str
    category: Category | None
    letter: str
    tag: Tag | None = None
    pages: Pages = Pages(1, 0, TERMS_PER_PAGE)
    terms: Sequence[Term] = ()
    results: Results | None = None
    is_asked: bool = False
    """Whether the reader has just asked for an entry of this name."""

    @cached_property
    def facets(self) -> Facets:
        """The letters and the categories around what was asked for."""
        return count_facets(self.category, self.letter, self.tag.key if self.tag else "")

    @cached_property
    def shared_name(self) -> Homonym | None:
        """The name that was searched for, where several terms have it."""
        meanings = read_meanings(name_slug(self.query)) if self.query else []
        alike = [one for one in meanings if name_key(one.name) == name_key(self.query)]
        return alike[0] if len(alike) > 1 else None

    @property
    def has_few(self) -> bool:
        """Whether the whole glossary is short enough to be read as one list."""
        return self.facets.everything < FEW_TERMS

    @property
    def is_missed(self) -> bool:
        """Whether all terms were searched, and none was found as the query was typed."""
        return self.results is not None and self.results.is_missed and not self.is_narrowed

    @property
    def is_narrowed(self) -> bool:
        return self.category is not None or self.tag is not None or bool(self.letter)

    @property
    def is_unnamed(self) -> bool:
        """Whether all terms were searched, and none has the name that was searched for."""
        return self.results is not None and not self.results.is_named and not self.is_narrowed

    @property
    def may_ask(self) -> bool:
        """Whether the entry can be asked for: what may be somebody's own is not counted."""
        return self.is_unnamed and bool(countable(self.query))

    @property
    def title(self) -> str:
        """What the list shows, for the title of its page."""
        if self.query:
            parts = [gettext("Search: %(query)s") % {"query": self.query}]
        else:
            parts = [self.category.title if self.category else gettext("Terms")]
        if self.tag:
            parts.append(gettext("tagged %(tag)s") % {"tag": self.tag.name})
        if self.letter:
            parts.append(self.letter.upper())
        if self.pages.number > 1:
            parts.append(gettext("page %(number)s") % {"number": self.pages.number})
        return ", ".join(parts)

    @property
    def heading(self) -> str:
        """How many terms there are, and for which query; first of all, if none has its name."""
        said = {"shown": write_number(Decimal(self.pages.total)), "query": self.query}
        if not self.results:
            return ngettext("%(shown)s term", "%(shown)s terms", self.pages.total) % said
        if self.is_unnamed:
            return gettext("No entry is called “%(query)s”") % said
        if self.results.is_missed:
            return gettext("Nothing was found for “%(query)s”") % said
        return (
            ngettext(
                "%(shown)s term for “%(query)s”",
                "%(shown)s terms for “%(query)s”",
                self.pages.total,
            )
            % said
        )

    @property
    def canonical_path(self) -> str:
        """The one address of this list among all that show it: known parameters, in one order."""
        return self._page_path(self.pages.number)

    @property
    def previous_path(self) -> str:
        """The page before this one; empty on the first."""
        return self._page_path(self.pages.previous) if self.pages.previous else ""

    @property
    def next_path(self) -> str:
        """The page after this one; empty on the last."""
        return self._page_path(self.pages.next) if self.pages.next else ""

    def _page_path(self, number: int) -> str:
        return self.path(page=str(number) if number > 1 else "")

    def path(self, **changes: str) -> str:
        """The address of the first page of this list, with these parameters in place of its own."""
        category = self.category.slug if self.category else ""
        parameters = {"q": self.query, "category": category, "letter": self.letter}
        parameters |= {"tag": self.tag.key if self.tag else ""} | changes
        chosen = urlencode({name: value for name, value in parameters.items() if value})
        path = reverse("terms:term_list")
        return f"{path}?{chosen}" if chosen else path


def read_browse(parameters: QueryDict) -> Browse:
    """The list that `?q=`, `?category=`, `?letter=`, `?tag=` and `?page=` ask for.

    Raises Http404 for an unknown category, a tag that no term has or a page past the end,
    BadRequest for a letter, a page or an `?asked=` that is none.
    """
    query = clean_query(parameters.get("q", ""))
    category = _category(parameters.get("category", ""))
    typed = parameters.get("letter", "")
    collation = collation_of(settings.CONTENT_LANGUAGE)
    letter = collation.shelf_named(typed)
    if typed and not letter:
        message = gettext("letter=%(letter)s is not a letter of the index: “%(letters)s”")
        said = {"letter": typed[:20], "letters": " ".join(collation.shelves)}
        raise BadRequest(message % said)
    number = read_number(parameters, "page") or 1
    asked = parameters.get("asked", "")
    if asked not in ("", ASKED):
        raise BadRequest(gettext("asked=%(asked)s is not known") % {"asked": asked[:20]})
    tag = _tag(parameters.get("tag", ""))
    browse = Browse(query, category, letter, tag, is_asked=bool(asked))
    if query:
        _search(browse, number)
    else:
        _list(browse, number)
    return browse


def _list(browse: Browse, number: int) -> None:
    browse.pages = _pages(number, browse.facets.total, TERMS_PER_PAGE)
    terms = Term.objects.for_list()
    if browse.category:
        terms = terms.filter(category=browse.category)
    if browse.letter:
        terms = terms.filter(initial=browse.letter)
    if browse.tag:
        terms = terms.filter(tags__key=browse.tag.key)
    browse.terms = list(terms[browse.pages.offset : browse.pages.offset + TERMS_PER_PAGE])


def _search(browse: Browse, number: int) -> None:
    tag = browse.tag.key if browse.tag else ""
    filters = Filters(browse.category.pk if browse.category else None, browse.letter, tag)
    offset = (number - 1) * HITS_PER_PAGE
    results = find_terms(browse.query, filters, limit=HITS_PER_PAGE, offset=offset)
    browse.pages = _pages(number, results.total, HITS_PER_PAGE)
    browse.results = results


def _category(slug: str) -> Category | None:
    if not slug:
        return None
    category = Category.objects.filter(slug=slug).first() if "\0" not in slug else None
    if category is None:
        raise Http404(f"no category {slug[:80]!r}")
    return category


def _tag(typed: str) -> Tag | None:
    """The tag in any of its spellings."""
    if not typed:
        return None
    rows = TermTag.objects.filter(key=name_key(typed), term__status=Term.Status.PUBLISHED)
    names = list(rows.order_by("name").values_list("name", flat=True)) if "\0" not in typed else []
    if not names:
        raise Http404(f"no tag {typed[:80]!r}")
    return Tag(name_key(typed), names[0], len(names))


def _pages(number: int, total: int, per_page: int) -> Pages:
    pages = Pages(number, total, per_page)
    if number > pages.last:
        raise Http404(f"there is no page {number}; the last one is {pages.last}")
    return pages
