"""Warning notes: writing one, looking at one again, and the list of those that wait for it."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.http import Request
from earlyhelp.understand import actions, queries
from earlyhelp.understand.choices import WhyOpened
from earlyhelp.understand.forms.warnings import ReviewForm, WarningForm
from earlyhelp.understand.models import WarningNote
from earlyhelp.understand.rules import READERS
from earlyhelp.understand.rules.warnings import is_overdue, review_words
from earlyhelp.understand.views.entries import answered, attempt, day_of_request, page_language, person_or_404

SOON: Final = timedelta(days=14)


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def write_warning(request: Request, reference: str) -> HttpResponseBase:
    """Write a warning note, agreed by a manager."""
    person = person_or_404(request, reference)
    form = WarningForm(
        request.POST or None,
        today=day_of_request(request),
        colleagues=queries.list_colleagues(request.actor),
    )
    if answered(request, form) and attempt(
        form,
        lambda: actions.write_warning(
            by=request.actor, person_id=person.pk, note=form.note(page_language()), at=request.at
        ),
    ):
        messages.success(request, _("The warning note is written."))
        return redirect("desk:person_warnings", person.reference)
    back = reverse("desk:person_warnings", args=[person.reference])
    return render(request, "understand/warning.html", {"form": form, "person": person, "back_url": back})


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def review_warning(request: Request, note_id: UUID) -> HttpResponseBase:
    """Look at a note again: keep it until another day, or end it, with a reason."""
    note = _note(request, note_id)
    form = ReviewForm(request.POST or None)
    if answered(request, form):
        said = form.cleaned_data
        if said["still_needed"]:
            done = attempt(
                form,
                lambda: actions.review_warning(
                    by=request.actor,
                    note_id=note.pk,
                    found=said["found"],
                    next_on=said["next_on"],
                    at=request.at,
                ),
            )
        else:
            done = attempt(
                form,
                lambda: actions.end_warning(
                    by=request.actor, note_id=note.pk, because=said["because"], at=request.at
                ),
            )
        if done:
            messages.success(request, _("It is written down that you looked at the note again."))
            return redirect("desk:person_warnings", note.person.reference)
    context = {
        "form": form,
        "note": note,
        "person": note.person,
        "words": review_words(note.review_on, day_of_request(request)),
        "back_url": reverse("desk:person_warnings", args=[note.person.reference]),
    }
    return render(request, "understand/review.html", context)


@allow(*READERS, purpose=Purpose.OWN_WORK)
def warnings_to_review(request: Request) -> HttpResponseBase:
    """The agency's notes to look at within two weeks, the longest waiting first. It names nobody."""
    today = day_of_request(request)
    notes = queries.list_warnings_to_review(request.actor, until=today + SOON)
    rows = [
        {
            "note": note,
            "words": review_words(note.review_on, today),
            "is_overdue": is_overdue(note.review_on, today),
        }
        for note in notes
    ]
    return render(request, "understand/warnings_to_review.html", {"rows": rows})


def _note(request: Request, note_id: UUID) -> WarningNote:
    try:
        note = queries.get_warning(request.actor, note_id)
    except WarningNote.DoesNotExist as missing:
        raise Http404 from missing
    person = person_or_404(request, note.person.reference)
    view = request.resolver_match.view_name if request.resolver_match else ""
    queries.record_opening(request.actor, person, page=view, because=WhyOpened.PUTTING_RIGHT, at=request.at)
    return note
