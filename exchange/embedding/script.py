"""The script that links the terms of other people's pages, put together and minified."""

from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha384
from pathlib import Path

from django.contrib.staticfiles import finders
from rjsmin import jsmin

PARTS = ("matching", "reading", "card", "linking")


@dataclass(frozen=True)
class EmbedScript:
    """The script; `version` names these very bytes, and `integrity` lets a browser check them."""

    text: str
    version: str
    integrity: str


@cache
def embed_script() -> EmbedScript:
    """The parts one after another in a scope of their own."""
    files = [Path(str(finders.find(f"embed/{name}.js"))) for name in PARTS]
    text = str(jsmin("".join(["(() => {\n", *(file.read_text() for file in files), "})();\n"])))
    digest = sha384(text.encode()).digest()
    return EmbedScript(text, digest.hex()[:12], f"sha384-{b64encode(digest).decode()}")
