"""What readers read in the content files, as plain words with the place where they stand."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from authoring.files.library import Library
from authoring.files.reading import Document, Problem
from authoring.files.yaml_lines import Location
from terms.markdown.reading import read_markdown
from terms.sections.declared import SECTIONS

_PARTS = [part for section in SECTIONS for part in section.parts]
PROSE = frozenset(part.name for part in _PARTS if part.heading)
SENTENCES = PROSE | {
    *(name for part in _PARTS for name in part.own_texts),
    *("mistake", "practice", "stem", "reason", "reason_true", "reason_false"),
    *("description", "evidence"),
}
"""The fields that hold sentences; what stands in others is a name, a key or a value."""

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“(]?(?:\$|[^\W_a-z]))")
_SHORTENED = re.compile(r"(?:\b(?:e\.g|i\.e|vs|etc|cf|al|no|approx|fig)|\b[A-Z])\.$", re.I)


@dataclass(frozen=True)
class Passage:
    """The text of one field, as its author wrote it."""

    document: Document
    location: Location
    text: str

    @property
    def field(self) -> str:
        """Its last name, such as `answer` in `faq.2.answer`."""
        return next((part for part in reversed(self.location) if isinstance(part, str)), "")

    def warn(self, code: str, message: str, words: str = "") -> Problem:
        """A warning at the line where `words` begin, as far as the file shows it."""
        problem = self.document.warning(self.location, message, code)
        line = self._line_of(words)
        return replace(problem, line=line) if line else problem

    def _line_of(self, words: str) -> int | None:
        first = self.document.line_of(self.location)
        start = sum(len(line) for line in self.document.text.splitlines(keepends=True)[: first - 1])
        pattern = r"\W+".join(re.findall(r"\w+", words)[:4])
        match = re.compile(pattern, re.I).search(self.document.text, start) if pattern else None
        return match and self.document.text.count("\n", 0, match.start()) + 1


def passages(
    documents: Iterable[Document], fields: frozenset[str] = SENTENCES
) -> Iterator[Passage]:
    """The texts of the fields that hold sentences, in their files' order."""
    for document in documents:
        for location, text in document.strings():
            passage = Passage(document, location, text)
            if passage.field in fields:
                yield passage


def library_passages(library: Library) -> Iterator[Passage]:
    """Those of every term and assessment."""
    for folder in library.folders:
        yield from passages(folder.documents)
    yield from passages(model.document for model in library.models)


def plain(text: str, but: str = "") -> str:
    """The words of a Markdown text without its markup, its code and links to the scheme `but`."""
    return "\n\n".join(
        "".join(run.text for run in runs if not but or not run.address.startswith(f"{but}:"))
        for runs in read_markdown(text).paragraphs
    )


def link_words(text: str, scheme: str) -> Iterator[tuple[str, str]]:
    """What each link of a Markdown text to `scheme` leads to, and its words."""
    for runs in read_markdown(text).paragraphs:
        for address, of_link in groupby(runs, lambda run: run.address):
            if address.startswith(f"{scheme}:"):
                yield address.partition(":")[2], "".join(run.text for run in of_link)


def sentences(text: str) -> Iterator[str]:
    """The sentences of a Markdown text; an item of a list or a heading ends one."""
    for block in plain(text).split("\n\n"):
        words = " ".join(block.split())
        start = 0
        for end in _SENTENCE_END.finditer(words):
            if not _SHORTENED.search(words[start : end.start()]):
                yield words[start : end.start()]
                start = end.end()
        if words[start:]:
            yield words[start:]
