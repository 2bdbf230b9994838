"""Hands out one page and nothing else, so that one sees what the server below the site takes."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

_PAGE = Path(os.environ["BENCH_PAGE"])
_PLAIN, _BROTLI = _PAGE.read_bytes(), _PAGE.with_suffix(".html.br").read_bytes()
_HEADERS = [tuple(pair) for pair in json.loads(os.environ["BENCH_HEADERS"])]


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    is_brotli = environ.get("HTTP_ACCEPT_ENCODING") == "br"
    body = _BROTLI if is_brotli else _PLAIN
    headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))]
    packing = [("Content-Encoding", "br")] if is_brotli else []
    start_response("200 OK", [*_HEADERS, *headers, *packing])
    return [body]
