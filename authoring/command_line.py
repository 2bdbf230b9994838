"""The command `drift-and-margin` of an installed site, and how Django's own commands are run."""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import DatabaseError

PROGRAM = "drift-and-margin"


def run_django(arguments: Sequence[str]) -> None:
    """Run a management command; `arguments` begin with its name.

    What is the operator's to mend ends the process with one line, and no traceback.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "glossary_site.settings")
    try:
        execute_from_command_line([sys.argv[0], *arguments])
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    except DatabaseError as error:
        from glossary_site.operations.startup_faults import database_fault  # it needs the settings

        if fault := database_fault(error):
            sys.exit(fault)
        raise


def main(arguments: Sequence[str] | None = None) -> None:
    """What is not understood here goes on to the management command that does the work."""
    options, others = _parser().parse_known_args(arguments)
    if options.command == "serve" and others:
        sys.exit(f"{PROGRAM} serve does not know {' '.join(others)}")
    if options.command == "new-site":
        run_django(["new_site", str(options.folder), *others])
        return
    os.environ["CONTENT_DIR"] = str(options.content.resolve())
    if options.command == "check":
        run_django(["check_content", str(options.content), *others])
    elif options.command == "import":
        run_django(["import_glossary", *others])
    elif options.command == "export":
        run_django(["export_glossary", *others])
    elif options.command == "mcp":
        run_django(["mcp", *others])
    elif options.command == "load":
        run_django(["migrate", "--verbosity", "0"])
        run_django(["load_content", str(options.content), *others])
    else:
        run_django(["prepare", "--to-serve"])
        # The server is a program of its own: its workers share no connection with this one.
        os.execv(sys.executable, [sys.executable, "-P", "-m", "glossary_site.server"])  # noqa: S606


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog=PROGRAM,
        description="A glossary that shows its sources. Settings are environment variables; the "
        "database and all other state lie in VAR_DIR, by default ./var.",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    for name, what in {
        "serve": "load the content and serve the site at HOST and PORT",
        "load": "load the content; options as those of load_content",
        "check": "check the content and load nothing; options as those of check_content",
        "import": "take over a glossary in another format; arguments as those of import_glossary",
        "mcp": "answer an agent on standard input and output",
        "export": "write what is published in another; arguments as those of export_glossary",
    }.items():
        command = commands.add_parser(name, help=what)
        command.add_argument(
            "--content",
            type=Path,
            metavar="FOLDER",
            default=Path(os.environ.get("CONTENT_DIR") or "content"),
            help="the content folder; by default CONTENT_DIR, else ./content",
        )
    command = commands.add_parser("new-site", help="make a content folder to begin with")
    command.add_argument("folder", type=Path)
    return parser
