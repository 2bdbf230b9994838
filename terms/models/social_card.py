"""The pictures of terms, kept where every machine finds them."""

from django.db import models

from terms.models.term import Term


class TermPicture(models.Model):
    """The PNG drawn for a term when content was loaded, and the digest of the words on it."""

    term = models.OneToOneField(Term, on_delete=models.CASCADE, related_name="picture")
    digest = models.CharField(max_length=64)
    png = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.term_id}: {self.digest[:8]}"
