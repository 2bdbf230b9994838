"""What a term that readers see cannot do without, and a draft may still lack."""

from collections.abc import Iterator

from authoring.files.library import TermFolder
from authoring.files.reading import Document
from authoring.files.yaml_lines import Location
from authoring.specs.quiz import QUESTIONS
from terms.sections.registry import parts
from terms.sections.section import FRONT_MATTER

Lack = tuple[Document, Location, str]
"""Where something is missing, and what."""


def lacks(folder: TermFolder) -> Iterator[Lack]:
    """What the folder of a term lacks. Of a file that cannot be read nothing is said here."""
    for _, part in parts():
        document = folder.prose_document if part.heading else folder.front
        spec = folder.prose if part.heading else folder.term
        is_wanted = part.file == FRONT_MATTER and folder.kind in part.required_of
        if spec and is_wanted and not getattr(spec, part.name):
            yield document, (part.name,), "is missing"
    quiz, number = folder.quiz_document, len(folder.questions)
    if folder.quiz and not quiz.is_absent and number != QUESTIONS:
        yield quiz, ("questions",), f"{number} of the {QUESTIONS} questions are there"
    if folder.maturity and not folder.maturity_document.is_absent:
        written = {level.level for level in folder.maturity.levels}
        if missing := ", ".join(str(level) for level in range(1, 8) if level not in written):
            message = f"of the levels 1 to 7 there is no {missing}"
            yield folder.maturity_document, ("levels",), message
