"""Writing down a strength, a circumstance, or what a child saw or said; putting it right; ending it."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.kit.forms import Form, language_switch_requested
from earlyhelp.kit.http import Request
from earlyhelp.kit.working_days import LONDON
from earlyhelp.understand import actions, queries
from earlyhelp.understand.choices import WhyOpened
from earlyhelp.understand.choices.entries import Sheet
from earlyhelp.understand.forms.entries import SHEET_TITLES, EndForm, EntryForm, initial_of
from earlyhelp.understand.models import Person
from earlyhelp.understand.models.entries import Entry
from earlyhelp.understand.rules import READERS

# Where each sheet is read.
READ_AT: Final = {
    Sheet.STRENGTHS: "desk:person_strengths",
    Sheet.CIRCUMSTANCES: "desk:person_strengths",
    Sheet.CHILDS_EYE: "desk:person_childs_eye",
}
_DONE: Final[dict[Sheet, str | Promise]] = {
    Sheet.STRENGTHS: _("The strength is written down."),
    Sheet.CIRCUMSTANCES: _("The circumstance is written down."),
    Sheet.CHILDS_EYE: _("What the child saw or said is written down."),
}


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def record_entry(request: Request, reference: str, sheet: str) -> HttpResponseBase:
    """Write down one thing, for one person or for several of a household at once."""
    person = person_or_404(request, reference)
    on = Sheet(sheet)
    form = _form(request, on, person)
    if answered(request, form):
        done = attempt(
            form,
            lambda: actions.record_entry(
                by=request.actor,
                sheet=on,
                person_id=person.pk,
                kind=form.cleaned_data["kind"],
                telling=form.telling(page_language()),
                also=form.household(),
                at=request.at,
            ),
        )
        if done:
            messages.success(request, str(_DONE[on]))
            return redirect(READ_AT[on], person.reference)
    return _page(request, form, person, on, str(SHEET_TITLES[on]))


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def correct_entry(request: Request, sheet: str, entry_id: UUID) -> HttpResponseBase:
    """Put an entry right. What stood there stays in the history."""
    on = Sheet(sheet)
    entry = _entry(request, on, entry_id)
    form = _form(request, on, entry.person, entry)
    if answered(request, form):
        done = attempt(
            form,
            lambda: actions.correct_entry(
                by=request.actor,
                sheet=on,
                entry_id=entry.pk,
                kind=form.cleaned_data["kind"],
                telling=form.telling(entry.language),
                because=form.cleaned_data["because"],
                at=request.at,
            ),
        )
        if done:
            messages.success(
                request, str(_("It is put right. What stood there before stays in the history."))
            )
            return redirect(READ_AT[on], entry.person.reference)
    return _page(request, form, entry.person, on, str(_("Put this right")))


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def end_entry(request: Request, sheet: str, entry_id: UUID) -> HttpResponseBase:
    """Say that something no longer holds, and why."""
    on = Sheet(sheet)
    entry = _entry(request, on, entry_id)
    form = EndForm(request.POST or None)
    if answered(request, form):
        because = form.cleaned_data.get("because", "")
        done = attempt(
            form,
            lambda: actions.end_entry(
                by=request.actor, sheet=on, entry_id=entry.pk, because=because, at=request.at
            ),
        )
        if done:
            messages.success(request, str(_("It is ended, and stays visible with your reason.")))
            return redirect(READ_AT[on], entry.person.reference)
    return _page(request, form, entry.person, on, str(_("Say that this no longer holds")), entry=entry)


def person_or_404(request: Request, reference: str) -> Person:
    """The person, when this practitioner may open the record. Raises Http404, NotAllowed."""
    try:
        return queries.get_person(request.actor, reference, at=request.at)
    except Person.DoesNotExist as missing:
        raise Http404 from missing


def answered(request: Request, form: Form) -> bool:
    """Whether the form was sent, whole. A press on the language switch keeps what was typed and judges nothing."""
    if language_switch_requested(request):
        form.hide_errors()
        return False
    return request.method == "POST" and form.is_valid()


def attempt(form: Form, act: Callable[[], Any], *, unless: type[RuleError] = NotAllowed) -> bool:
    """Do it, or say in the form why not, beside the answer that it is about. What was typed stays.

    Raises NotAllowed, and `unless`, which the page answers in a way of its own.
    """
    try:
        act()
    except (NotAllowed, unless):
        raise
    except RuleError as refusal:
        field = getattr(refusal, "field", None)
        form.add_error(field if field in form.fields else None, str(refusal))
        return False
    return True


def day_of_request(request: Request) -> date:
    """The day in Wales."""
    return request.at.astimezone(LONDON).date()


def page_language() -> str:
    """The language of the page, in which somebody writes."""
    return "cy" if (get_language() or "en").startswith("cy") else "en"


def _entry(request: Request, on: Sheet, entry_id: UUID) -> Entry:
    try:
        entry = queries.get_entry(request.actor, on, entry_id)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    person = person_or_404(request, entry.person.reference)
    view = request.resolver_match.view_name if request.resolver_match else ""
    because = WhyOpened.PUTTING_RIGHT
    queries.record_opening(request.actor, person, page=view, because=because, at=request.at)
    return entry


def _form(request: Request, on: Sheet, person: Person, entry: Entry | None = None) -> EntryForm:
    by = request.actor
    is_childs = on is Sheet.CHILDS_EYE
    return EntryForm(
        request.POST or None,
        sheet=on,
        today=day_of_request(request),
        colleagues=queries.list_colleagues(by),
        household=() if is_childs or entry else queries.list_household(by, person.pk),
        others=queries.list_names_of_others(by, person.pk) if is_childs else (),
        is_correction=entry is not None,
        initial=initial_of(entry) if entry else None,
    )


def _page(
    request: Request, form: Form, person: Person, on: Sheet, title: str, *, entry: Entry | None = None
) -> HttpResponseBase:
    context = {
        "form": form,
        "person": person,
        "title": title,
        "entry": entry,
        "sheet": on,
        "back_url": reverse(READ_AT[on], args=[person.reference]),
    }
    return render(request, "understand/entry.html", context)
