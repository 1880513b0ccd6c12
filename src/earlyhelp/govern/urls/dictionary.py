"""Addresses of the data dictionary."""

from django.urls import path

from earlyhelp.govern.views import dictionary

urlpatterns = [
    path("", dictionary.index, name="dictionary"),
    path("data-dictionary.csv", dictionary.as_csv, name="dictionary_csv"),
    path("data-dictionary.json", dictionary.as_json, name="dictionary_json"),
    path("<str:table>/", dictionary.table, name="dictionary_table"),
]
