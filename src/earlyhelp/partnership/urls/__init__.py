"""The addresses of this room, by noun."""

from django.urls import include, path

from earlyhelp.partnership.urls import administration, agreements, providers, signing_in

app_name = "partnership"

urlpatterns = [
    path("", include(agreements.urlpatterns)),
    path("", include(administration.urlpatterns)),
    path("", include(providers.urlpatterns)),
    path("", include(signing_in.urlpatterns)),
]
