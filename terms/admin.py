"""Terms and what they stand on, one page a term in the reader's order."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet, URLField
from django.forms import BaseModelForm
from django.http import HttpRequest

from glossary_site.http import signed_in
from terms import models
from terms.changes import content_edited, terms_changed


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
        models.Term.objects.filter(pk=term.pk).update(word_count=term.count_words())
        content_edited(term, signed_in(request))
        terms_changed([term.pk])

    def has_delete_permission(self, request: HttpRequest, obj: models.Term | None = None) -> bool:
        """A term with a folder goes with its folder: the next load would bring it back."""
        has_folder = obj is not None and obj.content_digest != ""
        return not has_folder and super().has_delete_permission(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: models.Term | None = None) -> Any:
        """The slug of a term with a folder is the folder's name."""
        slug = ("slug",) if obj and obj.content_digest else ()
        return (*self.readonly_fields, *slug)

    def get_prepopulated_fields(self, request: HttpRequest, obj: models.Term | None = None) -> Any:
        return {} if obj else self.prepopulated_fields

    def delete_model(self, request: HttpRequest, obj: models.Term) -> None:
        super().delete_model(request, obj)
        terms_changed([])

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[models.Term]) -> None:
        super().delete_queryset(request, queryset)
        terms_changed([])


class InFileAdmin(admin.ModelAdmin[Any]):
    """A row of a content file that is no term's: every change is said to whoever keeps the files.

    `key` names the row in that file, and stays what it is.
    """

    key: str | None = None

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        content_edited(obj, signed_in(request))

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        content_edited(obj, signed_in(request), gone=True)
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for obj in queryset:
            self.delete_model(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return (*self.readonly_fields, *([self.key] if obj and self.key else ()))

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return {} if obj else self.prepopulated_fields


@admin.register(models.Category)
class CategoryAdmin(InFileAdmin):
    key = "slug"
    list_display = ("title", "position", "description")
    prepopulated_fields = {"slug": ("title",)}


@admin.register(models.Source)
class SourceAdmin(InFileAdmin):
    key = "key"
    list_display = ("key", "title", "authors", "published", "checked_on", "read_as")
    list_filter = ("read_as",)
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    search_fields = ("key", "title", "authors")


@admin.register(models.Glossary)
class GlossaryAdmin(InFileAdmin):
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
