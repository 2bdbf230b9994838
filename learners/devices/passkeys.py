"""Passkeys, by Web Authentication: what an authenticator is asked, and whether its answer holds.

The library is imported where it is used: few requests need it, and it brings OpenSSL.
"""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.translation import gettext as _

from glossary_site.web.http import absolute_url
from learners.devices.challenges import remember, take
from learners.models import CREDENTIAL_CHARACTERS, Learner, Passkey, today

if TYPE_CHECKING:
    from webauthn.helpers.structs import PublicKeyCredentialDescriptor

ADDING, ENTERING = "adding_passkey", "entering_by_passkey"
"""In the session: the challenge of the one or the other."""

MOST_PASSKEYS = 20


class PasskeyError(Exception):
    """An answer that does not hold, or that nothing was asked for of late."""


def adding_options(request: HttpRequest, learner: Learner) -> str:
    """What an authenticator needs to make a passkey for the learner, as JSON.

    It is found there without a name, and asks for a finger or a PIN where it can.
    """
    from webauthn import generate_registration_options, options_to_json
    from webauthn.helpers.structs import (
        AuthenticatorSelectionCriteria,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    host = _host(request)
    options = generate_registration_options(
        rp_id=host,
        rp_name=host,
        user_id=learner.pk.bytes,
        user_name=_("learner since %(day)s") % {"day": learner.created_at.date().isoformat()},
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.PREFERRED,
        ),
        exclude_credentials=[_descriptor(one) for one in learner.passkeys.all()],
    )
    _remember(request, ADDING, options.challenge)
    return options_to_json(options)


def add_passkey(request: HttpRequest, learner: Learner, credential: str) -> Passkey:
    """Store the passkey that the authenticator made. Raises PasskeyError."""
    from webauthn import verify_registration_response
    from webauthn.helpers import bytes_to_base64url
    from webauthn.helpers.exceptions import WebAuthnException

    challenge = _take(request, ADDING)
    try:
        made = verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=_host(request),
            expected_origin=absolute_url(request, "/").removesuffix("/"),
        )
    except (WebAuthnException, ValueError) as error:
        raise PasskeyError from error
    name = bytes_to_base64url(made.credential_id)
    is_known = Passkey.objects.filter(credential_id=name).exists()
    is_full = learner.passkeys.count() >= MOST_PASSKEYS
    if is_known or is_full or len(name) > CREDENTIAL_CHARACTERS:
        raise PasskeyError
    return Passkey.objects.create(
        learner=learner,
        credential_id=name,
        public_key=bytes_to_base64url(made.credential_public_key),
        sign_count=made.sign_count,
    )


def entering_options(request: HttpRequest) -> str:
    """What an authenticator needs to offer the passkeys that it has for this site, as JSON."""
    from webauthn import generate_authentication_options, options_to_json

    options = generate_authentication_options(rp_id=_host(request))
    _remember(request, ENTERING, options.challenge)
    return options_to_json(options)


def check_passkey(request: HttpRequest, credential: str) -> Passkey:
    """The passkey that the authenticator has answered with. Raises PasskeyError."""
    from webauthn import verify_authentication_response
    from webauthn.helpers import (
        base64url_to_bytes,
        bytes_to_base64url,
        parse_authentication_credential_json,
    )
    from webauthn.helpers.exceptions import WebAuthnException

    challenge = _take(request, ENTERING)
    try:
        given = parse_authentication_credential_json(credential)
        passkey = Passkey.objects.get(credential_id=bytes_to_base64url(given.raw_id))
        checked = verify_authentication_response(
            credential=given,
            expected_challenge=challenge,
            expected_rp_id=_host(request),
            expected_origin=absolute_url(request, "/").removesuffix("/"),
            credential_public_key=base64url_to_bytes(passkey.public_key),
            credential_current_sign_count=passkey.sign_count,
        )
    except (WebAuthnException, ValueError, Passkey.DoesNotExist) as error:
        raise PasskeyError from error
    passkey.sign_count, passkey.used_on = checked.new_sign_count, today()
    passkey.save(update_fields=["sign_count", "used_on"])
    return passkey


def _host(request: HttpRequest) -> str:
    return str(urlsplit(absolute_url(request, "/")).hostname)


def _descriptor(passkey: Passkey) -> "PublicKeyCredentialDescriptor":
    from webauthn.helpers import base64url_to_bytes
    from webauthn.helpers.structs import PublicKeyCredentialDescriptor

    return PublicKeyCredentialDescriptor(id=base64url_to_bytes(passkey.credential_id))


def _remember(request: HttpRequest, name: str, challenge: bytes) -> None:
    remember(request, name, challenge.hex())


def _take(request: HttpRequest, name: str) -> bytes:
    challenge: Any = take(request, name)
    if challenge is None:
        raise PasskeyError
    return bytes.fromhex(challenge)
