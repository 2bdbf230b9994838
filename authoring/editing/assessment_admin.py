"""Assessments in the admin: the current version of one that has a file is edited or proposed."""

from collections.abc import Sequence
from copy import copy
from functools import partial
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext

from authoring.editing.file_editor import EditedFile, edit_file, look_at_file
from authoring.editing.history_views import HistoryViews
from authoring.editing.roles import may_publish
from authoring.files.discovery import ASSESSMENT
from authoring.history.assessments import save_assessment
from authoring.history.saving import current_texts
from authoring.history.versions import content_path
from authoring.importing.composing import distinct, slug_of
from authoring.models import FileVersion, Proposal
from glossary_site.web.http import signed_in
from maturity.admin import MaturityModelAdmin
from maturity.models import MaturityModel
from maturity.wizard.views import maturity_model


@admin.register(MaturityModel)
class AssessmentFileAdmin(HistoryViews, MaturityModelAdmin):
    """Whoever may see and change terms may see and change assessments; versions that are not
    current, and what was made without a file, are looked at."""

    def get_urls(self) -> list[Any]:
        guard, name = self.admin_site.admin_view, "maturity_maturitymodel"
        return [
            path("add/<slug:look>/", guard(self.look_at_new), name=f"{name}_add_look"),
            path("<slug:slug>/edit/", guard(self.edit), name=f"{name}_edit"),
            path("<slug:slug>/edit/<slug:look>/", guard(self.look), name=f"{name}_edit_look"),
            *self.history_urls(guard),
            *super().get_urls(),
        ]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("terms.view_term") or super().has_view_permission(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Readers see an assessment as soon as it is there."""
        return may_publish(signed_in(request))

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """The form of a new one, or on to that of one that has a file; any other is looked at."""
        if object_id is None:
            return edit_file(request, self._new_file(request))
        model = self.get_object(request, object_id)
        if model and model.is_current and current_texts(model.slug, [ASSESSMENT]):
            return redirect("admin:maturity_maturitymodel_edit", model.slug)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def edit(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The dimensions of an assessment, one by one."""
        return edit_file(request, self._file(request, slug))

    def look(self, request: HttpRequest, slug: str, look: str) -> Any:
        """The assessment as it would be, or what changes."""
        return look_at_file(request, self._file(request, slug), look)

    def look_at_new(self, request: HttpRequest, look: str) -> Any:
        """The same of one that is not there yet."""
        return look_at_file(request, self._new_file(request), look)

    def versions_of(self, obj: MaturityModel) -> Any:
        return FileVersion.objects.filter(path=content_path(obj.slug, ASSESSMENT))

    def restore_version(self, obj: MaturityModel, name: str, text: str, by: User, note: str) -> Any:
        save_assessment(obj.slug, text, by, FileVersion.How.RESTORED, note)
        return MaturityModel.objects.current().get(slug=obj.slug)

    def _new_file(self, request: HttpRequest) -> EditedFile:
        """The file of an assessment that is not there yet; its address follows from its title."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        title = " ".join(request.POST.get("title", "").split())
        slugs = set(MaturityModel.objects.values_list("slug", flat=True))
        slug = distinct(slug_of(title, "assessment"), slugs)
        return EditedFile(
            name=ASSESSMENT,
            slug=slug,
            title=title or gettext("New assessment"),
            obj=MaturityModel(slug=slug),
            term=None,
            url_name="admin:maturity_maturitymodel_add",
            url_arg="",
            back_url=reverse("admin:maturity_maturitymodel_changelist"),
            save=partial(save_assessment, slug),
            page=partial(_assessment_page, slug=slug),
            may_change=True,
            saved_url=reverse("admin:maturity_maturitymodel_edit", args=[slug]),
        )

    def _file(self, request: HttpRequest, slug: str) -> EditedFile:
        user = signed_in(request)
        if not user.has_perm("terms.view_term"):
            raise PermissionDenied
        model = get_object_or_404(MaturityModel.objects.current(), slug=slug)
        waiting = Proposal.objects.waiting().filter(assessment=model.slug)
        return EditedFile(
            name=ASSESSMENT,
            slug=model.slug,
            title=model.title,
            obj=model,
            term=None,
            url_name="admin:maturity_maturitymodel_edit",
            url_arg=model.slug,
            back_url=reverse("admin:maturity_maturitymodel_changelist"),
            save=partial(save_assessment, model.slug),
            page=partial(_assessment_page, slug=model.slug),
            proposals=list(waiting.select_related("made_by")),
            must_propose=not may_publish(user),
            may_change=user.has_perm("terms.change_term"),
        )


def _assessment_page(request: HttpRequest, opened: Sequence[str], slug: str) -> HttpResponse:
    """The dimension that is open in the form, or the first, as a visitor would see it."""
    model = MaturityModel.objects.current().for_wizard().get(slug=slug)
    visit = copy(request)
    visit.method, visit.user, visit.COOKIES = "GET", AnonymousUser(), {}
    visit.session = type(request.session)()
    visit.path = visit.path_info = model.get_absolute_url()
    dimensions = [one.key for one in model.answerable_dimensions]
    places = [int(key.rpartition("-")[2]) for key in opened if key.rpartition("-")[2].isdecimal()]
    wanted = next((dimensions[at] for at in places if at < len(dimensions)), "")
    visit.GET = QueryDict(f"dimension={wanted}" if wanted and not model.is_short else "")
    return maturity_model(visit, slug=slug)
