"""The seven levels by name, and what each looks like for a term."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from maturity.scoring.scoring import Level, percentage
from terms.fields.columns import holds
from terms.fields.prose import ProseField
from terms.fields.ranges import LEVEL
from terms.models import Term

LEVEL_NAMES = {
    Level.EXPERIMENTAL: _("Experimental"),
    Level.PILOT: _("Pilot"),
    Level.OPERATIONAL: _("Operational"),
    Level.SCALED: _("Scaled"),
    Level.OPTIMIZED: _("Optimized"),
    Level.STRATEGIC: _("Strategic"),
    Level.MARKET_LEADING: _("Market Leading"),
}
LEVEL_CHOICES = [(level.value, name) for level, name in LEVEL_NAMES.items()]


class LevelDescription(models.Model):
    """What one of the seven levels looks like for a term."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="level_descriptions")
    level = models.PositiveSmallIntegerField(choices=LEVEL_CHOICES)
    text = ProseField()
    text_html: str

    class Meta:
        ordering = ["level"]
        constraints = [
            models.UniqueConstraint("term", "level", name="level_description_unique"),
            models.CheckConstraint(
                condition=holds("level", LEVEL), name="level_description_level_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.term}: level {self.level}"

    @property
    def name(self) -> str:
        """The level's name, such as 'Market Leading'."""
        return str(LEVEL_NAMES[Level(self.level)])

    @property
    def percentage(self) -> int:
        """The level's position on the scale, from 14 to 100."""
        return percentage(Level(self.level))
