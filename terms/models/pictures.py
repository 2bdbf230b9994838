"""The picture that answers a term's question."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from terms.fields.columns import TEXT, LineField
from terms.fields.ranges import (
    ABBREVIATION_CHARACTERS,
    KIND_CHARACTERS,
    NOTE_CHARACTERS,
    TITLE_CHARACTERS,
)
from terms.models.term import TermRow
from terms.pictures import kinds
from terms.pictures.drawing import Drawing, Words, draw


class Picture(TermRow):
    """The picture under the explanation; a term has one at most."""

    class Kind(models.TextChoices):
        """How its parts belong together."""

        CYCLE = kinds.Kind.CYCLE, _("cycle")
        FLOW = kinds.Kind.FLOW, _("flow")
        LAYERS = kinds.Kind.LAYERS, _("layers")
        TIMELINE = kinds.Kind.TIMELINE, _("timeline")
        COMPARISON = kinds.Kind.COMPARISON, _("comparison")
        SCALE = kinds.Kind.SCALE, _("scale")

    kind = models.CharField(max_length=KIND_CHARACTERS, choices=Kind.choices)
    title = LineField(max_length=TITLE_CHARACTERS, help_text=_("its caption, a short sentence"))
    centre = LineField(
        max_length=ABBREVIATION_CHARACTERS, blank=True, help_text=_("in the middle of a cycle")
    )

    class Meta(TermRow.Meta):
        default_related_name = "pictures"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in kinds.Kind]),
                name="picture_kind_known",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def drawing(self) -> Drawing:
        """The picture with its parts in their places."""
        parts = [
            Words(row.label, row.note, tuple(row.point_lines))
            for row in self.term.picture_parts.all()
        ]
        return draw(kinds.Kind(self.kind), self.title, parts, centre=self.centre)


class PicturePart(TermRow):
    """A part of a picture; in a comparison a side, with its points a line each."""

    label = LineField(max_length=ABBREVIATION_CHARACTERS)
    note = LineField(max_length=NOTE_CHARACTERS, blank=True, help_text=_("a few words"))
    points = models.TextField(
        blank=True,
        default="",
        validators=TEXT,
        help_text=_("of a side of a comparison, a line each"),
    )

    class Meta(TermRow.Meta):
        default_related_name = "picture_parts"

    def __str__(self) -> str:
        return self.label

    @property
    def point_lines(self) -> list[str]:
        """Its points, without the empty lines that a form may have."""
        return [line.strip() for line in self.points.splitlines() if line.strip()]
