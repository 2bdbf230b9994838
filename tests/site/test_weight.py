"""What a first visit to a term costs the reader's line."""

import re
from functools import cache
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from rcssmin import cssmin
from rjsmin import jsmin

from glossary_site.page_cache.pages import STORED_QUALITY, compress
from glossary_site.web.static_files import SCRIPTS, STYLESHEETS, bundle
from tests.world import sample

pytestmark = pytest.mark.slow

MOST_BYTES = 63_000
"""Templates are sent with their indentation, which Brotli makes some hundred bytes of."""

HEADERS_BYTES = 450
"""What HTTP/1.1 adds to an answer; seen on scripts, 2026-11."""

_ASKED_FOR = re.compile(r'<(?:link rel="stylesheet"|script)[^>]+?(?:href|src)="/static/([^"]+)"')


@cache
def weigh(name: str) -> int:
    """How long a static file is as it is sent."""
    path = Path(str(finders.find(name)))
    text = str(cssmin(bundle(path))) if name in STYLESHEETS else path.read_text()
    return len(brotli.compress(str(jsmin(text) if name.startswith(SCRIPTS) else text).encode()))


def test_a_first_visit_to_any_term_is_light(real_content: None, client: Client) -> None:
    weights = {}
    for slug in sample():
        html = client.get(f"/terms/{slug}/").content
        files = set(_ASKED_FOR.findall(html.decode()))
        assert {"css/site.css", "js/start.js", "js/site.js"} < files
        weights[slug] = len(compress(html, "br", STORED_QUALITY)) + sum(map(weigh, files))
        weights[slug] += HEADERS_BYTES * (1 + len(files))
    assert len(weights) >= 13
    assert {slug: weight for slug, weight in weights.items() if weight > MOST_BYTES} == {}
