"""Adding, using and removing passkeys: forms to which a script adds what the authenticator says."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from glossary_site.web.addresses.post_only import posts_from
from glossary_site.web.limits import limit_codes, limit_posts
from learners.devices.joining import begin_joining
from learners.devices.passkeys import (
    PasskeyError,
    add_passkey,
    adding_options,
    check_passkey,
    entering_options,
)
from learners.devices.views import joined_page
from learners.identity import ensure_learner, learner_of
from learners.models import Passkey


@never_cache
@posts_from("learners:devices")
@limit_posts
def passkey_adding(request: HttpRequest) -> HttpResponse:
    """What the authenticator is asked, to make a passkey."""
    options = adding_options(request, ensure_learner(request))
    return HttpResponse(options, content_type="application/json")


@posts_from("learners:devices")
@limit_posts
def add(request: HttpRequest) -> HttpResponse:
    """Keep the passkey that it has made."""
    learner = learner_of(request)
    try:
        if learner is None:
            raise PasskeyError
        add_passkey(request, learner, request.POST.get("credential", ""))
    except PasskeyError as error:
        raise BadRequest(_("The passkey could not be checked. Nothing was changed.")) from error
    return redirect("learners:devices")


@never_cache
@posts_from("learners:join")
@limit_posts
def passkey_entering(request: HttpRequest) -> HttpResponse:
    """What the authenticator is asked, to say which passkeys it has."""
    return HttpResponse(entering_options(request), content_type="application/json")


@posts_from("learners:join")
@limit_codes
def enter(request: HttpRequest) -> HttpResponse:
    """Join this device to the learner whose passkey it has shown."""
    try:
        passkey = check_passkey(request, request.POST.get("credential", ""))
    except PasskeyError as error:
        message = _(
            "This passkey is not known here, or too much time has passed. Nothing was changed."
        )
        raise BadRequest(message) from error
    is_done = begin_joining(request, passkey.learner_id)
    return redirect(joined_page() if is_done else "learners:confirm_join")


@posts_from("learners:devices", among=())
@limit_posts
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Let one of the learner's passkeys lead nowhere any more."""
    get_object_or_404(Passkey, pk=pk, learner=learner_of(request)).delete()
    return redirect("learners:devices")
