"""Colleagues who read for each other."""

from django.urls import path

from earlyhelp.develop.views import reviews as views

urlpatterns = [
    path("", views.peer_review, name="peer_review"),
    path("next/", views.take, name="take_review"),
    path("team/", views.team, name="peer_review_team"),
]
