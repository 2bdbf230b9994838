"""How Django knows the app."""

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_noop as _


class ExchangeConfig(AppConfig):
    name = "exchange"

    def ready(self) -> None:
        """A term's page names its other forms and how it is cited, and leads programs to the form
        that they ask for."""
        from exchange.entries.negotiation import markdown_for_programs
        from glossary_site.registries import (
            FOOTER,
            LOG_FORMATS,
            PATH_LINKS,
            QUIZ_LINKS,
            TERM_ALTERNATES,
            TERM_LINKS,
            WSGI_MIDDLEWARE,
            Alternate,
            LogFormat,
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
        if "quizzes" in settings.MODULES:
            QUIZ_LINKS.append(NavigationItem(_("For teachers"), "exchange:quizzes_paper"))
            PATH_LINKS.append(NavigationItem(_("For teachers"), "exchange:paths_paper"))
            LOG_FORMATS.append(
                LogFormat(
                    _("Take my reviews to Anki"),
                    _(
                        "A deck with the questions that you have answered, their next days and "
                        "your log. In Anki choose “Import any learning progress”, and turn FSRS "
                        "on in the options of the deck. A further import leaves what you have "
                        "learnt there as it is."
                    ),
                    "exchange:anki_reviews",
                )
            )
        from exchange.xapi import recording  # hears of what is finished and answered
        from learners.own_data import KEPT

        KEPT.append(recording.KEPT)
        WSGI_MIDDLEWARE.append(markdown_for_programs)
