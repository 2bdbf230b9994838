"""The forms of a page, as a browser would send them."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.http import QueryDict


@dataclass
class DrawnForm:
    """A form that posts: where to, and what it sends as it stands, its first button pressed."""

    action: str
    fields: list[tuple[str, str]] = field(default_factory=list)

    @property
    def data(self) -> dict[str, list[str]]:
        sent = QueryDict(mutable=True)
        for name, value in self.fields:
            sent.appendlist(name, value)
        return dict(sent.lists())


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.forms: dict[str, DrawnForm] = {}
        self.elsewhere: list[tuple[str, tuple[str, str]]] = []
        self.inside: DrawnForm | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = None
            if given.get("method") == "post":
                self.inside = DrawnForm(given.get("action") or self.address)
                self.forms[given.get("id", str(len(self.forms)))] = self.inside
        elif tag in ("input", "button") and "name" in given:
            if "disabled" in given:
                return
            if given.get("type") in ("checkbox", "radio") and "checked" not in given:
                return
            pair = given["name"], given.get("value", "")
            if "form" in given:
                self.elsewhere.append((given["form"], pair))
            elif self.inside and not (tag == "button" and pair[0] in dict(self.inside.fields)):
                self.inside.fields.append(pair)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = None


def forms_of(page: str, address: str) -> list[DrawnForm]:
    """The forms that `page`, at `address`, would post."""
    reader = _Reader(address)
    reader.feed(page)
    for form, pair in reader.elsewhere:
        reader.forms[form].fields.append(pair)
    return list(reader.forms.values())
