"""The first mention of a term in a text made a link: which mentions count, and which do not."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from html import escape

from ahocorasick_rs import AhoCorasick

from terms.autolink.html_text import BREAK, HtmlText, read_html
from terms.names.labels import Form, Label, forms_of
from terms.names.naming import spaced
from terms.names.word_edges import begins_word, ends_word, is_one_of_many, is_unspaced

_LINK = '<a class="auto-link" href="{href}">'
_OWN_LINK = re.compile(
    r'<a class="(?:auto-link|term-link term-link--auto)" href="[^"]*">([^<]*)</a>'
)
"""The second as texts have it that were stored before the shorter name."""
_LONG_DASHES = re.compile("[\u2012-\u2015]")
"""They part sentences, where a hyphen joins words; in a normal form they are the same."""
_SHORT = 3
"""An abbreviation this short beside a slash is half of another, as in 'TCP/IP'."""
_ADDRESS = re.compile(r"://|www\.|@|^[('\"]*/|/[.,;:!?)]*$|/.*/")
_LONGEST_ADDRESS = 200
_SPACE = re.compile(rf"[\s{BREAK}]")


class Kind(StrEnum):
    """What became of a mention."""

    LINK = "link"
    AMBIGUOUS = "ambiguous"
    NEAR_MISS = "near-miss"


class Why(StrEnum):
    """Why a mention that nearly fits is none."""

    NONE = ""
    CASE = "written in another case"
    COMPOUND = "part of a compound"
    MARKUP = "split by markup"


@dataclass(frozen=True)
class Finding:
    """A mention: its words, the terms that it may mean, and where it stands in the text."""

    kind: Kind
    text: str
    slugs: tuple[str, ...]
    why: Why
    start: int
    end: int
    context: str


@dataclass(frozen=True)
class LinkedHtml:
    """A text with its links, and what was found in it, in reading order."""

    html: str
    findings: list[Finding]


@dataclass(frozen=True)
class _Match:
    start: int
    end: int
    forms: tuple[Form, ...]
    why: Why


class Linker:
    """Links the mentions of many labels. `address` gives the path of a term's page.

    Building one takes a second for 40,000 labels; linking a page takes a few milliseconds.
    """

    def __init__(self, labels: Iterable[Label], address: Callable[[str], str]) -> None:
        self._address = address
        forms: dict[str, list[Form]] = defaultdict(list)
        for label in labels:
            for form in forms_of(label):
                forms[form.key].append(form)
        self._forms = list(forms.values())
        self._automaton = AhoCorasick(forms)

    def mentions_any(self, html: str) -> bool:
        """Whether one of the labels stands in a text, as a word of its own or inside another."""
        return bool(self._automaton.find_matches_as_indexes(spaced(read_html(html).normal.text)))

    def link(self, html: str, *, own: str = "", linked: set[str]) -> LinkedHtml:
        """Link each term's first mention in `html`, but the term `own` and those in `linked`.

        The terms that are linked now are added to `linked`. Links that an earlier call made are
        made anew, so that linking twice gives the same as linking once.
        """
        html = without_links(html)
        page = read_html(html)
        if not (matches := self._choose(page)):
            return LinkedHtml(html, [])
        findings: list[Finding] = []
        parts: list[str] = []
        done = 0
        for match in matches:
            finding = _judge(page, match)
            if own in finding.slugs or linked.intersection(finding.slugs):
                continue
            findings.append(finding)
            if finding.kind is Kind.LINK:
                (slug,) = finding.slugs
                linked.add(slug)
                start, end = page.html_range(match.start, match.end)
                tag = _LINK.format(href=escape(self._address(slug)))
                parts += [html[done:start], tag, html[start:end], "</a>"]
                done = end
        return LinkedHtml("".join([*parts, html[done:]]), findings)

    def _choose(self, page: HtmlText) -> list[_Match]:
        """The mentions in reading order; of two that overlap the longer one."""
        found = sorted(self._matches(page), key=lambda match: match.start - match.end)
        if not found:
            return []
        taken: list[_Match] = []
        occupied = bytearray(len(page.text))
        for match in sorted(found, key=lambda match: match.why in (Why.CASE, Why.COMPOUND)):
            if not any(occupied[match.start : match.end]):
                occupied[match.start : match.end] = b"\1" * (match.end - match.start)
                taken.append(match)
        return sorted(taken, key=lambda match: match.start)

    def _matches(self, page: HtmlText) -> Iterator[_Match]:
        """Every label that stands as a word of its own outside headings, code and links."""
        folded, cased = spaced(page.normal.text), spaced(page.normal.cased)
        written = _with_long_dashes(page)
        matches = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        for index, start, end in matches:
            if _is_inside_word(folded, start, end):
                continue
            place = page.normal.source_range(start, end)
            if page.is_closed(*place):
                continue
            forms = self._forms[index]
            fitting = [form for form in forms if form.fits(cased, start)]
            best = max((form.rank for form in fitting), default=None)
            chosen = tuple(form for form in fitting if form.rank == best) or tuple(forms)
            why = _why_not(written, start, end, fitting)
            yield _Match(*place, chosen, why or (Why.NONE if page.is_whole(*place) else Why.MARKUP))


def without_links(html: str) -> str:
    """`html` without the links that a Linker made; those made by hand stay."""
    return _OWN_LINK.sub(r"\1", html) if "<a " in html else html


def _judge(page: HtmlText, match: _Match) -> Finding:
    slugs = tuple(sorted({form.label.slug for form in match.forms}))
    kind = Kind.LINK if len(slugs) == 1 else Kind.AMBIGUOUS
    if match.why:
        kind = Kind.NEAR_MISS
    text = " ".join(page.text[match.start : match.end].split())
    around = page.text[max(0, match.start - 30) : match.end + 30]
    context = " ".join(around.replace(BREAK, " ").split())
    return Finding(kind, text, slugs, match.why, match.start, match.end, context)


def _with_long_dashes(page: HtmlText) -> str:
    """The normal form of a page's text, its case and its long dashes as they are written."""
    cased = page.normal.cased
    if not _LONG_DASHES.search(page.text):
        return cased
    dashes = (place for place, character in enumerate(cased) if character == "-")
    long = {
        at
        for at in dashes
        if _LONG_DASHES.match(page.text, page.normal.source_range(at, at + 1)[0])
    }
    return "".join("\u2014" if at in long else one for at, one in enumerate(cased))


def _why_not(text: str, start: int, end: int, fitting: Collection[Form]) -> Why:
    if not fitting:
        return Why.CASE
    takes_endings = any(form.takes_endings for form in fitting)
    is_part = _is_part_of_compound(text, start, end, takes_endings)
    return Why.COMPOUND if is_part else Why.NONE


def _is_inside_word(text: str, start: int, end: int) -> bool:
    # Most matches are syllables of other words, which this tells soonest.
    before, after = text[max(0, start - 1) : start + 1], text[end - 1 : end + 1]
    if (start and before.isascii() and before.isalnum()) or (
        len(after) > 1 and after.isascii() and after.isalnum()
    ):
        return True
    return (
        not (begins_word(text, start) and ends_word(text, end))
        or (end - start == 1 and is_one_of_many(text, start))
        or _continues(before[:-1], before[-1:])
        or _continues(after[1:], after[:1])
    )


def _continues(outer: str, inner: str) -> bool:
    """Whether a letter or digit touches a name's first or last sign, as in 'ASP.NET' or 'C++11'."""
    return outer.isalnum() and not inner.isalnum() and not is_unspaced(outer)


def _is_part_of_compound(text: str, start: int, end: int, takes_endings: bool) -> bool:
    """Whether a hyphen, a point or another sign makes the words a part of something else."""
    before, after = text[max(0, start - 2) : start], text[end : end + 3]
    if _joins_before(before) or _joins_after(after, takes_endings):
        return True
    return "/" in (before[-1:], after[:1]) and _is_path(text, start, end)


def _joins_before(before: str) -> bool:
    if before[-1:] in tuple("#@$&\\+"):
        return True
    return before[-1:] in tuple("-.'") and len(before) > 1 and before[0].isalnum()


def _joins_after(after: str, takes_endings: bool) -> bool:
    """'token-based' is another word than 'token'; 'RAG-based' is not: it says 'by RAG'."""
    sign, following = after[:1], after[1:2]
    if sign == "-":
        return following != "-" and not (takes_endings and following.islower())
    if sign == "'":
        return following.isalnum() and (following not in "sS" or after[2:3].isalnum())
    if sign in tuple(".&:"):
        return following.isalnum()
    return sign in tuple("#@\\+=") or after.startswith("()")


def _is_path(text: str, start: int, end: int) -> bool:
    """Whether the words stand in an address, or are half of an abbreviation with a slash."""
    if end - start <= _SHORT:
        return True
    left = _SPACE.split(text[max(0, start - _LONGEST_ADDRESS) : start])[-1]
    right = _SPACE.split(text[end : end + _LONGEST_ADDRESS], maxsplit=1)[0]
    return bool(_ADDRESS.search(f"{left}{text[start:end]}{right}"))
