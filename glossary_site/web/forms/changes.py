"""What of a form its reader changed, so that one in an old tab undoes nothing of a newer one.

A form sends beside each line, as `shown-<name>`, the fingerprint of what the line held when it was
drawn. What is sent with the same fingerprint was not touched. `static/js/site.js` empties the
fingerprint of a line that is changed, for a form that stays on the page after it was saved.
"""

import hashlib
from collections.abc import Mapping


def fingerprint(*values: object) -> str:
    """Eight hexadecimal digits that stand for the values of a line, empty ones alike."""
    text = "\x1f".join("" if value in (None, False) else str(value) for value in values)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def is_untouched(sent: Mapping[str, object], name: str, *values: object) -> bool:
    """Whether the line `name` was sent with the values that it was drawn with."""
    return sent.get(f"shown-{name}") == fingerprint(*values)
