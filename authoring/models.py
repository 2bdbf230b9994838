"""Content files, version after version, and what authors propose to make of them."""

import zlib
from collections.abc import Sequence
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from terms.models import Term


def pack(text: str) -> bytes:
    """The fastest level: packing is what a first load waits for. No bytes for no text."""
    return zlib.compress(text.encode(), level=1) if text else b""


class FileVersionQuerySet(models.QuerySet["FileVersion"]):
    def current(self) -> Self:
        """What every file said last; of one that was removed, that it was."""
        return self.filter(is_latest=True)


class FileVersion(models.Model):
    """What one file of the content folder said, byte for byte, from one moment on."""

    class How(models.TextChoices):
        """Where a version came from."""

        LOADED = "loaded", _("loaded from the file")
        EDITED = "edited", _("edited in the admin")
        RESTORED = "restored", _("restored")
        ACCEPTED = "accepted", _("a proposal was accepted")
        KEPT = "kept", _("an edit was kept against the file")
        REMOVED = "removed", _("the file was removed")

    path = models.CharField(max_length=300)
    number = models.PositiveIntegerField()
    is_latest = models.BooleanField(default=True)
    digest = models.CharField(max_length=64)
    packed = models.BinaryField()
    how = models.CharField(max_length=10, choices=How.choices)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    note = models.CharField(max_length=300, blank=True)

    objects = FileVersionQuerySet.as_manager()

    class Meta:
        ordering = ["path", "-number"]
        constraints = [
            models.UniqueConstraint("path", "number", name="file_version_numbered"),
            models.UniqueConstraint(
                "path", condition=models.Q(is_latest=True), name="file_version_latest_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.path}, version {self.number}"

    @property
    def text(self) -> str:
        """The file's text, exactly; empty where it was removed."""
        return zlib.decompress(self.packed).decode() if self.packed else ""


class FormerSlugQuerySet(models.QuerySet["FormerSlug"]):
    def of_files(self, kind: "FormerSlug.Kind") -> Self:
        """Those that files say themselves, in their order."""
        return self.filter(kind=kind, position__isnull=False).order_by("now", "position")


class FormerSlug(models.Model):
    """A slug that something had before it was renamed, and the one that it has now.

    `position` is its place in what the file says (`was`); none where no file says it any more.
    """

    class Kind(models.TextChoices):
        TERM = "term"
        CATEGORY = "category"
        ASSESSMENT = "assessment"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    slug = models.CharField(max_length=80)
    now = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField(null=True)

    objects = FormerSlugQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("kind", "slug", name="former_slug_leads_once")]

    def __str__(self) -> str:
        return f"{self.slug}, now {self.now}"


class ImportedTerm(models.Model):
    """An entry that was imported in the admin, by the key under which its source knows it.

    `digest` is that of its `term.md` as it was imported, `proposed` that of a change of the source
    that was proposed since; both without the term's state.
    """

    key = models.CharField(max_length=600, unique=True)
    slug = models.CharField(max_length=80)
    digest = models.CharField(max_length=16)
    proposed = models.CharField(max_length=16, blank=True)

    def __str__(self) -> str:
        return f"{self.key}, which is {self.slug}"


REASONS_SHOWN = 10


class FailedLoadQuerySet(models.QuerySet["FailedLoad"]):
    def remember(self, reasons: Sequence[str]) -> None:
        """Keep why a load failed, a line each, in place of what was kept before."""
        lines = (
            "".join(sign if sign.isprintable() else " " for sign in reason) for reason in reasons
        )
        self.update_or_create(id=1, defaults={"reasons": "\n".join(lines)})


class FailedLoad(models.Model):
    """Why the content could not be loaded at the last start; no row where it was, or was since.

    A row, so that every process on every machine knows.
    """

    failed_at = models.DateTimeField(auto_now=True)
    reasons = models.TextField()

    objects = FailedLoadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="failed_load_is_one_row")
        ]

    def __str__(self) -> str:
        return self.reasons.split("\n")[0]

    @property
    def shown_lines(self) -> list[str]:
        """The first reasons, a line each, and how many more there are."""
        lines = self.reasons.split("\n")
        more = len(lines) - REASONS_SHOWN
        return lines[:REASONS_SHOWN] + ([f"and {more} more, see the log"] if more > 0 else [])


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def open(self) -> Self:
        """Those that nobody has decided on."""
        return self.filter(state=Proposal.State.OPEN)


class Proposal(models.Model):
    """An author's change to what readers see, until a reviewer accepts or rejects it."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        ACCEPTED = "accepted", _("accepted")
        REJECTED = "rejected", _("rejected")
        WITHDRAWN = "withdrawn", _("withdrawn")

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="proposals")
    texts = models.JSONField()
    """The proposed text of each file that changes, by its name in the term's folder."""
    bases = models.JSONField()
    """The digest of the version that each of these texts was made from, none for a new file."""
    note = models.TextField(_("what it changes and why"), blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="proposals"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    answer = models.TextField(_("answer to the author"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        permissions = [("decide_proposal", "Can accept and reject proposals")]

    def __str__(self) -> str:
        return gettext("%(term)s, proposed on %(day)s") % {
            "term": self.term,
            "day": date_format(self.made_at),
        }

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN
