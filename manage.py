#!/usr/bin/env python
"""Runs the site's management commands."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import DatabaseError


def main() -> None:
    """What is the operator's to mend ends a command with one line, and no traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "glossary_site.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    except DatabaseError as error:
        from glossary_site.operations.startup_faults import database_fault  # it needs the settings

        if fault := database_fault(error):
            sys.exit(fault)
        raise


if __name__ == "__main__":
    main()
