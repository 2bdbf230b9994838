"""What a Markdown text comes to: its HTML, what it refers to, and what is wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Form(StrEnum):
    """How much of Markdown a field can show where its text stands on a page."""

    LINE = "line"
    """One paragraph, in a label, a legend, a heading or a sentence."""
    BLOCKS = "blocks"
    """Paragraphs, lists, tables, code and quotations."""
    ARTICLE = "article"
    """These, and footnotes and images of the term's folder."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What would be lost or mangled. `line` counts from 1 within the text."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Mention:
    """Something named in a text, such as a link's address, and on which line."""

    line: int
    name: str


@dataclass(frozen=True, slots=True)
class Run:
    """Words that a reader reads, and the address that they lead to, if they are a link's."""

    text: str
    address: str = ""


@dataclass(slots=True)
class Prose:
    """A text that has been read; it is shared, so that nobody may change it.

    `html` is sanitised; an image in it has the name of its file for its address, and footnotes are
    numbered from 1: `terms.markdown.placing` gives both their place on a page.
    """

    html: str = ""
    faults: list[Fault] = field(default_factory=list)
    links: list[Mention] = field(default_factory=list)
    images: list[Mention] = field(default_factory=list)
    notes: list[Mention] = field(default_factory=list)
    blocks: list[Mention] = field(default_factory=list)
    """Everything of the first level, by what it is called."""
    paragraphs: list[list[Run]] = field(default_factory=list)
    """What is read in each paragraph, heading, item and cell; code that stands apart is not."""

    def faults_in(self, form: Form) -> list[Fault]:
        """What is wrong with the text where it is shown in this form, in its order."""
        found = [*self.faults]
        if form is not Form.ARTICLE:
            found += [Fault(note.line, "has no place for a footnote") for note in self.notes]
            found += [Fault(image.line, "has no place for an image") for image in self.images]
        if form is Form.LINE:
            found += self._beside_one_paragraph()
        return sorted(found, key=lambda fault: fault.line)

    def _beside_one_paragraph(self) -> Iterator[Fault]:
        paragraphs = [block for block in self.blocks if block.name == "a paragraph"]
        for block in self.blocks:
            if block.name != "a paragraph":
                yield Fault(block.line, f"is one paragraph, with no place for {block.name}")
        for second in paragraphs[1:2]:
            yield Fault(second.line, "is one paragraph, with no place for a second")
