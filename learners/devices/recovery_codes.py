"""Making, finding and revoking the code that leads another device to a learner."""

import hashlib
import secrets
import uuid

from django.utils.crypto import constant_time_compare

from learners.devices.recovery_words import ENTROPY_BYTES, words_of
from learners.models import Learner, RecoveryCode, today

_LOOKUP_DIGITS = 16


def make_code(learner: Learner) -> tuple[str, ...]:
    """The words of a new code, to be shown this once; the one before it leads nowhere any more."""
    entropy = secrets.token_bytes(ENTROPY_BYTES)
    digest = _digest(entropy)
    RecoveryCode.objects.update_or_create(
        learner=learner,
        defaults={"lookup": digest[:_LOOKUP_DIGITS], "digest": digest, "made_on": today()},
    )
    return words_of(entropy)


def find_by_code(entropy: bytes) -> uuid.UUID | None:
    """The learner to whom the code leads, if it does; told in the same time for any code."""
    digest = _digest(entropy)
    code = RecoveryCode.objects.filter(lookup=digest[:_LOOKUP_DIGITS]).first()
    is_right = constant_time_compare(code.digest if code else "", digest)
    return code.learner_id if code and is_right else None


def _digest(entropy: bytes) -> str:
    return hashlib.sha256(b"recovery code " + entropy).hexdigest()
