"""How Django knows the app."""

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_noop as _


class QuizzesConfig(AppConfig):
    name = "quizzes"

    def ready(self) -> None:
        """Find the kinds of questions; tell the site of quizzes, a term's page of its own,
        lists how much of each is recalled, and a learner of what is due, under way and done."""
        from glossary_site.registries import (
            NAVIGATION,
            PRIVATE_PREFIXES,
            SITEMAPS,
            START_PAGES,
            TERM_PREFIXES,
            WORKER_SCRIPTS,
            NavigationItem,
        )
        from learners import learning, merging, own_data, resuming
        from quizzes.attempts.progress import open_attempts
        from quizzes.entry_page import questions_on_page
        from quizzes.kinds.registry import discover
        from quizzes.learning import KEPT, learning_of
        from quizzes.memory.mastery import recall_now
        from quizzes.merging import MERGERS
        from quizzes.reviews.due import due_reviews
        from quizzes.sitemaps import QuizSitemap
        from terms.pages import mastery

        discover()
        merging.MERGERS |= MERGERS
        own_data.KEPT.extend(KEPT)
        if "quizzes" in settings.MODULES:
            NAVIGATION.append(NavigationItem(_("Quizzes"), "quizzes:quiz_list"))
            SITEMAPS["quizzes"] = QuizSitemap
            START_PAGES.append("quizzes:quiz_list")
            TERM_PREFIXES.append("/quizzes/")
            PRIVATE_PREFIXES.append("/review/")
            WORKER_SCRIPTS.extend(("quizzes/kept_answers.js", "quizzes/taken_along.js"))
            resuming.PROVIDERS.extend((due_reviews, open_attempts))
            learning.PROVIDERS.append(learning_of)
            mastery.PROVIDERS.append(recall_now)
        from quizzes.section import QUIZ
        from terms.sections.registry import PRIVATE_CONTEXTS, put_after, register

        register(QUIZ, after="faq")
        if "quizzes" in settings.MODULES:
            PRIVATE_CONTEXTS.append(questions_on_page)
            put_after("explanation", "quizzes/_in_entry.html")
