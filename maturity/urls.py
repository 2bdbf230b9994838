"""Addresses of the assessments."""

from django.urls import path

from maturity import views

app_name = "maturity"
urlpatterns = [
    path("", views.maturity_model_list, name="maturity_model_list"),
    path("results/<str:token>/", views.assessment_result, name="assessment_result"),
    path("results/<str:token>/link/", views.result_link, name="result_link"),
    path("<slug:slug>/", views.maturity_model, name="maturity_model"),
    path("<slug:slug>/draft/", views.assessment_draft, name="assessment_draft"),
    path("<slug:slug>/again/", views.assessment_again, name="assessment_again"),
]
