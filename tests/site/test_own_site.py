"""A site of one's own: its name, look and words, and the parts that it does without."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from authoring.files.library import ContentError
from authoring.load.loading import load_content
from glossary_site.modules import MODULES, modules_on
from terms.models import Glossary
from tests.prepared import migrate_folder

WITHOUT = ["quizzes", "assessments", "calculator", "advisory", "reports"]
ASK = """
import django
django.setup()
from django.test import Client
for path in {paths!r}:
    response = Client().get(path)
    print(path, response.status_code, "|", " ".join(response.text.split()))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A new content folder."""
    folder = tmp_path / "own"
    call_command("new_site", folder, verbosity=0, stdout=io.StringIO())
    return folder


def say(folder: Path, **changes: object) -> None:
    """Change what `site.yaml` says of the glossary."""
    file = folder / "site.yaml"
    site = yaml.safe_load(file.read_text())
    site["glossary"] |= changes
    file.write_text(yaml.safe_dump(site, allow_unicode=True))


@pytest.mark.slow
def test_what_is_off_is_gone_from_pages_sitemap_and_addresses(folder: Path, tmp_path: Path) -> None:
    """Read at the start of a process, so one is started."""
    say(folder, modules_off=WITHOUT, title="Our words", footer="Made by **us**.")
    wording = folder / "locale/en/LC_MESSAGES"
    wording.mkdir(parents=True)
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    (wording / "django.po").write_text(f'{header}msgid "Start here"\nmsgstr "Begin with these"\n')
    (folder / "templates/terms").mkdir(parents=True)
    (folder / "templates/terms/about_figures.html").write_text("Figures, in our words.")
    gone = ["/quizzes/", "/review/", "/maturity/", "/calculator/", "/advisory/", "/paths/"]
    gone += ["/terms/glossary/report/"]
    gone += [
        f"/api/v1/{one}" for one in ("assessments", "quizzes/glossary", "paths", "calculation")
    ]
    paths = ["/", "/terms/glossary/", "/me/", "/sitemap-start.xml", "/about/figures/", *gone]
    paths += ["/robots.txt", "/about/privacy/", "/api/", "/embed/", "/api/v1/openapi.json"]
    environment = {
        name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DEBUG")
    }
    environment |= {
        "DJANGO_SETTINGS_MODULE": "glossary_site.settings",
        "CONTENT_DIR": str(folder),
        "VAR_DIR": str(tmp_path / "var"),
        "ALLOWED_HOSTS": "testserver",
    }

    def run(*arguments: str) -> str:
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=settings.BASE_DIR,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
            timeout=120,
        ).stdout

    migrate_folder(tmp_path / "var")
    run("manage.py", "prepare")
    said = run("-c", ASK.format(paths=paths))
    pages = {line.split(" ", 1)[0]: line.split(" ", 1)[1] for line in said.splitlines()}
    home = pages["/"]
    assert home.startswith("200")
    for words in ("Our words", "Made by <strong>us</strong>.", "Begin with these", ">Terms<"):
        assert words in home
    assert "Drift" not in home
    assert pages["/about/figures/"].endswith("Figures, in our words.")
    assert 'href="report/' not in pages["/terms/glossary/"]
    assert "/report/" not in pages["/robots.txt"]
    assert "report something wrong" not in pages["/about/privacy/"]
    for path in gone:
        assert pages[path].startswith("404")
        for other in ("/", "/terms/glossary/", "/me/", "/sitemap-start.xml", "/api/"):
            assert f'{path}"' not in pages[other], f"{other} leads to {path}"
            assert f"{path}<" not in pages[other]
    for path in ("/api/", "/embed/", "/api/v1/openapi.json"):
        assert pages[path].startswith("200")
        for words in ("quiz", "assessment", "calculator", "/calculation", '"/paths'):
            assert words not in pages[path].casefold(), path


def test_modules_are_on_unless_the_file_says_otherwise(tmp_path: Path) -> None:
    file = tmp_path / "site.yaml"
    assert modules_on(file) == set(MODULES) - {"paths"}
    (tmp_path / "paths").mkdir()
    (tmp_path / "paths" / "engineer.yaml").touch()
    assert modules_on(file) == set(MODULES)
    for text in ("", "[]", "glossary: 1", "glossary: {modules_off: x}", "{", "a: b: c"):
        file.write_text(text)
        assert modules_on(file) == set(MODULES)
    file.write_text("glossary: {modules_off: [calculator, unknown]}")
    assert modules_on(file) == set(MODULES) - {"calculator"}
    file.write_text("glossary: {modules_off: [quizzes]}")
    assert modules_on(file) == set(MODULES) - {"quizzes", "paths"}


@pytest.mark.django_db
def test_heading_colour_logo_and_icon(folder: Path, settings: pytest.FixtureRequest) -> None:
    (folder / "logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    say(folder, term_heading="{term}, in short", accent="#1f5fa8", logo="logo.svg", icon="logo.svg")
    settings.CONTENT_DIR = folder  # type: ignore[attr-defined]
    load_content(folder)
    client = Client()
    page = client.get("/terms/glossary/").text
    assert ">Glossary, in short</h1>" in page
    assert 'href="/accent.css"' in page
    assert '<link rel="icon" href="/site-files/logo.svg"' in page
    assert 'href="/accent.css"' in client.get("/admin/login/").text
    assert client.get("/accent.css").text.startswith(":root { --accent: light-dark(#1f5fa8, #")
    logo = client.get("/site-files/logo.svg")
    assert (logo.status_code, logo["Content-Type"]) == (200, "image/svg+xml")
    assert "default-src 'none'" in logo["Content-Security-Policy"]
    assert client.get("/manifest.webmanifest").json()["icons"][0]["src"] == "/site-files/logo.svg"
    for name in ("site.yaml", "..%2Fsite.yaml", "terms"):
        assert client.get(f"/site-files/{name}").status_code == 404


@pytest.mark.django_db
def test_a_site_without_a_look_of_its_own_asks_for_no_more_files(client: Client) -> None:
    Glossary.objects.create(title="Plain", tagline="x")
    page = client.get("/").text
    assert "accent.css" not in page
    assert "site-files" not in page
    assert client.get("/accent.css").content == b""


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"accent": "#ffd400"}, "is the nearest shade"),
        ({"accent": "red"}, "six hexadecimal digits"),
        ({"term_heading": "What is it?"}, "must hold {term}"),
        ({"modules_off": ["shop"]}, "modules_off"),
        ({"logo": "../logo.svg"}, "logo"),
        ({"logo": "missing.svg"}, "missing.svg"),
    ],
)
@pytest.mark.django_db
def test_what_is_wrong_with_it_is_refused(
    folder: Path, changes: dict[str, object], complaint: str
) -> None:
    say(folder, **changes)
    with pytest.raises(ContentError) as caught:
        load_content(folder)
    assert [complaint in f"{one.field} {one.message}" for one in caught.value.problems] == [True]
    assert caught.value.problems[0].path.endswith("site.yaml")
