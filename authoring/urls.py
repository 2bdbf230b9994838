"""Addresses of the authors' pages, inside the admin."""

from django.urls import path

from authoring.dashboard import views

app_name = "authoring"
urlpatterns = [path("dashboard/", views.dashboard, name="dashboard")]
