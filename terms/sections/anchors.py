"""What the anchors of a term's page are called."""

from django.utils.translation import gettext

from terms.sections.registry import numbered_parts, section_of


def anchor_words(anchor: str) -> str:
    """What `anchor` leads to, in words; an anchor that no page has stays as it is."""
    kind, _dash, number = anchor.partition("-")
    if part := numbered_parts().get(kind):
        return gettext(part.numbered) % {"number": number}
    section = section_of(anchor)
    return gettext(section.title) if section else anchor
