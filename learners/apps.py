"""How Django knows the app."""

from django.apps import AppConfig


class LearnersConfig(AppConfig):
    name = "learners"

    def ready(self) -> None:
        from glossary_site.registries import PRIVATE_PREFIXES

        PRIVATE_PREFIXES.append("/me/")
