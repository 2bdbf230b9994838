"""The tiers that a term's cost diagram and the calculator share."""

from __future__ import annotations

from fractions import Fraction
from typing import Self

from django.db import models

from calculator.charts.cost_diagram import Flow, flows
from calculator.model.calculation import Calculation
from calculator.model.cost_model import Scenario, Tier, TierLine
from calculator.model.economics import Volume
from learners.models import Learner
from terms.fields.columns import TEXT, LineField, holds, within
from terms.fields.ranges import (
    ABBREVIATION_CHARACTERS,
    KEY_CHARACTERS,
    LABEL_CHARACTERS,
    LINE_CHARACTERS,
    PRICE_PER_USER_USD,
    PRICE_USD,
    REQUESTS_PER_USER,
    SHARE,
    USERS,
)
from terms.models import Figure, Glossary, Term


class CostScenarioQuerySet(models.QuerySet["CostScenario"]):
    def for_presets(self) -> Self:
        """The scenarios of published terms: the glossary's first term's, then those updated last.

        Of a term only its name is loaded, not its prose.
        """
        first = Glossary.objects.filter(first_term=models.OuterRef("term__slug"))
        own = [field.name for field in self.model._meta.concrete_fields]
        names = ["term__slug", "term__title", "term__abbreviation"]
        published = self.filter(term__status=Term.Status.PUBLISHED)
        ordered = published.order_by(
            models.Exists(first).desc(), "-term__updated_on", "term__title"
        )
        return ordered.select_related("term").only(*own, *names)


class CostScenario(models.Model):
    """A term's route mix, with the illustrative volume that the calculator starts with."""

    term = models.OneToOneField(Term, on_delete=models.CASCADE, related_name="cost_scenario")
    title = LineField(max_length=LINE_CHARACTERS)
    unit = LineField(max_length=ABBREVIATION_CHARACTERS)
    note = models.TextField(validators=TEXT)
    users = models.PositiveIntegerField(validators=within(USERS))
    requests_per_user = models.PositiveIntegerField(validators=within(REQUESTS_PER_USER))
    price_per_user_usd = models.DecimalField(
        max_digits=18, decimal_places=6, validators=within(PRICE_PER_USER_USD)
    )
    other_cogs_share = models.DecimalField(max_digits=9, decimal_places=8, validators=within(SHARE))

    objects = CostScenarioQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=holds("users", USERS)
                & holds("requests_per_user", REQUESTS_PER_USER)
                & holds("price_per_user_usd", PRICE_PER_USER_USD)
                & holds("other_cogs_share", SHARE),
                name="cost_scenario_in_range",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def summary(self) -> Calculation:
        """What the stored mix costs, and what it leaves at the stored volume."""
        tiers = tuple(
            Tier(tier.name, tier.exact_share, tier.price_usd) for tier in self.tiers.all()
        )
        volume = Volume(
            users=self.users,
            requests_per_user=self.requests_per_user,
            price_per_user_usd=self.price_per_user_usd,
            other_cogs_share=self.other_cogs_share,
        )
        return Calculation(Scenario(tiers), volume)

    @property
    def blended_cost_usd(self) -> Fraction:
        """What an answer of the mix costs on average."""
        return self.summary.cost.blended_usd

    @property
    def lines(self) -> list[tuple[CostTier, TierLine]]:
        """Each stored tier with what is computed of it."""
        return list(zip(self.tiers.all(), self.summary.tiers, strict=True))

    @property
    def diagram(self) -> tuple[Flow, ...]:
        """The flow from the router through the tiers to the spend."""
        return flows(self.summary.tiers)


class CostTier(models.Model):
    """One tier of the mix: its exact share of requests and its price for one."""

    scenario = models.ForeignKey(CostScenario, on_delete=models.CASCADE, related_name="tiers")
    key = models.SlugField(max_length=KEY_CHARACTERS)
    position = models.PositiveSmallIntegerField()
    name = LineField(max_length=LABEL_CHARACTERS)
    share = models.DecimalField(max_digits=9, decimal_places=8, validators=within(SHARE))
    price_usd = models.DecimalField(max_digits=18, decimal_places=9, validators=within(PRICE_USD))
    share_figure = models.ForeignKey(Figure, on_delete=models.CASCADE, related_name="+")
    price_figure = models.ForeignKey(Figure, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint("scenario", "key", name="cost_tier_key_unique"),
            models.CheckConstraint(
                condition=holds("share", SHARE) & holds("price_usd", PRICE_USD),
                name="cost_tier_in_range",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def exact_share(self) -> Fraction:
        return Fraction(self.share)


class SavedCalculation(models.Model):
    """A state of the calculator that a learner keeps under a name; it goes with the learner."""

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="calculations")
    name = models.CharField(max_length=80)
    query = models.TextField()
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-saved_at"]
        constraints = [
            models.UniqueConstraint("learner", "name", name="saved_calculation_name_unique"),
        ]

    def __str__(self) -> str:
        return self.name
