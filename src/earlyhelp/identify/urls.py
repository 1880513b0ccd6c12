"""Addresses of writing and sending a notification. A draft is named by its key, which says nothing about anybody."""

from django.urls import path

from earlyhelp.identify import views

app_name = "identify"
urlpatterns = [
    path("start", views.start, name="start"),
    path("drafts", views.drafts, name="drafts"),
    path("drafts/<uuid:draft_id>/danger", views.danger, name="danger"),
    path("drafts/<uuid:draft_id>/safeguarding", views.safeguarding, name="safeguarding"),
    path("drafts/<uuid:draft_id>/write", views.write, name="write"),
    path("drafts/<uuid:draft_id>/incident", views.incident, name="incident"),
    path("drafts/<uuid:draft_id>/check", views.check, name="check"),
    path("drafts/<uuid:draft_id>/save", views.autosave, name="autosave"),
    path("drafts/<uuid:draft_id>/discard", views.discard, name="discard"),
    path("offline", views.write_offline, name="offline"),
    path("offline/worker.js", views.offline_worker, name="offline_worker"),
    path("offline/manifest", views.manifest, name="manifest"),
    path("offline/session", views.offline_session, name="offline_session"),
    path("offline/send/<uuid:draft_id>", views.offline_send, name="offline_send"),
    path("waiting", views.waiting, name="waiting"),
    path("sent/<str:reference>", views.sent, name="sent"),
    path("sent/<str:reference>/attach", views.attach, name="attach"),
    path("attachments/<uuid:attachment_id>", views.attachment, name="attachment"),
    path("sent/<str:reference>/change", views.amend, name="amend"),
    path("sent/<str:reference>/people/<int:position>", views.correct_person, name="correct_person"),
]
