"""A text with every element that prose can have."""

from pathlib import Path

from terms.fields.prose import render_prose
from terms.markdown.placing import PlacedImage, place
from terms.models import Term

_PICTURE = (1200, 630)
_TEXT = Path(__file__).with_name("prose.md")


def every_element(term: Term) -> str:
    """The HTML of the text; its image is the picture of `term`."""
    image = PlacedImage(f"{term.get_absolute_url()}picture.png", *_PICTURE)
    return place(render_prose(_TEXT.read_text()), {"picture.png": image}, "specimen")
