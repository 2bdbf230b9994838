"""Signing in with an account elsewhere, where the operator offers it, and letting it go."""

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from glossary_site.web.addresses.post_only import posts_from
from glossary_site.web.limits import limit_codes, limit_posts
from learners.devices.outside_accounts import AccountError, ask_for_account, take_answer
from learners.devices.views import joined_page
from learners.identity import learner_of
from learners.models import OutsideAccount


@never_cache
@posts_from("learners:devices")
@limit_codes
def ask(request: HttpRequest) -> HttpResponse:
    """A page that leads on to the provider: a form may not, by the Content-Security-Policy."""
    try:
        address = ask_for_account(request)
    except AccountError as error:
        raise BadRequest(_("The account’s provider cannot be reached. Try again later.")) from error
    context = {"address": address, "provider": settings.OIDC_NAME}
    return render(request, "learners/to_account.html", context)


@never_cache
@require_safe
def account_answer(request: HttpRequest) -> HttpResponse:
    """Where the provider leads back to, with a code that counts once: the protocol has it a GET."""
    try:
        is_done = take_answer(request)
    except AccountError as error:
        message = _("The account could not be checked. Nothing was changed.")
        raise BadRequest(message) from error
    return redirect(joined_page() if is_done else "learners:confirm_join")


@posts_from("learners:devices", among=())
@limit_posts
def remove_account(request: HttpRequest, pk: int) -> HttpResponse:
    """Let one of the learner's accounts lead nowhere any more."""
    get_object_or_404(OutsideAccount, pk=pk, learner=learner_of(request)).delete()
    return redirect("learners:devices")
