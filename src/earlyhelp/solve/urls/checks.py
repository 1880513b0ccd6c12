"""Lateral checks: asked from a notification, answered by an agency."""

from django.urls import path

from earlyhelp.solve.views import checks

urlpatterns = [
    path("", checks.checks, name="checks"),
    path("ask/<str:reference>/", checks.ask, name="ask_check"),
    path("<uuid:check_id>/", checks.check, name="check"),
    path("<uuid:check_id>/withdraw/<str:reference>/", checks.withdraw, name="withdraw_check"),
]
