"""Talks about development."""

from django.urls import path

from earlyhelp.develop.views import supervision as views

urlpatterns = [
    path("", views.talks, name="talks"),
    path("with/<uuid:practitioner_id>/", views.talks_with, name="talks_with"),
    path("<uuid:talk_id>/", views.talk, name="talk"),
    path("<uuid:talk_id>/rewrite/", views.rewrite_talk, name="rewrite_talk"),
]
