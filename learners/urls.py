"""What the site keeps about its reader."""

from django.urls import path

from learners import views

app_name = "learners"

urlpatterns = [
    path("", views.me, name="me"),
    path("data.json", views.my_data, name="my_data"),
    path("forget/", views.forget, name="forget"),
]
