"""Publishes the scheduled terms whose day has come."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from terms.publishing import publish_due


class Command(BaseCommand):
    help = "Publish every scheduled term whose day, in UTC, has come. To be run every hour or so."

    def handle(self, *args: Any, **options: Any) -> None:
        slugs = publish_due(timezone.now().date())
        self.stdout.write(f"published: {', '.join(slugs) or 'nothing was due'}")
