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
from glossary_site.web.static_files import SCRIPTS, STYLESHEETS, bundle, bundle_script
from tests.world import sample

pytestmark = pytest.mark.slow

MOST_HTML_BYTES = 86_000
"""As it is written, of MLOps, the one entry with more than 64,000; 80,000 is aimed at. 26,000 are the
notes of its 48 figures, each a whole note with its source, so that it opens without scripts and is on paper."""

MOST_BYTES = 45_000
"""All that comes before a reader does anything, packed. The faces and htmx, 49,000, come after that."""

HEADERS_BYTES = 450
"""What HTTP/1.1 adds to an answer; seen on scripts, 2026-11."""

_ASKED_FOR = re.compile(
    r'<(?:link rel="(?:stylesheet|icon)"|script)[^>]+?(?:href|src)="/static/([^"]+)"'
)


@cache
def weigh(name: str) -> int:
    """How long a static file is as it is sent."""
    path = Path(str(finders.find(name)))
    if name in STYLESHEETS:
        text = str(cssmin(bundle(path)))
    else:
        text = str(jsmin(bundle_script(path)) if name.startswith(SCRIPTS) else path.read_text())
    return len(brotli.compress(text.encode()))


def test_a_first_visit_to_any_term_is_light(real_content: None, client: Client) -> None:
    html_bytes, weights = {}, {}
    for slug in sample():
        html = client.get(f"/terms/{slug}/").content
        files = set(_ASKED_FOR.findall(html.decode().partition("<template data-htmx>")[0]))
        assert {"css/site.css", "js/faces.js", "js/page.js", "js/term.js"} < files
        html_bytes[slug] = len(html)
        weights[slug] = len(compress(html, "br", STORED_QUALITY)) + sum(map(weigh, files))
        weights[slug] += HEADERS_BYTES * (1 + len(files))
    assert len(weights) >= 13
    assert {slug: size for slug, size in html_bytes.items() if size > MOST_HTML_BYTES} == {}
    assert {slug: weight for slug, weight in weights.items() if weight > MOST_BYTES} == {}
