"""The advisor's page and the request for a call."""

from django.urls import path

from advisory import views

app_name = "advisory"

urlpatterns = [
    path("", views.advisory, name="advisory"),
    path("thanks/", views.thanks, name="thanks"),
]
