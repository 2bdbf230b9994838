"""Makes what is derived from the terms anew: the search index and the counts of the A-Z."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from terms.changes import terms_changed
from terms.models import Term
from terms.search.backend import search_backend


class Command(BaseCommand):
    help = (
        "Bring the search index and the counts of the A-Z up to date with the terms. Loading "
        "content and the admin do so by themselves; this is for terms changed in another way."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            outcome = terms_changed(Term.objects.values_list("pk", flat=True))
            search_backend().rebuild()
        counts = (f"{number} {name}" for name, number in outcome.items() if number)
        self.stdout.write("terms: " + (", ".join(counts) or "none"))
