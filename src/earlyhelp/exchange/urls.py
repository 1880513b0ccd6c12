"""Addresses of imports and of the list of codes."""

from django.urls import path

from earlyhelp.exchange import views

app_name = "exchange"
urlpatterns = [
    path("", views.imports, name="imports"),
    path("codes/", views.codes, name="codes"),
    path("codes/add/", views.add_code, name="add_code"),
    path("codes/<uuid:code_id>/", views.change_code, name="change_code"),
    path("<uuid:run_id>/", views.import_run, name="import"),
]
