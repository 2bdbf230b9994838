"""Addresses of the assessments."""

from django.urls import path

from maturity.views import exchange, history, plan, result, team, wizard

app_name = "maturity"
urlpatterns = [
    path("", wizard.maturity_model_list, name="maturity_model_list"),
    path("results/<str:token>/", result.assessment_result, name="assessment_result"),
    path("results/<str:token>/link/", result.result_link, name="result_link"),
    path("results/<str:token>/result.json", exchange.result_json, name="result_json"),
    path("results/<str:token>/result.csv", exchange.result_csv, name="result_csv"),
    path("results/<str:token>/plan/", plan.plan_items, name="plan_items"),
    path("results/<str:token>/targets/", plan.plan_targets, name="plan_targets"),
    path("teams/<str:token>/", team.team, name="team"),
    path("teams/<str:token>/join/", team.team_join, name="team_join"),
    path("teams/<str:token>/leave/", team.team_leave, name="team_leave"),
    path("teams/<str:token>/link/", team.team_link, name="team_link"),
    path("<slug:slug>/", wizard.maturity_model, name="maturity_model"),
    path("<slug:slug>/history/", history.assessment_history, name="assessment_history"),
    path("<slug:slug>/load/", exchange.result_load, name="result_load"),
    path("<slug:slug>/difference/", history.result_difference, name="result_difference"),
    path("<slug:slug>/draft/", wizard.assessment_draft, name="assessment_draft"),
    path("<slug:slug>/teams/", team.team_list, name="team_list"),
    path("<slug:slug>/discard/", wizard.assessment_discard, name="assessment_discard"),
    path("<slug:slug>/again/", wizard.assessment_again, name="assessment_again"),
]
