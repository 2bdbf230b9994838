"""Addresses for learning platforms: all of them are 404 until one is registered."""

from django.urls import path

from exchange.lti import views

app_name = "lti"

urlpatterns = [
    path("jwks", views.jwks, name="jwks"),
    path("config.json", views.config, name="config"),
    path("login", views.login, name="login"),
    path("launch", views.launch, name="launch"),
    path("enter", views.enter, name="enter"),
    path("pick", views.pick, name="pick"),
]
