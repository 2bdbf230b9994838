"""What follows from a change of terms, in the transaction that changes them."""

from collections import Counter
from collections.abc import Iterable

from glossary_site.page_cache.models import content_changed
from terms.links.linking import relink
from terms.search.indexing import index_terms, stale_ids
from terms.shelves import count_shelves


def terms_changed(term_ids: Iterable[int]) -> Counter[str]:
    """Make links, search, browsing and kept pages agree with these terms, and with what was left.

    To be called wherever terms, their sections or their other names are written or deleted.
    Returns what became of the index: created, updated, unchanged, removed.
    """
    changed = {*term_ids}
    relink(changed)
    outcome = index_terms({*changed, *stale_ids()})
    count_shelves()
    content_changed()
    return outcome
