"""Following decisions up."""

from django.urls import path

from earlyhelp.solve.views import followups

urlpatterns = [
    path("", followups.overdue, name="follow_ups"),
    path("<str:reference>/", followups.follow_up, name="follow_up"),
    path("<str:reference>/thanks/", followups.thank_officer, name="thank_officer"),
    path("<str:reference>/family/", followups.family_told, name="family_told"),
]
