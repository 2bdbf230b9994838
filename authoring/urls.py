"""Addresses of the authors' pages, inside the admin."""

from django.urls import path

from authoring.dashboard import views
from authoring.editing.import_views import import_glossary

app_name = "authoring"
urlpatterns = [
    path("dashboard/", views.dashboard, name="dashboard"),
    path("import/", import_glossary, name="import_glossary"),
]
