"""How many words each part of an entry may take, so that two minutes are enough to read it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

from authoring.files.library import Library, TermFolder
from authoring.files.reading import Document, Problem
from authoring.files.yaml_lines import Location
from terms.fields.prose import count_words
from terms.markdown.reading import read_markdown
from terms.sections.layers import split_layers
from terms.sections.registry import parts
from terms.sections.section import FRONT_MATTER, Part

Layer = Literal["open", "closed"]


@dataclass(frozen=True)
class Budget:
    """The most words of some parts of an entry: of each row, or of all that they say together."""

    what: str
    parts: tuple[str, ...]
    """As `terms/sections/declared.py` names them; none for all parts."""
    most: int
    fields: tuple[str, ...] = ()
    """Those that count in each row; none where the parts are counted as a whole."""
    layer: Layer = "open"
    kind: Literal["full", "brief", ""] = ""
    """The kind of entry that it holds for; none for every kind."""
    least: int = 0


BUDGETS = (
    Budget("the TL;DR", ("tldr",), 35, ("tldr",), kind="full"),
    Budget("a brief entry", ("tldr",), 90, ("tldr",), kind="brief", least=40),
    Budget("a takeaway", ("takeaways",), 18, ("text",)),
    Budget("what a metric measures", ("key_metrics",), 14, ("measures",)),
    Budget("a step", ("steps",), 12, ("text",)),
    Budget("how a step is done", ("steps",), 40, ("more",)),
    Budget("an item of the checklist", ("checklist",), 18, ("text",)),
    Budget("a level of the ladder", ("levels",), 14, ("text",)),
    Budget("a comparison", ("comparisons",), 20, ("strength", "other_strength")),
    Budget("a mistake and its fix", ("mistakes",), 22, ("mistake", "fix")),
    Budget("what follows from a mistake", ("mistakes",), 25, ("consequence",)),
    Budget("a practice", ("practices",), 14, ("practice",)),
    Budget("the impact of a practice", ("practices",), 20, ("impact",)),
    Budget("an answer of the FAQ", ("faq",), 50, ("answer",)),
    Budget("why a term is related", ("related",), 8, ("why",)),
    Budget("the explanation before its first heading", ("explanation",), 180),
    Budget("the explanation under its headings", ("explanation",), 300, layer="closed"),
    Budget("where, who and why", ("where_used", "who_uses_it", "why_it_matters"), 90),
    Budget("how it works, before its first heading", ("how_it_works",), 70),
    Budget("how it works, under its headings", ("how_it_works",), 200, layer="closed"),
    Budget("the reading of the benchmarks", ("benchmarks_note",), 40),
    Budget(
        "the entry up to the end of its explanation",
        ("tldr", "takeaways", "key_metrics", "explanation", "picture", "picture.parts"),
        420,
        kind="full",
    ),
    Budget("what stands open in the entry", (), 1050, kind="full"),
    Budget("what a click opens", (), 1400, layer="closed", kind="full"),
)
"""Labels, buttons and the list of contents come on top: about 150 words of a full entry."""


@dataclass(frozen=True)
class _Text:
    """The words of one field, or of one layer of it."""

    part: str
    document: Document
    row: Location
    field: str
    layer: Layer
    words: int


def check_budgets(library: Library) -> Iterator[Problem]:
    """What is longer than its budget, and brief entries that are too short to be one."""
    for folder in library.folders:
        if folder.term:
            texts = list(_texts(folder))
            for budget in BUDGETS:
                if budget.kind in ("", folder.kind):
                    yield from _faults(folder, budget, texts)


def _faults(folder: TermFolder, budget: Budget, texts: Sequence[_Text]) -> Iterator[Problem]:
    counted = [
        text
        for text in texts
        if (not budget.parts or text.part in budget.parts)
        and (text.field in budget.fields or (not budget.fields and text.layer == budget.layer))
    ]
    for (document, location), words in _sums(folder, budget, counted):
        if words > budget.most:
            message = f"{budget.what} has {words} words: write at most {budget.most}"
        elif words < budget.least:
            message = f"{budget.what} has {words} words: write at least {budget.least}"
        else:
            continue
        yield document.warning(location, message, "budget")


def _sums(
    folder: TermFolder, budget: Budget, counted: Sequence[_Text]
) -> Iterator[tuple[tuple[Document, Location], int]]:
    """The words that a budget counts together, and where they begin."""
    if budget.fields:
        for row, texts in groupby(counted, lambda text: text.row):
            of_row = list(texts)
            first = of_row[0]
            yield (first.document, (*row, first.field)), sum(text.words for text in of_row)
    elif counted:
        first = counted[0]
        place = (
            (first.document, first.row or (first.field,)) if budget.parts else (folder.front, ())
        )
        yield place, sum(text.words for text in counted)


def _texts(folder: TermFolder) -> Iterator[_Text]:
    """All that the page of a term shows of its files, but figures, which stand in their notes."""
    for section, part in parts():
        if not section.is_article:
            continue
        if part.heading:
            yield from _prose(folder, part)
        elif part.file == FRONT_MATTER and not part.relation:
            yield from _fields(part, folder.front, (), folder.term, (part.name,))
        elif part.file in (FRONT_MATTER, "maturity.yaml"):
            is_front = part.file == FRONT_MATTER
            document = folder.front if is_front else folder.maturity_document
            said = folder.term if is_front else folder.maturity
            for index, row in enumerate(part.rows_of(said)):
                place: Location = part.place if part.is_single else (*part.place, index)
                yield from _fields(part, document, place, row, (*part.titles, *part.texts))
    yield from _first_question(folder)


def _prose(folder: TermFolder, part: Part) -> Iterator[_Text]:
    layers = split_layers(_html(getattr(folder.prose, part.name, None)))
    document, name = folder.prose_document, part.name
    yield _Text(name, document, (), name, "open", count_words(layers.open_html))
    for closed in layers.closed:
        words = count_words(f"{closed.heading_html} {closed.html}")
        yield _Text(name, document, (), name, "closed", words)


def _fields(
    part: Part, document: Document, place: Location, row: Any, names: tuple[str, ...]
) -> Iterator[_Text]:
    for name in names:
        said = getattr(row, name, None)
        text = " ".join(said) if isinstance(said, list) else said
        if text:
            words = len(text.split()) if name in part.titles else count_words(_html(text))
            layer: Layer = "closed" if name in part.closed else "open"
            yield _Text(part.name, document, place, name, layer, words)


def _first_question(folder: TermFolder) -> Iterator[_Text]:
    """The question of the quiz that stands on the page, with its options."""
    for question in folder.questions[:1]:
        texts = [question.stem, *(option.text for option in question.stored_options())]
        words = sum(count_words(_html(text)) for text in texts)
        yield _Text("questions", folder.quiz_document, ("questions", 0), "stem", "open", words)


def _html(text: str | None) -> str:
    return read_markdown(text).html if text else ""
