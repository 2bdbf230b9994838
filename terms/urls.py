"""Home, browsing, term pages and their checklists."""

from django.urls import path

from terms import views

app_name = "terms"

urlpatterns = [
    path("", views.home, name="home"),
    path("terms/", views.term_list, name="term_list"),
    path("terms/<slug:slug>/", views.term_detail, name="term_detail"),
    path("terms/<slug:slug>/checklist/", views.checklist, name="checklist"),
]
