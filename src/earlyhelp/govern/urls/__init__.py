"""The addresses of this room, by noun."""

from django.urls import include, path

from earlyhelp.govern.urls import audit, pages

app_name = "govern"

urlpatterns = [
    path("audit/", include(audit.urlpatterns)),
    path("governance/", include(pages.urlpatterns)),
]
