"""Makes every link between terms anew."""

from typing import Any

from django.core.management.base import BaseCommand

from glossary_site.page_cache.models import content_changed
from terms.autolink.relinking import relink_all


class Command(BaseCommand):
    help = "Link the first mention of each term in every section anew, and redraw the graph."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{relink_all()} terms linked")
        content_changed()
