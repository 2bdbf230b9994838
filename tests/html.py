"""HTML as tests read it."""

import re
from html.parser import HTMLParser


def one_line(html: str) -> str:
    """`html` with each run of white space as one space, however its template was indented."""
    return " ".join(html.split())


def squeezed(html: str) -> str:
    """`html` with single spaces, and none just inside an element."""
    html = " ".join(html.split())
    html = re.sub(r"(<[a-z][^<>]*>) ", r"\1", html)
    return html.replace(" </", "</")


class _Form(HTMLParser):
    """Gathers what a browser would send of all fields, without a button."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.repeated: dict[str, list[str]] = {}
        self._area = self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in attrs}
        name, kind = at.get("name", ""), at.get("type", "text")
        if tag == "textarea":
            self._area = name
            self._set(name, "")
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            if "selected" in at or self._select not in self.values:
                self.values[self._select] = at.get("value", "")
        elif tag == "input" and name and _is_sent(kind, at):
            self._set(name, at.get("value", "on" if kind == "checkbox" else ""))

    def handle_data(self, data: str) -> None:
        if self._area:
            self.values[self._area] += data.removeprefix("\n") if self._area else data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""
        elif tag == "select":
            self._select = ""

    def _set(self, name: str, value: str) -> None:
        self.repeated.setdefault(name, []).append(value)
        self.values[name] = value


def _is_sent(kind: str, attributes: dict[str, str]) -> bool:
    if kind in ("checkbox", "radio"):
        return "checked" in attributes
    return kind not in ("submit", "button", "file")


def sent_by_form(html: str, form_id: str) -> dict[str, str | list[str]]:
    """What a browser sends of the form with this id as it stands, without a button; of HTML without
    it, of all that there is."""
    _before, found, rest = html.partition(f'id="{form_id}"')
    form = _Form()
    form.feed(rest.partition("</form>")[0] if found else html)
    several = {name: values for name, values in form.repeated.items() if len(values) > 1}
    return form.values | several
