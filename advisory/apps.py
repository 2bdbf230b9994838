"""How Django knows the app."""

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_noop as _


class AdvisoryConfig(AppConfig):
    name = "advisory"

    def ready(self) -> None:
        """A term's page leads to the advisor."""
        from advisory.models import Advisor
        from glossary_site.registries import (
            NAVIGATION,
            PRIVATE_PREFIXES,
            START_PAGES,
            NavigationItem,
        )
        from terms.sections.registry import register
        from terms.sections.section import Section

        if "advisory" in settings.MODULES:
            NAVIGATION.append(NavigationItem(_("Advisory"), "advisory:advisory"))
            PRIVATE_PREFIXES.extend(["/advisory/scheduler/", "/advisory/requests/"])
            START_PAGES.append("advisory:advisory")
        register(
            Section(
                "expert-help",
                _("Expert help"),
                "advisory/_expert_help.html",
                shows=lambda _term: Advisor.objects.exists(),
                is_searched=False,
                is_printed=False,
                module="advisory",
            ),
            after="related",
        )
