"""How Django knows the app."""

from importlib import import_module

from django.apps import AppConfig


class AdvisoryConfig(AppConfig):
    name = "advisory"

    def ready(self) -> None:
        from glossary_site.registries import PRIVATE_PREFIXES, START_PAGES

        import_module("advisory.checks")
        PRIVATE_PREFIXES.extend(["/advisory/scheduler/", "/advisory/requests/"])
        START_PAGES.append("advisory:advisory")
