"""The addresses of this room, by noun, under /workforce/."""

from django.urls import URLPattern, URLResolver, include, path

from earlyhelp.develop.urls import wellbeing

app_name = "develop"

urlpatterns: list[URLPattern | URLResolver] = [
    path("wellbeing/", include(wellbeing.urlpatterns)),
]
