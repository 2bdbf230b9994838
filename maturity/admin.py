"""Assessments, which are written in files, to look at; answers, to look at and delete."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest

from glossary_site.admin import EditsContent, FileIsMaster, NotEdited
from glossary_site.web.http import signed_in
from maturity.models import (
    Assessment,
    Dimension,
    DimensionLevel,
    LevelDescription,
    MaturityModel,
    PickedLevel,
    Response,
    Statement,
    StatementHelp,
)
from terms.autolink.relinking import relink
from terms.changes import content_edited
from terms.content_admin import ContentAdmin


class InFile(FileIsMaster):
    """An assessment and its parts."""

    def version_of(self, obj: Model | None) -> MaturityModel | None:
        if isinstance(obj, Statement | DimensionLevel):
            obj = obj.dimension
        model = obj.model if isinstance(obj, Dimension) else obj
        return model if isinstance(model, MaturityModel) and model.pk else None

    def is_answered(self, version: MaturityModel) -> bool:
        return Assessment.objects.filter(model=version).exists()


class DimensionInline(InFile, admin.StackedInline[Dimension, MaturityModel]):
    model = Dimension
    extra = 0
    show_change_link = True


class StatementInline(InFile, admin.StackedInline[Statement, Dimension]):
    model = Statement
    extra = 0
    show_change_link = True


class DimensionLevelInline(InFile, admin.TabularInline[DimensionLevel, Dimension]):
    model = DimensionLevel
    extra = 0


class StatementHelpInline(InFile, admin.TabularInline[StatementHelp, Statement]):
    model = StatementHelp
    extra = 0


class ResponseInline(NotEdited, admin.TabularInline[Response, Assessment]):
    model = Response
    extra = 0
    can_delete = False
    fields = readonly_fields = ("statement", "value", "can_be_shown", "reason")


class PickedLevelInline(NotEdited, admin.TabularInline[PickedLevel, Assessment]):
    model = PickedLevel
    extra = 0
    can_delete = False
    fields = readonly_fields = ("dimension", "level")


class MaturityModelAdmin(EditsContent, InFile, admin.ModelAdmin[MaturityModel]):
    """To look at; whoever writes files registers one that edits them."""

    list_display = ("title", "slug", "version", "is_current", "term", "minutes")
    list_filter = ("is_current",)
    list_select_related = ("term",)
    search_fields = ("title", "slug")
    inlines = [DimensionInline]


@admin.register(Dimension)
class DimensionAdmin(EditsContent, InFile, admin.ModelAdmin[Dimension]):
    """A dimension with its statements, or its levels to pick from."""

    list_display = ("title", "model", "position")
    list_filter = ("model",)
    list_select_related = ("model",)
    search_fields = ("title", "key")
    inlines = [StatementInline, DimensionLevelInline]


@admin.register(Statement)
class StatementAdmin(EditsContent, InFile, admin.ModelAdmin[Statement]):
    """A statement with what helps with it."""

    list_display = ("key", "dimension", "level", "required", "weight")
    list_filter = ("level", "required", "dimension__model")
    list_select_related = ("dimension",)
    search_fields = ("key", "text", "dimension__title")
    inlines = [StatementHelpInline]


@admin.register(LevelDescription)
class LevelDescriptionAdmin(ContentAdmin):
    """For those who may publish; authors write the levels on their term's page, to be proposed."""

    list_display = ("term", "level", "text")
    list_filter = ("level",)
    list_select_related = ("term",)
    search_fields = ("term__title", "text")
    autocomplete_fields = ("term",)

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        return ("term",) if obj else ()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may_publish(request) and super().has_add_permission(request)

    def has_change_permission(
        self, request: HttpRequest, obj: LevelDescription | None = None
    ) -> bool:
        return may_publish(request) and super().has_change_permission(request, obj)

    def has_delete_permission(
        self, request: HttpRequest, obj: LevelDescription | None = None
    ) -> bool:
        return may_publish(request) and super().has_delete_permission(request, obj)

    def save_model(
        self,
        request: HttpRequest,
        obj: LevelDescription,
        form: ModelForm[LevelDescription],
        change: bool,
    ) -> None:
        """Its prose is rendered anew, and so are its links."""
        super().save_model(request, obj, form, change)
        if form.has_changed():
            relink([obj.term_id])
            content_edited(obj.term, signed_in(request))

    def delete_model(self, request: HttpRequest, obj: LevelDescription) -> None:
        super().delete_model(request, obj)
        content_edited(obj.term, signed_in(request))


@admin.register(Assessment)
class AssessmentAdmin(NotEdited, admin.ModelAdmin[Assessment]):
    list_display = ("id", "model", "started_at", "finished_at", "level", "rule")
    list_filter = ("model",)
    list_select_related = ("model",)
    inlines = [ResponseInline, PickedLevelInline]


def may_publish(request: HttpRequest) -> bool:
    """Whether somebody may change what readers see without asking."""
    return request.user.has_perm("terms.publish_term")
