"""Brief entries that explain the same thing in two wordings."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from authoring.checks.passages import sentences
from authoring.checks.readability import words_in
from authoring.files.library import Library, TermFolder
from authoring.files.reading import Problem, Severity
from terms.names.normal_form import normal_form

FEWEST_SHARED = 8
"""So many words in common, in whatever order, and two first sentences say the same."""

SHORTEST_WORD = 4
"""Letters: shorter ones, such as `of` and `the`, stand in every sentence."""


def check_glosses(library: Library) -> Iterator[Problem]:
    """Brief entries whose first sentence has most of its words from that of an earlier one."""
    briefs = [(folder, _words(folder)) for folder in library.folders if _is_brief(folder)]
    for (one, words), (other, others) in combinations(briefs, 2):
        if len(shared := words & others) >= FEWEST_SHARED:
            message = (
                f"its first sentence shares {len(shared)} words with that of {one.slug!r}: make "
                "one entry of both, or say how they differ"
            )
            yield other.front.problem(("tldr",), message, "repeated-gloss", Severity.WARNING)


def _is_brief(folder: TermFolder) -> bool:
    return folder.term is not None and folder.term.kind == "brief"


def _words(folder: TermFolder) -> frozenset[str]:
    first = next(sentences((folder.term and folder.term.tldr) or ""), "")
    return frozenset(normal_form(word) for word in words_in(first) if len(word) >= SHORTEST_WORD)
