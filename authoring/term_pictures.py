"""Drawing the pictures of terms whose words have changed, on every processor when they are many."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice

from django.db.models import Prefetch

from authoring.processes import spread
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
    with drawing_pictures() as store:
        return store()


@contextmanager
def drawing_pictures() -> Iterator[Callable[[], int]]:
    """Begin what `store_pictures` does, and give the function that ends it.

    Where other processes draw, they do so while the caller goes on with something else.
    """
    stored = dict(TermPicture.objects.values_list("term_id", "digest"))
    changed = {pk: words for pk, words in _words_by_term() if stored.get(pk) != words.digest}
    drawable = {pk: words for pk, words in changed.items() if can_draw_title(words.title)}
    TermPicture.objects.filter(term__in=stored.keys() & changed.keys() - drawable.keys()).delete()
    with spread(draw_picture, list(drawable.values()), many=MANY, spare=1) as drawn:
        yield lambda: _store(drawable, drawn)


def _store(drawable: Mapping[int, PictureWords], drawn: Iterator[bytes]) -> int:
    pictures = zip(drawable.items(), watched(drawn, "drawing", len(drawable)), strict=True)
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
