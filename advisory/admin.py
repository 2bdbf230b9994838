"""The advisor and the queue of requests."""

from django.contrib import admin

from advisory.models import Advisor, CallRequest


@admin.register(Advisor)
class AdvisorAdmin(admin.ModelAdmin[Advisor]):
    list_display = ("name", "role")


@admin.register(CallRequest)
class CallRequestAdmin(admin.ModelAdmin[CallRequest]):
    list_display = ("requested_at", "name", "email", "term", "state")
    list_filter = ("state",)
    list_editable = ("state",)
    list_display_links = ("name",)
    search_fields = ("name", "email", "message")
    readonly_fields = ("name", "email", "message", "term", "requested_at")

    def has_add_permission(self, request: object) -> bool:
        return False
