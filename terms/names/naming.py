"""When two names are the same name, and where in the A-Z a name stands. Pure."""

import re

from terms.names.normal_form import normal_form

KEY_CHARACTERS = 200
OTHER = "0-9"
"""The letter of the A-Z for names that begin with no letter of the Latin alphabet."""

_SEPARATORS = re.compile(r"[\s_/-]+")
_JOINING_HYPHEN = re.compile(r"(?<=[^\W_])-(?=[^\W_])")


def name_key(name: str) -> str:
    """What two spellings of one name share: 'Fine-Tuning' and 'fine tuning' are the same."""
    key = _SEPARATORS.sub(" ", normal_form(name)).strip()
    return key[:KEY_CHARACTERS].strip()


def initial(key: str) -> str:
    """The letter of the A-Z for a name with this key: its first letter, or `OTHER`."""
    first = next(filter(str.isalnum, key), "")
    return first if first.isascii() and first.isalpha() else OTHER


def spaced(text: str) -> str:
    """`text` with a space for each hyphen inside a word; as long as before."""
    return _JOINING_HYPHEN.sub(" ", text) if "-" in text else text
