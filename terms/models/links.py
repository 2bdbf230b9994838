"""What linking has found: the labels it went by, and which term mentions which."""

from django.db import models

from terms.models.term import Linking, Term


class KnownLabel(models.Model):
    """A label that the stored links were made with, so that a change of labels can be told."""

    text = models.CharField(max_length=200)
    slug = models.SlugField(max_length=80, db_index=False)
    linking = models.CharField(max_length=10, choices=Linking.choices)

    class Meta:
        constraints = [models.UniqueConstraint("text", "slug", name="known_label_unique")]

    def __str__(self) -> str:
        return f"{self.text} ({self.slug})"


class Mention(models.Model):
    """The prose of `term` links to `target` in so many of its sections."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="mentions")
    target = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="mentioned_by")
    sections = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["-sections"]
        constraints = [
            models.UniqueConstraint("term", "target", name="mention_unique"),
            models.CheckConstraint(
                condition=~models.Q(term=models.F("target")), name="mention_not_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.term_id} mentions {self.target_id}"
