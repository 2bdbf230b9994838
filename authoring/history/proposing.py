"""Proposals: what an author's change would make of a term's files, kept until it is decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from authoring.files.reading import Document, parse_yaml
from authoring.history import files
from authoring.history.saving import current_texts, save_texts
from authoring.history.versions import digest_of, term_path
from authoring.models import FileVersion, Proposal
from authoring.specs import term as term_specs
from terms.changes import lock_content
from terms.models import Term


class OvertakenError(Exception):
    """The term was changed in the same places after the proposal was made; `fields` says where."""

    def __init__(self, fields: list[str]) -> None:
        super().__init__(", ".join(fields))
        self.fields = fields


def propose(
    term: Term, base: Mapping[str, str], texts: Mapping[str, str], by: User, note: str
) -> Proposal | None:
    """Keep what would change of the files that said `base`, by name; None where nothing would."""
    changed = {name: text for name, text in texts.items() if text != base.get(name, "")}
    if not changed:
        return None
    bases = {name: digest_of(base[name]) if name in base else "" for name in changed}
    return Proposal.objects.create(term=term, texts=changed, bases=bases, made_by=by, note=note)


def lock_open_proposal(pk: int) -> Proposal:
    """The open proposal, which nobody else decides on until the transaction ends.

    Content is locked before it, as wherever both are written. Raises Proposal.DoesNotExist where
    somebody has decided already.
    """
    lock_content()
    return Proposal.objects.open().select_for_update().get(pk=pk)


def accept(proposal: Proposal, by: User, answer: str) -> None:
    """Make the term say what is proposed, and keep what was changed elsewhere in it since.

    To be called while the proposal is locked. Raises OvertakenError where both changed the same
    field, ContentError where the term would be wrong; then nothing is changed.
    """
    texts = merged_texts(proposal)
    how, note = FileVersion.How.ACCEPTED, proposal.note
    save_texts(proposal.term, texts, by, how, note, keeps_state=True)
    decide(proposal, Proposal.State.ACCEPTED, by, answer)


def decide(proposal: Proposal, state: str, by: User, answer: str = "") -> None:
    """Remember who decided what; the published term is untouched by this.

    To be called while the proposal is locked.
    """
    proposal.state, proposal.answer = state, answer
    proposal.decided_by, proposal.decided_at = by, timezone.now()
    proposal.save(update_fields=["state", "answer", "decided_by", "decided_at"])


def merged_texts(proposal: Proposal) -> dict[str, str]:
    """The files as they would be, by name; raises OvertakenError."""
    now = current_texts(proposal.term.slug)
    return {
        name: text
        if proposal.bases[name] == digest_of(now.get(name, ""))
        else _merge(proposal, name, text, now.get(name, ""))
        for name, text in proposal.texts.items()
    }


def base_text(proposal: Proposal, name: str) -> str:
    """What the proposed text was made from."""
    path = term_path(proposal.term.slug, name)
    base = FileVersion.objects.filter(path=path, digest=proposal.bases[name]).first()
    return base.text if base else ""


def _merge(proposal: Proposal, name: str, text: str, now: str) -> str:
    """`now` with the fields that the proposal changes, each taken as a whole."""
    base, mine, theirs = (_fields(name, one) for one in (base_text(proposal, name), text, now))
    changed = [field for field in base | mine if mine.get(field) != base.get(field)]
    both = [
        field
        for field in changed
        if theirs.get(field) != base.get(field) and theirs.get(field) != mine.get(field)
    ]
    if both:
        raise OvertakenError([field[1] for field in both])
    merged = {field: value for field, value in theirs.items() if field not in changed}
    return _written(name, now, merged | {field: mine[field] for field in changed if field in mine})


def _fields(name: str, text: str) -> dict[tuple[str, str], Any]:
    if name in files.SPECS:
        parts = {"": files.said(parse_yaml(Document("", text=text)), files.SPECS[name])}
    else:
        parts = dict(zip(("front", "prose"), files.term_says(text), strict=True))
    return {(part, field): value for part, data in parts.items() for field, value in data.items()}


def _written(name: str, now: str, fields: Mapping[tuple[str, str], Any]) -> str:
    def part(wanted: str) -> dict[str, Any]:
        return {field: value for (part, field), value in fields.items() if part == wanted}

    if name in files.SPECS:
        order = files.SPECS[name].model_fields
        data = part("")
        return files.yaml_file(
            now, files.SPECS[name], {one: data[one] for one in order if one in data}
        )
    front = part("front")
    ordered = {one: front[one] for one in term_specs.TermSpec.model_fields if one in front}
    return files.term_file(now, ordered, part("prose"))
