"""The site's own key pair, with which it signs, and the keys by which platforms are known."""

import http.client
import json
import time
from typing import Any

from django.core.cache import cache
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet, RSAKey

from exchange.lti.models import Platform, ToolKey
from glossary_site.operations.outbox import get

ALGORITHM = "RS256"
"""The one that the IMS Security Framework asks for (1.0, 5.1.1); no other is taken."""

KEY_BITS = 2048
KEPT_S = 3600
"""How long a platform's keys are kept before they are fetched again."""

FETCHED_AGAIN_AFTER_S = 30
"""A key that is not among those kept may be new, and a platform that was away may be back; no
oftener than this is looked, so that nobody can make the site wait for a platform all the time."""

KEYS_BYTES = 500_000
"""More than any platform has: one with certificates takes some kilobytes for each key."""

SIGNED_FOR_S = 300


class SignatureError(Exception):
    """A message is signed by none of a platform's keys."""


class NoKeysError(Exception):
    """A platform's keys cannot be had."""


def tool_key() -> RSAKey:
    """The site's private key; made where there is none yet, by whoever asks first."""
    row = ToolKey.objects.filter(pk=1).first()
    if row is None:
        pem = RSAKey.generate_key(KEY_BITS).as_pem(private=True).decode()
        row, _is_new = ToolKey.objects.get_or_create(pk=1, defaults={"private_pem": pem})
    key = RSAKey.import_key(row.private_pem)
    key.ensure_kid()
    return key


def public_keys() -> dict[str, Any]:
    """The public half, as a key set."""
    public = tool_key().as_dict(private=False)
    return {"keys": [public | {"alg": ALGORITHM, "use": "sig"}]}


def sign(claims: dict[str, Any]) -> str:
    """A JWT of ours, for a few minutes from now."""
    key, now = tool_key(), int(time.time())
    header = {"alg": ALGORITHM, "kid": key.kid, "typ": "JWT"}
    return jwt.encode(header, {"iat": now, "exp": now + SIGNED_FOR_S} | claims, key)


def read_signed(platform: Platform, token: str) -> dict[str, Any]:
    """What a platform says in a JWT that one of its keys has signed.

    Raises SignatureError or NoKeysError; whether the claims hold is the caller's to check.
    """
    try:
        try:
            return jwt.decode(token, _keys(platform), algorithms=[ALGORITHM]).claims
        except InvalidKeyIdError:  # a platform may change its keys at any time
            return jwt.decode(token, _keys(platform, anew=True), algorithms=[ALGORITHM]).claims
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise SignatureError(f"{type(error).__name__}: {error}") from error


def _keys(platform: Platform, *, anew: bool = False) -> KeySet:
    name = f"lti:keys:{platform.pk}:{platform.jwks_url}"
    found = cache.get(name)
    if found is None or (anew and cache.add(f"{name}:fetched", 1, FETCHED_AGAIN_AFTER_S)):
        if fault := cache.get(f"{name}:fault"):
            raise NoKeysError(fault)
        try:
            found = _fetch_keys(platform.jwks_url)
        except NoKeysError as error:
            cache.set(f"{name}:fault", str(error), FETCHED_AGAIN_AFTER_S)
            raise
        cache.set(name, found, KEPT_S)
    return KeySet.import_key_set({"keys": found})


def _fetch_keys(address: str) -> list[Any]:
    """The platform's RSA keys: what else it may have is not for us. Raises NoKeysError."""
    try:
        status, answer = get(address, {"Accept": "application/json"}, most_bytes=KEYS_BYTES)
        keys = json.loads(answer)["keys"] if status == 200 else []
        found = [one for one in keys if one.get("kty") == "RSA"]
    except (OSError, http.client.HTTPException) as error:
        raise NoKeysError(f"{address} does not answer: {type(error).__name__}: {error}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NoKeysError(f"{address} is no key set") from error
    if not found:
        raise NoKeysError(f"{address} has no RSA key; its answer was {status}")
    return found
