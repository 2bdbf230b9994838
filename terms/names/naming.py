"""When two names are the same name. Pure."""

import re
from hashlib import sha256

from terms.names.normal_form import normal_form
from terms.names.slugs import words_as_slug

KEY_CHARACTERS = 200
_SEPARATORS = re.compile(r"[\s_/-]+")
_JOINING_HYPHEN = re.compile(r"(?<=[^\W_])-(?=[^\W_])")


def name_key(name: str) -> str:
    """What two spellings of one name share: 'Fine-Tuning' and 'fine tuning' are the same."""
    return single_spaced(normal_form(name))[:KEY_CHARACTERS].strip()


def name_slug(name: str) -> str:
    """The name in an address: `CI/CD` is `ci-cd`; else the same few digits."""
    key = name_key(name)
    return words_as_slug(key) or f"name-{sha256(key.encode()).hexdigest()[:8]}"


def single_spaced(name: str) -> str:
    """A name with one space for whatever parts its words."""
    return _SEPARATORS.sub(" ", name).strip()


def spaced(text: str) -> str:
    """`text` with a space for each hyphen inside a word; as long as before."""
    return _JOINING_HYPHEN.sub(" ", text) if "-" in text else text
