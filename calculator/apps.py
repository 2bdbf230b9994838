"""How Django knows the app."""

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_noop as _


class CalculatorConfig(AppConfig):
    name = "calculator"

    def ready(self) -> None:
        """The site hears of calculations, a learner of those they saved, and a term's page of the
        costs of its routes."""
        from calculator.handover import of_calculation
        from calculator.model.model_search import known_models
        from calculator.models import SavedCalculation
        from calculator.saved import KEPT, latest_calculations, learning_of, merge_saved
        from glossary_site.registries import (
            HANDOVER_PROVIDERS,
            NAVIGATION,
            PRIVATE_PREFIXES,
            START_PAGES,
            WARM_UPS,
            NavigationItem,
        )
        from learners import learning, own_data, resuming
        from learners.merging import MERGERS

        MERGERS[SavedCalculation] = merge_saved
        own_data.KEPT.append(KEPT)
        if "calculator" in settings.MODULES:
            NAVIGATION.append(NavigationItem(_("Calculator"), "calculator:calculator"))
            HANDOVER_PROVIDERS["calculation"] = of_calculation
            START_PAGES.append("calculator:calculator")
            PRIVATE_PREFIXES.append("/calculator/saved/")
            WARM_UPS.append(known_models)
            resuming.PROVIDERS.append(latest_calculations)
            learning.PROVIDERS.append(learning_of)
        from terms.sections.registry import extend
        from terms.sections.section import Part

        extend(
            "how-it-works",
            Part(
                "tiers",
                "cost_scenario",
                reads=(
                    "cost_scenario__tiers__share_figure",
                    "cost_scenario__tiers__price_figure",
                ),
                file="cost.yaml",
                template="calculator/_cost_section.html",
                module="calculator",
                scripts=("js/widget-host.js",),
            ),
        )
