"""The addresses of this room, by noun."""

from django.urls import include, path

from earlyhelp.solve.urls import triage

app_name = "solve"

urlpatterns = [
    path("triage/", include(triage.urlpatterns)),
]
