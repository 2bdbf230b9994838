"""Where a result stands among those of others, once there are enough of them to hide in."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count
from django.utils.translation import gettext as _

from glossary_site.numbers.formatting import write_number
from maturity.charts.distribution import Distribution, distribution_chart
from maturity.models import Assessment
from maturity.scoring.scoring import Level

FEWEST_OTHERS = 20
"""With fewer, a distribution says little and may name somebody."""


@dataclass(frozen=True)
class Comparison:
    """How many others there are at each level, 1 to 7, and around the result's own."""

    level: Level
    counts: tuple[tuple[Level, int], ...]
    chart: Distribution

    @property
    def words(self) -> str:
        """How many others stand lower, beside and higher, in a sentence."""
        words = _(
            "Of %(others)s others who finished this version, %(below)s stand lower, %(beside)s on "
            "the same level and %(above)s higher."
        )
        counts = {"others": self.others, "below": self.below, "beside": self.beside}
        counts |= {"above": self.above}
        return words % {name: write_number(Decimal(count)) for name, count in counts.items()}

    @property
    def others(self) -> int:
        return sum(count for _level, count in self.counts)

    @property
    def below(self) -> int:
        return sum(count for level, count in self.counts if level < self.level)

    @property
    def beside(self) -> int:
        return dict(self.counts)[self.level]

    @property
    def above(self) -> int:
        return sum(count for level, count in self.counts if level > self.level)


def read_comparison(assessment: Assessment) -> Comparison | None:
    """The finished `assessment` among others of the same version, each learner's last one.

    None where it has no level, or where there are fewer than 20 others with one. What was loaded
    from a file is left out, and what was finished by another rule.
    """
    if assessment.level is None:
        return None
    alike = Assessment.objects.filter(model=assessment.model_id, rule=assessment.rule)
    others = alike.filter(is_loaded=False)
    latest = others.exclude(learner=assessment.learner_id).latest_of_each_learner().rated()
    found = dict(latest.order_by().values_list("level").annotate(Count("pk")))
    if sum(found.values()) < FEWEST_OTHERS:
        return None
    counts = tuple((level, found.get(level.value, 0)) for level in Level)
    own = Level(assessment.level)
    return Comparison(own, counts, distribution_chart([count for _level, count in counts], own))
