"""Where the operator registers learning platforms, and sees which scores wait."""

from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from exchange.lti.models import Platform, ScoreDelivery
from exchange.lti.scores import deliver_soon
from glossary_site.admin import NotEdited


def _addresses() -> str:
    return format_html(
        gettext(
            "What the platform asks of this site: initiate login <code>{login}</code>, redirection "
            "<code>{launch}</code>, content selection <code>{pick}</code>, public keyset "
            "<code>{jwks}</code>, all of them below the site’s own address."
        ),
        **{name: reverse(f"lti:{name}") for name in ("login", "launch", "pick", "jwks")},
    )


@admin.register(Platform)
class PlatformAdmin(admin.ModelAdmin[Platform]):
    list_display = ("name", "issuer", "client_id")
    fieldsets = (
        (
            None,
            {
                "description": lazy(_addresses, str)(),
                "fields": ("name", "issuer", "client_id", "deployment_ids"),
            },
        ),
        (_("Its addresses"), {"fields": ("auth_url", "token_url", "jwks_url", "origins")}),
    )


@admin.register(ScoreDelivery)
class ScoreDeliveryAdmin(NotEdited, admin.ModelAdmin[ScoreDelivery]):
    """Which scores were sent, which wait, and which were given up; nothing of who has them."""

    list_display = ("__str__", "platform", "state", "attempts", "due_at", "last_fault")
    list_filter = ("state",)
    list_select_related = ("link__person__platform", "link__term", "link__path")
    fields = ("points", "total", "state", "attempts", "due_at", "delivered_at", "last_fault")
    actions = ("send_again",)

    @admin.display(description=_("platform"))
    def platform(self, delivery: ScoreDelivery) -> str:
        return str(delivery.link.person.platform)

    @admin.action(description=_("Send again"))
    def send_again(self, request: HttpRequest, queryset: QuerySet[ScoreDelivery]) -> None:
        """From the start; a platform keeps the later of two scores by their moment."""
        ScoreDelivery.objects.filter(pk__in=queryset).send_again()
        transaction.on_commit(deliver_soon)
