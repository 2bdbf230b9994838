"""Quizzes, to be edited until somebody has answered them; attempts, to be looked at and deleted."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from glossary_site.answered_admin import KeepsAnswered
from quizzes.models import Answer, Attempt, Option, Question, Quiz


class KeepsAnsweredVersion(KeepsAnswered):
    """A version of a quiz that somebody has attempted, and its questions."""

    def is_answered(self, obj: Model | None) -> bool:
        """Whether the quiz, or the quiz of the question, has been attempted."""
        if isinstance(obj, Question):
            return Attempt.objects.filter(quiz=obj.quiz_id).exists()
        return isinstance(obj, Quiz) and Attempt.objects.filter(quiz=obj.pk).exists()


class QuestionInline(KeepsAnsweredVersion, admin.StackedInline[Question, Quiz]):
    model = Question
    extra = 0
    show_change_link = True


class OptionInline(KeepsAnsweredVersion, admin.StackedInline[Option, Question]):
    model = Option
    extra = 0


class AnswerInline(admin.TabularInline[Answer, Attempt]):
    model = Answer
    extra = 0
    can_delete = False
    fields = readonly_fields = ("question", "option", "answered_at")

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(Quiz)
class QuizAdmin(KeepsAnsweredVersion, admin.ModelAdmin[Quiz]):
    list_display = ("term", "version", "is_current")
    list_filter = ("is_current",)
    list_select_related = ("term",)
    search_fields = ("term__title", "term__slug")
    autocomplete_fields = ("term",)
    inlines = [QuestionInline]


@admin.register(Question)
class QuestionAdmin(KeepsAnsweredVersion, admin.ModelAdmin[Question]):
    list_display = ("key", "quiz", "position", "section")
    list_select_related = ("quiz__term",)
    search_fields = ("key", "stem", "quiz__term__title")
    autocomplete_fields = ("quiz",)
    inlines = [OptionInline]


@admin.register(Attempt)
class AttemptAdmin(admin.ModelAdmin[Attempt]):
    list_display = ("id", "quiz", "number", "started_at", "answers_given", "answers_right")
    list_select_related = ("quiz__term",)
    search_fields = ("id", "quiz__term__title")
    inlines = [AnswerInline]

    def get_queryset(self, request: HttpRequest) -> Any:
        return Attempt.objects.with_counts()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    @admin.display(description="given", ordering="given")
    def answers_given(self, attempt: Any) -> str:
        return f"{attempt.given} of {attempt.asked}"

    @admin.display(description="right", ordering="right")
    def answers_right(self, attempt: Any) -> int:
        right: int = attempt.right
        return right
