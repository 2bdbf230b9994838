"""The list of quizzes, and each term's quiz."""

from django.urls import path

from quizzes import views

app_name = "quizzes"

urlpatterns = [
    path("", views.quiz_list, name="quiz_list"),
    path("<slug:slug>/", views.quiz_detail, name="quiz_detail"),
    path("<slug:slug>/again/", views.quiz_again, name="quiz_again"),
]
