"""The places of all terms in the A-Z, brought up to date where the language is another."""

from django.conf import settings

from terms.models import Term
from terms.names.collation import collation_of
from terms.sections.page_prose import BATCH


def shelve_terms() -> None:
    """Write the sort key and the shelf of each term that has others than the language gives it.

    To be called in a load, since the setting may be another by then, and so may ICU's data.
    """
    collation = collation_of(settings.CONTENT_LANGUAGE)
    moved = []
    for term in Term.objects.only("title", "reading", "title_key", "initial"):
        name = term.reading or term.title
        key, shelf = collation.sort_key(name), collation.shelf(name)
        if (term.title_key, term.initial) != (key, shelf):
            term.title_key, term.initial = key, shelf
            moved.append(term)
    Term.objects.bulk_update(moved, ["title_key", "initial"], batch_size=BATCH)
