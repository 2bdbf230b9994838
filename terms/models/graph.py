"""The pictures of how terms relate, laid out when content changes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from terms.models.glossary import Category
from terms.models.term import Term


class Neighbour(models.Model):
    """A term in the picture of another one's neighbourhood, with its place from 0 to 1."""

    class Relation(models.TextChoices):
        RELATED = "related", _("related")
        EACH_OTHER = "each-other", _("each names the other")
        NAMED_HERE = "named-here", _("named here")
        NAMES_IT = "names-it", _("names this term")

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="neighbours")
    other = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="neighbour_of")
    relation = models.CharField(max_length=10, choices=Relation.choices)
    x = models.FloatField()
    y = models.FloatField()

    class Meta:
        ordering = ["x", "y"]
        constraints = [models.UniqueConstraint("term", "other", name="neighbour_unique")]

    def __str__(self) -> str:
        return f"{self.other_id} beside {self.term_id}"


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
