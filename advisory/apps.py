"""How Django knows the app."""

from django.apps import AppConfig


class AdvisoryConfig(AppConfig):
    name = "advisory"
