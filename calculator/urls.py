"""Addresses of the calculator and its widget."""

from django.urls import path

from calculator import views

app_name = "calculator"
urlpatterns = [
    path("", views.calculator, name="calculator"),
    path("embed/", views.calculator_embed, name="calculator_embed"),
]
