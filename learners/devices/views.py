"""My devices: a code for another one, joining by it, names, and signing out."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from glossary_site.web.addresses.post_only import posts_from
from glossary_site.web.http import absolute_url
from glossary_site.web.limits import limit_codes, limit_posts
from learners.devices.forms import CodeForm, NameForm
from learners.devices.joining import begin_joining, finish_joining, joining_learner
from learners.devices.recovery_codes import make_code
from learners.devices.sessions import has_way_back, sign_out, this_device
from learners.forgetting import leave_device
from learners.identity import ensure_learner, learner_of
from learners.models import Device, RecoveryCode
from learners.own_data import stored_of


@never_cache
@require_safe
def devices(request: HttpRequest) -> HttpResponse:
    """The learner's devices, and the ways to another one."""
    learner, here = learner_of(request), this_device(request)
    context = {
        "learner": learner,
        "devices": list(learner.devices.all()) if learner else [],
        "here": here,
        "has_way_back": learner is not None and has_way_back(learner, without=here),
        "code": RecoveryCode.objects.filter(learner=learner).first() if learner else None,
        "passkeys": list(learner.passkeys.all()) if learner else [],
        "accounts": list(learner.outside_accounts.all()) if learner else [],
        "provider": settings.OIDC_NAME,
    }
    return render(request, "learners/devices.html", context)


@posts_from("learners:devices", among=())
@limit_posts
def name_device(request: HttpRequest, pk: int) -> HttpResponse:
    """Give one of the learner's devices a name, or take it away."""
    device = _own_device(request, pk)
    form = NameForm(request.POST)
    if form.is_valid():
        Device.objects.filter(pk=device.pk).update(name=form.cleaned_data["name"])
    return redirect("learners:devices")


@posts_from("learners:devices", among=())
@limit_posts
def sign_out_device(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign one of the learner's devices out, unless nothing would lead back to what is stored."""
    device = _own_device(request, pk)
    here = this_device(request)
    if device != here:
        sign_out(device)
    elif has_way_back(device.learner, without=here):
        request.session.flush()
        return leave_device(redirect("learners:devices"))
    return redirect("learners:devices")


@never_cache
@posts_from("learners:devices")
@limit_posts
def new_code(request: HttpRequest) -> HttpResponse:
    """Make a code and show it, this once; the one before it leads nowhere any more."""
    words = make_code(ensure_learner(request))
    address = absolute_url(request, reverse("learners:join"))
    return render(request, "learners/new_code.html", {"words": words, "address": address})


@posts_from("learners:devices")
@limit_posts
def revoke_code(request: HttpRequest) -> HttpResponse:
    """Let the code lead nowhere any more."""
    RecoveryCode.objects.filter(learner=learner_of(request)).delete()
    return redirect("learners:devices")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limit_codes
def join(request: HttpRequest) -> HttpResponse:
    """Ask for a code; one that leads to a learner goes on, and any other says what is wrong."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        is_done = begin_joining(request, form.cleaned_data["words"])
        return redirect(joined_page() if is_done else "learners:confirm_join")
    context = {"form": form, "provider": settings.OIDC_NAME}
    return render(request, "learners/join.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limit_posts
def confirm_join(request: HttpRequest) -> HttpResponse:
    """Show what will be joined; a post joins it. Who proved nothing of late begins anew."""
    own, target = learner_of(request), joining_learner(request)
    if target is None:
        return redirect("learners:join")
    if request.method == "POST":
        finish_joining(request, target)
    if request.method == "POST" or own == target:
        return redirect(joined_page())
    return render(request, "learners/confirm_join.html", {"stored": stored_of(own, target)})


def joined_page() -> str:
    """The list of devices, which says that this one is among them now."""
    return f"{reverse('learners:devices')}?joined=1"


def _own_device(request: HttpRequest, pk: int) -> Device:
    return get_object_or_404(Device, pk=pk, learner=learner_of(request))
