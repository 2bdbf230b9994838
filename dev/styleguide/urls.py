"""The style guide's address; the site includes it only where `STYLEGUIDE` is on."""

from django.urls import path

from dev.styleguide import views

app_name = "styleguide"

urlpatterns = [path("", views.styleguide, name="styleguide")]
