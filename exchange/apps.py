"""How Django knows the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_noop as _


class ExchangeConfig(AppConfig):
    name = "exchange"

    def ready(self) -> None:
        """A term's page names its other forms and how it is cited, and leads programs to the form
        that they ask for."""
        from exchange.entries.negotiation import markdown_for_programs
        from glossary_site.registries import (
            FOOTER,
            TERM_ALTERNATES,
            TERM_LINKS,
            WSGI_MIDDLEWARE,
            Alternate,
            NavigationItem,
        )

        for media_type, form in (
            ("text/markdown", "md"),
            ("application/json", "json"),
            ("application/ld+json", "jsonld"),
            ("text/turtle", "ttl"),
        ):
            TERM_ALTERNATES.append(Alternate(media_type, f"exchange:entry_{form}"))
        TERM_LINKS.append(NavigationItem(_("Cite"), "exchange:cite"))
        FOOTER.append(NavigationItem(_("API"), "exchange:api"))
        WSGI_MIDDLEWARE.append(markdown_for_programs)
