"""How a learner is reminded, and what the links in mails lead to."""

from django.urls import path

from quizzes.reminders import views

app_name = "reminders"

urlpatterns = [
    path("", views.reminders, name="reminders"),
    path("calendar/", views.make_calendar, name="make_calendar"),
    path("calendar/end/", views.end_calendar, name="end_calendar"),
    path("mail/", views.write_mails, name="write_mails"),
    path("mail/end/", views.end_mails, name="end_mails"),
    path("mail/yes/<str:token>/", views.confirm, name="confirm"),
    path("mail/stop/<str:signed>/", views.stop, name="stop"),
]
