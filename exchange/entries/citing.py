"""How an entry is cited, for reference managers: CSL-JSON, BibTeX and RIS. Pure."""

import datetime
import json
import re
from dataclasses import dataclass

from exchange.records.record import EntryHead

_BIBTEX = {sign: f"\\{sign}" for sign in "{}$%&#_"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


@dataclass(frozen=True)
class Citation:
    """An entry as a work: the glossary is its container and stands for its author."""

    entry: EntryHead
    glossary: str
    language: str
    accessed: datetime.date

    @property
    def key(self) -> str:
        """By which texts cite it: letters, digits and hyphens."""
        return re.sub(r"[^A-Za-z0-9-]+", "-", self.entry.slug).strip("-") or "entry"

    def as_text(self) -> str:
        """A line for those who use no program."""
        day = self.entry.updated_on.isoformat()
        return f"{self.glossary}. “{self.entry.title}”. {day}. {self.entry.url}"

    def as_csl(self) -> str:
        """CSL-JSON 1.0.2: a list of one `entry-encyclopedia`."""
        item = {
            "id": self.key,
            "type": "entry-encyclopedia",
            "title": self.entry.title,
            "container-title": self.glossary,
            "author": [{"literal": self.glossary}],
            "abstract": self.entry.definition,
            "URL": self.entry.url,
            "language": self.language,
            "issued": _date_parts(self.entry.updated_on),
            "accessed": _date_parts(self.accessed),
        }
        return json.dumps([item], ensure_ascii=False, indent=2) + "\n"

    def as_bibtex(self) -> str:
        """An `@online` as biblatex has it, which BibTeX styles read as `@misc`."""
        fields = {
            "title": f"{{{_tex(self.entry.title)}}}",
            "author": f"{{{_tex(self.glossary)}}}",
            "organization": _tex(self.glossary),
            "year": str(self.entry.updated_on.year),
            "date": self.entry.updated_on.isoformat(),
            "url": self.entry.url,
            "urldate": self.accessed.isoformat(),
        }
        lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
        return f"@online{{{self.key},\n{lines}}}\n"

    def as_ris(self) -> str:
        """A record of type DICT, an entry of a dictionary; lines end as RIS wants it."""
        lines = (
            ("TY", "DICT"),
            ("ID", self.key),
            ("TI", self.entry.title),
            ("T2", self.glossary),
            ("AU", self.glossary),
            ("PY", str(self.entry.updated_on.year)),
            ("DA", f"{self.entry.updated_on:%Y/%m/%d}"),
            ("Y2", f"{self.accessed:%Y/%m/%d}"),
            ("LA", self.language),
            ("AB", self.entry.definition),
            ("UR", self.entry.url),
            ("ER", ""),
        )
        return "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in lines)


def _date_parts(day: datetime.date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[day.year, day.month, day.day]]}


def _tex(text: str) -> str:
    return "".join(_BIBTEX.get(sign, sign) for sign in text)
