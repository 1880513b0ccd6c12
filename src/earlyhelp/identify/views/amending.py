"""Changing a notification after it was sent: what it says, who else is in it, and one person put right."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from earlyhelp.govern.choices import Purpose
from earlyhelp.identify import actions, queries, rules
from earlyhelp.identify.choices import HelpOffered, Need, SharingView, Track
from earlyhelp.identify.forms import (
    AddedPeople,
    AmendForm,
    CorrectPersonForm,
    PersonForm,
    named,
    show_findings,
)
from earlyhelp.identify.models import Notification, ReportedPerson
from earlyhelp.identify.people import named_of
from earlyhelp.identify.report import Amending, Named, Report
from earlyhelp.kit.access import allow
from earlyhelp.kit.errors import RuleError
from earlyhelp.kit.forms import Form, language_switch_requested
from earlyhelp.kit.http import Request
from earlyhelp.kit.models import new_id
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.choices import Role


@allow(Role.NOTIFIER, purpose=Purpose.EARLY_HELP)
def amend(request: Request, reference: str) -> HttpResponseBase:
    """Change what was sent, or add people. The front door is told, and what stood before stays."""
    notification = _own(request, reference)
    today = request.at.astimezone(LONDON).date()
    posted = request.POST if request.method == "POST" else None
    form = AmendForm(posted, notification=notification, today=today)
    added = AddedPeople(posted, form_kwargs={"today": today})
    if language_switch_requested(request) or added.button_pressed:
        form.hide_errors()
        added.hide_errors()
    elif posted is not None and (answer := _amended(request, notification, form, added)):
        return answer
    context = _page(request, notification) | {
        "form": form,
        "rows": added,
        "people": list(notification.people.all()),
        "safeguarding": notification.track == Track.SAFEGUARDING,
    }
    return render(request, "identify/amend.html", context)


@allow(Role.NOTIFIER, purpose=Purpose.EARLY_HELP)
def correct_person(request: Request, reference: str, position: int) -> HttpResponseBase:
    """Put right what was said of one person."""
    notification = _own(request, reference)
    person = next((one for one in notification.people.all() if one.position == position), None)
    if person is None:
        return _moved_on(notification)
    today = request.at.astimezone(LONDON).date()
    posted = request.POST if request.method == "POST" else None
    form = CorrectPersonForm(posted, today=today, initial=_said_of(person))
    if language_switch_requested(request):
        form.hide_errors()
    elif posted is not None and form.is_valid() and _corrected(request, notification, person, form):
        return _done(request, notification)
    context = _page(request, notification) | {"form": form, "person": person}
    context["back_url"] = reverse("identify:amend", args=[notification.reference])
    return render(request, "identify/correct_person.html", context)


def _own(request: Request, reference: str) -> Notification:
    try:
        found = queries.get_notification(
            by=request.actor, reference=reference, at=request.at, reason="change after sending"
        )
    except Notification.DoesNotExist as missing:
        raise Http404 from missing
    rules.check_may_amend(request.actor, submitted_by=found.submitted_by_id)
    return found


def _amended(
    request: Request, notification: Notification, form: AmendForm, added: AddedPeople
) -> HttpResponseBase | None:
    readable = [form.is_valid(), added.is_valid()]
    people = tuple(named(person.cleaned_data) for person in added.filled)
    said = _whole(form.said)
    show_findings(_findings(notification, said, people, request), form, added)
    if not all(readable) or form.errors or any(person.errors for person in added.filled):
        return None
    amending = Amending(reason=form.cleaned_data["reason"], said=said, added=people)
    return _done(request, notification) if _change(request, notification, amending, form) else None


def _whole(said: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, without a moment that could not be read: then the findings say what to enter."""
    return {name: value for name, value in said.items() if value is not None}


def _findings(
    notification: Notification, said: Mapping[str, Any], people: tuple[Named, ...], request: Request
) -> tuple[rules.Finding, ...]:
    now = tuple(named_of(person) for person in notification.people.all())
    helped, shared = said.get("help_offered"), said.get("sharing_view")
    report = Report(
        area=notification.area_id,
        people=people or now,
        occurred_at=said.get("occurred_at"),
        place=said["place"],
        seen_and_heard=said["seen_and_heard"],
        needs=tuple(Need(need) for need in said["needs"] or ()),
        help_offered=HelpOffered(helped) if helped else None,
        sharing_view=SharingView(shared) if shared else None,
    )
    found = rules.findings_of(report, track=Track(notification.track), at=request.at)
    # What was said of people the first time is put right on their own page.
    return tuple(one for one in found if people or one.person is None)


def _corrected(
    request: Request, notification: Notification, person: ReportedPerson, form: CorrectPersonForm
) -> bool:
    said = form.cleaned_data
    # Answers that this page does not ask stay as they are.
    asked = {name: value for name, value in _asked(named(said), form).items() if name in said}
    now = replace(named_of(person), **asked)
    found = rules.findings_of_person(now, today=request.at.astimezone(LONDON).date())
    for one in found:
        form.add_error(one.field if one.field in form.fields else None, str(one.message))
    if found:
        return False
    return _change(request, notification, Amending(said["reason"], corrected={person.position: now}), form)


def _asked(person: Named, form: PersonForm) -> dict[str, Any]:
    return {name: getattr(person, name) for name in form.fields if hasattr(person, name)}


def _change(request: Request, notification: Notification, amending: Amending, form: Form) -> bool:
    try:
        actions.amend_notification(
            by=request.actor,
            notification_id=notification.pk,
            amendment_id=_key(request),
            expected_number=_number(request),
            amending=amending,
            at=request.at,
        )
    except rules.ReportIncomplete as incomplete:
        for found in incomplete.findings:
            form.add_error(found.field if found.field in form.fields else None, str(found.message))
        return False
    except RuleError as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _done(request: Request, notification: Notification) -> HttpResponseBase:
    messages.success(
        request, _("Your change is sent to the front door. What you wrote before stays visible.")
    )
    return redirect("desk:notification", notification.reference)


def _moved_on(notification: Notification) -> HttpResponseBase:
    """The row has been corrected since, or there is none: back to where the people are."""
    return redirect("identify:amend", notification.reference)


def _said_of(person: ReportedPerson) -> dict[str, Any]:
    return {name: getattr(person, name) for name in PersonForm.base_fields if hasattr(person, name)}


def _page(request: Request, notification: Notification) -> dict[str, Any]:
    """What every page of change carries: its key, and how many changes it knew of."""
    amendments = queries.list_amendments(by=request.actor, notification=notification)
    number = amendments[0].number if amendments else 0
    typed = request.POST
    return {
        "notification": notification,
        "amendment_id": typed.get("amendment_id") or str(new_id()),
        "expected_number": typed.get("expected_number") or str(number),
        "back_url": reverse("desk:notification", args=[notification.reference]),
    }


def _key(request: Request) -> UUID:
    try:
        return UUID(request.POST.get("amendment_id", ""))
    except ValueError:
        return new_id()


def _number(request: Request) -> int:
    said = request.POST.get("expected_number", "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) <= 4 else 0
