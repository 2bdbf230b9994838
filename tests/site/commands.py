"""Commands of `manage.py` in processes of their own, on SQLite, with the settings of production."""

from __future__ import annotations

import os
import subprocess
import sys

from django.conf import settings

ROOT = settings.BASE_DIR
DROPPED = {"DATABASE_URL", "DJANGO_ALLOW_ASYNC_UNSAFE"}


def start(*arguments: str, **environment: str) -> subprocess.Popen[str]:
    return _run("manage.py", *arguments, **environment)


def start_python(code: str, **environment: str) -> subprocess.Popen[str]:
    return _run("-c", code, **environment)


def _run(*arguments: str, **environment: str) -> subprocess.Popen[str]:
    kept = {name: value for name, value in os.environ.items() if name not in DROPPED}
    kept |= {"DJANGO_SETTINGS_MODULE": "glossary_site.settings"} | environment
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT, env=kept, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """What a command said, once it has ended."""
    process = start(*arguments, **environment)
    said, warned = process.communicate()
    return subprocess.CompletedProcess(process.args, process.returncode, said, warned)
