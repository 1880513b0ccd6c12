"""Addresses of signing in and out, and of one's own ways in."""

from django.urls import path

from earlyhelp.partnership.views import agency_sign_in as agency
from earlyhelp.partnership.views import confirming, forgotten
from earlyhelp.partnership.views import own_sign_in as own
from earlyhelp.partnership.views import signing_in as views

urlpatterns = [
    path("sign-in", views.sign_in, name="sign_in"),
    path("sign-in/step", views.second_step, name="second_step"),
    path("sign-in/passkey", views.sign_in_with_passkey, name="sign_in_with_passkey"),
    path("sign-in/agency", agency.sign_in_at_agency, name="sign_in_at_agency"),
    path("sign-in/agency/back", agency.back_from_agency, name="back_from_agency"),
    path("sign-in/persona", views.become, name="become"),
    path("sign-in/forgotten/", forgotten.forgotten, name="forgotten"),
    path("sign-in/forgotten/sent/", forgotten.forgotten_sent, name="forgotten_sent"),
    path("sign-in/forgotten/<str:token>/", forgotten.set_password, name="set_password"),
    path("sign-in/confirm", confirming.confirm, name="confirm"),
    path("sign-out", views.sign_out, name="sign_out"),
    path("my-sign-in/", own.my_sign_in, name="my_sign_in"),
    path("my-sign-in/app", own.add_app, name="add_app"),
    path("my-sign-in/passkey", own.add_passkey, name="add_passkey"),
    path("my-sign-in/codes", own.codes, name="codes"),
    path("my-sign-in/password", own.change_password, name="change_password"),
    path("my-sign-in/remove", own.remove_factor, name="remove_factor"),
    path("my-sign-in/sessions", own.end_session, name="end_session"),
]
