"""Addresses on which the programme says where agencies' own people sign in."""

from django.urls import path

from earlyhelp.partnership.views import providers

_AGENCY = "administration/agencies/<uuid:agency>/sign-in/"
urlpatterns = [
    path(_AGENCY, providers.providers, name="providers"),
    path(f"{_AGENCY}new/", providers.new_provider, name="new_provider"),
    path("administration/sign-in/<uuid:provider>/change/", providers.change_provider, name="change_provider"),
]
