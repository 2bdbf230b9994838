"""What an imported entry says beside its own words, in the language of the site."""

from django.utils.translation import gettext

from authoring.importing.composing import Words


def entry_words() -> Words:
    """What an entry says beside its own words, in the language that is active."""
    return Words(
        related=gettext("A related term"),
        authors=gettext("Various authors"),
        imported_from=gettext("Imported from %(origin)s."),
        licence=gettext("Licence: %(licence)s."),
        on_category=gettext("Terms on %(title)s."),
        all_terms=gettext("All terms"),
        on_all_terms=gettext("The terms of this glossary."),
    )
