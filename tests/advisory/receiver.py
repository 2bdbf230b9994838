"""A receiver of webhooks that checks every signature, and keeps what it takes."""

import base64
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler

from advisory.webhooks.signing import sign
from tests.local_server import Quiet, serving

SECRET_BYTES = b"a secret of thirty-two bytes ...".ljust(32)
SECRET = f"whsec_{base64.b64encode(SECRET_BYTES).decode()}"


@dataclass
class Receiver:
    """Answers each post with the next of `answers`, or with 204; `taken` are bodies by id."""

    address: str = ""
    answers: list[int] = field(default_factory=list)
    taken: dict[str, list[bytes]] = field(default_factory=dict)
    posts: list[tuple[str, int]] = field(default_factory=list)
    """The id and the answer of each."""


@contextmanager
def receiver() -> Iterator[Receiver]:
    """A receiver at an address of this machine."""
    kept, lock = Receiver(), threading.Lock()

    class Handler(Quiet, BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            event_id = self.headers["Webhook-Id"]
            sent_at = int(self.headers["Webhook-Timestamp"])
            is_signed = self.headers["Webhook-Signature"] == sign(
                SECRET_BYTES, event_id, sent_at, body
            )
            with lock:
                answer = kept.answers.pop(0) if kept.answers else 204
                answer = answer if is_signed else 401
                kept.posts.append((event_id, answer))
                if answer == 204:
                    kept.taken.setdefault(event_id, []).append(body)
            self.send_response(answer)
            if answer == 302:
                self.send_header("Location", kept.address)
            self.send_header("Content-Length", "0")
            self.end_headers()

    with serving(Handler) as origin:
        kept.address = f"{origin}/hook?who=us"
        yield kept
