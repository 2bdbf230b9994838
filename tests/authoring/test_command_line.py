"""The command of an installed site: a new site is made, checked, loaded and served."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from authoring.command_line import main
from dev.bench.servers import free_port
from terms.models import Category, Glossary, Term
from tests.prepared import APPS, migrate_folder

COMMAND = "from authoring.command_line import main; main()"


@pytest.mark.django_db
def test_a_new_site_is_right_and_loads(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "site"
    call_command("new_site", folder)
    call_command("check_content", folder)
    call_command("load_content", folder)
    assert Glossary.objects.get().title == "My glossary"
    assert Category.objects.get().slug == "basics"
    assert Term.objects.get().slug == "glossary"
    assert Term.objects.get().status == Term.Status.PUBLISHED


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(CommandError, match="is not empty"):
        call_command("new_site", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.django_db
def test_a_glossary_comes_in_and_goes_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONTENT_DIR", "")
    site, words, out = tmp_path / "site", tmp_path / "words.txt", tmp_path / "out.csv"
    words.write_text("Drift: a model slowly becomes worse than it was.\n")
    call_command("new_site", site)
    main(["import", str(words), "--into", str(site), "--yes"])
    call_command("load_content", site)
    main(["export", "--format", "csv", str(out)])
    assert "Drift,a model slowly becomes worse" in out.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("given", [[], ["publish"], ["serve", "--workers", "3"], ["new-site"]])
def test_what_is_no_command_ends_with_a_line(given: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(given)
    assert ended.value.code not in (0, None)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `pip install .` puts beside the requirements."""
    pytest.importorskip("hatch_requirements_txt")
    folder = tmp_path_factory.mktemp("installed")
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*build, "--wheel-dir", folder, settings.BASE_DIR], check=True)
    [wheel] = folder.glob("*.whl")
    ZipFile(wheel).extractall(folder / "site-packages")
    return folder / "site-packages"


@pytest.fixture
def environment(installed: Path) -> dict[str, str]:
    dropped = {"VAR_DIR", "CONTENT_DIR", "DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return kept | {"PYTHONPATH": str(installed), "PORT": str(free_port()), "WORKERS": "1"}


@pytest.fixture
def server(environment: dict[str, str], tmp_path: Path) -> Iterator[str]:
    migrate_folder(tmp_path / "var")
    make = [sys.executable, "-c", COMMAND, "new-site", "mine"]
    subprocess.run(make, cwd=tmp_path, env=environment, check=True)
    command = [sys.executable, "-c", COMMAND, "serve", "--content", "mine"]
    process = subprocess.Popen(command, cwd=tmp_path, env=environment)
    try:
        yield f"http://127.0.0.1:{environment['PORT']}"
    finally:
        process.terminate()
        process.wait(timeout=30)


@pytest.mark.slow
def test_all_of_an_app_is_installed(installed: Path) -> None:
    """Migrations, too, of which the next test needs none."""
    for app in APPS:
        shipped = {
            path.relative_to(settings.BASE_DIR) for path in settings.BASE_DIR.glob(f"{app}/**/*.py")
        }
        assert shipped <= {path.relative_to(installed) for path in installed.glob(f"{app}/**/*.py")}


@pytest.mark.slow
def test_an_installed_site_serves_pages_with_their_style(server: str, tmp_path: Path) -> None:
    page = _read(f"{server}/", patience_s=180)
    assert "<h1" in page
    assert "My glossary" in page
    stylesheet = page.split('rel="stylesheet" href="')[1].split('"')[0]
    assert "@layer" in _read(f"{server}{stylesheet}")
    assert (tmp_path / "var" / "locale" / "de" / "LC_MESSAGES" / "django.mo").exists()


def _read(url: str, *, patience_s: int = 5) -> str:
    for _ in range(patience_s * 5):
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                return str(answer.read().decode())
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"{url} does not answer")
