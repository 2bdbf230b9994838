"""What a reader has found out on a page of one app, told to another that may not import it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest

from glossary_site.registries import HANDOVER_PROVIDERS


@dataclass(frozen=True)
class Finding:
    """One thing found out: `key` is a word of ours, label and value are for people."""

    key: str
    label: str
    value: str

    def __str__(self) -> str:
        return f"{self.label}: {self.value}"


@dataclass(frozen=True)
class Findings:
    """What there is to share of one page: its title, its address on this site, and each finding."""

    title: str
    path: str
    findings: tuple[Finding, ...]


Provider = Callable[[HttpRequest, str], Findings | None]
"""What the page of a subject says to whoever asks."""


def find(request: HttpRequest, origin: str, subject: str) -> Findings | None:
    """What the page says now to whoever sends `request`, and nothing that it would not show them.

    `origin` is the page's kind, a key of `HANDOVER_PROVIDERS`; `subject` names it there. None where
    there is no such kind or page, so that any two strings can be asked for.
    """
    provider: Provider | None = HANDOVER_PROVIDERS.get(origin)
    if provider is None or not subject.isprintable():
        return None
    return provider(request, subject)
