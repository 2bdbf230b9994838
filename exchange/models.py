"""What is kept for other systems until they have it."""

import uuid

from django.db import models

from glossary_site.operations.outbox import Delivery
from learners.models import Learner


class XapiStatement(Delivery):
    """A statement on what a learner did, with the very `body` that is sent; gone once it is taken.

    It goes with its learner: what was not sent when they deleted everything never is.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="xapi_statements")
    body = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["state", "due_at"], name="xapi_statement_due")]

    def __str__(self) -> str:
        return f"statement {self.id}"
