"""A team: several people who answer the same version of an assessment."""

import secrets

from django.db import models
from django.urls import reverse

from learners.models import Learner
from maturity.models.model import MaturityModel


def make_token() -> str:
    """A name that nobody guesses, for results and invitations: 128 random bits as 22 characters."""
    return secrets.token_urlsafe(16)


class Team(models.Model):
    """Whoever has the token may join while it is open; it goes with the learner who made it."""

    token = models.CharField(max_length=32, unique=True, default=make_token, editable=False)
    owner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="teams")
    model = models.ForeignKey(MaturityModel, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(max_length=80)
    is_open = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("maturity:team", args=[self.token])
