"""Learners, to be looked at and deleted, never edited."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from glossary_site.admin import NotAdded
from learners.forgetting import delete_learners
from learners.models import Learner


@admin.register(Learner)
class LearnerAdmin(NotAdded, admin.ModelAdmin[Learner]):
    list_display = ("id", "created_at")
    readonly_fields = ("id", "created_at")

    def delete_model(self, request: HttpRequest, obj: Learner) -> None:
        delete_learners([obj.pk])

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Learner]) -> None:
        delete_learners(queryset.values_list("pk", flat=True))
