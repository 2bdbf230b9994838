"""Where a result stands among those of others, once there are enough of them to hide in."""

from dataclasses import dataclass

from django.db.models import Count

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
    def others(self) -> int:
        return sum(count for _, count in self.counts)

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
    from a file is left out.
    """
    if assessment.level is None:
        return None
    others = Assessment.objects.filter(model=assessment.model_id, is_loaded=False)
    latest = others.exclude(learner=assessment.learner_id).latest_of_each_learner().rated()
    found = dict(latest.order_by().values_list("level").annotate(Count("pk")))
    if sum(found.values()) < FEWEST_OTHERS:
        return None
    counts = tuple((level, found.get(level.value, 0)) for level in Level)
    own = Level(assessment.level)
    return Comparison(own, counts, distribution_chart([count for _, count in counts], own))
