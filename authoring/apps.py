"""How Django knows the app."""

from django.apps import AppConfig


class AuthoringConfig(AppConfig):
    name = "authoring"
