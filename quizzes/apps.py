"""How Django knows the app."""

from django.apps import AppConfig


class QuizzesConfig(AppConfig):
    name = "quizzes"

    def ready(self) -> None:
        """Find the kinds of questions; they need the models."""
        from quizzes.kinds.registry import discover

        discover()
