"""The quiz as a section of a term's page."""

from django.utils.translation import gettext_noop as _

from terms.sections.section import Part, Section, ngettext

QUIZ = Section(
    "quiz",
    _("Quiz"),
    parts=(
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
    module="quizzes",
    is_searched=False,
    private_template="quizzes/_quiz_on_page.html",
    counted=ngettext("%(number)s question", "%(number)s questions", 0),
    count=lambda term: sum(len(one.questions.all()) for one in term.quizzes.all()[:1]),
)
