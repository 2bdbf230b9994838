"""What is derived from terms so that they are found: rows that indexing writes and nobody edits.

A migration that changes `SearchDocument` must make the triggers of `0016_one_normal_form` again:
SQLite drops them when Django rebuilds the table.
"""

from django.db import models

from terms.models.glossary import Category
from terms.models.term import Term


class SearchDocument(models.Model):
    """The plain text of one published term.

    What is looked up stands in the columns of words, in its normal form (`search/words.py`).
    """

    term = models.OneToOneField(
        Term, on_delete=models.CASCADE, primary_key=True, related_name="search_document"
    )
    version = models.PositiveSmallIntegerField()
    category = models.ForeignKey(
        Category, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    initial = models.CharField(max_length=3)
    title = models.TextField()
    names = models.TextField()
    tldr = models.TextField()
    sections = models.JSONField(default=dict)
    """The text of each section by its anchor, in the reader's order, as `version` has it."""
    title_words = models.TextField(default="")
    names_words = models.TextField(default="")
    tldr_words = models.TextField(default="")
    section_words = models.TextField(default="")

    def __str__(self) -> str:
        return self.title


class SearchName(models.Model):
    """One name of a published term, and the key by which its spellings are the same."""

    class Kind(models.IntegerChoices):
        TITLE = 0, "title"
        ABBREVIATION = 1, "abbreviation"
        ALIAS = 2, "alias"
        FORMER = 3, "former name"

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="search_names")
    kind = models.PositiveSmallIntegerField(choices=Kind.choices)
    label = models.CharField(max_length=200)
    key = models.CharField(max_length=200, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint("term", "key", name="search_name_key_unique")]

    def __str__(self) -> str:
        return self.label


class MissedQuery(models.Model):
    """A query that no entry answers: how often it found nothing, and how often readers asked for
    its entry. Nothing about who did."""

    text = models.CharField(max_length=100, unique=True)
    count = models.PositiveIntegerField(default=0)
    asked_for = models.PositiveIntegerField(default=0)
    last_asked_on = models.DateField()

    class Meta:
        verbose_name_plural = "missed queries"
        ordering = ["-asked_for", "-count", "-last_asked_on", "-pk"]
        indexes = [
            models.Index(
                fields=["-asked_for", "-count", "-last_asked_on"], name="missed_query_rank"
            )
        ]

    def __str__(self) -> str:
        return self.text
