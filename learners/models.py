"""The learner: somebody with state, known by nothing but a random number."""

import uuid

from django.db import models


class Learner(models.Model):
    """Created by the first answer, tick or assessment; its id is kept in the session."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.id)
