"""How terms belong together beside being related, and the names that are more than aliases."""

from django.db import models
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from terms.fields.columns import LineField, NameKeyField
from terms.fields.prose import ProseField
from terms.fields.ranges import LABEL_CHARACTERS, TITLE_CHARACTERS
from terms.markdown.prose import Form
from terms.models.term import Term, TermRow
from terms.names.naming import name_key, name_slug


class NameSlugField(NameKeyField):
    """What the name in the field `source` is called in an address."""

    def derive(self, name: str) -> str:
        return name_slug(name)


class TagKeyField(NameKeyField):
    """What two spellings of one tag share."""

    def derive(self, name: str) -> str:
        return name_key(name)


class BroaderTerm(TermRow):
    """The term `target` is broader than the `term`: every case of the narrower is one of it."""

    target = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="narrower_terms")

    class Meta(TermRow.Meta):
        default_related_name = "broader_terms"
        constraints = [
            models.UniqueConstraint("term", "target", name="broader_term_unique"),
            models.CheckConstraint(
                condition=~models.Q(term=models.F("target")), name="broader_term_not_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.term_id} below {self.target_id}"


class Contrast(TermRow):
    """A term that this one is confused with, and how they differ; it holds both ways."""

    target = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="contrasted_from")
    difference = ProseField(help_text=_("why they are confused, or how they differ"))
    difference_html: str

    class Meta(TermRow.Meta):
        default_related_name = "contrasts"
        constraints = [
            models.UniqueConstraint("term", "target", name="contrast_unique"),
            models.CheckConstraint(
                condition=~models.Q(term=models.F("target")), name="contrast_not_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.term_id} against {self.target_id}"


class Prerequisite(TermRow):
    """The term `target` is read before the `term`, which cannot be understood without it."""

    target = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="needed_by")

    class Meta(TermRow.Meta):
        default_related_name = "prerequisites"
        constraints = [
            models.UniqueConstraint("term", "target", name="prerequisite_unique"),
            models.CheckConstraint(
                condition=~models.Q(term=models.F("target")), name="prerequisite_not_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target_id} before {self.term_id}"


class TermTag(TermRow):
    """A word that gathers terms across categories; spellings with one key are one tag."""

    name = LineField(max_length=LABEL_CHARACTERS)
    key = TagKeyField("name", db_index=True)

    class Meta(TermRow.Meta):
        default_related_name = "tags"
        verbose_name = _("tag")
        constraints = [models.UniqueConstraint("term", "key", name="term_tag_unique")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse('terms:term_list')}?{urlencode({'tag': self.key})}"


class FormerName(TermRow):
    """A name that should no longer be used: found by search, told as former, never linked."""

    name = LineField(max_length=TITLE_CHARACTERS)

    class Meta(TermRow.Meta):
        default_related_name = "former_names"
        constraints = [models.UniqueConstraint("term", "name", name="former_name_unique")]

    def __str__(self) -> str:
        return self.name


class Homonym(TermRow):
    """A name that other terms have too. A page of its own tells them apart; no text is linked."""

    name = LineField(max_length=TITLE_CHARACTERS)
    slug = NameSlugField("name", db_index=True)
    meaning = ProseField(
        form=Form.LINE, blank=True, help_text=_("what it means here; else the TL;DR says it")
    )
    meaning_html: str

    class Meta(TermRow.Meta):
        default_related_name = "homonyms"
        constraints = [models.UniqueConstraint("term", "slug", name="homonym_unique")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("terms:term_detail", args=[self.slug])
