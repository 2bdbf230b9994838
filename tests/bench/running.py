"""Runs `script/bench` as a process, and reads what it wrote."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings


def run_bench(command: str, *options: str, var: Path) -> tuple[str, Any]:
    """What the subcommand printed, and its one report, which lies where none is named."""
    done = subprocess.run(
        [sys.executable, "-m", "dev.bench", command, *options],
        cwd=settings.BASE_DIR,
        env=os.environ | {"VAR_DIR": str(var)},
        capture_output=True,
        text=True,
        check=False,
    )
    reports = list((var / "bench").glob(f"{command}*.json"))
    assert len(reports) == 1, done.stderr
    return done.stdout, json.loads(reports[0].read_text())
