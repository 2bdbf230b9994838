"""How many published terms stand under each letter and in each category."""

import string
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from terms.models import Category, Term
from terms.names.naming import OTHER

LETTERS = string.ascii_lowercase


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


def count_facets(category: Category | None = None, letter: str = "") -> Facets:
    """The letters of `category` and the categories of `letter`; of all terms where they are not
    set."""
    by_letter = dict.fromkeys([*LETTERS, OTHER], 0)
    by_category, total, everything = Counter[int](), 0, 0
    terms = Term.objects.published().order_by().values_list("category_id", "initial")
    for category_id, initial, number in terms.annotate(Count("pk")):
        in_category = category is None or category.pk == category_id
        in_letter = letter in ("", initial)
        by_letter[initial] += number * in_category
        by_category[category_id] += number * in_letter
        total += number * in_category * in_letter
        everything += number
    categories = [one for one in Category.objects.all() if by_category[one.pk]]
    for one in categories:
        one.term_count = by_category[one.pk]
    letters = {letter: count for letter, count in by_letter.items() if count}
    return Facets(letters, categories, total, everything)
