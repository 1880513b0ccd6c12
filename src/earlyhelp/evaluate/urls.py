"""Addresses of this room, under /figures/."""

from django.urls import path

from earlyhelp.evaluate import views

app_name = "evaluate"
urlpatterns = [
    path("fairness/", views.fairness, name="fairness"),
    path("fairness/<slug:first_on>/", views.fairness_release, name="fairness_release"),
    path("fairness/<slug:first_on>/file/", views.fairness_file, name="fairness_file"),
    path("fairness/<slug:first_on>/by/<slug:by>/", views.fairness_release, name="fairness_by"),
]
