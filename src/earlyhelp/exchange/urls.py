"""Addresses of imports and of the list of codes."""

from django.urls import path

from earlyhelp.exchange.views import mappings, runs

app_name = "exchange"
urlpatterns = [
    path("", runs.imports, name="imports"),
    path("codes/", runs.codes, name="codes"),
    path("codes/add/", runs.add_code, name="add_code"),
    path("codes/<uuid:code_id>/", runs.change_code, name="change_code"),
    path("mappings/", mappings.mappings, name="mappings"),
    path("mappings/add/", mappings.add_mapping, name="add_mapping"),
    path("mappings/<uuid:mapping_id>/", mappings.mapping, name="mapping"),
    path("mappings/<uuid:mapping_id>/change/", mappings.change_mapping, name="change_mapping"),
    path("mappings/<uuid:mapping_id>/try/", mappings.try_mapping, name="try_mapping"),
    path("<uuid:run_id>/", runs.import_run, name="import"),
]
