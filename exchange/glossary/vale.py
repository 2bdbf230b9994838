"""A package for Vale, which checks prose: names that are out of use, and how names are written.

See https://vale.sh/docs/keys/packages: a zip whose one folder is called as the zip is.
"""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

from authoring.history.emitting import emit_mapping
from exchange.records.record import EntryRecord, GlossaryRecord
from terms.names.labels import is_abbreviation, split_title
from terms.names.naming import name_key

STYLE = "Glossary"
README = """\
`Packages = {package}`, `Vocab = Glossary`, `BasedOnStyles = Vale, Glossary` in your .vale.ini.
Warns of names that {title} ({url}) has given up or writes otherwise.
"""


def write_vale(glossary: GlossaryRecord, package: str) -> bytes:
    """The package as it is had at the address `package`; equal byte for byte while names are."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in _files(glossary, package):
            packed.writestr(zipfile.ZipInfo(f"vale/{name}"), text)
    return out.getvalue()


def _files(glossary: GlossaryRecord, package: str) -> Iterator[tuple[str, str]]:
    in_use = {entry.slug: _names(entry) for entry in glossary.entries}
    names = sorted({name for some in in_use.values() for name in some})
    terms = _former_names(glossary, {name_key(name) for name in names})
    case = {other: name for name in names for other in _other_cases(name)}
    yield "README.md", README.format(title=glossary.title, url=glossary.url, package=package)
    if terms:
        yield f"styles/{STYLE}/Terms.yml", _substitution(terms, ignores_case=True)
    if case:
        yield f"styles/{STYLE}/Case.yml", _substitution(case, ignores_case=False)
    accepted = "".join(f"{_accepted(name)}\n" for name in names)
    yield f"styles/config/vocabularies/{STYLE}/accept.txt", accepted


def _names(entry: EntryRecord) -> list[str]:
    abbreviation = next(iter(entry.names_of("abbreviation")), "")
    return [*split_title(entry.title, abbreviation), *entry.names_of("alias")]


def _former_names(glossary: GlossaryRecord, in_use: set[str]) -> dict[str, str]:
    """Each name out of use, but those that another entry uses, with the first name in use."""
    return {
        former: split_title(entry.title, "")[-1]
        for entry in glossary.entries
        for former in entry.names_of("deprecated")
        if name_key(former) not in in_use
    }


def _other_cases(name: str) -> set[str]:
    """Ways in which a name such as MLOps is miswritten; none for ordinary words, and none for RAG
    or SLA: in lower case these may be words of their own."""
    if not is_abbreviation(name) or name.isupper() or not name.isalnum():
        return set()
    return {name.lower(), name.upper(), name.capitalize()} - {name}


def _accepted(name: str) -> str:
    """A line of a vocabulary, which is a regular expression; case counts in single coined words."""
    own = is_abbreviation(name) and " " not in name
    return _escaped(name) if own else f"(?i){_escaped(name)}"


def _escaped(name: str) -> str:
    return re.sub(r"([.^$*+?{}\[\]\\|()])", r"\\\1", name)


def _substitution(swap: dict[str, str], *, ignores_case: bool) -> str:
    rule = {
        "extends": "substitution",
        "message": "Use '%s' instead of '%s'.",
        "level": "warning",
        "ignorecase": ignores_case,
        "swap": {_escaped(former): name for former, name in sorted(swap.items())},
    }
    return "".join(emit_mapping(rule))
