"""A question that a file of another program holds, in this site's Markdown. Pure."""

import re
from dataclasses import dataclass, field
from fractions import Fraction

from authoring.importing.markup.cleaning import one_line
from authoring.importing.markup.html import escaped, html_to_markdown

_UNIT = re.compile(r'<p class="unit" title="([^"]*)">.*?</p>')
_SOURCE = re.compile(r'<p class="source">.*?</p>')
_SECTION = "section-"
TOLERABLE = Fraction(1, 1000)
"""Parts of a point that differ by no more than this, in percent of it, are rounded alike."""


@dataclass(frozen=True)
class Choice:
    """An option or a step; `share` is what it is worth in percent of the point."""

    text: str
    reason: str
    share: Fraction = Fraction(100)

    @property
    def is_right(self) -> bool:
        return self.share > 0


@dataclass
class Found:
    """A question and the line on which it begins; without a `kind` it is none of this site's.

    `dropped` says what of it has no place here, or why it has none itself.
    """

    line: int
    name: str = ""
    id: str = ""
    section: str = "explanation"
    kind: str = ""
    stem: str = ""
    sign: str = ""
    choices: list[Choice] = field(default_factory=list)
    exact: Fraction | None = None
    error: Fraction = Fraction(0)
    reason: str = ""
    dropped: list[str] = field(default_factory=list)

    def drop(self, what: str, example: str = "") -> None:
        """Note a loss."""
        told = f"{what}: {example}" if example else what
        if told not in self.dropped:
            self.dropped.append(told)

    def read_stem(self, text: str, form: str) -> None:
        if unit := _UNIT.search(text):
            self.sign, text = unit[1], _UNIT.sub("", text)
        self.stem = self.line_of(text, form)

    def text_of(self, text: str, form: str) -> str:
        """A text of the file in Markdown: `form` is its format there."""
        text = _SOURCE.sub("", text)
        match form:
            case "markdown":
                return text.strip()
            case "plain" | "plain_text":
                return escaped(text).strip()
        return html_to_markdown(text, self.drop).strip()

    def line_of(self, text: str, form: str) -> str:
        return one_line(self.text_of(text, form))

    def read_tags(self, tags: list[str]) -> None:
        for tag in tags:
            if tag.startswith(_SECTION):
                self.section = tag.removeprefix(_SECTION)
            else:
                self.drop("a tag", tag)

    def weigh(self) -> None:
        """Note where options are worth something else than this site gives for them."""
        right = [one for one in self.choices if one.is_right]
        part = Fraction(100, len(right) or 1)
        wrong = -part if self.kind == "multiple" else Fraction(0)
        for one in self.choices:
            ours = part if one.is_right else wrong
            if abs(one.share - ours) > TOLERABLE:
                self.drop("what options are worth, which this site works out itself")
