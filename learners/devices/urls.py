"""The learner's devices, and the ways by which another one becomes theirs."""

from django.urls import path

from learners.devices import account_views, passkey_views, views

urlpatterns = [
    path("", views.devices, name="devices"),
    path("<int:pk>/name/", views.name_device, name="name_device"),
    path("<int:pk>/sign-out/", views.sign_out_device, name="sign_out_device"),
    path("code/", views.new_code, name="new_code"),
    path("code/revoke/", views.revoke_code, name="revoke_code"),
    path("join/", views.join, name="join"),
    path("join/confirm/", views.confirm_join, name="confirm_join"),
    path("account/", account_views.ask, name="ask_for_account"),
    path("account/answer/", account_views.account_answer, name="account_answer"),
    path("account/<int:pk>/remove/", account_views.remove_account, name="remove_account"),
    path("passkeys/", passkey_views.add, name="add_passkey"),
    path("passkeys/adding/", passkey_views.passkey_adding, name="passkey_adding"),
    path("passkeys/entering/", passkey_views.passkey_entering, name="passkey_entering"),
    path("passkeys/enter/", passkey_views.enter, name="enter_by_passkey"),
    path("passkeys/<int:pk>/remove/", passkey_views.remove, name="remove_passkey"),
]
