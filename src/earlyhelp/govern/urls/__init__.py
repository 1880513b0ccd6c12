"""The addresses of this room, by noun."""

from django.urls import include, path

from earlyhelp.govern.urls import audit, dictionary, pages, retention, unusual

app_name = "govern"

urlpatterns = [
    path("audit/", include(audit.urlpatterns)),
    path("dictionary/", include(dictionary.urlpatterns)),
    path("governance/", include(pages.urlpatterns)),
    path("governance/unusual-reading/", include(unusual.urlpatterns)),
    path("retention/", include(retention.urlpatterns)),
]
