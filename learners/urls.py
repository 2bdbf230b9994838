"""What the site keeps about its reader."""

from django.urls import include, path

from learners import views

app_name = "learners"

urlpatterns = [
    path("privacy/", views.privacy, name="privacy"),
    path("me/", views.me, name="me"),
    path("me/data.json", views.my_data, name="my_data"),
    path("me/forget/", views.forget, name="forget"),
    path("me/devices/", include("learners.devices.urls")),
]
