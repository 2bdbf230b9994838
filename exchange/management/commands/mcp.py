"""Answers an agent on standard input and output, for programs that start their servers."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import override

from authoring.management.tables import require_tables
from exchange.agents.protocol import answer_text


class Command(BaseCommand):
    help = (
        "Answer the Model Context Protocol on standard input and output, a message a line, until "
        "the input ends. Nothing else is written there."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--base", default=settings.SITE_URL or "http://127.0.0.1:8000",
                            metavar="URL", help="the site's address, for links")  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        require_tables()
        base = options["base"].rstrip("/")
        with override(settings.LANGUAGE_CODE):
            for line in sys.stdin:
                if not line.strip():
                    continue
                answer = answer_text(line, base)
                if answer.message is not None:
                    sys.stdout.write(json.dumps(answer.message, ensure_ascii=False) + "\n")
                    sys.stdout.flush()
