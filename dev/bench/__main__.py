"""The command line: `script/bench SUBCOMMAND`, each a module with `add_arguments` and `run`."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

RESULTS = Path(__file__).resolve().parents[2] / "var" / "bench"


def main() -> int:
    """Run one measurement on a throw-away database; 1 where a bar is not met."""
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    search = commands.add_parser("search", help="search and browsing at several sizes")
    search.add_argument("--sizes", type=int, nargs="+", default=[100, 1_000, 2_000])
    search.add_argument("--queries", type=int, default=300, help="of each kind, at each size")
    search.add_argument("--results", type=Path, default=RESULTS, help="where the figures go")
    site = commands.add_parser("site", help="the whole site under load; needs wrk and nginx")
    site.add_argument("--sizes", type=int, nargs="+", default=[100, 2_000])
    site.add_argument("--seconds", type=float, default=5, help="of load on each page")
    site.add_argument("--results", type=Path, default=RESULTS, help="where the figures go")
    soak = commands.add_parser("soak", help="memory over a million requests; needs wrk")
    soak.add_argument("--requests", type=int, default=1_000_000)
    soak.add_argument("--seconds", type=float, default=5, help="of each kind of load in a round")
    soak.add_argument("--results", type=Path, default=RESULTS, help="where the figures go")
    load = commands.add_parser("load", help="content loaded, loaded again and written back")
    load.add_argument("--terms", type=int, default=2_000)
    load.add_argument("--results", type=Path, default=RESULTS, help="where the figures go")
    arguments = parser.parse_args(sys.argv[1:] or ["site"])
    with tempfile.TemporaryDirectory(prefix="glossary-bench-") as folder:
        os.environ |= {"VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "glossary_site.settings"}
        import django

        django.setup()
        return _run(arguments, Path(folder))


def _run(arguments: argparse.Namespace, folder: Path) -> int:
    """Modules are imported here since they need Django's settings."""
    if arguments.command == "search":
        from dev.bench import search

        return search.run(arguments.sizes, arguments.queries, folder, arguments.results)
    if arguments.command == "soak":
        from dev.bench import soak

        return soak.run(arguments.requests, arguments.seconds, folder, arguments.results)
    if arguments.command == "load":
        from dev.bench import content

        return content.run(arguments.terms, folder, arguments.results)
    from dev.bench import site

    return site.run(arguments.sizes, arguments.seconds, folder, arguments.results)


if __name__ == "__main__":
    sys.exit(main())
