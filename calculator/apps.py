"""How Django knows the app."""

from django.apps import AppConfig


class CalculatorConfig(AppConfig):
    name = "calculator"

    def ready(self) -> None:
        from calculator.handover import of_calculation
        from glossary_site.registries import HANDOVER_PROVIDERS, START_PAGES

        HANDOVER_PROVIDERS["calculation"] = of_calculation
        START_PAGES.append("calculator:calculator")
