"""Drawing the pictures of terms whose words have changed, on every processor when they are many."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice

from django.db.models import Prefetch

from authoring.progress import watched
from maturity.models import LevelDescription
from terms.context import load_glossary
from terms.models import Term, TermPicture
from terms.pictures.drawing import PictureWords, can_draw_title, draw_picture
from terms.pictures.pages import term_words

ROWS_PER_WRITE = 200
MANY = 400
"""From here on other processes draw too; to start one takes as long as about a hundred pictures."""


def store_pictures() -> int:
    """Draw and store the picture of each published term whose words are not those on its stored
    one; how many. A title that the fonts cannot write has no picture."""
    stored = dict(TermPicture.objects.values_list("term_id", "digest"))
    changed = {pk: words for pk, words in _words_by_term() if stored.get(pk) != words.digest}
    drawable = {pk: words for pk, words in changed.items() if can_draw_title(words.title)}
    TermPicture.objects.filter(term__in=stored.keys() & changed.keys() - drawable.keys()).delete()
    drawn = watched(_draw(list(drawable.values())), "drawing", len(drawable))
    pictures = zip(drawable.items(), drawn, strict=True)
    rows = (TermPicture(term_id=pk, digest=words.digest, png=png) for (pk, words), png in pictures)
    while batch := list(islice(rows, ROWS_PER_WRITE)):
        TermPicture.objects.bulk_create(
            batch,
            update_conflicts=True,
            unique_fields=["term"],
            update_fields=["digest", "png"],
        )
    return len(drawable)


def _words_by_term() -> Iterator[tuple[int, PictureWords]]:
    glossary = load_glossary()
    levels = Prefetch("level_descriptions", LevelDescription.objects.only("term_id", "level"))
    terms = Term.objects.published().only("title", "category__title").select_related("category")
    for term in terms.prefetch_related(levels):
        yield term.pk, term_words(term, glossary)


def _draw(pictures: list[PictureWords]) -> Iterator[bytes]:
    if len(pictures) < MANY:
        yield from map(draw_picture, pictures)
        return
    # The drawing knows nothing of Django or of the database, so that a bare process can do it.
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(draw_picture, pictures, chunksize=50)
