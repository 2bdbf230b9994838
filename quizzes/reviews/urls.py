"""A learner's review: what is due, entries that they set aside, and what they take along."""

from django.urls import path

from quizzes.reviews import offline_views, views

app_name = "reviews"

urlpatterns = [
    path("", views.review, name="review"),
    path("start/", views.start, name="start"),
    path("in/<any_slug:slug>/<int:turn>/", views.in_entry, name="in_entry"),
    path("set-aside/", views.set_aside_entry, name="set_aside"),
    path("bring-back/", views.bring_back, name="bring_back"),
    path("package/", offline_views.package, name="package"),
    path("answers/", offline_views.answers, name="answers"),
]
