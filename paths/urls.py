"""Paths, their checks and results, and groups that were invited to one."""

from django.urls import path

from paths import group_views, views

app_name = "paths"

urlpatterns = [
    path("", views.path_list, name="path_list"),
    path("results/<str:token>/", views.path_result, name="path_result"),
    path("groups/<str:token>/", group_views.group, name="group"),
    path("groups/<str:token>/join/", group_views.group_join, name="group_join"),
    path("groups/<str:token>/leave/", group_views.group_leave, name="group_leave"),
    path("groups/made/<str:token>/", group_views.group_report, name="group_report"),
    path("groups/made/<str:token>/link/", group_views.group_link, name="group_link"),
    path("<any_slug:slug>/", views.path_detail, name="path_detail"),
    path("<any_slug:slug>/start/", views.path_start, name="path_start"),
    path("<any_slug:slug>/stop/", views.path_stop, name="path_stop"),
    path("<any_slug:slug>/check/", views.path_check, name="path_check"),
    path("<any_slug:slug>/check/start/", views.check_start, name="check_start"),
    path("<any_slug:slug>/check/share/", views.check_share, name="check_share"),
    path("<any_slug:slug>/groups/", group_views.group_list, name="group_list"),
]
