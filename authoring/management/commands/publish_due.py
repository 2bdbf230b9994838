"""Publishes the terms whose day has come, and makes the changes whose time has come."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from authoring.history.proposing import make_due_changes
from terms.publishing import publish_due


class Command(BaseCommand):
    help = (
        "Publish every scheduled term whose day, in UTC, has come, and make every accepted change "
        "whose time has come. To be run every hour, or as often as times are to be kept."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        slugs = publish_due(now.date())
        self.stdout.write(f"published: {', '.join(slugs) or 'nothing was due'}")
        for line in make_due_changes(now):
            self.stdout.write(line)
