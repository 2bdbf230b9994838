"""An authenticator in software, which answers as a phone or a key does, so that the library's own
verification can be tried: one ES256 key pair, without attestation."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import bytes_to_base64url as b64

PRESENT_VERIFIED, ATTESTED = 0x05, 0x40


@dataclass
class Authenticator:
    origin: str = "http://testserver"
    host: str = "testserver"
    counter: int = 0
    credential_id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def make(self, options: dict[str, Any]) -> str:
        """The new credential for these options, as the page sends it."""
        client = self._client("webauthn.create", options["challenge"])
        point = self.key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32), -3: point.y.to_bytes(32)}
        length = len(self.credential_id).to_bytes(2)
        attested = bytes(16) + length + self.credential_id + cbor2.dumps(cose)
        data = self._data(PRESENT_VERIFIED | ATTESTED) + attested
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return self._answer(clientDataJSON=b64(client), attestationObject=b64(attestation))

    def sign(self, options: dict[str, Any]) -> str:
        """The proof of having the key."""
        self.counter += 1
        client = self._client("webauthn.get", options["challenge"])
        data = self._data(PRESENT_VERIFIED)
        signed = data + hashlib.sha256(client).digest()
        return self._answer(
            clientDataJSON=b64(client),
            authenticatorData=b64(data),
            signature=b64(self.key.sign(signed, ec.ECDSA(hashes.SHA256()))),
        )

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _data(self, flags: int) -> bytes:
        host = hashlib.sha256(self.host.encode()).digest()
        return host + bytes([flags]) + self.counter.to_bytes(4)

    def _answer(self, **response: str) -> str:
        name = b64(self.credential_id)
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response})
