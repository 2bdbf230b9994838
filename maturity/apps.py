"""How Django knows the app."""

from django.apps import AppConfig


class MaturityConfig(AppConfig):
    name = "maturity"

    def ready(self) -> None:
        """The site hears of results, which are private, and of assessments, which are not."""
        from glossary_site import registries
        from maturity.results.handover import of_result
        from maturity.sitemaps import AssessmentSitemap

        registries.HANDOVER_PROVIDERS["result"] = of_result
        registries.PRIVATE_PREFIXES += ["/maturity/results/", "/maturity/teams/"]
        registries.SITEMAPS["assessments"] = AssessmentSitemap
        registries.START_PAGES.append("maturity:maturity_model_list")
