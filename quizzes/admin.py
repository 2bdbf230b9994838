"""Quizzes to edit, attempts to look at."""

from django.contrib import admin
from django.http import HttpRequest

from quizzes.models import Answer, Attempt, Option, Question, Quiz


class OptionInline(admin.StackedInline[Option, Question]):
    model = Option
    extra = 0


class QuestionInline(admin.TabularInline[Question, Quiz]):
    model = Question
    extra = 0
    show_change_link = True


@admin.register(Quiz)
class QuizAdmin(admin.ModelAdmin[Quiz]):
    list_display = ("term", "version", "is_current")
    list_filter = ("is_current",)
    search_fields = ("term__title",)
    inlines = [QuestionInline]


@admin.register(Question)
class QuestionAdmin(admin.ModelAdmin[Question]):
    list_display = ("stem", "quiz", "position", "section")
    search_fields = ("stem", "key")
    list_select_related = ("quiz__term",)
    inlines = [OptionInline]


class AnswerInline(admin.TabularInline[Answer, Attempt]):
    model = Answer
    extra = 0
    can_delete = False
    readonly_fields = ("question", "option", "answered_at")

    def has_add_permission(self, request: HttpRequest, obj: Attempt | None = None) -> bool:
        return False


@admin.register(Attempt)
class AttemptAdmin(admin.ModelAdmin[Attempt]):
    list_display = ("quiz", "number", "started_at")
    list_select_related = ("quiz__term",)
    readonly_fields = ("learner", "quiz", "number", "started_at")
    inlines = [AnswerInline]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
