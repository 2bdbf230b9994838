"""The learner's devices, and the ways by which another one becomes theirs."""

from django.urls import path

from learners.devices import views

urlpatterns = [
    path("", views.devices, name="devices"),
    path("<int:pk>/name/", views.name_device, name="name_device"),
    path("<int:pk>/sign-out/", views.sign_out_device, name="sign_out_device"),
    path("code/", views.new_code, name="new_code"),
    path("code/revoke/", views.revoke_code, name="revoke_code"),
    path("join/", views.join, name="join"),
    path("join/confirm/", views.confirm_join, name="confirm_join"),
]
