"""The addresses of this room, by noun, under /workforce/."""

from django.urls import URLPattern, URLResolver

from earlyhelp.develop.urls import evaluation

app_name = "develop"

urlpatterns: list[URLPattern | URLResolver] = [*evaluation.urlpatterns]
