"""The signature of an event, as Standard Webhooks (standardwebhooks.com) has it. Pure."""

import base64
import hashlib
import hmac


def sign(secret: bytes, event_id: str, sent_at: int, body: bytes) -> str:
    """HMAC-SHA256 over the id, the seconds since 1970 and the body, with full stops between."""
    signed = b".".join((event_id.encode(), str(sent_at).encode(), body))
    digest = hmac.digest(secret, signed, hashlib.sha256)
    return f"v1,{base64.b64encode(digest).decode()}"
