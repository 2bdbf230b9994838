"""An account at the provider of the operator's choice, by OpenID Connect: off unless it is set up.

Authlib is asked, which is an extra to install: it checks the provider's answer and wants no table
of users, as larger libraries do. Of the account nothing is kept but a digest of who gave it and of
its number there.
"""

import hashlib
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from glossary_site.web.http import absolute_url
from learners.devices.challenges import remember, take
from learners.devices.joining import begin_joining
from learners.devices.sessions import note_device
from learners.identity import ensure_learner
from learners.models import OutsideAccount

if TYPE_CHECKING:
    from authlib.integrations.django_client import DjangoOAuth2App

ASKING = "asking_for_account"
TIMEOUT_S = 10


class AccountError(Exception):
    """The provider's answer does not hold, or nothing was asked for of late."""


def ask_for_account(request: HttpRequest) -> str:
    """The provider's address where the reader signs in. Raises AccountError."""
    from authlib.common.errors import AuthlibBaseError

    remember(request, ASKING, True)
    back = absolute_url(request, reverse("learners:account_answer"))
    try:
        response: HttpResponse = _provider().authorize_redirect(request, back)
    except (AuthlibBaseError, OSError) as error:
        raise AccountError from error
    return str(response["Location"])


def take_answer(request: HttpRequest) -> bool:
    """Join the browser to the learner of the account that the provider vouches for, or give the
    account to the browser's learner where it is new; True where nothing is left to agree on.

    Raises AccountError.
    """
    digest = _subject_digest(request)
    if account := OutsideAccount.objects.filter(subject_digest=digest).first():
        return begin_joining(request, account.learner_id)
    OutsideAccount.objects.get_or_create(
        subject_digest=digest, defaults={"learner": ensure_learner(request)}
    )
    note_device(request)
    return True


def _subject_digest(request: HttpRequest) -> str:
    from authlib.common.errors import AuthlibBaseError
    from joserfc.errors import JoseError

    if not take(request, ASKING):
        raise AccountError
    try:
        claims: dict[str, Any] = _provider().authorize_access_token(request)["userinfo"]
        subject = f"{claims['iss']}\n{claims['sub']}"
    except (AuthlibBaseError, JoseError, OSError, KeyError, ValueError) as error:
        raise AccountError from error
    return hashlib.sha256(subject.encode()).hexdigest()


def _provider() -> "DjangoOAuth2App":
    if not settings.OIDC_ISSUER:
        raise Http404("there are no accounts here")
    from authlib.integrations.django_client import OAuth

    return OAuth().register(
        "account",
        client_id=settings.OIDC_CLIENT_ID,
        client_secret=settings.OIDC_CLIENT_SECRET,
        server_metadata_url=f"{settings.OIDC_ISSUER}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid",
            "code_challenge_method": "S256",
            "default_timeout": TIMEOUT_S,
        },
    )
