"""The dashboard's page in the admin."""

from django.contrib import admin
from django.contrib.admin.views.decorators import staff_member_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_safe

from authoring.dashboard.panels import MONTHS_READ, Dashboard


@require_safe
@csrf_protect  # the page has the form of the admin that signs out
@staff_member_required
def dashboard(request: HttpRequest) -> HttpResponse:
    """What to look at next, for whoever may see terms."""
    if not request.user.has_perm("terms.view_term"):
        raise PermissionDenied
    context = admin.site.each_context(request) | {
        "title": _("Dashboard"),
        "board": Dashboard(timezone.now().date()),
        "months_read": MONTHS_READ,
    }
    return TemplateResponse(request, "admin/dashboard/dashboard.html", context)
