"""A term, its other names and its figures."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from terms.fields.columns import DAYS, InitialField, LineField, NameKeyField, as_of
from terms.fields.prose import ProseField
from terms.fields.ranges import (
    ABBREVIATION_CHARACTERS,
    KEY_CHARACTERS,
    LINE_CHARACTERS,
    TITLE_CHARACTERS,
)
from terms.markdown.prose import Form
from terms.models.glossary import Category, Source
from terms.names.labels import Linking as LabelLinking
from terms.names.labels import plain_title
from terms.names.reading_time import minutes_for
from terms.sections.registry import headings, relations

RESERVED_SLUGS = ["graph"]
"""Addresses under `/terms/` that are no term's."""

UNFINISHED_STATES = frozenset({"draft", "review"})
"""Those of a term that no reader was ever meant to see: it may lack whole sections."""


class Linking(models.TextChoices):
    """How the prose of other terms is searched for a name."""

    AUTO = LabelLinking.AUTO.value, _("abbreviations in their own case, other words in any")
    EXACT = LabelLinking.EXACT.value, _("in its own case only")
    ANY = LabelLinking.ANY.value, _("in any case")
    NEVER = LabelLinking.NEVER.value, _("never linked")


NOT_LISTED = tuple(f"{name}{form}" for name in headings().values() for form in ("", "_html"))
"""The long prose of a term."""


class TermQuerySet(models.QuerySet["Term"]):
    def published(self) -> Self:
        return self.filter(status=Term.Status.PUBLISHED)

    def retired(self) -> Self:
        return self.filter(status=Term.Status.RETIRED)

    def for_list(self) -> Self:
        """What a list of terms shows: category, title and TL;DR; long prose is not read."""
        listed = self.published().select_related("category").order_by("title_key", "pk")
        return listed.defer(*NOT_LISTED)

    def for_detail(self) -> Self:
        """One term with all the sections of its page."""
        terms = self.published().select_related("category", "replaced_by")
        return terms.prefetch_related("aliases", *relations())


class Term(models.Model):
    """An entry of the glossary."""

    class Status(models.TextChoices):
        """Readers see what is published; of what is retired they see what replaced it."""

        DRAFT = "draft", _("Draft")
        REVIEW = "review", _("In review")
        SCHEDULED = "scheduled", _("Scheduled")
        PUBLISHED = "published", _("Published")
        RETIRED = "retired", _("Retired")

    class Kind(models.TextChoices):
        """A brief entry is a definition of a few sentences; a full one is explained in sections."""

        FULL = "full", _("Full entry")
        BRIEF = "brief", _("Brief entry")

    slug = models.SlugField(max_length=KEY_CHARACTERS, allow_unicode=True, unique=True)
    title = LineField(max_length=TITLE_CHARACTERS)
    reading = LineField(
        max_length=TITLE_CHARACTERS,
        blank=True,
        help_text=_("how the title is read, where its letters do not say where it sorts"),
    )
    title_key = NameKeyField("title")
    initial = InitialField("title")
    abbreviation = LineField(max_length=ABBREVIATION_CHARACTERS, blank=True)
    question = LineField(
        max_length=TITLE_CHARACTERS,
        blank=True,
        help_text=_("the heading of a full entry, where it is not “What is” and the title"),
    )
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="terms")
    kind = models.CharField(max_length=5, choices=Kind.choices, default=Kind.FULL)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    publish_on = models.DateField(
        _("publish on"),
        null=True,
        blank=True,
        validators=DAYS,
        help_text=_("the day on which a scheduled term is published, at 0:00 UTC"),
    )
    replaced_by = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="replaces",
        help_text=_(
            "what to read instead: readers of this entry are told so, and the address of a retired "
            "one leads there"
        ),
    )
    updated_on = models.DateField(validators=DAYS)
    tldr = ProseField("TL;DR", form=Form.LINE)
    tldr_html: str
    explanation = ProseField(form=Form.ARTICLE, blank=True)
    explanation_html: str
    where_used = ProseField(form=Form.ARTICLE, blank=True)
    where_used_html: str
    why_it_matters = ProseField(form=Form.ARTICLE, blank=True)
    why_it_matters_html: str
    how_it_works = ProseField(form=Form.ARTICLE, blank=True)
    how_it_works_html: str
    benchmarks_note = ProseField(form=Form.ARTICLE, blank=True)
    benchmarks_note_html: str
    linking = models.CharField(
        max_length=10,
        choices=Linking.choices,
        default=Linking.AUTO,
        help_text=_("how title and abbreviation are linked where other terms mention them"),
    )
    word_count = models.PositiveIntegerField(default=0, editable=False)
    content_digest = models.CharField(max_length=64, blank=True, editable=False)
    edited_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["title_key"]
        permissions = [("publish_term", "Can publish, schedule and retire terms")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    status__in=["draft", "review", "scheduled", "published", "retired"]
                ),
                name="term_status_known",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["full", "brief"]), name="term_kind_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(status="scheduled") | models.Q(publish_on__isnull=False),
                name="term_scheduled_for_a_day",
                violation_error_message=_("Say on which day a scheduled term is published."),
            ),
            models.CheckConstraint(
                condition=~models.Q(replaced_by=models.F("id")),
                name="term_not_replaced_by_itself",
                violation_error_message=_("A term is not replaced by itself."),
            ),
            models.CheckConstraint(
                condition=~models.Q(slug__in=RESERVED_SLUGS),
                name="term_slug_not_reserved",
                violation_error_message=_("This slug is the address of another page."),
            ),
        ]
        indexes = [
            models.Index(fields=["status", "title_key"], name="term_by_title"),
            models.Index(fields=["status", "initial", "title_key"], name="term_by_initial"),
            models.Index(fields=["status", "category", "title_key"], name="term_by_category"),
            models.Index(
                fields=["status", "category", "initial", "title_key"], name="term_by_shelf"
            ),
            models.Index(fields=["status", "-updated_on", "title_key"], name="term_by_age"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("terms:term_detail", args=[self.slug])

    @property
    def is_settled(self) -> bool:
        """Whether readers see it, saw it or will see it: then a change needs a second person."""
        return self.status not in UNFINISHED_STATES

    @property
    def newer(self) -> "Term | None":
        """The term that readers should read instead of this one, if they see it."""
        newer = self.replaced_by
        return newer if newer and newer.status == self.Status.PUBLISHED else None

    @property
    def is_brief(self) -> bool:
        return self.kind == self.Kind.BRIEF

    @property
    def short_title(self) -> str:
        """The abbreviation where there is one: what fits into a sentence."""
        return self.abbreviation or self.title

    @property
    def plain_title(self) -> str:
        """The title without its parentheses, for a sentence whose reader may not know the term."""
        return plain_title(self.title)

    @property
    def heading(self) -> str:
        """What stands above its page: a full entry answers a question, where the interface can
        ask one in the site's language."""
        if self.is_brief or not (self.question or settings.INTERFACE_IS_TRANSLATED):
            return self.title
        return self.question or gettext("What is %(title)s?") % {"title": self.title}

    @property
    def read_minutes(self) -> int:
        """For all that stands open on its page."""
        return minutes_for(self.word_count)


class TermRow(models.Model):
    """A row of one of a term's own sections, in the author's order."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["position"]


class Alias(models.Model):
    """Another name of a term; no two terms share one."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="aliases")
    name = LineField(max_length=TITLE_CHARACTERS)
    position = models.PositiveSmallIntegerField(default=0)
    linking = models.CharField(max_length=10, choices=Linking.choices, default=Linking.AUTO)

    class Meta:
        ordering = ["position"]
        verbose_name_plural = "aliases"
        constraints = [models.UniqueConstraint(Lower("name"), name="alias_name_unique")]

    def __str__(self) -> str:
        return self.name


class Figure(TermRow):
    """A number or a claim, with its source, date and kind."""

    class Kind(models.TextChoices):
        """How the number came about."""

        MEASURED = "measured", _("Measured")
        SURVEY = "survey", _("Survey")
        ESTIMATE = "estimate", _("Practitioner estimate")
        CALCULATION = "calculation", _("Our calculation")

    key = LineField(max_length=KEY_CHARACTERS)
    value = LineField(max_length=LINE_CHARACTERS)
    of = LineField(
        max_length=LINE_CHARACTERS,
        blank=True,
        help_text=_("what it is a share of, or counted among"),
    )
    states = ProseField()
    kind = models.CharField(max_length=11, choices=Kind.choices)
    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="figures",
        help_text=_("of our own calculation: where its inputs were published"),
    )
    as_of = models.CharField(max_length=10, validators=[as_of])
    caveat = ProseField(blank=True)
    working = ProseField(blank=True)

    class Meta(TermRow.Meta):
        default_related_name = "figures"
        constraints = [
            models.UniqueConstraint("term", "key", name="figure_key_unique"),
            models.CheckConstraint(
                condition=models.Q(kind="calculation") | models.Q(source__isnull=False),
                name="figure_has_source",
                violation_error_message=_("Say where the figure comes from."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.value}"
