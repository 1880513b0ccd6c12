"""Work in the queue: what changed, the next one, holds, sharing out, and kept views."""

from django.urls import path

from earlyhelp.solve.views import queue_views, queue_work
from earlyhelp.solve.views.queue import queue_changes

urlpatterns = [
    path("changes/", queue_changes, name="queue_changes"),
    path("next/", queue_work.queue_next, name="queue_next"),
    path("who/", queue_work.who_has_what, name="who_has_what"),
    path("give/", queue_work.assign, name="assign"),
    path("give/done/", queue_work.assigned, name="assigned"),
    path("views/", queue_views.save_view, name="save_view"),
    path("views/<uuid:view_id>/", queue_views.change_view, name="change_view"),
    path("views/<uuid:view_id>/remove/", queue_views.remove_view, name="remove_view"),
    path("<str:reference>/hold/", queue_work.hold, name="hold"),
    path("<str:reference>/hold/end/", queue_work.end_hold, name="end_hold"),
]
