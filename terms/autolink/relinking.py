"""Links between terms made and kept in step with what is published: no request ever makes one."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.db import transaction

from terms.autolink.linked_sections import LinkedTerm, ProseLinker
from terms.autolink.matching import Finding, Linker
from terms.fields.prose import term_address
from terms.graph.placing import redraw_map
from terms.models import Alias, Homonym, KnownLabel, Mention, Term
from terms.names.labels import Label, Linking, split_title
from terms.sections.page_prose import BATCH, batches, read_prose, write_prose


@dataclass(frozen=True)
class Found:
    """A finding and where it is: the term's slug, the section's anchor and the field."""

    slug: str
    section: str
    field: str
    finding: Finding


@transaction.atomic(savepoint=False)
def relink(changed: Iterable[int] = (), *, redraws: bool = True) -> int:
    """Bring links up to date after the terms with the ids `changed` were written.

    Beside these, only the terms whose prose holds a label that came, went or changed since the
    last call are linked anew. Returns how many terms were. Unless it `redraws`, the picture of all
    terms is drawn anew only where a term mentions others than before.
    """
    labels, known = read_labels(), _known_labels()
    added, gone = labels - known.keys(), known.keys() - labels
    term_ids = set(changed)
    if added or gone:
        slugs = {label.slug for label in labels} ^ {label.slug for label in known}
        term_ids |= _touched(added | gone, slugs, but=term_ids)
    if term_ids:
        linked = map(ProseLinker(labels, term_address()), read_prose(term_ids))
        while batch := list(islice(linked, BATCH)):
            redraws = _store(batch) or redraws
    _remember(added, [known[label] for label in gone])
    if added or gone or (term_ids and redraws):
        redraw_map()
    return len(term_ids)


def relink_all() -> int:
    """Make every link anew. Returns how many terms there are."""
    return relink(Term.objects.values_list("pk", flat=True))


def find_mentions() -> Iterator[Found]:
    """Every link, near miss and ambiguity of the published terms, as linking finds them now."""
    linker = ProseLinker(read_labels(), term_address())
    for prose in read_prose(Term.objects.published().values_list("pk", flat=True)):
        for section in linker.link_sections(prose):
            for piece, linked in section.pieces:
                field = piece.column.removesuffix("_html")
                for finding in linked.findings:
                    yield Found(prose.slug, section.anchor, field, finding)


def read_labels() -> set[Label]:
    """Every name of every published term that is its alone: of what is called alike, and of names
    that are not to be used any more, nothing is linked."""
    labels: set[Label] = set()
    shared = set(Homonym.objects.values_list("term__slug", "name"))
    terms = Term.objects.published().values_list("slug", "title", "abbreviation", "linking")
    for slug, title, abbreviation, linking in terms:
        names = split_title(title, abbreviation)
        own = (name for name in names if (slug, name) not in shared)
        labels.update(Label(name, slug, Linking(linking)) for name in own)
    names_taken = {(label.slug, label.text) for label in labels}
    aliases = Alias.objects.filter(term__status=Term.Status.PUBLISHED)
    for slug, name, linking in aliases.values_list("term__slug", "name", "linking"):
        if (slug, name) not in names_taken:
            labels.add(Label(name, slug, Linking(linking)))
    return labels


def _known_labels() -> dict[Label, int]:
    rows = KnownLabel.objects.values_list("pk", "text", "slug", "linking")
    return {Label(text, slug, Linking(linking)): pk for pk, text, slug, linking in rows}


def _remember(added: Collection[Label], gone: list[int]) -> None:
    for batch in batches(gone):
        KnownLabel.objects.filter(pk__in=batch).delete()
    KnownLabel.objects.bulk_create(
        KnownLabel(text=one.text, slug=one.slug, linking=one.linking) for one in sorted(added)
    )


def _touched(moved: Collection[Label], slugs: Collection[str], *, but: Collection[int]) -> set[int]:
    """The terms, but those of `but`, whose prose holds a label of `moved` or links to `slugs`."""
    touched: set[int] = set()
    for some in batches(slugs):
        mentions = Mention.objects.filter(target__slug__in=some)
        touched.update(mentions.values_list("term_id", flat=True))
    others = set(Term.objects.values_list("pk", flat=True)) - touched - set(but)
    if not others:
        return touched
    linker = Linker(moved, str)
    for prose in read_prose(others):
        texts = [piece.html for section in prose.sections.values() for piece in section]
        if any(map(linker.mentions_any, texts)):
            touched.add(prose.term_id)
    return touched


def _store(terms: Collection[LinkedTerm]) -> bool:
    """Store the links of these terms; says whether one mentions others than before."""
    write_prose(piece for term in terms for piece in term.changed)
    ids = [term.term_id for term in terms]
    stored: dict[int, dict[str, int]] = {pk: {} for pk in ids}
    mentions = Mention.objects.filter(term_id__in=ids).order_by()
    for pk, slug, sections in mentions.values_list("term_id", "target__slug", "sections"):
        stored[pk][slug] = sections
    if moved := [term for term in terms if term.mentions != stored[term.term_id]]:
        _write_mentions(moved)
    return bool(moved)


def _write_mentions(terms: Collection[LinkedTerm]) -> None:
    slugs = {slug for term in terms for slug in term.mentions}
    targets = {
        slug: pk
        for batch in batches(slugs)
        for slug, pk in Term.objects.filter(slug__in=batch).values_list("slug", "pk")
    }
    Mention.objects.filter(term_id__in=[term.term_id for term in terms]).delete()
    Mention.objects.bulk_create(
        Mention(term_id=term.term_id, target_id=targets[slug], sections=number)
        for term in terms
        for slug, number in sorted(term.mentions.items())
        if slug in targets
    )
