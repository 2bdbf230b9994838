"""How Django knows the app."""

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_noop as _


class MaturityConfig(AppConfig):
    name = "maturity"

    def ready(self) -> None:
        """The site hears of results and assessments, a term's page of its levels, and who comes
        back of assessments under way and of last levels."""
        from glossary_site import registries
        from learners import learning, own_data, resuming
        from learners.merging import MERGERS
        from maturity.merging import merge_assessments
        from maturity.models import Assessment
        from maturity.results.handover import of_result
        from maturity.resuming import KEPT, find_resumptions, learning_of
        from maturity.sitemaps import AssessmentSitemap

        MERGERS[Assessment] = merge_assessments
        own_data.KEPT.extend(KEPT)
        if "assessments" in settings.MODULES:
            registries.NAVIGATION.append(
                registries.NavigationItem(_("Maturity"), "maturity:maturity_model_list")
            )
            registries.HANDOVER_PROVIDERS["result"] = of_result
            registries.PRIVATE_PREFIXES += ["/maturity/results/", "/maturity/teams/"]
            registries.SITEMAPS["assessments"] = AssessmentSitemap
            resuming.PROVIDERS.append(find_resumptions)
            learning.PROVIDERS.append(learning_of)
            registries.START_PAGES.append("maturity:maturity_model_list")
        _register_ladder()


def _register_ladder() -> None:
    """The section of a term's page that says what each of the seven levels means for it."""
    from terms.sections.registry import register
    from terms.sections.section import Part, Section

    levels = Part(
        "levels", "level_descriptions", texts=("text",), file="maturity.yaml", most_rows=7
    )
    section = Section(
        "maturity",
        _("Maturity ladder"),
        "maturity/_ladder.html",
        (levels,),
        reads=("maturity_models",),
        shows=lambda term: any(one.is_current for one in term.maturity_models.all()),
        is_searched=False,
        module="assessments",
        private_template="maturity/_reader_level.html",
    )
    register(section, after="checklist")
