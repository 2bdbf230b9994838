"""Paths: their order, their length, and reasons that say something. Pure."""

from collections.abc import Iterator, Mapping, Sequence

from authoring.files.library import Library, PathFile
from authoring.files.reading import Problem
from authoring.files.yaml_lines import Location
from terms.names.normal_form import normal_form

MOST_WORDS = {"title": 8, "role": 4, "summary": 20, "end": 25}
MOST_WORDS_OF_A_REASON = 22
FEWEST_WORDS_OF_A_REASON = 6
FEWEST_QUESTIONS = 12
"""As many as the check at the end asks."""


def check_paths(library: Library) -> Iterator[Problem]:
    """What is doubtful in each path, and reasons that stand in more than one place."""
    needs = {
        folder.slug: [row.term for row in folder.term.prerequisites]
        for folder in library.folders
        if folder.term
    }
    states = {folder.slug: folder.term.status for folder in library.folders if folder.term}
    questions = {folder.slug: len(folder.questions) for folder in library.folders}
    reasons: dict[str, str] = {}
    for path in library.paths:
        yield from _check_order(path, needs)
        yield from _check_words(path)
        yield from _check_reasons(path, reasons)
        yield from _check_terms(path, states, questions)


def _check_order(path: PathFile, needs: Mapping[str, Sequence[str]]) -> Iterator[Problem]:
    """Each term stands behind those of the path that it needs, also by way of others."""
    terms = _terms(path)
    for index, term in enumerate(terms):
        later = _needed(term, needs) & {*terms[index + 1 :]}
        if later:
            names = ", ".join(map(repr, sorted(later)))
            message = f"{term!r} needs {names}, which stands later on the path"
            yield path.document.warning(("steps", index, "term"), message, "path-order")


def _needed(term: str, needs: Mapping[str, Sequence[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [term]
    while waiting:
        new = [slug for slug in needs.get(waiting.pop(), ()) if slug not in found]
        found.update(new)
        waiting += new
    return found


def _check_words(path: PathFile) -> Iterator[Problem]:
    texts: list[tuple[Location, str, int]] = [
        ((name,), getattr(path.spec, name), most) for name, most in MOST_WORDS.items() if path.spec
    ]
    texts += [
        (("steps", index, "reason"), step.reason, MOST_WORDS_OF_A_REASON)
        for index, step in enumerate(path.spec.steps if path.spec else ())
    ]
    for place, text, most in texts:
        if (words := len(text.split())) > most:
            message = f"has {words} words: write at most {most}"
            yield path.document.warning(place, message, "budget")


def _check_reasons(path: PathFile, seen: dict[str, str]) -> Iterator[Problem]:
    """A reason says why this term comes here: in some words, and not in those of another."""
    for index, step in enumerate(path.spec.steps if path.spec else ()):
        place: Location = ("steps", index, "reason")
        here = f"{path.slug}, step {index + 1}"
        before = seen.setdefault(normal_form(step.reason), here)
        if before != here:
            yield path.document.warning(place, f"is the reason of {before} too", "filler")
        elif len(step.reason.split()) < FEWEST_WORDS_OF_A_REASON:
            message = f"{step.reason!r} is no reason: say what this term adds here"
            yield path.document.warning(place, message, "filler")


def _check_terms(
    path: PathFile, states: Mapping[str, str], questions: Mapping[str, int]
) -> Iterator[Problem]:
    terms = _terms(path)
    for index, term in enumerate(terms):
        if (state := states.get(term, "published")) != "published":
            message = f"{term!r} is {state}: readers do not see this step"
            yield path.document.warning(("steps", index, "term"), message, "unseen-step")
    number = sum(questions.get(term, 0) for term in terms)
    if terms and number < FEWEST_QUESTIONS:
        message = f"its entries have {number} questions: the check at the end asks up to 12"
        yield path.document.warning(("steps",), message, "few-questions")


def _terms(path: PathFile) -> list[str]:
    return [step.term for step in path.spec.steps] if path.spec else []
