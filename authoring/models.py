"""Content files, version after version, what authors propose, and what readers report."""

import datetime
import zlib
from collections.abc import Sequence
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from maturity.models import MaturityModel
from terms.fields.ranges import KEY_CHARACTERS
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
        PATH = "path"

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

    def waiting(self) -> Self:
        """Those that are not over: open, or accepted for a time that has not come."""
        return self.filter(state__in=(Proposal.State.OPEN, Proposal.State.SCHEDULED))

    def due(self, now: datetime.datetime) -> Self:
        """Those accepted for a time that has come, in its order."""
        due = self.filter(state=Proposal.State.SCHEDULED, from_time__lte=now)
        return due.order_by("from_time", "pk")


class Proposal(models.Model):
    """An author's change to what readers see, until a reviewer accepts or rejects it.

    It is about the files of a term, or about an assessment, named by its slug. One that is accepted
    `from_time` on waits for that time. `obstacle` says why it could not be made then, since when it
    is open again.
    """

    class State(models.TextChoices):
        OPEN = "open", _("open")
        SCHEDULED = "scheduled", _("accepted for a set time")
        ACCEPTED = "accepted", _("accepted")
        REJECTED = "rejected", _("rejected")
        WITHDRAWN = "withdrawn", _("withdrawn")

    term = models.ForeignKey(Term, on_delete=models.CASCADE, null=True, related_name="proposals")
    assessment = models.CharField(max_length=KEY_CHARACTERS, blank=True)
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
    from_time = models.DateTimeField(_("readers see it from"), null=True)
    obstacle = models.TextField(blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        permissions = [("decide_proposal", "Can accept and reject proposals")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(term__isnull=False, assessment="")
                | (models.Q(term__isnull=True) & ~models.Q(assessment="")),
                name="proposal_of_term_or_assessment",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="scheduled") | models.Q(from_time__isnull=False),
                name="proposal_scheduled_has_time",
            ),
        ]

    def __str__(self) -> str:
        return gettext("%(term)s, proposed on %(day)s") % {
            "term": self.subject,
            "day": date_format(self.made_at),
        }

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_scheduled(self) -> bool:
        return self.state == self.State.SCHEDULED

    @property
    def slug(self) -> str:
        """That of its term or of its assessment."""
        return self.term.slug if self.term else self.assessment

    @cached_property
    def subject(self) -> str:
        """What it is about, in words."""
        if self.term is None:
            model = MaturityModel.objects.current().filter(slug=self.assessment).first()
            return model.title if model else self.assessment
        if self.texts.keys() == {"quiz.yaml"}:
            return gettext("Quiz: %(title)s") % {"title": self.term.title}
        return self.term.title

    @property
    def subject_url(self) -> str:
        """The form in the admin of what it is about; empty where that is gone."""
        if self.term is None:
            model = MaturityModel.objects.current().filter(slug=self.assessment).first()
            return reverse("admin:maturity_maturitymodel_change", args=[model.pk]) if model else ""
        name = "quiz" if self.texts.keys() == {"quiz.yaml"} else "change"
        return reverse(f"admin:terms_term_{name}", args=[self.term.pk])


class ReaderReportQuerySet(models.QuerySet["ReaderReport"]):
    def open(self) -> Self:
        """Those that nobody has answered or turned down."""
        return self.filter(state=ReaderReport.State.OPEN)

    def to_be_told(self) -> Self:
        """Those with an answer that has not reached its reader."""
        return self.exclude(email="").exclude(answer="").exclude(state=ReaderReport.State.OPEN)


class ReaderReport(models.Model):
    """What a reader without an account finds wrong at one place of a term's page.

    `anchor` is that place: a section's, `figure-` and the key of a figure, or empty for the whole
    entry. `place` and `shown` are what it was called and what it said when the report was made.
    `email` is empty again once the answer is sent.
    """

    class State(models.TextChoices):
        OPEN = "open", _("open")
        ANSWERED = "answered", _("answered")
        TURNED_DOWN = "turned_down", _("turned down")

    ADDRESS_KEPT = datetime.timedelta(days=90)
    KEPT_AFTER_THE_END = datetime.timedelta(days=365)

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="reader_reports")
    anchor = models.CharField(max_length=100, blank=True)
    place = models.CharField(_("about"), max_length=300)
    shown = models.TextField(blank=True)
    message = models.TextField(_("message"))
    email = models.EmailField(blank=True)
    reported_at = models.DateTimeField(_("reported on"), auto_now_add=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.OPEN)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("taken by"),
    )
    proposal = models.ForeignKey(
        Proposal, on_delete=models.SET_NULL, null=True, related_name="reader_reports"
    )
    answer = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)

    objects = ReaderReportQuerySet.as_manager()

    class Meta:
        ordering = ["term__title", "reported_at"]
        verbose_name = _("report by a reader")
        verbose_name_plural = _("reports by readers")

    def __str__(self) -> str:
        return gettext("%(term)s: %(place)s") % {"term": self.term, "place": self.place}

    def get_absolute_url(self) -> str:
        """The place that it is about, where a reader sees it."""
        if key := self.figure_key:
            return f"{reverse('terms:figures', args=[self.term.slug])}#{key}"
        return f"{self.term.get_absolute_url()}{'#' if self.anchor else ''}{self.anchor}"

    @property
    def figure_key(self) -> str:
        """The key of the figure that it is about; empty where it is about something else."""
        key = self.anchor.removeprefix("figure-")
        return key if key != self.anchor else ""

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def as_reason(self) -> str:
        """The message as the reason of a change that it leads to."""
        words = gettext("A reader on “%(place)s”: “%(message)s”")
        return words % {"place": self.place, "message": self.message}

    @property
    def told(self) -> str:
        """Whether an answer reaches the reader; empty once there is nothing to send any more."""
        if not self.is_open:
            return gettext("The answer has not been sent yet.") if self.email else ""
        if self.email:
            return gettext("The reader left an address: your answer is sent there.")
        return gettext("The reader left no address: an answer is only kept here.")
