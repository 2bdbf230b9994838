"""What saving a term can come to, other than being saved. Each takes the change back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from authoring.editing.impact import Impact
from terms.models import Term


class TakenBackError(Exception):
    """The form was right and its rows were written; the transaction is undone all the same."""


class ProposedError(TakenBackError):
    """The change needs a second person: `texts` would be the files that say `base` now."""

    def __init__(self, term: Term, base: Mapping[str, str], texts: Mapping[str, str]) -> None:
        super().__init__("only proposed")
        self.term = term
        self.base = base
        self.texts = texts


@dataclass
class Looked:
    """What somebody sees who looks before saving: the page as it would be, or what changes."""

    html: str = ""
    impact: Impact | None = None


class LookedError(TakenBackError):
    """Nothing was to be saved."""

    def __init__(self, looked: Looked) -> None:
        super().__init__("only looked at")
        self.looked = looked
