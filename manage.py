#!/usr/bin/env python
"""Runs the site's management commands."""

import sys

from authoring.command_line import run_django

if __name__ == "__main__":
    run_django(sys.argv[1:])
