"""A small learning platform: lti1p3platform checks what we sign, and gives tokens for what holds."""

from __future__ import annotations

import html
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey
from lti1p3platform.ags import LtiAgs
from lti1p3platform.deep_linking import LtiDeepLinking
from lti1p3platform.exceptions import LtiException
from lti1p3platform.ltiplatform import LTI1P3PlatformConfAbstract
from lti1p3platform.registration import Registration

from tests.local_server import Quiet, serving

CLIENT, DEPLOYMENT = "tool-1", "deployment-1"
CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
CONTENT_ITEMS = "https://purl.imsglobal.org/spec/lti-dl/claim/content_items"
SCORE = "https://purl.imsglobal.org/spec/lti-ags/scope/score"


@cache
def make_key(kid: str) -> RSAKey:
    """The same for every test that asks for it by that name: to make one takes a second."""
    return RSAKey.generate_key(2048, {"kid": kid})


class Known(LTI1P3PlatformConfAbstract):
    """The platform's record of our site, as the library keeps it."""

    def init_platform_config(self, **kwargs: Any) -> None:
        self._registration = kwargs["registration"]

    def get_registration_by_params(self, **_kwargs: Any) -> Registration:
        return self._registration


@dataclass
class LearningPlatform:
    """What it says, to be changed by a test; `scores` are what it has taken, by gradebook column."""

    origin: str = ""
    site: str = "http://testserver"
    subject: str = "ada"
    key: RSAKey = field(default_factory=lambda: make_key("first"))
    refusals: list[int] = field(default_factory=list)
    gives_tokens: bool = True
    gives_keys: bool = True
    keys_asked: int = 0
    tool_keys: dict[str, Any] = field(default_factory=dict)
    tokens_given: int = 0
    scores: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    returned: list[dict[str, Any]] = field(default_factory=list)
    under_way: dict[str, Any] = field(default_factory=dict)
    """What the course's page in a browser launches."""

    def known(self) -> Known:
        registration = Registration()
        registration.set_iss(self.origin).set_client_id(CLIENT).set_deployment_id(DEPLOYMENT)
        pem = self.key.as_pem(private=True).decode()
        public = self.key.as_pem(private=False).decode()
        registration.set_platform_private_key(pem).set_platform_public_key(public)
        registration.set_tool_key_set(self.tool_keys)
        return Known(registration=registration)

    def login(self, target: str = "/") -> dict[str, str]:
        """What it sends a browser with to begin."""
        return {
            "iss": self.origin, "client_id": CLIENT, "login_hint": "hint",
            "lti_message_hint": "message", "target_link_uri": f"{self.site}{target}",
        }  # fmt: skip

    def claims(self, nonce: str, target: str, *, line_item: str = "1") -> dict[str, Any]:
        now = int(time.time())
        claims = {
            "iss": self.origin, "aud": CLIENT, "azp": CLIENT, "sub": self.subject, "nonce": nonce,
            "iat": now, "exp": now + 300,
            "name": "Ada Lovelace", "email": "ada@example.org",
            f"{CLAIM}version": "1.3.0", f"{CLAIM}deployment_id": DEPLOYMENT,
            f"{CLAIM}target_link_uri": f"{self.site}{target}",
            f"{CLAIM}message_type": "LtiResourceLinkRequest",
            f"{CLAIM}resource_link": {"id": "link-1"},
            f"{CLAIM}roles": ["http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"],
        }  # fmt: skip
        if line_item:
            grades = LtiAgs(
                lineitem_url=f"{self.origin}/columns/{line_item}?type_id=5",
                lineitems_url=f"{self.origin}/columns",
            )
            claims |= grades.get_lti_ags_launch_claim()
        return claims

    def choosing(self, nonce: str) -> dict[str, Any]:
        """The claims with which a teacher is sent to choose."""
        picked = LtiDeepLinking(f"{self.origin}/chosen").get_lti_deep_linking_launch_claim(
            extra_data={"course": 7}
        )
        message = {f"{CLAIM}message_type": "LtiDeepLinkingRequest"}
        return self.claims(nonce, "/lti/pick", line_item="") | picked | message

    def sign(self, claims: dict[str, Any], **header: Any) -> str:
        return jwt.encode({"alg": "RS256", "kid": self.key.kid} | header, claims, self.key)

    def token(self, sent: dict[str, str]) -> dict[str, Any] | None:
        if not self.gives_tokens or sent.get("scope") != SCORE:
            return None
        try:
            given: Any = self.known().get_access_token(sent)
        except LtiException:
            return None
        self.tokens_given += 1
        return dict(given)

    def take_score(self, path: str, kind: str, bearer: str, body: bytes) -> int:
        if self.refusals:
            return self.refusals.pop(0)
        token = bearer.removeprefix("Bearer ")
        if kind != "application/vnd.ims.lis.v1.score+json" or not self.known().validate_token(
            token, [SCORE]
        ):
            return 401
        self.scores.setdefault(path.split("/")[2], []).append(json.loads(body))
        return 200

    def take_choice(self, token: str) -> list[dict[str, Any]]:
        """The items that a teacher chose, once the library has found the signature to hold."""
        items: list[dict[str, Any]] = self.known().validate_deeplinking_resp({"JWT": token})
        self.returned = items
        return items

    def page(self, path: str, asked: dict[str, str]) -> str:
        """The pages of the browser walk: a course with a frame, and who the reader is."""
        if path == "/course":
            address = f"{self.site}/lti/login?{urlencode(self.login(self.under_way['target']))}"
            return f'<h1>Course</h1><iframe width="900" height="700" src="{html.escape(address)}">'
        if self.under_way["target"] == "/lti/pick":
            claims = self.choosing(asked["nonce"])
        else:
            claims = self.claims(asked["nonce"], self.under_way["target"])
        fields = {"id_token": self.sign(claims), "state": asked["state"]}
        inputs = "".join(f'<input name="{name}" value="{value}">' for name, value in fields.items())
        return (
            f'<form method="post" action="{asked["redirect_uri"]}">{inputs}'
            "<button>Go on</button></form>"
            "<script>document.forms[0].submit()</script>"
        )


@contextmanager
def running() -> Iterator[LearningPlatform]:
    platform = LearningPlatform()

    class Handler(Quiet, BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            if parts.path == "/jwks":
                platform.keys_asked += 1
                public = platform.key.as_dict(private=False)
                others = [{"kty": "OKP", "kid": "other", "x5c": ["certificate" * 2_000]}]
                status = 200 if platform.gives_keys else 503
                self._say(json.dumps({"keys": [*others, public]}), status)
            else:
                asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
                self._say(platform.page(parts.path, asked), kind="text/html")

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            path = urlsplit(self.path).path
            if path.endswith("/scores"):
                heads = (self.headers["Content-Type"], self.headers["Authorization"])
                return self._say("{}", platform.take_score(path, *heads, body))
            sent = {name: values[0] for name, values in parse_qs(body.decode()).items()}
            if path == "/chosen":
                items = platform.take_choice(sent["JWT"])
                return self._say(f"<h1>Added {len(items)}</h1>", kind="text/html")
            token = platform.token(sent)
            return self._say(json.dumps(token or {"error": "x"}), 200 if token else 400)

        def _say(self, body: str, status: int = 200, kind: str = "application/json") -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(body.encode())

    with serving(Handler) as origin:
        platform.origin = origin
        yield platform
