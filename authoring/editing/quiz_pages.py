"""A term's quiz as an author edits it, and as a learner would meet it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext

from authoring.editing.file_editor import EditedFile, edit_file, look_at_file
from authoring.editing.roles import must_propose
from authoring.history.saving import save_texts
from authoring.models import FileVersion, Proposal
from glossary_site.web.http import signed_in
from quizzes.attempts.feedback import Feedback
from quizzes.attempts.presentation import Asked, ask
from quizzes.attempts.progress import Progress
from quizzes.kinds.number import exact_number
from quizzes.kinds.options import write_positions
from quizzes.kinds.randomization import AS_WRITTEN
from quizzes.kinds.registry import kind_of
from quizzes.models import PosedQuestion, Question, Quiz
from terms.changes import EditRefusedError
from terms.models import Term


def edit_quiz(request: HttpRequest, object_id: int) -> HttpResponse:
    """The questions of a term, one by one."""
    return edit_file(request, _quiz_file(request, object_id))


def look_at_quiz(request: HttpRequest, object_id: int, look: str) -> Any:
    """The quiz as it would be, or what changes."""
    return look_at_file(request, _quiz_file(request, object_id), look)


def _quiz_file(request: HttpRequest, pk: int) -> EditedFile:
    user, term = signed_in(request), get_object_or_404(Term, pk=pk)
    if not user.has_perm("terms.view_term"):
        raise PermissionDenied
    waiting = Proposal.objects.waiting().filter(term=term).select_related("made_by")
    return EditedFile(
        name="quiz.yaml",
        slug=term.slug,
        title=gettext("Quiz: %(title)s") % {"title": term.title},
        obj=term,
        term=term,
        url_name="admin:terms_term_quiz",
        url_arg=term.pk,
        back_url=reverse("admin:terms_term_change", args=[term.pk]),
        save=partial(_save, term),
        page=partial(quiz_preview, term=term),
        proposals=[one for one in waiting if "quiz.yaml" in one.texts],
        must_propose=must_propose(user, term),
        may_change=user.has_perm("terms.change_term"),
    )


def _save(term: Term, text: str, by: Any, note: str = "") -> bool:
    return save_texts(term, {"quiz.yaml": text}, by, FileVersion.How.EDITED, note)


@dataclass(frozen=True)
class PreviewedQuestion:
    """A question before its answer, and what is said after a right one."""

    asked: Asked
    feedback: Feedback


def quiz_preview(request: HttpRequest, opened: Sequence[str], term: Term) -> HttpResponse:
    """Every question as a learner meets it, with its reasons closed below."""
    quiz = Quiz.objects.filter(term=term, is_current=True).first()
    if quiz is None:
        raise EditRefusedError([gettext("There is no question yet.")])
    questions = Question.objects.filter(quiz=quiz).for_taking().prefetch_related("options")
    posed = tuple(
        PosedQuestion(question=question, number=number, seed=AS_WRITTEN)
        for number, question in enumerate(questions, start=1)
    )
    progress = Progress(quiz, None, posed)
    previewed = [PreviewedQuestion(ask(progress, one), _feedback(one, progress)) for one in posed]
    return render(
        request, "admin/editing/quiz_preview.html", {"term": term, "previewed": previewed}
    )


def _feedback(posed: PosedQuestion, progress: Progress) -> Feedback:
    question, kind = posed.question, kind_of(posed.question)
    response = _right_response(posed)
    return Feedback(
        stem_html="",
        credit=kind.score(posed, response),
        kind=kind,
        number=posed.number,
        total=progress.total,
        reasons=kind.explain(posed, response),
        term=question.quiz.term,
        section=question.section,
        previous_number=None,
        next_number=None,
    )


def _right_response(posed: PosedQuestion) -> str:
    """A right answer as it is stored: a number, the right options, or all steps in their order."""
    question = posed.question
    if question.formula:
        return str(exact_number(posed))
    options = list(question.options.all())
    return write_positions(one.position for one in ([o for o in options if o.is_right] or options))
