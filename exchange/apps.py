"""How Django knows the app."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "exchange"

    def ready(self) -> None:
        """A term's page names its other forms, and leads programs to the one that they ask for."""
        from exchange.entries.negotiation import markdown_for_programs
        from glossary_site.registries import TERM_ALTERNATES, WSGI_MIDDLEWARE, Alternate

        for media_type, form in (
            ("text/markdown", "md"),
            ("application/json", "json"),
            ("application/ld+json", "jsonld"),
            ("text/turtle", "ttl"),
        ):
            TERM_ALTERNATES.append(Alternate(media_type, f"exchange:entry_{form}"))
        WSGI_MIDDLEWARE.append(markdown_for_programs)
