"""The sections of a term on its page in the admin."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.db.models import ForeignKey
from django.http import HttpRequest

from glossary_site.admin.decimals import PLAIN_DECIMALS
from maturity.models import LevelDescription
from terms import models


class SectionInline(admin.StackedInline[Any, models.Term]):
    """The rows of one section; they stand by their `position`, the lowest first."""

    extra = 0
    fk_name = "term"
    classes = ("collapse",)
    formfield_overrides = PLAIN_DECIMALS

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        """A figure is one of this term's own."""
        if db_field.name == "figure":
            match = request.resolver_match
            pk = match.kwargs.get("object_id") if match else None
            own = models.Figure.objects.filter(term=pk) if pk else models.Figure.objects.none()
            kwargs["queryset"] = own
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


def section(model: type[Any], **options: Any) -> type[admin.StackedInline[Any, Any]]:
    """An inline for the rows of one section."""
    return type(f"{model.__name__}Inline", (SectionInline,), {"model": model, **options})


INLINES: list[type[InlineModelAdmin[Any, Any]]] = [
    section(models.Alias),
    section(models.Figure, autocomplete_fields=("source",)),
    section(models.KeyMetric),
    section(models.Gloss),
    section(models.Role),
    section(models.Step),
    section(models.ChecklistItem),
    section(LevelDescription, max_num=7, ordering=("level",)),
    section(models.Comparison),
    section(models.Mistake),
    section(models.Practice),
    section(models.Benchmark),
    section(models.Faq),
    section(models.RelatedTerm, autocomplete_fields=("target",)),
]
