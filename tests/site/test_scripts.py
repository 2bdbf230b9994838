"""The scripts that a person runs: what they pass on, refuse and leave behind."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

HAS_POSTGRES = any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
needs_postgres = pytest.mark.skipif(
    not HAS_POSTGRES and not os.environ.get("REQUIRE_SERVERS"), reason="no PostgreSQL here"
)
OBEDIENT = """
trap 'echo told > "$1/told"; exit 5' TERM
echo "$DATABASE_URL" > "$1/begun"
while :; do sleep 0.1; done
"""


def start(folder: Path, *command: str) -> subprocess.Popen[bytes]:
    temporary = folder / "temporary"
    temporary.mkdir(mode=0o755)
    return subprocess.Popen(
        [settings.BASE_DIR / "script/postgres", *command],
        env=os.environ | {"TMPDIR": str(temporary)},
    )


def wait_for(path: Path) -> str:
    until = time.monotonic() + 60
    while not path.exists() or not path.read_text():
        assert time.monotonic() < until, f"there is no {path}"
        time.sleep(0.05)
    return path.read_text()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """One that PostgreSQL's user may enter too, as it may not those of pytest."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@pytest.mark.slow
@needs_postgres
def test_postgres_passes_term_on_and_leaves_nothing(open_folder: Path) -> None:
    process = start(open_folder, "sh", "-c", OBEDIENT, "obedient", str(open_folder))
    port = wait_for(open_folder / "begun").rsplit(":", 1)[1].split("/")[0]
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 5
    assert (open_folder / "told").read_text() == "told\n"
    assert list((open_folder / "temporary").iterdir()) == []
    listening = subprocess.run(
        [sys.executable, "-c", f"import socket; socket.create_connection(('127.0.0.1', {port}), 2)"],
        stderr=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    assert listening.returncode != 0


@pytest.mark.slow
@needs_postgres
@pytest.mark.parametrize(("end", "code"), [("exit 7", 7), ("kill -KILL $$", 137)])
def test_postgres_ends_as_its_command_does(open_folder: Path, end: str, code: int) -> None:
    assert start(open_folder, "sh", "-c", end).wait(60) == code
    assert list((open_folder / "temporary").iterdir()) == []


def test_a_folder_that_is_no_environment_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters").write_text("mine")
    done = subprocess.run(
        [settings.BASE_DIR / "script/environment", "requirements.txt"],
        env=os.environ | {"VENV": str(tmp_path)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith(f"VENV is '{tmp_path}'; it must be a virtual environment")
    assert (tmp_path / "letters").read_text() == "mine"
