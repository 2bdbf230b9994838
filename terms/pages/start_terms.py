"""The terms that readers start with."""

from django.db.models import Q

from terms.models import Glossary, Term

MOST_UNNAMED = 6
"""How many are offered where the glossary names none."""


def start_terms(glossary: Glossary) -> list[Term]:
    """Those that the glossary names, in its order; else the first, then the newest full ones."""
    terms = Term.objects.for_list()
    if glossary.start_with:
        place = {slug: number for number, slug in enumerate(glossary.start_with.split())}
        return sorted(terms.filter(slug__in=place), key=lambda term: place[term.slug])
    is_first = Q(slug=glossary.first_term)
    ordered = terms.alias(is_first=is_first).order_by(
        "-is_first", "-kind", "-updated_on", "title_key"
    )
    return list(ordered[:MOST_UNNAMED])
