"""Paths, which are written in files, and groups, to look at."""

from django.contrib import admin

from glossary_site.admin import NotEdited
from paths.models import Group, Path, PathStep


class PathStepInline(NotEdited, admin.TabularInline[PathStep, Path]):
    model = PathStep
    extra = 0
    can_delete = False
    fields = readonly_fields = ("position", "term", "reason")


@admin.register(Path)
class PathAdmin(NotEdited, admin.ModelAdmin[Path]):
    list_display = ("title", "slug", "role", "is_current")
    list_filter = ("is_current",)
    search_fields = ("title", "slug", "role")
    inlines = [PathStepInline]

    def has_delete_permission(self, request: object, obj: object = None) -> bool:
        return False


@admin.register(Group)
class GroupAdmin(NotEdited, admin.ModelAdmin[Group]):
    """Without what would open its pages, and without its people."""

    list_display = ("name", "path", "is_open", "created_at")
    list_select_related = ("path",)
    fields = readonly_fields = ("name", "path", "is_open", "created_at")
