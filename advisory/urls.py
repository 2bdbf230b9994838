"""The advisor's page, what leads to it, and a request for a call."""

from django.urls import path

from advisory import views

app_name = "advisory"

urlpatterns = [
    path("", views.advisory, name="advisory"),
    path("cities/", views.cities, name="cities"),
    path("from/", views.hand_over, name="hand_over"),
    path("agreed/", views.agree, name="agree"),
    path("bookings/", views.bookings, name="bookings"),
    path("scheduler/", views.scheduler, name="scheduler"),
    path("requests/<str:signed>/", views.call_request, name="call_request"),
    path("requests/<str:signed>/call.ics", views.call_file, name="call_file"),
]
