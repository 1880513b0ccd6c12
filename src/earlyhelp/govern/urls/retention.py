"""Addresses of retention."""

from django.urls import path

from earlyhelp.govern.views.retention import disposals, due, holds, schedule

urlpatterns = [
    path("", due.due, name="retention"),
    path("due/<slug:record_class>/", due.due_class, name="due_class"),
    path("due/<slug:record_class>/propose/", due.propose, name="propose_disposal"),
    path("review/<uuid:task_id>/", due.review, name="retention_review"),
    path("lists/<uuid:disposal_id>/", disposals.disposal, name="disposal"),
    path("proof/", disposals.proof, name="proof"),
    path("holds/", holds.holds, name="holds"),
    path("holds/new/", holds.new_hold, name="new_hold"),
    path("holds/<uuid:hold_id>/end/", holds.end_hold, name="end_hold"),
    path("schedule/", schedule.schedule, name="schedule"),
    path("schedule/<slug:record_class>/", schedule.new_rule, name="new_rule"),
]
