"""The pictures of terms whose words have changed, drawn and stored."""

from django.db.models import Prefetch

from authoring.load.progress_bar import watched
from maturity.models import LevelDescription
from terms.models import Term, TermPicture
from terms.pages.context import load_glossary
from terms.social_cards.addresses import term_words
from terms.social_cards.social_card import can_draw_title, draw_picture

_BATCH = 200


def store_pictures() -> int:
    """Draw and store the picture of each published term whose words are not those on its stored
    one; how many. A title that the fonts cannot write has no picture."""
    glossary = load_glossary()
    stored = dict(TermPicture.objects.values_list("term_id", "digest"))
    levels = Prefetch("level_descriptions", LevelDescription.objects.only("term", "level"))
    terms = Term.objects.published().select_related("category").prefetch_related(levels)
    shown = terms.only("title", "category__title")
    words = {term.pk: term_words(term, glossary) for term in shown}
    changed = {pk: one for pk, one in words.items() if stored.get(pk) != one.digest}
    drawable = {pk: one for pk, one in changed.items() if can_draw_title(one.title)}
    TermPicture.objects.filter(term__in=stored.keys() & changed.keys() - drawable.keys()).delete()
    rows = (
        TermPicture(term_id=pk, digest=one.digest, png=draw_picture(one))
        for pk, one in watched(drawable.items(), "drawing", len(drawable))
    )
    TermPicture.objects.bulk_create(
        rows,
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["term"],
        update_fields=["digest", "png"],
    )
    return len(drawable)
