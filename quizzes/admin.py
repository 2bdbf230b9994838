"""Quizzes, which are written on the page of their term, to look at; attempts, to delete, too."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.urls import path

from glossary_site.admin import EditsContent, FileIsMaster, NotEdited
from quizzes.kinds.registry import kind_of
from quizzes.models import Attempt, NumberParameter, Option, PosedQuestion, Question, Quiz
from quizzes.statistics.admin_views import item_statistics, item_statistics_csv


class InFile(FileIsMaster):
    """A quiz and its questions. One that nobody has answered goes with a term without a folder."""

    def version_of(self, obj: Model | None) -> Quiz | None:
        quiz = obj.quiz if isinstance(obj, Question) else obj
        return quiz if isinstance(quiz, Quiz) and quiz.pk else None

    def has_file(self, version: Quiz) -> bool:
        """Whether its term has a folder; other quizzes go with their term."""
        return version.term.content_digest != ""

    def is_answered(self, version: Quiz) -> bool:
        """Whether it was attempted, or a question of it practised."""
        return PosedQuestion.objects.filter(question__quiz=version).exists()

    def lock(self, obj: Model) -> None:
        """Its questions too: practice asks them without naming the quiz."""
        super().lock(obj)
        list(Question.objects.select_for_update().filter(quiz=self.version_of(obj)))


class NamesKind:
    """Says the kind of a question in words."""

    exclude: Any = ("kind",)
    readonly_fields: Any = ("kind_of_question",)

    @admin.display(description="kind", ordering="kind")
    def kind_of_question(self, question: Question) -> str:
        return str(kind_of(question).label)


class QuestionInline(NamesKind, InFile, admin.StackedInline[Question, Quiz]):
    model = Question
    extra = 0
    show_change_link = True


class OptionInline(InFile, admin.StackedInline[Option, Question]):
    model = Option
    extra = 0


class NumberParameterInline(InFile, admin.TabularInline[NumberParameter, Question]):
    model = NumberParameter
    extra = 0


class PosedQuestionInline(NotEdited, admin.TabularInline[PosedQuestion, Attempt]):
    model = PosedQuestion
    extra = 0
    can_delete = False
    fields = readonly_fields = ("number", "question", "seed", "response", "credit")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("question", "answer")

    @admin.display(description="answer")
    def response(self, posed: PosedQuestion) -> str:
        return posed.given.response if posed.given else ""

    @admin.display(description="credit")
    def credit(self, posed: PosedQuestion) -> str:
        return f"{posed.given.earned} of {posed.given.worth}" if posed.given else ""


@admin.register(Quiz)
class QuizAdmin(EditsContent, InFile, admin.ModelAdmin[Quiz]):
    list_display = ("term", "version", "is_current")
    list_filter = ("is_current",)
    list_select_related = ("term",)
    search_fields = ("term__title", "term__slug")
    inlines = [QuestionInline]

    def get_urls(self) -> list[Any]:
        guard = self.admin_site.admin_view
        page, csv = guard(item_statistics), guard(item_statistics_csv)
        return [
            path("<int:quiz_id>/statistics/", page, name="quizzes_quiz_statistics"),
            path("<int:quiz_id>/statistics.csv", csv, name="quizzes_quiz_statistics_csv"),
            *super().get_urls(),
        ]


@admin.register(Question)
class QuestionAdmin(NamesKind, EditsContent, InFile, admin.ModelAdmin[Question]):
    list_display = ("key", "quiz", "kind_of_question", "position", "section")
    list_select_related = ("quiz__term",)
    search_fields = ("key", "stem", "quiz__term__title")
    inlines = [OptionInline, NumberParameterInline]


@admin.register(Attempt)
class AttemptAdmin(NotEdited, admin.ModelAdmin[Attempt]):
    list_display = ("id", "quiz", "kind", "number", "started_at", "answers_given", "answers_right")
    list_select_related = ("quiz__term",)
    search_fields = ("id", "quiz__term__title")
    inlines = [PosedQuestionInline]

    def get_queryset(self, request: HttpRequest) -> Any:
        return Attempt.objects.with_counts()

    @admin.display(description="given", ordering="given")
    def answers_given(self, attempt: Any) -> str:
        return f"{attempt.given} of {attempt.asked}"

    @admin.display(description="right", ordering="right")
    def answers_right(self, attempt: Any) -> int:
        right: int = attempt.right
        return right
