"""How many published terms stand under each letter and in each category."""

from collections import Counter
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Min, Q

from terms.models import Category, Term, TermTag
from terms.names.collation import collation_of

MOST_TAGS = 20
"""More than anybody chooses from; pages of terms lead to the others."""


@dataclass(frozen=True)
class Tag:
    """A tag of published terms, and how many have it."""

    key: str
    name: str
    count: int


@dataclass(frozen=True)
class Facets:
    """The published terms by letter and by category, each within what else was chosen.

    `letters` and `categories` are those that hold a term; a category has its `term_count`. `total`
    counts the terms within all that was chosen, `everything` the whole glossary.
    """

    letters: dict[str, int]
    categories: list[Category]
    total: int
    everything: int


def count_facets(category: Category | None = None, letter: str = "", tag: str = "") -> Facets:
    """The letters of `category` and the categories of `letter`, both within the tag with the key
    `tag`; of all terms where they are not set."""
    by_letter = Counter[str]()
    by_category, total, everything = Counter[int](), 0, 0
    terms = Term.objects.published().order_by().values_list("category_id", "initial")
    tagged = Count("pk", filter=Q(tags__key=tag)) if tag else Count("pk")
    for category_id, initial, number, every in terms.annotate(
        number=tagged, every=Count("pk", distinct=True)
    ):
        in_category = category is None or category.pk == category_id
        in_letter = letter in ("", initial)
        by_letter[initial] += number * in_category
        by_category[category_id] += number * in_letter
        total += number * in_category * in_letter
        everything += every
    categories = [one for one in Category.objects.all() if by_category[one.pk]]
    for one in categories:
        one.term_count = by_category[one.pk]
    shelves = collation_of(settings.CONTENT_LANGUAGE).shelves
    letters = {shelf: by_letter[shelf] for shelf in shelves if by_letter[shelf]}
    return Facets(letters, categories, total, everything)


def count_tags(category: Category | None, letter: str) -> list[Tag]:
    """The tags of most terms within these, `MOST_TAGS` of them, with how many have each."""
    rows = TermTag.objects.filter(term__status=Term.Status.PUBLISHED)
    if category:
        rows = rows.filter(term__category=category)
    if letter:
        rows = rows.filter(term__initial=letter)
    counted = rows.order_by().values_list("key").annotate(name=Min("name"), number=Count("pk"))
    most = counted.order_by("-number", "key")[:MOST_TAGS]
    return [Tag(*row) for row in most]
