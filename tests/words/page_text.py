"""What a reader is told by a page: its texts, labels and descriptions, with where each stands."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

SILENT = {"script", "style", "code"}
VOID = {"meta", "link", "input", "br", "hr", "img", "wbr"}
TOLD = {"aria-label", "title", "alt", "placeholder", "data-label", "data-copied", "aria-roledescription"}  # fmt: skip
TOLD_BY_META = {"description", "og:title", "og:description", "og:site_name"}
BUTTONS = {"submit", "button", "reset"}


@dataclass(frozen=True)
class Told:
    """One text, the element it stands in as a path, and the language and direction marked for it."""

    text: str
    place: str
    language: str
    direction: str


@dataclass(frozen=True)
class _Element:
    tag: str
    language: str
    direction: str
    is_silent: bool = False


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [_Element("", "", "")]
        self.found: list[Told] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        above = self.open[-1]
        language = values.get("lang", above.language)
        is_silent = above.is_silent or tag in SILENT or values.get("translate") == "no"
        here = _Element(tag, language, values.get("dir", above.direction), is_silent)
        self.open.append(here)
        for name, value in values.items():
            if self._is_told(tag, name, values):
                self._add(value, f"[{name}]")
        if tag in VOID:
            self.open.pop()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if not self.open[-1].is_silent:
            self._add(data, "")

    def _is_told(self, tag: str, name: str, values: dict[str, str]) -> bool:
        if tag == "meta":
            kind = values.get("name") or values.get("property")
            return name == "content" and kind in TOLD_BY_META
        is_button = tag == "input" and values.get("type") in BUTTONS
        return name in TOLD or (name == "value" and is_button)

    def _add(self, text: str, attribute: str) -> None:
        if words := " ".join(text.split()):
            here = self.open[-1]
            place = ">".join(element.tag for element in self.open[-3:]) + attribute
            self.found.append(Told(words, place, here.language, here.direction))


def read_page(html: str) -> list[Told]:
    """Everything that the page tells; fails where its elements are not closed in their order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert len(reader.open) == 1, f"never closed: {[one.tag for one in reader.open[1:]]}"
    return reader.found
