"""The command line: `script/bench SUBCOMMAND`, each a module whose `run` measures."""

import argparse
import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RESULTS = Path(os.environ.get("VAR_DIR", ROOT / "var")) / "bench"


def main() -> int:
    """Run one measurement on a throw-away site; 1 where a bar is not met."""
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    common = argparse.ArgumentParser(add_help=False)
    help_ = "the folder that the figures go to"
    common.add_argument("--results", type=Path, default=RESULTS, help=help_)
    commands = parser.add_subparsers(dest="command", required=True)
    site = commands.add_parser("site", parents=[common], help="the site under load")
    site.add_argument("--sizes", type=int, nargs="+", default=[100, 2_000])
    site.add_argument("--seconds", type=float, default=5, help="of load on each page")
    load = commands.add_parser("load", parents=[common], help="content loaded, written back")
    load.add_argument("--terms", type=int, default=2_000)
    reviews = commands.add_parser("reviews", parents=[common], help="replay, and /review/")
    reviews.add_argument("--reviews", type=int, default=1_000_000, help="in the log")
    simulate = commands.add_parser("simulate", parents=[common], help="reviews, by made learners")
    simulate.add_argument("--learners", type=int, default=200)
    exchange = commands.add_parser("exchange", parents=[common], help="files, agents' questions")
    exchange.add_argument("--terms", type=int, default=200)
    options = vars(parser.parse_args(sys.argv[1:] or ["site"]))
    with tempfile.TemporaryDirectory(prefix="glossary-bench-") as folder:
        os.environ |= {"VAR_DIR": folder, "CONTENT_DIR": f"{folder}/content"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "glossary_site.settings"
        if options["command"] == "site":  # their server has no database but its own
            os.environ.pop("DATABASE_URL", None)
        import django

        django.setup()
        module = import_module(f"dev.bench.{options.pop('command')}")  # it needs the settings
        code: int = module.run(**options, folder=Path(folder))
        return code


if __name__ == "__main__":
    sys.exit(main())
