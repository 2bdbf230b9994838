"""The command line: `script/bench SUBCOMMAND`, each a module with `add_arguments` and `run`."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

RESULTS = Path(__file__).resolve().parent.parent / "var" / "bench"


def main() -> int:
    """Run one measurement on a throw-away database; 1 where a bar is not met."""
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    search = commands.add_parser("search", help="search and browsing at several sizes")
    search.add_argument("--sizes", type=int, nargs="+", default=[100, 1_000, 10_000, 100_000])
    search.add_argument("--queries", type=int, default=300, help="of each kind, at each size")
    search.add_argument("--results", type=Path, default=RESULTS, help="where the figures go")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="glossary-bench-") as folder:
        os.environ |= {"VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "glossary_site.settings"}
        import django

        django.setup()
        from bench.search import run

        return run(arguments.sizes, arguments.queries, Path(folder), arguments.results)


if __name__ == "__main__":
    sys.exit(main())
