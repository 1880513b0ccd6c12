"""The addresses of this room, by noun, under /workforce/."""

from django.urls import URLPattern, URLResolver, include, path

from earlyhelp.develop.urls import notes, organisation, programme, supervision

app_name = "develop"

urlpatterns: list[URLPattern | URLResolver] = [
    path("notes/", include(notes.urlpatterns)),
    path("organisation/", include(organisation.urlpatterns)),
    path("programme/", include(programme.urlpatterns)),
    path("supervision/", include(supervision.urlpatterns)),
]
