"""How Django knows the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_noop as _


class QuizzesConfig(AppConfig):
    name = "quizzes"

    def ready(self) -> None:
        """Find the kinds of questions; tell the site of quizzes, and a term's page of its own."""
        from glossary_site.registries import SITEMAPS, START_PAGES
        from quizzes.kinds.registry import discover
        from quizzes.sitemaps import QuizSitemap

        discover()
        SITEMAPS["quizzes"] = QuizSitemap
        START_PAGES.append("quizzes:quiz_list")
        from terms.sections.registry import register
        from terms.sections.section import Part, Section

        register(
            Section(
                "quiz",
                _("Quiz"),
                "quizzes/_quiz_section.html",
                (
                    Part(
                        "questions",
                        "quizzes",
                        reads=("quizzes__questions",),
                        file="quiz.yaml",
                        form_field="quiz",
                        scripts=("js/quiz.js",),
                    ),
                ),
                element_id="quiz-section",
                is_searched=False,
                counted=_("Quiz questions"),
                count=lambda term: sum(len(one.questions.all()) for one in term.quizzes.all()[:1]),
            ),
            after="faq",
        )
