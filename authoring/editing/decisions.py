"""What is looked at in the admin on a page of its own, and decided there once."""

from typing import Any, TypeVar

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path

from glossary_site.admin import NotAdded
from glossary_site.web.addresses.post_only import posts_from

RowT = TypeVar("RowT", bound=Model)


class DecisionAdmin(NotAdded, admin.ModelAdmin[RowT]):
    """Its rows have no form: `template` shows what `look_at` says of one, `decide` takes posts."""

    template: str

    def look_at(self, request: HttpRequest, row: RowT) -> dict[str, Any]:
        """What the template shows beside the row's title."""
        raise NotImplementedError

    def decide(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Do what was posted, once; then lead back to the page of the row."""
        raise NotImplementedError

    def get_urls(self) -> list[Any]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        decide = posts_from(f"admin:{name}_change")(self.decide)
        guarded = self.admin_site.admin_view(decide)
        own = path("<int:object_id>/decide/", guarded, name=f"{name}_decide")
        return [own, *super().get_urls()]

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The page of a row, for those who may see it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        row = self.get_object(request, object_id or "")
        if row is None:
            raise Http404
        context = {"title": str(row), "opts": self.opts, **self.look_at(request, row)}
        return TemplateResponse(
            request, self.template, self.admin_site.each_context(request) | context
        )
