"""What a query and a name consist of, the same for every database."""

from collections.abc import Iterable
from itertools import pairwise

from glossary_site.text.invisible import without_invisible
from terms.names.normal_form import normal_form
from terms.names.word_edges import is_unspaced, runs_in, words_in

MAX_QUERY_CHARACTERS = 200
MAX_WORDS = 8
STOP_WORDS = frozenset(
    (
        *("a", "an", "and", "are", "as", "at", "be", "by", "can", "do", "does", "for", "from"),
        *("how", "i", "in", "is", "it", "of", "on", "or", "that", "the", "their", "this", "to"),
        *("was", "what", "when", "where", "which", "who", "why", "will", "with", "you", "your"),
    )
)
"""Words that say nothing of what is looked for; they count only in a query of nothing else."""


def clean_query(text: str) -> str:
    """The text to look for: nothing that cannot be seen, single spaces, a bounded length."""
    text = without_invisible(text[:MAX_QUERY_CHARACTERS])
    printable = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(printable.split())


def query_words(query: str) -> tuple[str, ...]:
    """The words of a query that are looked up in texts, at most `MAX_WORDS`."""
    words = runs_in(normal_form(query))
    telling = [word for word in words if word not in STOP_WORDS]
    return tuple(dict.fromkeys((telling or words)[:MAX_WORDS]))


def query_phrase(query: str) -> tuple[str, ...]:
    """All the words of a query as they follow one another, those that say nothing included.

    Empty where one word cannot follow another, or more of them do than anyone looks for.
    """
    words = runs_in(normal_form(query))
    return tuple(words) if 1 < len(words) <= 2 * MAX_WORDS else ()


def indexed(text: str) -> str:
    """A text as both databases index it, and a word as they look it up: in its normal form, with
    a space between words."""
    return " ".join(words_in(normal_form(text)))


def loose_words(words: Iterable[str]) -> tuple[str, ...]:
    """The words to look for where any will do: of a script without spaces, where a query has no
    words, each pair of signs that follow one another."""
    loose: dict[str, None] = {}
    for word in words:
        signs = words_in(word) if is_unspaced(word) else []
        pairs = ["".join(pair) for pair in pairwise(signs)]
        loose.update(dict.fromkeys(pairs or [word]))
    return tuple(loose)[:MAX_QUERY_CHARACTERS]


def number_forms(key: str) -> tuple[str, ...]:
    """`key`, then what it may be in the other number: 'model drifts' for 'model drift'."""
    forms = [key, f"{key}s", f"{key}es"]
    if key.endswith("y"):
        forms.append(f"{key[:-1]}ies")
    if key.endswith("ies"):
        forms.append(f"{key[:-3]}y")
    if key.endswith("es"):
        forms.append(key[:-2])
    if key.endswith("s") and not key.endswith("ss"):
        forms.append(key[:-1])
    return tuple(form for form in dict.fromkeys(forms) if form)
