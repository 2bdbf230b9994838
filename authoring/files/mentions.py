"""What the prose of content files links to and shows."""

from collections.abc import Iterator

from authoring.files.library import TermFolder
from authoring.files.reading import Document
from authoring.files.yaml_lines import Location
from authoring.specs.term import TermSpec
from terms.markdown.prose import Mention
from terms.markdown.reading import read_markdown
from terms.sections.registry import row_parts


def links_in(document: Document) -> Iterator[tuple[Location, str, Mention]]:
    """Each link of each text of `document`, with the text and its place."""
    for location, text in document.strings():
        if "]" in text or "<" in text:
            yield from ((location, text, link) for link in read_markdown(text).links)


def images_in(folder: TermFolder) -> Iterator[tuple[Document, Location, str, Mention]]:
    """Each image that the texts of `term.md` show, with the text and its place."""
    for document in (folder.front, folder.prose_document):
        for location, text in document.strings():
            if "![" in text:
                for image in read_markdown(text).images:
                    yield document, location, text, image


def cited_figures(term: TermSpec) -> Iterator[tuple[Location, str]]:
    """Each figure that a row of a section names, with its place."""
    for part in row_parts():
        for index, row in enumerate(part.rows_of(term)):
            for name in ("figure", "beside"):
                if figure := getattr(row, name, None):
                    yield (*part.place, index, name), figure
