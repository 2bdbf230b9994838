"""Learners, to be looked at and deleted, never edited."""

from django.contrib import admin
from django.http import HttpRequest

from learners.models import Learner


@admin.register(Learner)
class LearnerAdmin(admin.ModelAdmin[Learner]):
    list_display = ("id", "created_at")
    readonly_fields = ("id", "created_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
