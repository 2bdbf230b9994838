"""A learner's log of reviews as a file."""

from django.urls import path

from quizzes.memory import views

app_name = "review_log"

urlpatterns = [
    path("", views.review_log, name="review_log"),
    path("log.json", views.download, name="download"),
]
