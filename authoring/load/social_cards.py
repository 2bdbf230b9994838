"""Drawing the pictures of terms whose words have changed, on every processor when they are many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice

from django.utils import timezone

from authoring.files.library import Library, specified
from authoring.load.progress_bar import watched
from authoring.load.term_sections import status_on
from glossary_site.operations.processes import spread
from maturity.models import LEVEL_NAMES, LevelDescription
from maturity.scoring.scoring import Level
from terms.models import Term, TermPicture
from terms.pages.context import load_glossary
from terms.social_cards.social_card import PictureWords, can_draw_title, draw_picture

ROWS_PER_WRITE = 200
MANY = 400
"""From here on other processes draw too; to start one takes as long as about a hundred pictures."""


def store_pictures() -> int:
    """Draw and store the picture of each published term whose words are not those on its stored
    one; how many. A title that the fonts cannot write has no picture."""
    with drawing_pictures() as store:
        return store()


@dataclass(frozen=True)
class Begun:
    """Pictures that are being drawn: their words, and each with its words as it is done."""

    words: frozenset[PictureWords]
    drawn: Iterable[tuple[PictureWords, bytes]]


@contextmanager
def drawing(words: Sequence[PictureWords]) -> Iterator[Begun]:
    """Begin to draw pictures with these words.

    Where other processes draw, they do so while the caller goes on with something else.
    """
    with spread(draw_picture, words, widely=len(words) >= MANY, spare=1) as pngs:
        yield Begun(frozenset(words), zip(words, pngs, strict=True))


def words_to_come(library: Library, present: Container[str]) -> list[PictureWords]:
    """What will be written on the pictures of the terms in `library` that are published and have
    none of the slugs `present`."""
    site = specified(library.site).glossary.title
    categories = {category.slug: category.title for category in library.categories or ()}
    words = []
    for folder in library.folders:
        spec = specified(folder.term)
        is_shown = status_on(spec, timezone.now().date()) == Term.Status.PUBLISHED
        if folder.slug not in present and is_shown and can_draw_title(spec.title):
            levels = [level.level for level in specified(folder.maturity).levels]
            category = categories[spec.category]
            words.append(PictureWords(spec.title, site, category, _names(levels)))
    return words


@contextmanager
def drawing_pictures(begun: Begun | None = None) -> Iterator[Callable[[], int]]:
    """Begin what `store_pictures` does, save what has `begun`; give the function that ends it."""
    begun = begun or Begun(frozenset(), ())
    stored = dict(TermPicture.objects.values_list("term_id", "digest"))
    changed = {pk: words for pk, words in _words_by_term() if stored.get(pk) != words.digest}
    drawable = {pk: words for pk, words in changed.items() if can_draw_title(words.title)}
    TermPicture.objects.filter(term__in=stored.keys() & changed.keys() - drawable.keys()).delete()
    coming = {words: pk for pk, words in drawable.items() if words in begun.words}
    others = {pk: words for pk, words in drawable.items() if coming.get(words) != pk}
    with drawing(list(others.values())) as more:
        pictures = chain(
            ((coming[words], words, png) for words, png in begun.drawn if words in coming),
            ((pk, words, png) for pk, (words, png) in zip(others, more.drawn, strict=True)),
        )
        yield lambda: _store(watched(pictures, "drawing", len(drawable)), len(drawable))


def _store(pictures: Iterable[tuple[int, PictureWords, bytes]], number: int) -> int:
    rows = (TermPicture(term_id=pk, digest=words.digest, png=png) for pk, words, png in pictures)
    while batch := list(islice(rows, ROWS_PER_WRITE)):
        TermPicture.objects.bulk_create(
            batch,
            update_conflicts=True,
            unique_fields=["term"],
            update_fields=["digest", "png"],
        )
    return number


def _words_by_term() -> Iterator[tuple[int, PictureWords]]:
    """As `social_cards.addresses.term_words` gives them, without an object for every level."""
    site = load_glossary().title
    levels: dict[int, list[int]] = defaultdict(list)
    for term_id, level in LevelDescription.objects.values_list("term_id", "level"):
        levels[term_id].append(level)
    terms = Term.objects.published().values_list("pk", "title", "category__title")
    for pk, title, category in terms:
        yield pk, PictureWords(title, site, category, _names(levels[pk]))


def _names(levels: Iterable[int]) -> tuple[str, ...]:
    return tuple(str(LEVEL_NAMES[Level(level)]) for level in levels)
