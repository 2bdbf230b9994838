"""The picture of how terms relate, laid out when content changes."""

from django.db import models

from terms.models.glossary import Category
from terms.models.term import Term


class GraphPlace(models.Model):
    """Where a term or a category stands in the picture of the whole glossary, in its units."""

    term = models.OneToOneField(
        Term, on_delete=models.CASCADE, null=True, related_name="graph_place"
    )
    category = models.OneToOneField(
        Category, on_delete=models.CASCADE, null=True, related_name="graph_place"
    )
    links = models.PositiveIntegerField(help_text="relations to all other terms, shown or not")
    x = models.FloatField()
    y = models.FloatField()

    class Meta:
        ordering = ["y", "x"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(term__isnull=True) ^ models.Q(category__isnull=True),
                name="graph_place_of_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.term or self.category} at {self.x:.0f}, {self.y:.0f}"
