"""When two names are the same name, and where in the A-Z a name stands. Pure."""

import re
from hashlib import sha256

from terms.names.normal_form import normal_form

KEY_CHARACTERS = 200
SLUG_CHARACTERS = 80
OTHER = "0-9"
"""The letter of the A-Z for names that begin with no letter of the Latin alphabet."""

_NO_SLUG = re.compile(r"[^a-z0-9]+")
_SEPARATORS = re.compile(r"[\s_/-]+")
_JOINING_HYPHEN = re.compile(r"(?<=[^\W_])-(?=[^\W_])")


def name_key(name: str) -> str:
    """What two spellings of one name share: 'Fine-Tuning' and 'fine tuning' are the same."""
    key = _SEPARATORS.sub(" ", normal_form(name)).strip()
    return key[:KEY_CHARACTERS].strip()


def name_slug(name: str) -> str:
    """The name in an address: `CI/CD` is `ci-cd`; without a Latin letter, the same few digits."""
    slug = _NO_SLUG.sub("-", name_key(name)).strip("-")[:SLUG_CHARACTERS].strip("-")
    return slug or f"name-{sha256(name_key(name).encode()).hexdigest()[:8]}"


def initial(key: str) -> str:
    """The letter of the A-Z for a name with this key: its first letter, or `OTHER`."""
    first = next(filter(str.isalnum, key), "")
    return first if first.isascii() and first.isalpha() else OTHER


def spaced(text: str) -> str:
    """`text` with a space for each hyphen inside a word; as long as before."""
    return _JOINING_HYPHEN.sub(" ", text) if "-" in text else text
