"""XML of other programs, an element at a time, by defusedxml: no entities, nothing fetched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from authoring.importing.entries import MAX_FILE_BYTES, ImportRefusedError

MAX_DEPTH = 100
MAX_ELEMENTS = 1_000_000
"""WordPress writes some 30 for an entry, and a file holds 20,000 of those at most."""


def elements(path: Path, *names: str) -> Iterator[tuple[str, Element]]:
    """The elements with these local names as they end, each emptied once it has been looked at.

    Raises ImportRefusedError for a file that is too large, declares entities, or is no XML.
    """
    if (size := path.stat().st_size) > MAX_FILE_BYTES:
        raise ImportRefusedError(
            f"{path.name} has {size:,} bytes, and {MAX_FILE_BYTES:,} are read: split it"
        )
    try:
        for element in _ended(path):
            if (name := local(element.tag)) in names:
                yield name, element
                element.clear()
    except DefusedXmlException:
        raise ImportRefusedError(f"{path.name} declares entities, which no export does") from None
    except ParseError as error:
        line, _ = error.position
        raise ImportRefusedError(f"{path.name}:{line} is no XML: {error}") from None
    except (OSError, ValueError, LookupError) as error:
        raise ImportRefusedError(f"{path.name} cannot be read: {error}") from None


def _ended(path: Path) -> Iterator[Element]:
    """Each element at its end, of a file with no more of them than a glossary has."""
    depth = number = 0
    for event, element in iterparse(str(path), events=("start", "end")):
        if event == "end":
            depth -= 1
            yield element
            continue
        depth, number = depth + 1, number + 1
        if depth > MAX_DEPTH or number > MAX_ELEMENTS:
            raise ImportRefusedError(
                f"{path.name} has more than {MAX_ELEMENTS:,} elements, or {MAX_DEPTH} inside "
                "each other, which no glossary has"
            )


def local(tag: Any) -> str:
    """A name without its namespace."""
    return str(tag).rpartition("}")[2]


def said(element: Element, name: str) -> str:
    """The text of the first child of that local name, at any depth; nothing if there is none."""
    found = next((one for one in element.iter() if local(one.tag) == name), None)
    return (found.text or "").strip() if found is not None else ""
