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

    `letters` are the whole A-Z; `categories` those that hold a term, with their `term_count`.
    """

    letters: dict[str, int]
    categories: list[Category]
    total: int


def count_facets(category: Category | None = None, letter: str = "") -> Facets:
    """The A-Z of `category` and the categories of `letter`; of all terms where they are not set."""
    by_letter = dict.fromkeys([*LETTERS, OTHER], 0)
    by_category, total = Counter[int](), 0
    terms = Term.objects.published().order_by().values_list("category_id", "initial")
    for category_id, initial, number in terms.annotate(Count("pk")):
        in_category = category is None or category.pk == category_id
        in_letter = letter in ("", initial)
        by_letter[initial] += number * in_category
        by_category[category_id] += number * in_letter
        total += number * in_category * in_letter
    categories = [one for one in Category.objects.all() if by_category[one.pk]]
    for one in categories:
        one.term_count = by_category[one.pk]
    return Facets(by_letter, categories, total)
