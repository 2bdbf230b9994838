"""Addresses of the assessments."""

from django.urls import path

from maturity.plans import views as plan_views
from maturity.results import exchange_views, summary_views
from maturity.results import views as result_views
from maturity.teams import views as team_views
from maturity.wizard import views as wizard_views

app_name = "maturity"
urlpatterns = [
    path("", wizard_views.maturity_model_list, name="maturity_model_list"),
    path("results/", wizard_views.last_levels, name="last_levels"),
    path("results/<str:token>/", result_views.assessment_result, name="assessment_result"),
    path("results/<str:token>/summary/", summary_views.result_summary, name="result_summary"),
    path("results/<str:token>/summary.md", summary_views.result_markdown, name="result_markdown"),
    path("results/<str:token>/link/", result_views.result_link, name="result_link"),
    path("results/<str:token>/result.json", exchange_views.result_json, name="result_json"),
    path("results/<str:token>/result.csv", exchange_views.result_csv, name="result_csv"),
    path("results/<str:token>/plan/", plan_views.plan_items, name="plan_items"),
    path("results/<str:token>/targets/", plan_views.plan_targets, name="plan_targets"),
    path("teams/<str:token>/", team_views.team, name="team"),
    path("teams/<str:token>/join/", team_views.team_join, name="team_join"),
    path("teams/<str:token>/leave/", team_views.team_leave, name="team_leave"),
    path("teams/<str:token>/link/", team_views.team_link, name="team_link"),
    path("<slug:slug>/", wizard_views.maturity_model, name="maturity_model"),
    path("<slug:slug>/history/", result_views.assessment_history, name="assessment_history"),
    path("<slug:slug>/load/", exchange_views.result_load, name="result_load"),
    path("<slug:slug>/difference/", result_views.result_difference, name="result_difference"),
    path("<slug:slug>/draft/", wizard_views.assessment_draft, name="assessment_draft"),
    path("<slug:slug>/teams/", team_views.team_list, name="team_list"),
    path("<slug:slug>/discard/", wizard_views.assessment_discard, name="assessment_discard"),
    path("<slug:slug>/again/", wizard_views.assessment_again, name="assessment_again"),
]
