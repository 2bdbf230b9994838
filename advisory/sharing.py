"""What a reader brings along from a page, and what of it they want to share."""

from collections.abc import Collection
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import cached_property

from advisory.models import Handover, Origin
from glossary_site.web.handover import Finding, Findings


@dataclass(frozen=True)
class Box:
    """A finding with its box, ticked or not."""

    finding: Finding
    is_ticked: bool


@dataclass(frozen=True)
class Shared:
    """A handover as a page shows it; `ticked` are the keys of the findings to be shared.

    Without a handover, or with one that has expired, nothing is `found` that could be shared.
    """

    reference: str
    handover: Handover | None
    found: Findings | None
    ticked: Collection[str]

    @property
    def origin(self) -> str:
        return self.handover.origin if self.handover else Origin.DIRECT.value

    def agree(self) -> None:
        """Keep what is ticked, as the text that was shown."""
        if self.handover:
            self.handover.agreed = "\n".join(str(one) for one in self.findings)
            self.handover.save(update_fields=["agreed"])

    @property
    def joined_by(self) -> str:
        """The reference that goes out with a booking; none once the page is gone."""
        return self.reference if self.found else ""

    @property
    def has_expired(self) -> bool:
        return bool(self.reference) and self.found is None

    @cached_property
    def boxes(self) -> tuple[Box, ...]:
        if self.found is None:
            return ()
        return tuple(Box(one, one.key in self.ticked) for one in self.found.findings)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Those that are ticked."""
        return tuple(box.finding for box in self.boxes if box.is_ticked)


def read_shared(
    request: HttpRequest, reference: str, ticked: Collection[str] | None = None
) -> Shared:
    """What `reference` stands for; nothing, where it is unknown or older than a week.

    Where no ticks are given, those hold that were agreed to, as long as the page says the same.
    """
    known = Handover.objects.valid().filter(reference=reference) if reference.isprintable() else ()
    handover = next(iter(known), None)
    found = handover.find(request) if handover else None
    if ticked is None:
        agreed = handover.agreed.splitlines() if handover else []
        ticked = [one.key for one in found.findings if str(one) in agreed] if found else []
    return Shared(reference, handover, found, ticked)
