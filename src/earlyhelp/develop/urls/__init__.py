"""The addresses of this room, by noun, under /workforce/."""

from django.urls import URLPattern, URLResolver, include, path

from earlyhelp.develop.urls import courses, coverage, evaluation

app_name = "develop"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(courses.urlpatterns)),
    path("", include(coverage.urlpatterns)),
    path("", include(evaluation.urlpatterns)),
]
