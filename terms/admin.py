"""Terms and what they stand on, one page a term in the reader's order."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet, URLField
from django.forms import BaseModelForm
from django.http import HttpRequest
from django.utils import timezone

from terms import models
from terms.changes import terms_changed


def section(model: type[Any], **options: Any) -> type[admin.StackedInline[Any, models.Term]]:
    """An inline for the rows of one section."""
    attributes = {"model": model, "extra": 0, "fk_name": "term", **options}
    return type(f"{model.__name__}Inline", (admin.StackedInline,), attributes)


@admin.register(models.Term)
class TermAdmin(admin.ModelAdmin[models.Term]):
    list_display = ("title", "category", "status", "updated_on", "edited_at")
    list_filter = ("status", "category")
    search_fields = ("title", "abbreviation", "aliases__name", "tldr")
    prepopulated_fields = {"slug": ("title",)}
    readonly_fields = ("word_count", "edited_at")
    inlines = [
        section(models.Alias),
        section(models.Figure),
        section(models.Gloss),
        section(models.KeyMetric),
        section(models.Role),
        section(models.Step),
        section(models.ChecklistItem),
        section(models.Comparison),
        section(models.Mistake),
        section(models.Practice),
        section(models.Benchmark),
        section(models.Faq),
        section(models.RelatedTerm, autocomplete_fields=("target",)),
    ]

    def save_related(
        self, request: HttpRequest, form: BaseModelForm[Any], formsets: Any, change: bool
    ) -> None:
        """After the sections: count the words anew, and remember that the files did not do it."""
        super().save_related(request, form, formsets, change)
        term = models.Term.objects.get(pk=form.instance.pk)
        models.Term.objects.filter(pk=term.pk).update(
            edited_at=timezone.now(), word_count=term.count_words()
        )
        terms_changed([term.pk])

    def delete_model(self, request: HttpRequest, obj: models.Term) -> None:
        super().delete_model(request, obj)
        terms_changed([])

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[models.Term]) -> None:
        super().delete_queryset(request, queryset)
        terms_changed([])


@admin.register(models.Category)
class CategoryAdmin(admin.ModelAdmin[models.Category]):
    list_display = ("title", "position", "description")
    prepopulated_fields = {"slug": ("title",)}


@admin.register(models.Source)
class SourceAdmin(admin.ModelAdmin[models.Source]):
    list_display = ("key", "title", "authors", "published", "checked_on", "read_as")
    list_filter = ("read_as",)
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    search_fields = ("key", "title", "authors")


@admin.register(models.Glossary)
class GlossaryAdmin(admin.ModelAdmin[models.Glossary]):
    list_display = ("title", "tagline")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return not models.Glossary.objects.exists()


@admin.register(models.MissedQuery)
class MissedQueryAdmin(admin.ModelAdmin[models.MissedQuery]):
    """What readers looked for and did not find: what to write next. It can be cleared."""

    list_display = ("text", "count", "last_asked_on")
    ordering = ("-count", "-last_asked_on")
    search_fields = ("text",)
    readonly_fields = list_display

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
