"""Terms whose day has come."""

from datetime import date

from django.db import transaction

from terms.changes import lock_content, terms_changed
from terms.models import Term


@transaction.atomic
def publish_due(today: date) -> list[str]:
    """Publish every scheduled term whose day is `today` or has passed; returns their slugs.

    The day stays with the term: its file says that it is scheduled, and is still right.
    """
    lock_content()
    due = Term.objects.filter(status=Term.Status.SCHEDULED, publish_on__lte=today)
    slugs = dict(due.order_by("slug").values_list("pk", "slug"))
    if slugs:
        Term.objects.filter(pk__in=slugs).update(status=Term.Status.PUBLISHED)
        terms_changed(slugs)
    return list(slugs.values())
