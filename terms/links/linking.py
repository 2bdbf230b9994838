"""Links between terms made and kept in step with what is published: no request ever makes one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction

from glossary_site.paths import path_of
from terms.graph.placing import redraw
from terms.labels import Label, Linking, split_title
from terms.links.autolink import Finding, LinkedHtml, Linker, Sieve
from terms.links.hand_links import close_links, hand_linked, open_links
from terms.models import Alias, KnownLabel, Mention, Term
from terms.new_rows import insert_rows
from terms.page_prose import Piece, batches, read_prose, write_prose


@dataclass(frozen=True)
class Found:
    """A finding and where it is: the term's slug, the section's anchor and the field."""

    slug: str
    section: str
    field: str
    finding: Finding


@dataclass(frozen=True)
class _LinkedSection:
    """The pieces of one section with their links, and the terms that they lead to."""

    term_id: int
    slug: str
    anchor: str
    pieces: list[tuple[Piece, LinkedHtml]]
    mentions: set[str]


@transaction.atomic
def relink(changed: Iterable[int] = ()) -> int:
    """Bring links up to date after the terms with the ids `changed` were written.

    Beside these, only the terms whose prose holds a label that came, went or changed since the
    last call are linked anew. Returns how many terms were.
    """
    labels, known = read_labels(), _known_labels()
    added, gone = labels - known.keys(), known.keys() - labels
    term_ids = set(changed)
    if added or gone:
        slugs = {label.slug for label in labels} ^ {label.slug for label in known}
        term_ids |= _touched(added | gone, slugs, but=term_ids)
    if term_ids:
        linker = Linker(labels, address)
        published = {label.slug for label in labels}
        for batch in batches(term_ids):
            _store(_link_sections(linker, batch, published), batch)
    _remember(added, [known[label] for label in gone])
    if term_ids or added or gone:
        moved = Term.objects.filter(slug__in={label.slug for label in added | gone})
        redraw(term_ids.union(moved.values_list("pk", flat=True)))
    return len(term_ids)


def relink_all() -> int:
    """Make every link anew. Returns how many terms there are."""
    return relink(Term.objects.values_list("pk", flat=True))


def find_mentions() -> Iterator[Found]:
    """Every link, near miss and ambiguity of the published terms, as linking finds them now."""
    labels = read_labels()
    linker = Linker(labels, address)
    published = {label.slug for label in labels}
    for batch in batches(Term.objects.published().values_list("pk", flat=True)):
        for section in _link_sections(linker, batch, published):
            for piece, linked in section.pieces:
                field = piece.column.removesuffix("_html")
                for finding in linked.findings:
                    yield Found(section.slug, section.anchor, field, finding)


def read_labels() -> set[Label]:
    """Every name of every published term."""
    labels: set[Label] = set()
    terms = Term.objects.published().values_list("slug", "title", "abbreviation", "linking")
    for slug, title, abbreviation, linking in terms:
        names = split_title(title, abbreviation)
        labels.update(Label(name, slug, Linking(linking)) for name in names)
    names_taken = {(label.slug, label.text) for label in labels}
    aliases = Alias.objects.filter(term__status=Term.Status.PUBLISHED)
    for slug, name, linking in aliases.values_list("term__slug", "name", "linking"):
        if (slug, name) not in names_taken:
            labels.add(Label(name, slug, Linking(linking)))
    return labels


def address(slug: str) -> str:
    """The path of the page of the term `slug`."""
    return path_of("terms:term_detail", slug)


def _known_labels() -> dict[Label, int]:
    rows = KnownLabel.objects.values_list("pk", "text", "slug", "linking")
    return {Label(text, slug, Linking(linking)): pk for pk, text, slug, linking in rows}


def _remember(added: Collection[Label], gone: list[int]) -> None:
    for batch in batches(gone):
        KnownLabel.objects.filter(pk__in=batch).delete()
    rows = [KnownLabel(text=one.text, slug=one.slug, linking=one.linking) for one in sorted(added)]
    insert_rows(KnownLabel, rows)


def _touched(moved: Collection[Label], slugs: Collection[str], *, but: Collection[int]) -> set[int]:
    """The terms, but those of `but`, whose prose holds a label of `moved` or links to `slugs`."""
    touched: set[int] = set()
    for some in batches(slugs):
        mentions = Mention.objects.filter(target__slug__in=some)
        touched.update(mentions.values_list("term_id", flat=True))
    others = set(Term.objects.values_list("pk", flat=True)) - touched - set(but)
    if not others:
        return touched
    sieve, linker = Sieve(moved), Linker(moved, address)
    for batch in batches(others):
        for term_id, sections in read_prose(batch).items():
            texts = [piece.html for section in sections.values() for piece in section]
            if any(map(linker.mentions_any, filter(sieve.lets_through, texts))):
                touched.add(term_id)
    return touched


def _link_sections(
    linker: Linker, term_ids: list[int], published: Collection[str]
) -> Iterator[_LinkedSection]:
    slugs = dict(Term.objects.filter(pk__in=term_ids).values_list("pk", "slug"))
    for term_id, sections in read_prose(slugs).items():
        for anchor, stored in sections.items():
            headings = {piece.heading for piece in stored if piece.heading}
            opened = [open_links(piece.html) for piece in stored]
            linked = headings.union(*map(hand_linked, opened))
            results = []
            for piece, html in zip(stored, opened, strict=True):
                found = linker.link(html, own=slugs[term_id], linked=linked)
                closed = close_links(found.html, published.__contains__)
                results.append((piece, LinkedHtml(closed, found.findings)))
            yield _LinkedSection(term_id, slugs[term_id], anchor, results, linked - headings)


def _store(sections: Iterable[_LinkedSection], term_ids: list[int]) -> None:
    changes = []
    counts: Counter[tuple[int, str]] = Counter()
    for section in sections:
        changes += [
            (piece, linked.html) for piece, linked in section.pieces if linked.html != piece.html
        ]
        counts.update((section.term_id, slug) for slug in section.mentions - {section.slug})
    write_prose(changes)
    targets = {
        slug: pk
        for batch in batches({slug for _, slug in counts})
        for slug, pk in Term.objects.filter(slug__in=batch).values_list("slug", "pk")
    }
    Mention.objects.filter(term_id__in=term_ids).delete()
    rows = [
        Mention(term_id=term_id, target_id=targets[slug], sections=number)
        for (term_id, slug), number in counts.items()
        if slug in targets
    ]
    insert_rows(Mention, rows)
