"""What terms stand on: the glossary as a whole, its categories and its sources."""

from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from terms.fields.columns import DAYS, TEXT, LineField, as_of
from terms.fields.prose import ProseField
from terms.fields.ranges import (
    KEY_CHARACTERS,
    LABEL_CHARACTERS,
    LINE_CHARACTERS,
    START_TERMS,
    URL_CHARACTERS,
)
from terms.markdown.prose import Form
from terms.pages.accent import check_accent

NAMES_THE_TERM = RegexValidator(r"\{term\}", _("must hold {term}, where the name of the term goes"))
PICTURE_FILE = RegexValidator(
    r"^[A-Za-z0-9][A-Za-z0-9._-]*\.(svg|png)\Z", _("must be the name of an SVG or PNG")
)


def readable_accent(value: str) -> None:
    """Raises ValidationError for what is no colour, or one in which links cannot be read."""
    try:
        check_accent(value)
    except ValueError as error:
        raise ValidationError(str(error)) from error


class Glossary(models.Model):
    """The set of all terms. There is one."""

    title = LineField(max_length=LABEL_CHARACTERS)
    tagline = LineField(max_length=LINE_CHARACTERS)
    description = ProseField()
    description_html: str
    about_figures = ProseField(form=Form.ARTICLE, blank=True)
    """How far the figures of this glossary can be trusted, said once for all terms."""
    about_figures_html: str
    footer = ProseField(blank=True)
    """What stands at the foot of every page, instead of the site's own words on figures."""
    footer_html: str
    term_heading = LineField(max_length=LABEL_CHARACTERS, blank=True, validators=[NAMES_THE_TERM])
    """What stands above an entry, with `{term}` for its title; empty for the site's own words."""
    accent = models.CharField(max_length=7, blank=True, validators=[readable_accent])
    """The colour of links and buttons, `#rrggbb`; empty for the site's own."""
    logo = LineField(max_length=LABEL_CHARACTERS, blank=True, validators=[PICTURE_FILE])
    icon = LineField(max_length=LABEL_CHARACTERS, blank=True, validators=[PICTURE_FILE])
    """Files of the content folder: what stands before the name, and in the browser's tab."""
    modules_off = LineField(max_length=LABEL_CHARACTERS, blank=True)
    """The modules that the site does without, with spaces between: `glossary_site/modules.py`."""
    first_term = models.SlugField(max_length=KEY_CHARACTERS, allow_unicode=True, blank=True)
    """The slug of the term that the start page and the calculator begin with; empty for none."""
    start_with = LineField(max_length=START_TERMS * (KEY_CHARACTERS + 1), blank=True)
    """The slugs of the terms that readers may start with, in their order, with spaces between."""
    banned_phrases = models.TextField(
        blank=True, validators=TEXT, help_text=_("what no text may say, a line each")
    )

    class Meta:
        verbose_name_plural = "glossary"

    def __str__(self) -> str:
        return self.title

    def head_of(self, term: Any) -> str:
        """What stands above the page of `term`: its own question comes before the site's words."""
        if self.term_heading and not term.question:
            return str(self.term_heading).replace("{term}", term.title)
        return str(term.heading)

    def clean(self) -> None:
        """What to start with are terms of the glossary, at most `START_TERMS`."""
        if len(self.start_with.split()) > START_TERMS:
            raise ValidationError({"start_with": f"at most {START_TERMS} terms"})
        terms = apps.get_model("terms", "Term").objects
        for field in ("first_term", "start_with"):
            slugs = getattr(self, field).split()
            known = set(terms.filter(slug__in=slugs).values_list("slug", flat=True))
            if unknown := [slug for slug in slugs if slug not in known]:
                raise ValidationError({field: f"{unknown[0]!r} does not exist"})


class Category(models.Model):
    """A category of the glossary."""

    slug = models.SlugField(max_length=KEY_CHARACTERS, allow_unicode=True, unique=True)
    title = LineField(max_length=LABEL_CHARACTERS)
    description = models.TextField(validators=TEXT)
    position = models.PositiveSmallIntegerField(default=0)
    term_count = 0
    """Set by lists that count its published terms; see `terms/browse/facets.py`."""

    class Meta:
        ordering = ["position", "title"]
        verbose_name_plural = "categories"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{reverse('terms:term_list')}?category={self.slug}"


class Source(models.Model):
    """A publication that figures and statements cite."""

    class ReadAs(models.TextChoices):
        PRIMARY = "primary", _("read in the publisher’s own text")
        SECONDARY = "secondary", _("read in somebody else’s report")
        CANONICAL = "canonical", _("not re-read; its standard address")

    key = LineField(max_length=KEY_CHARACTERS, unique=True)
    title = LineField(max_length=LINE_CHARACTERS)
    authors = LineField(max_length=LINE_CHARACTERS)
    published = models.CharField(max_length=10, validators=[as_of])
    url = models.URLField(max_length=URL_CHARACTERS, blank=True)
    checked_on = models.DateField(validators=DAYS)
    read_as = models.CharField(max_length=10, choices=ReadAs.choices)
    read_at = models.URLField(max_length=URL_CHARACTERS, blank=True)
    note = models.TextField(blank=True, validators=TEXT)

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return f"{self.authors}: {self.title} ({self.published})"
