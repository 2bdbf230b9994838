"""How Django knows the app."""

from django.apps import AppConfig


class QuizzesConfig(AppConfig):
    name = "quizzes"

    def ready(self) -> None:
        """Find the kinds of questions, which need the models, and tell the site of quizzes."""
        from glossary_site.registries import SITEMAPS, START_PAGES
        from quizzes.kinds.registry import discover
        from quizzes.sitemaps import QuizSitemap

        discover()
        SITEMAPS["quizzes"] = QuizSitemap
        START_PAGES.append("quizzes:quiz_list")
