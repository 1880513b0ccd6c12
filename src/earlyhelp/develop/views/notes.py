"""Private notes: the first passphrase, opening, writing, reading, deleting, and taking them along."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from earlyhelp.develop import actions, queries
from earlyhelp.develop.forms.notes import LockForm, NoteForm, OpenForm, PassphraseForm, StartAgainForm
from earlyhelp.develop.views.open_notes import close, keep_open, key_of
from earlyhelp.develop.views.sending import posted, show, was_done, was_sent
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import Role


@require_GET
@allow(*Role, purpose=Purpose.OWN_WORK)
def notes(request: Request) -> HttpResponseBase:
    """The practitioner's own notes, when they are open; else the way to them."""
    key = key_of(request)
    if queries.get_lock(by=request.actor) is None:
        return redirect("develop:start_notes")
    if key is None:
        return redirect("develop:open_notes")
    found = queries.list_notes(by=request.actor, key=key)
    return render(request, "develop/notes/list.html", {"notes": found})


@sensitive_post_parameters()
@allow(*Role, purpose=Purpose.OWN_WORK)
def start_notes(request: Request) -> HttpResponseBase:
    """What private notes are, that a forgotten passphrase loses them, and choosing it."""
    if queries.get_lock(by=request.actor) is not None:
        return redirect("develop:notes")
    form, made = LockForm(posted(request)), list[bytes]()
    if was_sent(request, form) and was_done(
        form,
        lambda: made.append(
            actions.lock_notes(
                by=request.actor,
                passphrase=form.cleaned_data["passphrase"],
                again=form.cleaned_data["again"],
                at=request.at,
            )
        ),
    ):
        return keep_open(request, redirect("develop:write_note"), made[0])
    return show(request, "develop/notes/start.html", form)


@sensitive_post_parameters()
@allow(*Role, purpose=Purpose.OWN_WORK)
def open_notes(request: Request) -> HttpResponseBase:
    """Open the notes for this session with the passphrase."""
    if queries.get_lock(by=request.actor) is None:
        return redirect("develop:start_notes")
    form, keys = OpenForm(posted(request)), list[bytes]()
    if was_sent(request, form) and was_done(
        form,
        lambda: keys.append(queries.get_key(by=request.actor, passphrase=form.cleaned_data["passphrase"])),
    ):
        return keep_open(request, redirect("develop:notes"), keys[0])
    return show(request, "develop/notes/open.html", form, count=queries.count_notes(by=request.actor))


@require_POST
@allow(*Role, purpose=Purpose.OWN_WORK)
def lock_notes(request: Request) -> HttpResponseBase:
    """Lock the notes before the session ends."""
    messages.success(request, _("Your notes are locked."))
    return close(request, redirect("develop:open_notes"))


@sensitive_post_parameters()
@allow(*Role, purpose=Purpose.OWN_WORK)
def write_note(request: Request) -> HttpResponseBase:
    """Write a new note."""
    return _write(request, None)


@sensitive_post_parameters()
@allow(*Role, purpose=Purpose.OWN_WORK)
def note(request: Request, note_id: UUID) -> HttpResponseBase:
    """Read a note again, and change it."""
    if not queries.has_note(by=request.actor, note_id=note_id):
        raise Http404
    return _write(request, note_id)


def _write(request: Request, note_id: UUID | None) -> HttpResponseBase:
    by, key = request.actor, key_of(request)
    if queries.get_lock(by=by) is None:
        return redirect("develop:start_notes")
    if key is None and request.method != "POST":
        return redirect("develop:open_notes")
    found = queries.get_note(by=by, key=key, note_id=note_id) if note_id and key else None
    initial = {"title": found.title, "text": found.text, "seen": found.seen} if found else None
    form = NoteForm(posted(request), initial=initial, asks=key is None)

    def save() -> None:
        nonlocal key
        said = dict(form.cleaned_data)
        passphrase = said.pop("passphrase", "")
        key = key or queries.get_key(by=by, passphrase=passphrase)
        actions.write_note(by=by, key=key, note_id=note_id, at=request.at, **said)

    if was_sent(request, form) and was_done(form, save):
        messages.success(request, _("Your note is kept. Only you can read it."))
        response = redirect("develop:notes")
        return keep_open(request, response, key) if key and form.asks else response
    return show(request, "develop/notes/write.html", form, note=found, is_new=note_id is None)


@require_POST
@allow(*Role, purpose=Purpose.OWN_WORK)
def delete_note(request: Request, note_id: UUID) -> HttpResponseBase:
    """Ask once more, then delete one note for good."""
    if not queries.has_note(by=request.actor, note_id=note_id):
        raise Http404
    if "sure" not in request.POST:
        return render(request, "develop/notes/delete.html", {"note_id": note_id})
    actions.delete_note(by=request.actor, note_id=note_id, at=request.at)
    messages.success(request, _("The note is deleted."))
    return redirect("develop:notes")


@sensitive_post_parameters()
@allow(*Role, purpose=Purpose.OWN_WORK)
def change_passphrase(request: Request) -> HttpResponseBase:
    """Another passphrase for the same notes."""
    if queries.get_lock(by=request.actor) is None:
        return redirect("develop:start_notes")
    form = PassphraseForm(posted(request))
    if was_sent(request, form) and was_done(
        form, lambda: actions.change_passphrase(by=request.actor, at=request.at, **form.cleaned_data)
    ):
        messages.success(request, _("Your notes have a new passphrase."))
        return redirect("develop:notes")
    return show(request, "develop/notes/passphrase.html", form)


@allow(*Role, purpose=Purpose.OWN_WORK)
def start_again(request: Request) -> HttpResponseBase:
    """Delete everything, because the passphrase is forgotten."""
    form, count = StartAgainForm(posted(request)), queries.count_notes(by=request.actor)
    if was_sent(request, form):
        actions.start_notes_again(by=request.actor, at=request.at)
        messages.success(request, _("Your private notes are deleted. You can begin again."))
        return close(request, redirect("develop:start_notes"))
    return show(request, "develop/notes/start_again.html", form, count=count)


@require_GET
@allow(*Role, purpose=Purpose.OWN_WORK)
def notes_file(request: Request) -> HttpResponseBase:
    """All notes as one file of plain text, to take along."""
    key = key_of(request)
    if key is None:
        return redirect("develop:open_notes")
    found = queries.list_notes(by=request.actor, key=key)
    text = render_to_string("develop/notes/file.txt", {"notes": found})
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="notes.txt"'
    response["Cache-Control"] = "private, no-store"
    return response
