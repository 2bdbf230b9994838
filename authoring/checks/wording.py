"""How sentences read: their length and level, apostrophes, banned phrases, phrases that repeat."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from authoring.checks.passages import (
    PROSE,
    SENTENCES,
    Passage,
    library_passages,
    passages,
    plain,
    sentences,
)
from authoring.files.library import Library
from authoring.files.reading import Document, Problem, Severity
from terms.names.normal_form import normal_form

LONGEST_SENTENCE = 30
"""Words. Above about this many, few readers take a sentence in at one go."""

HARDEST = 60
"""LIX; from 60 on it is the language of research and of laws (C. H. Björnsson, Läsbarhet, 1968)."""

FEWEST_WORDS = 100
"""The level of a shorter text says more about its subject than about its author."""

PHRASE_WORDS = 7
"""So many words in a row are hardly the same by chance."""

FEWEST_TERMS = 3
REPEATED_FIELDS = frozenset({"states", "caveat", "note", "meaning"})
"""A figure is told, and a word explained, in the same words wherever it stands."""

FEWEST_SHARED = 8
"""So many words in common, in whatever order, and two first sentences say the same."""

SHORTEST_WORD = 4
"""Letters: shorter ones, such as `of` and `the`, stand in every sentence."""

_LONG_WORD = 7
_WORD = re.compile(r"\w+(?:[.,'’/-]\w+)*")
_STRAIGHT = re.compile(r"\w*[^\W\d_]'[^\W\d_]\w*")
_NOT_READ = frozenset(
    {"key", "slug", "was", "url", "read_at", "source", "term", "category", "section"}
    | {"figure", "beside", "based_on", "share_figure", "price_figure", "banned_phrases"}
)
"""The fields of which readers read nothing."""


def check_readability(library: Library) -> Iterator[Problem]:
    """Sentences that are too long, and prose that is too hard."""
    for passage in library_passages(library):
        for sentence in sentences(passage.text):
            number = len(words_in(sentence))
            if number > LONGEST_SENTENCE:
                message = (
                    f"a sentence of {number} words, {sentence[:50]!r}...: at most "
                    f"{LONGEST_SENTENCE} are read at one go"
                )
                yield passage.warn("long-sentence", message, sentence)
        if passage.field in PROSE and (level := lix(passage.text)) >= HARDEST:
            message = (
                f"reads as hard as research (LIX {level:.0f}; below {HARDEST} is plain enough): "
                "shorten sentences, choose shorter words"
            )
            yield passage.warn("hard-to-read", message)


def lix(text: str) -> float:
    """LIX: words for each sentence, plus the percentage of words longer than six letters.

    It counts letters and not syllables, so that it holds in every language that is written in
    letters. 0 where there are fewer than `FEWEST_WORDS`.
    """
    words = words_in(plain(text))
    if len(words) < FEWEST_WORDS:
        return 0
    long_words = sum(len(word) >= _LONG_WORD for word in words)
    return len(words) / len(list(sentences(text))) + 100 * long_words / len(words)


def words_in(text: str) -> list[str]:
    """The words of a text, `cost-per-request` and `0.5` as one each."""
    return _WORD.findall(text)


def check_apostrophes(library: Library) -> Iterator[Problem]:
    """Words with a typewriter's apostrophe, such as `don't`, the first of each passage."""
    for passage in library_passages(library):
        if found := _STRAIGHT.search(plain(passage.text)):
            curly = found[0].replace("'", "’")
            yield passage.warn(
                "straight-apostrophe", f"write {curly!r}, not {found[0]!r}", found[0]
            )


def check_banned_phrases(library: Library) -> Iterator[Problem]:
    """Each phrase that `site.yaml` bans in what readers read, the first of each text."""
    banned = _pattern(library.site.glossary.banned_phrases if library.site else ())
    if banned is None:
        return
    for document in library.documents:
        for passage in _shown(document, is_sources=document is library.sources_document):
            # Most texts have none, and reading Markdown takes far longer than looking.
            if banned.search(passage.text) and (found := banned.search(plain(passage.text))):
                message = f"{found[0]!r} is banned in site.yaml: say it in the site’s own voice"
                problem = passage.warn("banned-phrase", message, found[0])
                yield replace(problem, severity=Severity.ERROR)


def _pattern(phrases: Iterable[str]) -> re.Pattern[str] | None:
    """What finds the phrases as whole words, over ends of lines, emphasis and apostrophes."""
    found = [r"[\W_]+".join(re.findall(r"[^\W_]+", phrase)) for phrase in phrases]
    return re.compile(rf"\b(?:{'|'.join(found)})\b", re.I) if found else None


def _shown(document: Document, *, is_sources: bool) -> Iterator[Passage]:
    """Its texts; of sources the notes alone, as titles are their authors' words."""
    for location, text in document.strings():
        passage = Passage(document, location, text)
        if passage.field not in _NOT_READ and (passage.field == "note" or not is_sources):
            yield passage


def check_repeated_phrases(library: Library) -> Iterator[Problem]:
    """Each phrase that at least three terms share word for word, as a template leaves it behind.

    It is told once, where the first of them has it.
    """
    homes: dict[tuple[str, ...], dict[str, Passage]] = defaultdict(dict)
    for folder in library.folders:
        for passage in passages(folder.documents, SENTENCES - REPEATED_FIELDS):
            for run in _runs(passage.text):
                homes[run].setdefault(folder.slug, passage)
    shared = {run: found for run, found in homes.items() if len(found) >= FEWEST_TERMS}
    for phrase in joined(list(shared)):
        found = shared[phrase[:PHRASE_WORDS]]
        words = " ".join(phrase)
        message = f"{words!r} stands word for word in {', '.join(found)}"
        yield next(iter(found.values())).warn("repeated-phrase", message, words)


def joined(runs: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Runs that overlap in all but a word, in the order in which they were found, as one."""
    phrase: tuple[str, ...] = ()
    for run in runs:
        if phrase and phrase[-len(run) + 1 :] == run[:-1]:
            phrase += run[-1:]
            continue
        if phrase:
            yield phrase
        phrase = run
    if phrase:
        yield phrase


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    """Every run of so many words within a sentence, in lower case."""
    for sentence in sentences(text):
        words = [normal_form(word) for word in words_in(sentence)]
        for start in range(len(words) - PHRASE_WORDS + 1):
            yield tuple(words[start : start + PHRASE_WORDS])


def check_repeated_glosses(library: Library) -> Iterator[Problem]:
    """Brief entries whose first sentence has most of its words from that of an earlier one."""
    briefs = [
        (folder, _words_of_first_sentence(folder.term.tldr or ""))
        for folder in library.folders
        if folder.term and folder.kind == "brief"
    ]
    for (one, words), (other, others) in combinations(briefs, 2):
        if len(shared := words & others) >= FEWEST_SHARED:
            message = (
                f"its first sentence shares {len(shared)} words with that of {one.slug!r}: make "
                "one entry of both, or say how they differ"
            )
            yield other.front.warning(("tldr",), message, "repeated-gloss")


def _words_of_first_sentence(text: str) -> frozenset[str]:
    words = words_in(next(sentences(text), ""))
    return frozenset(normal_form(word) for word in words if len(word) >= SHORTEST_WORD)
