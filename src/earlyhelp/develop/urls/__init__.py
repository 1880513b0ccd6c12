"""The addresses of this room, by noun, under /workforce/."""

from django.urls import URLPattern, URLResolver

app_name = "develop"

urlpatterns: list[URLPattern | URLResolver] = []
