"""The addresses of this room, by noun, under /workforce/."""

from django.urls import URLPattern, URLResolver, include, path

from earlyhelp.develop.urls import (
    courses,
    coverage,
    evaluation,
    notes,
    organisation,
    programme,
    reviews,
    supervision,
    wellbeing,
)

app_name = "develop"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(courses.urlpatterns)),
    path("", include(coverage.urlpatterns)),
    path("", include(evaluation.urlpatterns)),
    path("notes/", include(notes.urlpatterns)),
    path("organisation/", include(organisation.urlpatterns)),
    path("programme/", include(programme.urlpatterns)),
    path("peer-review/", include(reviews.urlpatterns)),
    path("supervision/", include(supervision.urlpatterns)),
    path("wellbeing/", include(wellbeing.urlpatterns)),
]
