"""What the list of terms can be narrowed by, read from the address and checked."""

from __future__ import annotations

import string
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.db.models.functions import Lower, Substr
from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.translation import gettext

from terms.models import Category, Term
from terms.search import clean_query, search_terms

TERMS_PER_PAGE = 30
LETTERS = string.ascii_lowercase
OTHER = "0-9"


@dataclass(frozen=True)
class Letter:
    """One entry of the A-Z: `count` published terms start with it."""

    name: str
    count: int


@dataclass(frozen=True)
class Browse:
    """One view of the list: what was asked for and the page of terms that answers it."""

    query: str
    category: Category | None
    letter: str
    page: Page[Term]

    @property
    def canonical_path(self) -> str:
        """The one address of this list among all that show it: known parameters, in one order."""
        number = self.page.number
        parameters = {
            "q": self.query,
            "category": self.category.slug if self.category else "",
            "letter": self.letter,
            "page": number if number > 1 else "",
        }
        chosen = urlencode({name: value for name, value in parameters.items() if value})
        path = reverse("terms:term_list")
        return f"{path}?{chosen}" if chosen else path


def read_browse(parameters: QueryDict) -> Browse:
    """The list that `?q=`, `?category=`, `?letter=` and `?page=` ask for.

    Raises Http404 for an unknown category or a page past the end, BadRequest for a letter or a
    page that is none.
    """
    query = clean_query(parameters.get("q", ""))
    category = _category(parameters.get("category", ""))
    letter = parameters.get("letter", "").lower()
    if letter and letter != OTHER and (len(letter) != 1 or letter not in LETTERS):
        message = gettext("letter=%(letter)s is not a letter; use a to z, or %(other)s")
        raise BadRequest(message % {"letter": letter[:20], "other": OTHER})
    terms = Term.objects.for_list().prefetch_related("aliases")
    if category:
        terms = terms.filter(category=category)
    if letter:
        terms = terms.filter(_starts_with(letter))
    if query:
        terms = search_terms(terms, query)
    return Browse(query, category, letter, _page(Paginator(terms, TERMS_PER_PAGE), parameters))


def count_letters() -> list[Letter]:
    """A to Z and the rest, each with how many published terms start with it."""
    rows = (
        Term.objects.published()
        .order_by()
        .annotate(first=Lower(Substr("title", 1, 1)))
        .values_list("first")
        .annotate(number=Count("pk"))
    )
    counts = dict(rows)
    letters = [Letter(letter, counts.get(letter, 0)) for letter in LETTERS]
    rest = sum(counts.values()) - sum(letter.count for letter in letters)
    return [*letters, Letter(OTHER, rest)]


def count_categories() -> list[Category]:
    """Every category that has a published term, with `term_count`."""
    published = Q(terms__status=Term.Status.PUBLISHED)
    counted = Category.objects.annotate(term_count=Count("terms", filter=published))
    return list(counted.filter(term_count__gt=0).order_by("position"))


def _starts_with(letter: str) -> Q:
    if letter != OTHER:
        return Q(title__istartswith=letter)
    some_letter = Q()
    for name in LETTERS:
        some_letter |= Q(title__istartswith=name)
    return ~some_letter


def _category(slug: str) -> Category | None:
    if not slug:
        return None
    category = Category.objects.filter(slug=slug).first() if "\0" not in slug else None
    if category is None:
        raise Http404(f"no category {slug[:80]!r}")
    return category


def _page(paginator: Paginator[Term], parameters: QueryDict) -> Page[Term]:
    number = parameters.get("page", "1")
    if not (number.isascii() and number.isdigit() and len(number) <= 9):
        message = gettext("page=%(number)s is not a number; the pages are counted from 1")
        raise BadRequest(message % {"number": number[:20]})
    if not 1 <= int(number) <= paginator.num_pages:
        raise Http404(f"there is no page {number}; the last one is {paginator.num_pages}")
    return paginator.page(int(number))
