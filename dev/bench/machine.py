"""On what machine something was measured."""

from __future__ import annotations

import os
import platform
import sqlite3
from pathlib import Path

import django
from django.db import connection


def machine_facts() -> dict[str, str]:
    """What a reader of the figures needs to know of the machine and of what ran on it."""
    return {
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "load before": ", ".join(f"{load:.1f}" for load in os.getloadavg()),
        "system": platform.platform(),
        "python": platform.python_version(),
        "django": django.get_version(),
        "database": _database(),
    }


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor()


def _database() -> str:
    if connection.vendor == "sqlite":
        return f"SQLite {sqlite3.sqlite_version}"
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return f"PostgreSQL {cursor.fetchone()[0]}"
