"""How Django knows the app."""

from django.apps import AppConfig


class CalculatorConfig(AppConfig):
    name = "calculator"
