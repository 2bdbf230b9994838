"""How often pages are read."""

from django.db import models
from django.utils.formats import date_format

from terms.models.term import Term


class ReadCount(models.Model):
    """How often a term's page was asked for in the month that begins with `month`."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="read_counts")
    month = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint("term", "month", name="read_count_once_a_month")]

    def __str__(self) -> str:
        return f"{self.term_id} in {date_format(self.month, 'YEAR_MONTH_FORMAT')}: {self.count}"
