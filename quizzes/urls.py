"""The list of quizzes, each term's quiz, and results to be shared."""

from django.urls import path
from django.views.generic import RedirectView

from quizzes import views
from quizzes.reminders.views import calendar

app_name = "quizzes"

urlpatterns = [
    path("", views.quiz_list, name="quiz_list"),
    path("practice/", RedirectView.as_view(pattern_name="reviews:review", permanent=True)),
    path("calendar/<str:token>.ics", calendar, name="calendar"),
    path("results/<uuid:attempt_id>/", views.quiz_result, name="quiz_result"),
    path("<any_slug:slug>/", views.quiz_detail, name="quiz_detail"),
    path("<any_slug:slug>/first/", views.first_question, name="first_question"),
    path("<any_slug:slug>/again/", views.quiz_again, name="quiz_again"),
    path("<any_slug:slug>/retry/", views.quiz_retry, name="quiz_retry"),
]
