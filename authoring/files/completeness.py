"""What a term that readers see cannot do without, and a draft may still lack."""

from collections.abc import Iterable, Iterator

from authoring.files.library import TermFolder
from authoring.files.reading import Document
from authoring.files.yaml_lines import Location
from authoring.specs.quiz import QUESTIONS
from authoring.specs.values import Spec
from terms.sections.registry import parts
from terms.sections.section import FRONT_MATTER

_LEVELS = range(1, 8)
Lack = tuple[Document, Location, str]
"""Where something is missing, and what."""


def lacks(folder: TermFolder) -> Iterator[Lack]:
    """What the folder of a term lacks. Of a file that cannot be read nothing is said here."""
    kind = folder.term.kind if folder.term else ""
    yield from _empty_fields(folder.front, folder.term, _required(kind, is_prose=False))
    yield from _empty_fields(folder.prose_document, folder.prose, _required(kind, is_prose=True))
    yield from _lacks_of_quiz(folder)
    yield from _lacks_of_ladder(folder)


def _required(kind: str, *, is_prose: bool) -> Iterator[str]:
    """The fields of `term.md` that must say something, in its front matter or in its prose."""
    wanted = ((part, part.file == FRONT_MATTER and kind in part.required_of) for _, part in parts())
    return (part.name for part, is_wanted in wanted if is_wanted and is_prose == bool(part.heading))


def _empty_fields(document: Document, spec: Spec | None, names: Iterable[str]) -> Iterator[Lack]:
    for name in names if spec else ():
        if not getattr(spec, name):
            yield document, (name,), "is missing"


def _lacks_of_quiz(folder: TermFolder) -> Iterator[Lack]:
    quiz = None if folder.quiz_document.is_absent else folder.quiz
    if quiz and (number := len(quiz.questions)) != QUESTIONS:
        yield (
            folder.quiz_document,
            ("questions",),
            f"{number} of the {QUESTIONS} questions are there",
        )


def _lacks_of_ladder(folder: TermFolder) -> Iterator[Lack]:
    if folder.maturity and not folder.maturity_document.is_absent:
        written = {level.level for level in folder.maturity.levels}
        if missing := [str(level) for level in _LEVELS if level not in written]:
            words = f"of the levels 1 to 7 there is no {', '.join(missing)}"
            yield folder.maturity_document, ("levels",), words
