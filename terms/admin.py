"""What terms stand on. Terms themselves are edited in `authoring.editing`."""

from typing import Any

from django.contrib import admin
from django.db.models import URLField
from django.http import HttpRequest

from glossary_site.admin import NotAdded
from glossary_site.web.http import signed_in
from terms import models
from terms.changes import content_edited
from terms.content_admin import ContentAdmin


class InFileAdmin(ContentAdmin):
    """A row of a content file that is no term's: every change is said to whoever keeps the files.

    `key` names the row in that file, and stays what it is.
    """

    key: str | None = None

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if form.has_changed():
            content_edited(obj, signed_in(request))

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        content_edited(obj, signed_in(request), gone=True)
        super().delete_model(request, obj)

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

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(models.MissedQuery)
class MissedQueryAdmin(NotAdded, admin.ModelAdmin[models.MissedQuery]):
    """What readers looked for and did not find, or asked for: what to write next. It can be
    cleared."""

    list_display = ("text", "asked_for", "count", "last_asked_on")
    search_fields = ("text",)
    readonly_fields = list_display
