"""What passes between a platform and the site: a login, a launch, and what a teacher has chosen."""

import datetime
import hashlib
import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode

from django.core import signing
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from exchange.lti.models import (
    ADDRESS_CHARACTERS,
    SUBJECT_CHARACTERS,
    Platform,
    UsedNonce,
    origin_of,
)

CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
DEEP_LINKING = "https://purl.imsglobal.org/spec/lti-dl/claim/"
GRADES = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"
MAY_SCORE = "https://purl.imsglobal.org/spec/lti-ags/scope/score"
RESOURCE, CHOOSING = "LtiResourceLinkRequest", "LtiDeepLinkingRequest"
VERSION = "1.3.0"

LOGIN_LASTS_S = 600
CHOOSING_LASTS_S = 4 * 3600
LEEWAY_S = 60
"""How far a platform's clock may be from ours."""

_STATE_SALT, _TICKET_SALT = "lti.state", "lti.ticket"


class LtiError(Exception):
    """What a platform sent does not hold; the message is for whoever sees the page, and `reason`
    for the operator's log, without anything that is secret or a person's."""

    def __init__(self, message: str, reason: str = "") -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True)
class State:
    """What comes back with a launch: of which login it is, and whether a cookie vouches for that.

    A launch without the cookie may choose content for a course, and do nothing in a person's name.
    """

    platform: int
    nonce: str
    has_cookie: bool

    @property
    def cookie(self) -> str:
        """The name of the cookie, one for each login: several may be under way."""
        return f"lti_{self.nonce[:12]}"


@dataclass(frozen=True)
class Launch:
    """A launch that holds. `line_item` is the column of the gradebook, or empty."""

    message: str
    deployment: str
    subject: str
    target: str
    line_item: str
    settings: Mapping[str, Any]


@dataclass(frozen=True)
class Ticket:
    """What a picker carries along: for whom a teacher chooses, and where their choice goes."""

    platform: int
    deployment: str
    return_url: str
    data: Any
    is_many: bool
    is_scored: bool


def find_platform(sent: Mapping[str, str]) -> Platform:
    """The platform that begins a login. Raises LtiError for one that is not registered."""
    platforms = Platform.objects.filter(issuer=sent.get("iss", "")).exclude(client_id="")
    if client_id := sent.get("client_id"):
        platforms = platforms.filter(client_id=client_id)
    found = list(platforms[:2])
    if len(found) != 1:
        raise LtiError(
            _("This learning platform is not registered here."),
            f"{len(found)} platforms have issuer {sent.get('iss')!r}, client id {client_id!r}",
        )
    return found[0]


def begin_login(platform: Platform, *, has_cookie: bool) -> tuple[State, str]:
    """A login, and what is sent along for its launch to come back with."""
    state = State(platform.pk, secrets.token_urlsafe(24), has_cookie)
    return state, signing.dumps(asdict(state), salt=_STATE_SALT)


def login_address(
    platform: Platform, sent: Mapping[str, str], state: State, signed: str, back: str
) -> str:
    """Where the platform says who it is that comes (IMS Security Framework 1.0, 5.1.1.2)."""
    asked = {
        "scope": "openid",
        "response_type": "id_token",
        "response_mode": "form_post",
        "prompt": "none",
        "client_id": platform.client_id,
        "redirect_uri": back,
        "login_hint": sent.get("login_hint", ""),
        "state": signed,
        "nonce": state.nonce,
    }
    if hint := sent.get("lti_message_hint"):
        asked["lti_message_hint"] = hint
    mark = "&" if "?" in platform.auth_url else "?"
    return f"{platform.auth_url}{mark}{urlencode(asked)}"


def read_state(signed: str) -> State:
    """Raises LtiError for one that is not ours, or too old."""
    try:
        return State(**signing.loads(signed, salt=_STATE_SALT, max_age=LOGIN_LASTS_S))
    except signing.BadSignature as error:
        raise LtiError(_("This took too long. Open it from your course again.")) from error


def read_launch(platform: Platform, state: State, token: str) -> Launch:
    """The launch that the token tells of; from then on it is used. Raises LtiError."""
    from exchange.lti.keys import (  # what signs is slow to import
        NoKeysError,
        SignatureError,
        read_signed,
    )

    try:
        claims = read_signed(platform, token)
    except SignatureError as error:
        message = _("The learning platform’s signature is not valid.")
        raise LtiError(message, f"{platform}: {error}") from error
    except NoKeysError as error:
        message = _("The learning platform does not answer. Open it again in a minute.")
        raise LtiError(message, f"{platform}: {error}") from error
    _check_claims(platform, state, claims)
    launch = _read_claims(claims)
    if launch.deployment not in platform.deployments:
        raise LtiError(
            _("This part of the learning platform is not registered here."),
            f"{platform}: deployment {launch.deployment!r} is not among its deployment ids",
        )
    _use(state.nonce)
    return launch


def _check_claims(platform: Platform, state: State, claims: Mapping[str, Any]) -> None:
    audience = claims.get("aud")
    many = audience if isinstance(audience, list) else [audience]
    party = claims.get("azp", platform.client_id if len(many) == 1 else None)
    now, ends = time.time(), claims.get("exp")
    holds = {
        "iss": claims.get("iss") == platform.issuer,
        "aud": platform.client_id in many,
        "azp": party == platform.client_id,
        "nonce": claims.get("nonce") == state.nonce,
        "exp": isinstance(ends, int | float) and ends + LEEWAY_S > now,
        "version": claims.get(f"{CLAIM}version") == VERSION,
    }
    if wrong := [name for name, is_right in holds.items() if not is_right]:
        message = _("What the learning platform sent is not valid. Open it again from your course.")
        raise LtiError(message, f"{platform}: what is wrong is {', '.join(wrong)}")


def _read_claims(claims: Mapping[str, Any]) -> Launch:
    grades = _mapping(claims.get(GRADES))
    scopes = grades.get("scope")
    may_score = isinstance(scopes, list) and MAY_SCORE in scopes
    subject, line_item = _text(claims, "sub"), _text(grades, "lineitem")
    return Launch(
        message=_text(claims, f"{CLAIM}message_type"),
        deployment=_text(claims, f"{CLAIM}deployment_id"),
        subject=subject if len(subject) <= SUBJECT_CHARACTERS else "",
        target=_text(claims, f"{CLAIM}target_link_uri"),
        line_item=line_item if may_score and len(line_item) <= ADDRESS_CHARACTERS else "",
        settings=_mapping(claims.get(f"{DEEP_LINKING}deep_linking_settings")),
    )


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(claims: Mapping[str, Any], name: str) -> str:
    value = claims.get(name)
    return value if isinstance(value, str) and value.isprintable() else ""


def _use(nonce: str) -> None:
    """Let the launch be taken this once; what is too old to come again is forgotten."""
    long_ago = timezone.now() - datetime.timedelta(seconds=2 * LOGIN_LASTS_S)
    UsedNonce.objects.filter(used_at__lt=long_ago).delete()
    try:
        with transaction.atomic():
            UsedNonce.objects.create(digest=hashlib.sha256(nonce.encode()).hexdigest())
    except IntegrityError as error:
        raise LtiError(_("This was opened already. Open it from your course again.")) from error


def ticket_of(platform: Platform, launch: Launch) -> str:
    """What the picker carries along. Raises LtiError where links to pages are not taken."""
    settings = launch.settings
    return_url, kinds = _text(settings, "deep_link_return_url"), settings.get("accept_types")
    if not platform.is_own(return_url):
        raise LtiError(
            _(
                "The learning platform asks for your choice at an address that is not registered "
                "here. Whoever runs this site can add it."
            ),
            f"{platform}: {origin_of(return_url)!r} is not among where its pages are",
        )
    if not isinstance(kinds, list) or "ltiResourceLink" not in kinds:
        raise LtiError(
            _("The learning platform takes no links here."), f"{platform}: it takes {kinds!r}"
        )
    ticket = Ticket(
        platform=platform.pk,
        deployment=launch.deployment,
        return_url=return_url,
        data=settings.get("data"),
        is_many=settings.get("accept_multiple") is True,
        is_scored=settings.get("accept_lineitem") is not False,
    )
    return signing.dumps(asdict(ticket), salt=_TICKET_SALT, compress=True)


def read_ticket(signed: str) -> tuple[Platform, Ticket]:
    """Raises LtiError for one that is not ours, too old, or of a platform that is no more."""
    try:
        ticket = Ticket(**signing.loads(signed, salt=_TICKET_SALT, max_age=CHOOSING_LASTS_S))
        return Platform.objects.get(pk=ticket.platform), ticket
    except (signing.BadSignature, Platform.DoesNotExist) as error:
        raise LtiError(_("This took too long. Open it from your course again.")) from error


def sign_choice(platform: Platform, ticket: Ticket, items: Sequence[Mapping[str, Any]]) -> str:
    """What a teacher has chosen, as the platform takes it (Deep Linking 2.0, 4.5)."""
    from exchange.lti.keys import sign  # what signs is slow to import

    claims: dict[str, Any] = {
        "iss": platform.client_id,
        "aud": platform.issuer,
        "nonce": secrets.token_urlsafe(24),
        f"{CLAIM}message_type": "LtiDeepLinkingResponse",
        f"{CLAIM}version": VERSION,
        f"{CLAIM}deployment_id": ticket.deployment,
        f"{DEEP_LINKING}content_items": list(items),
    }
    if ticket.data is not None:
        claims[f"{DEEP_LINKING}data"] = ticket.data
    return sign(claims)
