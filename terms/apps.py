"""How Django knows the app."""

from django.apps import AppConfig


class TermsConfig(AppConfig):
    name = "terms"

    def ready(self) -> None:
        """The site hears of read counts, of what a term says to the advisor, and of all terms."""
        from glossary_site import registries
        from terms.machines.sitemaps import StartSitemap, TermSitemap
        from terms.pages.handover import of_term
        from terms.pages.read_counts import count_reads

        registries.WSGI_MIDDLEWARE.append(count_reads)
        registries.HANDOVER_PROVIDERS["term"] = of_term
        registries.SITEMAPS |= {"terms": TermSitemap, "start": StartSitemap}
        registries.START_PAGES += ["terms:home", "terms:term_list", "terms:term_graph"]
