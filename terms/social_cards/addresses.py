"""Which picture stands for a page, and where it is served."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from glossary_site.web.http import absolute_url
from terms.models import Glossary, Term
from terms.social_cards.social_card import HEIGHT, WIDTH, PictureWords, can_draw_title


@dataclass(frozen=True)
class PagePicture:
    """A picture's absolute address, and what it shows in words."""

    url: str
    alt: str
    width: int = WIDTH
    height: int = HEIGHT


def term_words(term: Term, glossary: Glossary) -> PictureWords:
    """What is written on the term's picture: its levels are named where it describes them."""
    levels = tuple(description.name for description in term.level_descriptions.all())
    return PictureWords(term.title, glossary.title, term.category.title, levels)


def site_words(glossary: Glossary) -> PictureWords:
    """What is written on the picture of every page that has none of its own."""
    return PictureWords(glossary.tagline, glossary.title)


def term_picture(request: HttpRequest, term: Term, glossary: Glossary) -> PagePicture:
    """The term's picture, or the site's where the fonts cannot write the term's title."""
    if not can_draw_title(term.title):
        return site_picture(request, glossary)
    words = term_words(term, glossary)
    path = reverse("terms:term_picture", args=[term.slug])
    return _page_picture(request, path, words, f"{words.title}, {words.site}")


def site_picture(request: HttpRequest, glossary: Glossary) -> PagePicture:
    words = site_words(glossary)
    alt = f"{words.site}: {words.title}" if words.site else ""
    return _page_picture(request, reverse("terms:site_picture"), words, alt)


def version_of(words: PictureWords) -> str:
    """The short digest in a picture's address, by which a changed picture has a new one."""
    return words.digest[:8]


def _page_picture(request: HttpRequest, path: str, words: PictureWords, alt: str) -> PagePicture:
    return PagePicture(absolute_url(request, f"{path}?v={version_of(words)}"), alt)
