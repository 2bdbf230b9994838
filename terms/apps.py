"""How Django knows the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_noop as _


class TermsConfig(AppConfig):
    name = "terms"

    def ready(self) -> None:
        """The site hears of read counts, of what a term says to the advisor, of all terms, and of
        those near to an address; what a learner can go on with, of checklists."""
        from glossary_site import registries
        from learners import learning, own_data, resuming
        from learners.merging import MERGERS, move_unless_there
        from terms.machines.sitemaps import NameSitemap, StartSitemap, TermSitemap
        from terms.models import ChecklistTick
        from terms.pages.checklist import KEPT, begun_checklists, learning_of
        from terms.pages.handover import of_term
        from terms.pages.read_counts import count_reads
        from terms.search.suggesting import nearest_terms

        registries.WSGI_MIDDLEWARE.append(count_reads)
        own_data.KEPT.append(KEPT)
        MERGERS[ChecklistTick] = move_unless_there(ChecklistTick, "item")
        registries.HANDOVER_PROVIDERS["term"] = of_term
        registries.TERM_PREFIXES.append("/terms/")
        registries.NEAREST_PAGES.append(nearest_terms)
        resuming.PROVIDERS.append(begun_checklists)
        learning.PROVIDERS.append(learning_of)
        registries.SITEMAPS |= {
            "terms": TermSitemap,
            "names": NameSitemap,
            "start": StartSitemap,
        }
        registries.NAVIGATION.append(
            registries.NavigationItem(_("Terms"), "terms:term_list", without=("home",))
        )
        registries.START_PAGES += ["terms:home", "terms:term_list", "terms:term_graph"]
