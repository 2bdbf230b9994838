"""Addresses of the calculator and its widget."""

from django.urls import path

from calculator import saved, views
from calculator.exports import views as export_views

app_name = "calculator"
urlpatterns = [
    path("", views.calculator, name="calculator"),
    path("compare/", views.compare_calculations, name="compare"),
    path("models/", views.model_list, name="model_list"),
    path("models/suggestions/", views.model_suggestions, name="model_suggestions"),
    path("tokens/", views.estimate_tokens, name="estimate_tokens"),
    path("result.json", export_views.calculation_json, name="calculation_json"),
    path("result.csv", export_views.calculation_csv, name="calculation_csv"),
    path("result.md", export_views.calculation_markdown, name="calculation_markdown"),
    path(
        "result.svg", export_views.calculation_picture, {"extension": "svg"}, name="calculation_svg"
    ),
    path(
        "result.png", export_views.calculation_picture, {"extension": "png"}, name="calculation_png"
    ),
    path("result.schema.json", export_views.calculation_schema, name="calculation_schema"),
    path("worth/", views.worth, name="worth"),
    path("saved/", saved.saved_calculations, name="saved"),
    path("saved/new/", saved.save_calculation, name="save"),
    path("saved/<int:pk>/delete/", saved.delete_calculation, name="delete"),
    path("embed/", views.calculator_embed, name="calculator_embed"),
    path("embed/<path:rest>", views.no_embed, name="no_embed"),
]
