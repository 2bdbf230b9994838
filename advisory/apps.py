"""How Django knows the app."""

from importlib import import_module

from django.apps import AppConfig


class AdvisoryConfig(AppConfig):
    name = "advisory"

    def ready(self) -> None:
        import_module("advisory.checks")
