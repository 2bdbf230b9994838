"""How Django knows the app."""

from django.apps import AppConfig


class QuizzesConfig(AppConfig):
    name = "quizzes"

    def ready(self) -> None:
        from glossary_site.registries import SITEMAPS, START_PAGES
        from quizzes.sitemaps import QuizSitemap

        SITEMAPS["quizzes"] = QuizSitemap
        START_PAGES.append("quizzes:quiz_list")
