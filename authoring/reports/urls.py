"""Where readers report what is wrong."""

from django.urls import path

from authoring.reports import views

app_name = "reports"
urlpatterns = [path("terms/<slug:slug>/report/", views.reader_report, name="reader_report")]
