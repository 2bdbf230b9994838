"""The tiers that a term's cost diagram and the calculator share."""

from __future__ import annotations

from fractions import Fraction
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from calculator.calculation import Calculation, TierLine
from calculator.cost_model import Scenario, Tier
from calculator.diagram import Flow, flows
from calculator.economics import Volume
from terms.models import Figure, Term

_UNIT_RANGE = [MinValueValidator(0), MaxValueValidator(1)]


FIRST_TERM = "mlops"


class CostScenarioQuerySet(models.QuerySet["CostScenario"]):
    def for_presets(self) -> Self:
        """The scenarios of published terms: the first term's, then those updated last.

        Of a term only its name is loaded, not its prose.
        """
        first = models.Case(models.When(term__slug=FIRST_TERM, then=0), default=1)
        own = [field.name for field in self.model._meta.concrete_fields]
        names = ["term__slug", "term__title", "term__abbreviation"]
        published = self.filter(term__status=Term.Status.PUBLISHED)
        ordered = published.order_by(first, "-term__updated_on", "term__title")
        return ordered.select_related("term").only(*own, *names)


class CostScenario(models.Model):
    """A term's route mix, with the illustrative volume that the calculator starts with."""

    term = models.OneToOneField(Term, on_delete=models.CASCADE, related_name="cost_scenario")
    title = models.CharField(max_length=300)
    unit = models.CharField(max_length=40)
    note = models.TextField()
    users = models.PositiveIntegerField()
    requests_per_user = models.PositiveIntegerField()
    price_per_user_usd = models.DecimalField(max_digits=18, decimal_places=6)
    other_cogs_share = models.DecimalField(max_digits=9, decimal_places=8, validators=_UNIT_RANGE)

    objects = CostScenarioQuerySet.as_manager()

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
    key = models.SlugField(max_length=80)
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    share = models.DecimalField(max_digits=9, decimal_places=8, validators=_UNIT_RANGE)
    price_usd = models.DecimalField(max_digits=18, decimal_places=9)
    share_figure = models.ForeignKey(Figure, on_delete=models.CASCADE, related_name="+")
    price_figure = models.ForeignKey(Figure, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint("scenario", "key", name="cost_tier_key_unique"),
            models.CheckConstraint(
                condition=models.Q(share__gte=0, share__lte=1), name="cost_tier_share_in_range"
            ),
            models.CheckConstraint(
                condition=models.Q(price_usd__gte=0), name="cost_tier_price_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def exact_share(self) -> Fraction:
        return Fraction(self.share)
