"""Addresses of signing in and out."""

from django.urls import path

from earlyhelp.partnership.views import confirming
from earlyhelp.partnership.views import signing_in as views

urlpatterns = [
    path("sign-in", views.sign_in, name="sign_in"),
    path("sign-in/persona", views.become, name="become"),
    path("sign-in/confirm", confirming.confirm, name="confirm"),
    path("sign-out", views.sign_out, name="sign_out"),
]
