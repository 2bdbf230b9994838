"""Which words of a text a query has found, and the part of the text that shows them best."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from terms.names.normal_form import normal_text
from terms.names.word_edges import begins_word, is_unspaced, run_at, runs_in
from terms.search.stems import shared_stem, without_ending

SNIPPET_CHARACTERS = 240
_LEAD_CHARACTERS = 60


@dataclass(frozen=True)
class Piece:
    """A stretch of text that was looked for, or was not."""

    text: str
    marked: bool = False


@dataclass(frozen=True)
class Span:
    """From `start` up to `end` the text holds the query's word with this stem."""

    start: int
    end: int
    stem: str


class Marker:
    """Finds the words of one query as the database does: by stem, the last one by its start.

    `language` names the stemmer: `porter` for SQLite, `english` for PostgreSQL.
    """

    def __init__(self, words: Sequence[str], language: str) -> None:
        self._language = language
        parts = [part for word in words for part in runs_in(word)]
        self._start = parts[-1] if parts else ""
        self._stems = {shared_stem(part, language): part for part in parts}
        roots = {*map(without_ending, self._stems), self._start}
        self._roots = [root for root in roots if root]

    def find(self, text: str) -> list[Span]:
        """Where `text` holds words of the query, in reading order."""
        normal = normal_text(text)
        found = [(at, root) for root in self._roots for at in _starts(root, normal.text)]
        spans: list[Span] = []
        for at, root in sorted(found, key=lambda one: (one[0], -len(one[1]))):
            word = root if is_unspaced(root) else run_at(normal.text, at)
            if word and (stem := self._stem_of(word)):
                start, end = normal.source_range(at, at + len(word))
                if not spans or start >= spans[-1].end:
                    spans.append(Span(start, end, stem))
        return spans

    def holds_all(self, text: str) -> bool:
        """Whether `text` holds every word of the query."""
        return 0 < len(self._stems) == self.count(text)

    def count(self, text: str) -> int:
        """How many of the query's words `text` holds."""
        return len({span.stem for span in self.find(text)})

    def _stem_of(self, word: str) -> str:
        stem = shared_stem(word, self._language)
        if stem in self._stems:
            return stem
        return shared_stem(self._start, self._language) if word.startswith(self._start) else ""

    def mark(self, text: str) -> tuple[Piece, ...]:
        """All of `text`, its found words marked."""
        return _pieces(text, self.find(text))

    def snippet(self, text: str) -> tuple[Piece, ...]:
        """About `SNIPPET_CHARACTERS` of `text` that hold most words of the query, marked."""
        spans = self.find(text)
        if len(text) <= SNIPPET_CHARACTERS:
            return _pieces(text, spans)
        start = _best_start(spans)
        end = min(len(text), start + SNIPPET_CHARACTERS)
        start, end = _word_edge(text, start), _word_edge(text, end)
        shown = text[start:end].strip()
        pieces = self.mark(shown) if spans else (Piece(shown),)
        before = (Piece("… "),) if start else ()
        after = (Piece(" …"),) if end < len(text) else ()
        return (*before, *pieces, *after)


def _starts(root: str, text: str) -> Iterator[int]:
    """Where words of `text` begin with `root`. A pattern would find them as fast, but to compile
    one for each query takes longer than to mark a page of results."""
    place = text.find(root)
    while place >= 0:
        if text[place - 1 : place] == "_" or is_unspaced(root) or begins_word(text, place):
            yield place
        place = text.find(root, place + len(root))


def _pieces(text: str, spans: Sequence[Span]) -> tuple[Piece, ...]:
    pieces, place = [], 0
    for span in spans:
        if span.start > place:
            pieces.append(Piece(text[place : span.start]))
        pieces.append(Piece(text[span.start : span.end], marked=True))
        place = span.end
    if place < len(text):
        pieces.append(Piece(text[place:]))
    return tuple(pieces)


def _best_start(spans: Sequence[Span]) -> int:
    """Where a snippet begins that holds the most different words, the earliest such place."""
    best, most = 0, 0
    for index, span in enumerate(spans):
        limit = span.start + SNIPPET_CHARACTERS - _LEAD_CHARACTERS
        stems = {other.stem for other in spans[index : index + 50] if other.end <= limit}
        if len(stems) > most:
            best, most = max(0, span.start - _LEAD_CHARACTERS), len(stems)
    return best


def _word_edge(text: str, place: int) -> int:
    """The next space from `place`, unless it is far or the text's own edge."""
    if place in (0, len(text)):
        return place
    space = text.find(" ", place, place + 30)
    return place if space < 0 else space
