"""How Django knows the app."""

from django.apps import AppConfig


class TermsConfig(AppConfig):
    name = "terms"
