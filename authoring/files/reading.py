"""Content files read into specs, with the file, line and field of everything that is wrong."""

import hashlib
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from itertools import islice, takewhile
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from authoring.files.yaml_lines import Location, read_yaml_text
from authoring.specs.values import PROSE_FAULTS, Spec, shown
from glossary_site.text.characters import character_name, forbidden_character
from terms.markdown.inspecting import without_comments
from terms.markdown.prose import Fault
from terms.markdown.reading import find_sections
from terms.sections.registry import headings as prose_headings

MAX_FILE_BYTES = 1_000_000
SpecT = TypeVar("SpecT", bound=Spec)
_LINE_BREAK = re.compile(r"\r\n|\n|\r")
FENCE = re.compile(r"(?:\A\ufeff?|(?<=[\r\n]))---[ \t]*(?:\r\n|\n|\r|\Z)")
"""The line above the front matter of a `term.md`, and the line below it."""


class Severity(StrEnum):
    """Whether a problem is a fault, or what somebody should look at."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong: where it stands, what is allowed instead, and what kind it is of."""

    path: str
    line: int
    field: str
    message: str
    code: str = "invalid"
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}"
        return (
            f"{place}: {self.field}: {self.message}" if self.field else f"{place}: {self.message}"
        )


@dataclass
class Document:
    """A file's data as plain values, and the line on which each of them stands."""

    path: str
    text: str = ""
    data: Any = None
    lines: dict[Location, int] = field(default_factory=dict, repr=False)
    is_stored: bool = False
    """Whether this is not the file, but what was made of it in the admin."""
    is_absent: bool = False
    """Whether there is no such file, as of a term that was made in the admin, and need not be."""
    problems: list[Problem] = field(default_factory=list)

    @cached_property
    def digest(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    def line_of(self, location: Location) -> int:
        """The line of the value at `location`, or of the nearest value around it."""
        while location and location not in self.lines:
            location = location[:-1]
        return self.lines.get(location, 1)

    def report(self, location: Location, message: str, code: str = "invalid") -> None:
        """Note a problem at `location`, with which nothing can be loaded."""
        self.problems.append(self.problem(location, message, code))

    def prose_problem(self, location: Location, text: str, fault: Fault, code: str) -> Problem:
        """What is wrong with the Markdown `text` at `location`, at its own line."""
        problem = self.problem(location, fault.message, code)
        return replace(problem, line=self.line_in(location, text.strip(), fault.line))

    def line_in(self, location: Location, text: str, number: int) -> int:
        """On which line of the file the line `number`, from 1, of the text at `location` stands.

        YAML may fold a text into other lines; then it is the line where the text begins.
        """
        first, wanted = self.line_of(location), text.split("\n")
        lines = _LINE_BREAK.split(self.text)[first - 1 :]
        start = next((at for at, line in enumerate(lines) if wanted[0].strip() in line), 0)
        meant = lines[start + number - 1 : start + number]
        return first + (
            start + number - 1 if meant and wanted[number - 1].strip() in meant[0] else 0
        )

    def problem(
        self,
        location: Location,
        message: str,
        code: str,
        severity: Severity = Severity.ERROR,
    ) -> Problem:
        """A problem at `location`; the field is written like `figures.3.source`."""
        name = ".".join(str(part) for part in location)
        name = name if name.isprintable() else ascii(name)
        return Problem(self.path, self.line_of(location), name, message, code, severity)

    def warning(self, location: Location, message: str, code: str) -> Problem:
        """The same, of what somebody should look at."""
        return self.problem(location, message, code, Severity.WARNING)

    def strings(self) -> Iterator[tuple[Location, str]]:
        """Every text in the document, with its place."""
        yield from _strings(self.data, ())


def _strings(value: Any, location: Location) -> Iterator[tuple[Location, str]]:
    if isinstance(value, str):
        yield location, value
    elif isinstance(value, dict):
        for key, child in value.items():
            yield from _strings(child, (*location, key))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from _strings(child, (*location, index))


class UnreadableError(Exception):
    """A file that is not there, or cannot be read as one; says why."""


def read_bytes(path: Path, root: Path) -> bytes:
    """The file's bytes. Raises UnreadableError where it is missing, too large, no file, or reached
    by a link that leads nowhere or out of `root`."""
    try:
        if has_link(path, root) and not path.resolve(strict=True).is_relative_to(root.resolve()):
            raise UnreadableError("is a link that leads out of the content folder")
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise UnreadableError("cannot be read: Is a directory")
        if not stat.S_ISREG(found.st_mode):
            raise UnreadableError("is not an ordinary file")
        if found.st_size > MAX_FILE_BYTES:
            raise UnreadableError(f"is larger than {MAX_FILE_BYTES:,} bytes")
        return path.read_bytes()
    except FileNotFoundError:
        leads = os.path.lexists(path)
        raise UnreadableError("is a link that leads nowhere" if leads else "is missing") from None
    except RuntimeError:  # Python 3.11 says so of links in a circle
        raise UnreadableError("is a link that leads nowhere") from None
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror}") from None


def has_link(path: Path, root: Path) -> bool:
    """Whether `path`, or a folder between it and `root`, is a symbolic link."""
    between = takewhile(lambda folder: folder != root, path.parents)
    return any(map(os.path.islink, (path, *between)))


def read_text(path: Path, root: Path) -> Document:
    """The file's text. That it cannot be read or holds control characters is a problem."""
    document = Document(str(path.relative_to(root.parent)))
    try:
        document.text = read_bytes(path, root).decode("utf-8")
    except UnreadableError as error:
        document.report((), str(error))
    except UnicodeDecodeError as error:
        document.report((), f"is not UTF-8: byte {error.start} cannot be read")
    if character := forbidden_character(document.text):
        before = document.text.partition(character)[0]
        document.lines[()] = _count_lines(before) + 1
        document.report((), f"holds {character_name(character)}, which cannot stand in a text")
    return document


def read_yaml(path: Path, root: Path) -> Document:
    """The file's YAML as plain values."""
    return parse_yaml(read_text(path, root))


def parse_yaml(document: Document) -> Document:
    """The document with the values that its text says, unless it could not be read."""
    if not document.problems:
        _parse_yaml(document, document.text, first_line=1)
    return document


def parse_term(front: Document) -> tuple[Document, Document]:
    """The text of a `term.md` as two documents: its front matter and its prose by field name."""
    prose = Document(front.path, text=front.text, is_stored=front.is_stored, is_absent=True)
    if front.problems:
        return front, prose
    fences = list(islice(FENCE.finditer(front.text), 2))
    if not fences or front.text[: fences[0].start()].strip():
        front.report((), "must start with '---', front matter and a second '---'")
    elif len(fences) == 1:
        front.report((), "has no second '---' below its front matter")
    else:
        start, end = fences[0].end(), fences[1].end()
        _parse_yaml(
            front,
            front.text[start : fences[1].start()],
            first_line=_count_lines(front.text[:start]) + 1,
        )
        prose.is_absent = False
        fence_line = _count_lines(front.text[: fences[1].start()]) + 1
        _parse_prose(prose, front.text[end:], first_line=fence_line + 1)
    return front, prose


def _count_lines(text: str) -> int:
    return len(_LINE_BREAK.findall(text))


def validate(spec: type[SpecT], document: Document) -> SpecT | None:
    """The document as a `spec`, or None with every mismatch among its problems."""
    if document.problems or document.is_absent:
        return None
    try:
        return spec.model_validate(document.data)
    except ValidationError as error:
        for problem in error.errors(include_url=False):
            location = tuple(part for part in problem["loc"] if isinstance(part, str | int))
            if problem["type"] == PROSE_FAULTS:
                document.problems += [
                    document.prose_problem(location, problem["input"], fault, "markdown")
                    for fault in problem["ctx"]["faults"]
                ]
            else:
                message = _message(problem["type"], problem["msg"], problem["input"])
                document.report(location, message)
    return None


FIELD_REQUIRED = "Field required: add it"


def _message(kind: str, message: str, value: Any) -> str:
    """What pydantic says, with the value, where that is one value and is not named yet."""
    if kind == "missing":
        return FIELD_REQUIRED
    if kind in ("value_error", "extra_forbidden", "string_too_long"):
        return message.removeprefix("Value error, ")
    return f"{message}, not {shown(value)}" if isinstance(value, str | int) else message


def _parse_yaml(document: Document, text: str, *, first_line: int) -> None:
    read = read_yaml_text(text, first_line)
    document.data, document.lines = read.data, read.lines
    for location, message in read.faults:
        document.report(location, message)


def _parse_prose(document: Document, text: str, *, first_line: int) -> None:
    lines = _LINE_BREAK.split(text)
    headings = find_sections("\n".join(lines))
    _check_beginning(document, lines[: headings[0][1] if headings else None], first_line)
    ends = [*(start for _, start, _ in headings), len(lines)][1:]
    sections: dict[str, str] = {}
    known = prose_headings()
    for (title, start, after), end in zip(headings, ends, strict=True):
        name = known.get(title)
        document.lines[(name or title,)] = first_line + start
        if name is None:
            allowed = ", ".join(known)
            document.report((title,), f"is not a known heading; the headings are: {allowed}")
        elif name in sections:
            document.report((name,), "stands here a second time")
        else:
            sections[name] = _section(document, name, lines[after:end], first_line + after)
    if not sections and not document.problems:
        document.lines[()] = first_line - 1  # where it would begin
    document.data = sections


def _section(document: Document, name: str, lines: list[str], first_line: int) -> str:
    """The text of a section, without the space around it, in which code cannot be indented."""
    text = "\n".join(lines)
    first = text.lstrip("\n")
    if first.startswith(("    ", "\t")) and first.strip():
        line = first_line + text.count("\n", 0, len(text) - len(first))
        message = "begins with indented code: put it in a fence"
        problem = document.problem((name,), message, "markdown")
        document.problems.append(replace(problem, line=line))
    return text.strip()


def _check_beginning(document: Document, lines: list[str], first_line: int) -> None:
    """Nothing but comments may stand before the first heading."""
    shown = without_comments("\n".join(lines)).strip().partition("\n")[0]
    if shown:
        document.lines[()] = first_line + next(
            (number for number, line in enumerate(lines) if shown in line), 0
        )
        document.report((), f"text before the first '## ' heading: {shown[:60]!r}")
