"""Private notes."""

from django.urls import path

from earlyhelp.develop.views import notes as views

urlpatterns = [
    path("", views.notes, name="notes"),
    path("start/", views.start_notes, name="start_notes"),
    path("open/", views.open_notes, name="open_notes"),
    path("lock/", views.lock_notes, name="lock_notes"),
    path("write/", views.write_note, name="write_note"),
    path("passphrase/", views.change_passphrase, name="change_passphrase"),
    path("start-again/", views.start_again, name="start_notes_again"),
    path("file/", views.notes_file, name="notes_file"),
    path("<uuid:note_id>/", views.note, name="note"),
    path("<uuid:note_id>/delete/", views.delete_note, name="delete_note"),
]
