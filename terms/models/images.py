"""Images that authors show in their prose, kept where every machine finds them."""

from django.db import models
from django.urls import reverse

from terms.fields.ranges import FILE_NAME_CHARACTERS
from terms.models.term import Term

_IN_ADDRESS = 16
"""Characters of the digest that tell one version of an image from another."""


class TermImage(models.Model):
    """A file of a term's folder, byte for byte. `width` and `height` are as it is shown, in px."""

    class Kind(models.TextChoices):
        """The types that a browser shows and that hold no script, as HTTP names them."""

        PNG = "image/png", "PNG"
        JPEG = "image/jpeg", "JPEG"
        WEBP = "image/webp", "WebP"
        GIF = "image/gif", "GIF"

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="images")
    name = models.CharField(max_length=FILE_NAME_CHARACTERS)
    kind = models.CharField(max_length=20, choices=Kind)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    data = models.BinaryField()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint("term", "name", name="term_image_name_unique")]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """The path that it is served from."""
        return image_address(self.term.slug, self.digest, self.name)


def image_version(digest: str) -> str:
    """What an image's address has of its digest."""
    return digest[:_IN_ADDRESS]


def image_address(slug: str, digest: str, name: str) -> str:
    """The path of an image of the term `slug`; another image has another."""
    return reverse("terms:term_image", args=[slug, image_version(digest), name])
