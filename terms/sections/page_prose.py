"""The texts of term pages, section by section: read and written in bulk."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any, NamedTuple, TypeVar

from django.db import connection, models

from terms.fields.prose import ProseField, count_words
from terms.markdown.placing import PlacedImage, image_key
from terms.models import Term, TermImage
from terms.models.images import image_address
from terms.sections import registry
from terms.sections.layers import split_layers
from terms.sections.pieces import Piece, TermProse
from terms.sections.section import FRONT_MATTER, Part, Section

BATCH = 500
KeyT = TypeVar("KeyT", int, str)


class RowTexts(NamedTuple):
    """The texts of one row of a part, by column, none of them empty.

    `heading` is the slug of the term that the row's title already links to, if any.
    """

    section: Section
    part: Part
    term_id: int
    pk: int
    heading: str
    texts: dict[str, str]


def model_of(part: Part) -> type[models.Model]:
    """The model of a part's rows: of a text of the term, the term itself."""
    relation = part.relation
    return Term._meta.get_field(relation).related_model if relation else Term  # type: ignore[return-value]


def batches(keys: Iterable[KeyT]) -> Iterator[list[KeyT]]:
    """The keys in order, `BATCH` at a time."""
    ordered = sorted(keys)
    for start in range(0, len(ordered), BATCH):
        yield ordered[start : start + BATCH]


def prose_columns(part: Part) -> list[str]:
    """The columns of HTML in which links are made: titles have none."""
    return [f"{name}_html" for name in part.own_texts] if part.texts or not part.relation else []


def shown_columns(part: Part) -> list[str]:
    """The columns that hold what a reader reads, titles first."""
    model = model_of(part)
    names = (*part.titles, *part.own_texts)
    fields = {name: model._meta.get_field(name) for name in names}
    return [f"{name}_html" if isinstance(fields[name], ProseField) else name for name in names]


def read_texts(
    term_ids: Collection[int],
    columns: Callable[[Part], list[str]],
    *,
    of: Callable[[Section, Part], bool] = lambda _section, _part: True,
) -> list[RowTexts]:
    """The texts of these terms in the reader's order, by one statement for all sections."""
    places = [(section, part, columns(part)) for section, part in registry.parts()]
    places = [place for place in places if place[2] and of(place[0], place[1])]
    width = max(len(names) for _, _, names in places)
    first, *others = [
        _rows(at, part, names, width, term_ids) for at, (_, part, names) in enumerate(places)
    ]
    return [
        RowTexts(
            places[at][0],
            places[at][1],
            term_id,
            pk,
            heading,
            {name: text for name, text in zip(places[at][2], texts, strict=False) if text},
        )
        for at, _order, term_id, pk, heading, *texts in sorted(first.union(*others, all=True))
    ]


def _rows(
    place: int, part: Part, columns: list[str], width: int, term_ids: Collection[int]
) -> models.QuerySet[Any, Any]:
    model = model_of(part)
    order: Any = models.Value(0)
    if part.relation and model._meta.ordering:
        order = models.F(str(model._meta.ordering[0]))
    key = "term_id" if part.relation else "pk"
    texts: list[Any] = [*map(models.F, columns), *[models.Value("")] * (width - len(columns))]
    heading: Any = models.F(part.links_to) if part.links_to else models.Value("")
    rows = model._base_manager.filter(**{f"{key}__in": term_ids}).order_by()
    return rows.values_list(models.Value(place), order, key, "pk", heading, *texts)


def read_prose(term_ids: Iterable[int]) -> Iterator[TermProse]:
    """The prose of these terms, read `BATCH` of them at a time."""
    for batch in batches(term_ids):
        slugs = Term.objects.filter(pk__in=batch).order_by("pk").values_list("pk", "slug")
        sections, images = _read_sections(batch), read_images(batch)
        for pk, slug in slugs:
            yield TermProse(pk, slug, sections[pk], images[pk])


def read_images(term_ids: Collection[int]) -> dict[int, dict[str, PlacedImage]]:
    """The images of these terms, by their keys."""
    images: dict[int, dict[str, PlacedImage]] = {pk: {} for pk in term_ids}
    rows = TermImage.objects.filter(term__in=term_ids).order_by()
    for pk, slug, name, digest, *size in rows.values_list(
        "term_id", "term__slug", "name", "digest", "width", "height"
    ):
        images[pk][image_key(name)] = PlacedImage(image_address(slug, digest, name), *size)
    return images


def _read_sections(term_ids: Collection[int]) -> dict[int, dict[str, list[Piece]]]:
    prose: dict[int, dict[str, list[Piece]]] = {pk: defaultdict(list) for pk in term_ids}
    for row in read_texts(term_ids, prose_columns):
        table = model_of(row.part)._meta.db_table
        prose[row.term_id][row.section.key] += [
            Piece(table, row.pk, column, html, row.heading) for column, html in row.texts.items()
        ]
    return prose


def write_prose(pieces: Iterable[Piece]) -> None:
    """Store the HTML of these pieces; `bulk_update` takes 20 times as long for it."""
    by_column: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    for piece in pieces:
        by_column[piece.table, piece.column].append((piece.html, piece.pk))
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for (table, column), rows in by_column.items():
            statement = f"UPDATE {quote(table)} SET {quote(column)} = %s WHERE id = %s"  # noqa: S608 - names of our own
            cursor.executemany(statement, rows)


def count_all_words(term_ids: Iterable[int]) -> None:
    """Store how many words of each of these terms stand open: of its prose and its rows, without
    its quiz and its figures."""
    for batch in batches(term_ids):
        counts = Counter(dict.fromkeys(batch, 0))
        for row in read_texts(batch, _open_columns, of=_is_article):
            counts[row.term_id] += sum(
                count_words(split_layers(text).open_html) for text in row.texts.values()
            )
        with connection.cursor() as cursor:
            cursor.executemany(
                "UPDATE terms_term SET word_count = %s WHERE id = %s",
                [(number, pk) for pk, number in counts.items()],
            )


def _open_columns(part: Part) -> list[str]:
    closed = {name for one in part.closed for name in (one, f"{one}_html")}
    return [name for name in shown_columns(part) if name not in closed]


def _is_article(section: Section, part: Part) -> bool:
    return section.is_article and part.file == FRONT_MATTER
