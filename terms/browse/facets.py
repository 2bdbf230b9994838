"""How many terms stand where: counted when terms change, so that no reader waits for it."""

from __future__ import annotations

import string
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count

from terms.models import Category, ShelfCount, Term
from terms.names.naming import OTHER

LETTERS = string.ascii_lowercase


@dataclass(frozen=True)
class Letter:
    """One entry of the A-Z: `count` published terms start with it."""

    name: str
    count: int


@dataclass(frozen=True)
class Shelves:
    """The published terms by letter and by category, each within what else was chosen."""

    letters: list[Letter]
    categories: list[Category]
    total: int


@transaction.atomic
def count_shelves() -> None:
    """Count every shelf anew, and write the counts that have changed."""
    rows = Term.objects.published().order_by().values_list("category_id", "initial")
    counts = {(category, first): number for category, first, number in rows.annotate(Count("pk"))}
    for shelf in ShelfCount.objects.select_for_update():
        number = counts.pop((shelf.category_id, shelf.initial), 0)
        if number == 0:
            shelf.delete()
        elif number != shelf.number:
            shelf.number = number
            shelf.save(update_fields=["number"])
    ShelfCount.objects.bulk_create(
        ShelfCount(category_id=category, initial=first, number=number)
        for (category, first), number in counts.items()
    )


def load_shelves(category: Category | None = None, letter: str = "") -> Shelves:
    """The A-Z of `category` and the categories of `letter`; of all terms where they are not set.

    Categories carry `term_count`; those without a published term are left out.
    """
    categories = {shelf.pk: shelf for shelf in Category.objects.all()}
    by_letter = dict.fromkeys([*LETTERS, OTHER], 0)
    by_category = dict.fromkeys(categories, 0)
    total = 0
    for pk, first, number in ShelfCount.objects.values_list("category_id", "initial", "number"):
        in_category = category is None or category.pk == pk
        in_letter = letter in ("", first)
        by_letter[first] += number * in_category
        by_category[pk] += number * in_letter
        total += number * in_category * in_letter
    return Shelves(
        letters=[Letter(name, count) for name, count in by_letter.items()],
        categories=_counted(categories, by_category),
        total=total,
    )


def _counted(categories: dict[int, Category], counts: dict[int, int]) -> list[Category]:
    """The categories that hold a term, in their order, each with its `term_count`."""
    counted = []
    for pk, category in categories.items():
        if counts[pk]:
            category.term_count = counts[pk]
            counted.append(category)
    return counted


def count_categories() -> list[Category]:
    """Every category that has a published term, with `term_count`."""
    return load_shelves().categories
