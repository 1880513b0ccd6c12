"""Whose families are whose, handing them over, and supervision."""

from django.urls import path

from earlyhelp.solve.views import caseloads as views

urlpatterns = [
    path("", views.my_episodes, name="my_episodes"),
    path("team/", views.caseloads, name="caseloads"),
    path("team/<uuid:practitioner_id>/hand-over/", views.hand_over_caseload, name="hand_over_caseload"),
    path("supervision/<uuid:practitioner_id>/", views.supervision, name="supervision"),
    path("<str:reference>/handover-note/", views.handover_note, name="handover_note"),
]
