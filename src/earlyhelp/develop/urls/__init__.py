"""The addresses of this room, by noun, under /workforce/."""

from django.urls import URLPattern, URLResolver, include, path

from earlyhelp.develop.urls import courses, coverage

app_name = "develop"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(courses.urlpatterns)),
    path("", include(coverage.urlpatterns)),
]
