"""How Django knows the app."""

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_noop as _


class PathsConfig(AppConfig):
    name = "paths"

    def ready(self) -> None:
        """The site hears of paths, a term's page of those that lead over it, and who comes back of
        those that they have begun."""
        from glossary_site import registries
        from learners import learning, own_data, resuming
        from learners.merging import MERGERS
        from paths.learning import KEPT, learning_of
        from paths.merging import merge_enrolments, merge_memberships
        from paths.models import Enrolment, Membership
        from paths.resuming import find_resumptions
        from paths.routes import is_on_a_path
        from paths.sitemaps import PathSitemap, start_page_links
        from terms.sections.registry import register
        from terms.sections.section import Section

        MERGERS[Enrolment] = merge_enrolments
        MERGERS[Membership] = merge_memberships
        own_data.KEPT.extend(KEPT)
        if "paths" in settings.MODULES:
            registries.NAVIGATION.append(registries.NavigationItem(_("Paths"), "paths:path_list"))
            registries.START_LISTS.append(start_page_links)
            registries.PRIVATE_PREFIXES += [
                *("/paths/results/", "/paths/groups/", "/paths/*/check/", "/paths/*/groups/"),
            ]
            registries.SITEMAPS["paths"] = PathSitemap
            registries.START_PAGES.append("paths:path_list")
            resuming.PROVIDERS.append(find_resumptions)
            learning.PROVIDERS.append(learning_of)
        register(
            Section(
                "paths",
                _("Paths"),
                shows=is_on_a_path,
                is_searched=False,
                is_article=False,
                is_printed=False,
                module="paths",
                private_template="paths/_on_paths.html",
            ),
            after="related",
        )
