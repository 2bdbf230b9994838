"""The structured sections of a term page, a model for each."""

from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import and_
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from glossary_site.numbers.formatting import write_number, write_percent, write_usd
from terms.fields.columns import LineField, holds, within
from terms.fields.prose import ProseField, without_paragraphs
from terms.fields.ranges import (
    BAND,
    KEY_CHARACTERS,
    LABEL_CHARACTERS,
    LINE_CHARACTERS,
    TITLE_CHARACTERS,
)
from terms.markdown.prose import Form
from terms.models.glossary import Source
from terms.models.term import Figure, Term, TermRow
from terms.sections.anchors import anchor_words


@dataclass(frozen=True)
class Card:
    """A numbered row as its page shows it: what stands open, and what a click opens."""

    title: str
    html: str
    closed_title: str | Promise = ""
    closed_html: str = ""


class Takeaway(TermRow):
    """One of the few sentences that a reader in a hurry should keep."""

    text = ProseField(form=Form.LINE)
    text_html: str

    class Meta(TermRow.Meta):
        default_related_name = "takeaways"

    def __str__(self) -> str:
        return self.text


class KeyMetric(TermRow):
    """A card among the key metrics: a figure, what it measures, and perhaps a second one beside it.

    The second is what a practitioner estimates where the first was measured.
    """

    figure = models.ForeignKey(Figure, on_delete=models.CASCADE, related_name="+")
    beside = models.ForeignKey(
        Figure, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    label = LineField(max_length=LABEL_CHARACTERS)
    measures = ProseField()
    measures_html: str

    class Meta(TermRow.Meta):
        default_related_name = "key_metrics"

    def __str__(self) -> str:
        return self.label


class Role(TermRow):
    """Somebody who uses the term, and for what."""

    role = LineField(max_length=LABEL_CHARACTERS)
    use = ProseField()

    class Meta(TermRow.Meta):
        default_related_name = "roles"

    def __str__(self) -> str:
        return self.role


class Step(TermRow):
    """A step of how to apply it, in a sentence, and what there is more to say about it."""

    name = LineField(max_length=LABEL_CHARACTERS)
    text = ProseField(form=Form.ARTICLE)
    text_html: str
    more = ProseField(form=Form.ARTICLE, blank=True)
    more_html: str

    class Meta(TermRow.Meta):
        default_related_name = "steps"

    def __str__(self) -> str:
        return self.name

    @property
    def card(self) -> Card:
        """What to do, and how."""
        return Card(escape(self.name), self.text_html, _("How"), self.more_html)


class ChecklistItem(TermRow):
    """An observable state that a learner can tick. Its key outlives a change of its words."""

    key = models.SlugField(max_length=KEY_CHARACTERS)
    text = ProseField(form=Form.LINE)
    text_html: str
    based_on = LineField(
        max_length=TITLE_CHARACTERS, help_text=_("anchors it follows from, by spaces")
    )

    class Meta(TermRow.Meta):
        default_related_name = "checklist_items"
        constraints = [models.UniqueConstraint("term", "key", name="checklist_item_key_unique")]

    def __str__(self) -> str:
        return self.key

    @property
    def label_html(self) -> str:
        """Its words as a label holds them."""
        return without_paragraphs(self.text_html)

    @property
    def anchors(self) -> list[tuple[str, str]]:
        """What it follows from: each anchor of the page with its words, `step-2` and 'step 2'."""
        return [(anchor, anchor_words(anchor)) for anchor in self.based_on.split()]


class Comparison(TermRow):
    """The term against another approach, the best case of each."""

    against = LineField(max_length=LABEL_CHARACTERS)
    strength = ProseField()
    other_strength = ProseField()

    class Meta(TermRow.Meta):
        default_related_name = "comparisons"

    def __str__(self) -> str:
        return self.against


class Mistake(TermRow):
    """A common mistake, what follows, and the way out."""

    mistake = ProseField(form=Form.LINE)
    mistake_html: str
    consequence = ProseField()
    consequence_html: str
    fix = ProseField()
    fix_html: str

    class Meta(TermRow.Meta):
        default_related_name = "mistakes"

    def __str__(self) -> str:
        return self.mistake

    @property
    def card(self) -> Card:
        """The mistake with the way out, and what follows from it."""
        title = without_paragraphs(self.mistake_html)
        return Card(title, self.fix_html, _("What follows"), self.consequence_html)


class Practice(TermRow):
    """A good practice and its stated impact."""

    practice = ProseField(form=Form.LINE)
    practice_html: str
    detail = ProseField(blank=True)
    detail_html: str
    impact = ProseField()
    impact_html: str

    class Meta(TermRow.Meta):
        default_related_name = "practices"

    def __str__(self) -> str:
        return self.practice

    @property
    def card(self) -> Card:
        """The practice, and what it brings."""
        title = without_paragraphs(self.practice_html)
        return Card(title, "", _("Impact"), self.impact_html + self.detail_html)


_BAND_TITLES = {"lagging": _("Lagging"), "typical": _("Typical"), "leading": _("Leading")}
_LIMITS = [f"{name}_{end}" for name in _BAND_TITLES for end in ("low", "high")]
WRITERS = {"percent": write_percent, "usd": write_usd, "number": write_number}


@dataclass(frozen=True)
class Band:
    """A named range of a benchmark; an open end (None) excludes the other end's value."""

    name: str
    low: Decimal | None
    high: Decimal | None
    unit: str

    @property
    def title(self) -> str:
        """The name in the reader's language."""
        return str(_BAND_TITLES[self.name])

    def __str__(self) -> str:
        if self.high is None:
            return f"> {self._show(self.low)}"
        if self.low is None:
            return f"< {self._show(self.high)}"
        return f"{self._show(self.low)} – {self._show(self.high)}"

    def _show(self, value: Decimal | None) -> str:
        whole, _dot, decimals = f"{value or 0:f}".partition(".")
        decimals = decimals.rstrip("0")
        if self.unit == Benchmark.Unit.USD and decimals:
            decimals = decimals.ljust(2, "0")
        return WRITERS[self.unit](Decimal(f"{whole}.{decimals}"))


def _limit() -> models.DecimalField[Any, Any]:
    """An end of a band; none where the band is open."""
    return models.DecimalField(
        max_digits=18,
        decimal_places=BAND.places,
        null=True,
        blank=True,
        validators=within(BAND),
    )


class Benchmark(TermRow):
    """One metric of one industry in three bands. Between two bands there may be a gap."""

    class Unit(models.TextChoices):
        PERCENT = "percent", _("percent")
        USD = "usd", _("US dollars")
        NUMBER = "number", _("no unit")

    class Measure(models.TextChoices):
        """What of the calculator's result a row is about."""

        AI_COGS_SHARE = "ai_cogs_share", _("AI COGS share of revenue")
        COST_PER_REQUEST = "cost_per_request", _("Cost per request")

    industry = LineField(max_length=LABEL_CHARACTERS)
    metric = LineField(max_length=TITLE_CHARACTERS)
    measure = models.CharField(max_length=20, choices=Measure.choices, blank=True, default="")
    unit = models.CharField(max_length=10, choices=Unit.choices)
    figure = models.ForeignKey(Figure, on_delete=models.CASCADE, related_name="+")
    lagging_low = _limit()
    lagging_high = _limit()
    typical_low = _limit()
    typical_high = _limit()
    leading_low = _limit()
    leading_high = _limit()
    note = ProseField(blank=True)

    class Meta(TermRow.Meta):
        default_related_name = "benchmarks"
        constraints = [
            models.CheckConstraint(
                condition=reduce(and_, (holds(name, BAND) for name in _LIMITS)),
                name="benchmark_bands_in_range",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.industry}: {self.metric}"

    @property
    def bands(self) -> tuple[Band, Band, Band]:
        """Lagging, typical and leading, in this order."""
        return (
            Band("lagging", self.lagging_low, self.lagging_high, self.unit),
            Band("typical", self.typical_low, self.typical_high, self.unit),
            Band("leading", self.leading_low, self.leading_high, self.unit),
        )


class Faq(TermRow):
    """A question that readers ask, and its answer."""

    question = LineField(max_length=LINE_CHARACTERS)
    answer = ProseField(form=Form.ARTICLE)
    answer_html: str

    class Meta(TermRow.Meta):
        default_related_name = "faqs"
        verbose_name = "FAQ"

    def __str__(self) -> str:
        return self.question


class Citation(TermRow):
    """Where more is to be read, or where a definition can be checked."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    note = ProseField(blank=True)

    class Meta(TermRow.Meta):
        default_related_name = "citations"
        constraints = [models.UniqueConstraint("term", "source", name="citation_unique")]

    def __str__(self) -> str:
        return str(self.source_id)


class RelatedTerm(TermRow):
    """A neighbour of a term, and why one would go there."""

    target = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="related_from")
    why = ProseField()

    class Meta(TermRow.Meta):
        default_related_name = "related_terms"
        constraints = [
            models.UniqueConstraint("term", "target", name="related_term_unique"),
            models.CheckConstraint(
                condition=~models.Q(term=models.F("target")), name="related_term_not_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.term_id} to {self.target_id}"
