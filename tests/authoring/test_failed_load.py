"""Content that cannot be loaded is no outage: what was loaded before is served, and all is said."""

from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from authoring.load import loading
from authoring.models import FailedLoad
from terms.changes import content_edited
from terms.models import Term
from tests.authoring.conftest import Spoil

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.slow]


@pytest.fixture
def site(content: Path, settings: Settings, tmp_path: Path) -> Path:
    """A content folder that was loaded at a start."""
    settings.CONTENT_DIR, settings.VAR_DIR = content, tmp_path / "var"
    settings.STATIC_ROOT = tmp_path / "var" / "static"
    settings.VAR_DIR.mkdir()
    (settings.VAR_DIR / "static.digest").write_text("")
    prepare()
    return content


def prepare(*options: str) -> str:
    out = StringIO()
    call_command("prepare", *options, stdout=out, stderr=out)
    return out.getvalue()


def ready() -> str:
    response = Client().get("/readyz")
    assert response.status_code == 200
    return response.text


def test_a_mistake_leaves_what_was_loaded_and_is_said_until_a_load_succeeds(
    site: Path, spoil: Spoil, admin_client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    assert ready() == "ok\n"
    spoil("terms/first/term.md", "kind: estimate", "kind: guess")
    spoil("terms/second/quiz.yaml", "key: question-6", "key: question-5")
    said = prepare()
    assert "2 problems" in said
    assert "what was loaded before is served" in said
    assert Client().get("/terms/first/").status_code == 200
    first, *lines = ready().splitlines()
    assert first == "degraded"
    assert "what was loaded before is served" in lines[0]
    assert lines[1].startswith("content/terms/first/term.md:11: figures.0.kind")
    assert lines[2].startswith("content/terms/second/quiz.yaml")
    for place in (caplog.text, admin_client.get("/admin/dashboard/").text):
        assert "content/terms/first/term.md:11" in place
    spoil("terms/first/term.md", "kind: guess", "kind: measured")
    spoil(
        "terms/second/quiz.yaml",
        "key: question-5\n    stem: What is the answer to 6",
        "key: question-6\n    stem: What is the answer to 6",
    )
    call_command("load_content", str(site), stdout=StringIO())
    assert ready() == "ok\n"
    assert "could not be loaded" not in admin_client.get("/admin/dashboard/").text


def test_a_fresh_folder_of_new_term_is_none(site: Path) -> None:
    call_command("new_term", "fresh", folder=site)
    prepare("--strict")
    assert ready() == "ok\n"
    assert Term.objects.get(slug="fresh").status == "draft"


def test_a_conflict_is_said_without_its_author(site: Path, spoil: Spoil) -> None:
    Term.objects.filter(slug="first").update(title="Edited")
    content_edited(Term.objects.get(slug="first"), User.objects.create_user("ada.lovelace"))
    spoil("terms/first/term.md", "It does.", "It really does.")
    prepare()
    assert "Edited" in Client().get("/terms/first/").text
    assert "was edited in the admin" in ready()
    assert "ada" not in ready()


@pytest.mark.parametrize("error", [KeyError("a bug\0"), ValueError("two\nlines"), MemoryError()])
def test_a_fault_of_the_program_is_no_outage_either(
    site: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    def fail(*_: object) -> None:
        Term.objects.update(title="Half done")
        raise error

    monkeypatch.setattr(loading, "check_library", fail)
    monkeypatch.setattr(loading, "changed_terms", fail)
    prepare()
    assert "The first" in Client().get("/terms/first/").text
    assert f"a fault of the program, see the log: {type(error).__name__}" in ready()
    assert len(ready().splitlines()) == 3
    assert "Traceback" in caplog.text
    with pytest.raises(CommandError, match="nothing was loaded"):
        prepare("--strict")


def test_what_is_left_out_of_a_long_list_is_counted(site: Path) -> None:
    FailedLoad.objects.remember([f"line {number}" for number in range(13)])
    assert ready().splitlines()[2:] == [
        *(f"line {n}" for n in range(10)),
        "and 3 more, see the log",
    ]


def test_a_first_start_without_content_is_refused(
    content: Path, settings: Settings, spoil: Spoil
) -> None:
    settings.CONTENT_DIR = content
    spoil("sources.yaml", "read_as: primary", "read_as: aloud")
    with pytest.raises(CommandError, match="nothing was ever loaded"):
        prepare()
