"""Around a referral: change what was sent, write to the other side, name a worker, book and close appointments."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.errors import RuleError
from earlyhelp.kit.forms import language_switch_requested
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES, Role
from earlyhelp.partnership.models import Practitioner
from earlyhelp.signpost.actions.amending import amend_referral
from earlyhelp.signpost.actions.assigning import assign_worker
from earlyhelp.signpost.actions.conversing import write_referral_message
from earlyhelp.signpost.actions.meeting import book_appointment, close_appointment, move_appointment
from earlyhelp.signpost.choices.referrals import AppointmentReason, AppointmentState, AskedBy, Side
from earlyhelp.signpost.forms.loop import (
    AmendForm,
    AppointmentForm,
    CloseAppointmentForm,
    MoveAppointmentForm,
    WorkerForm,
    WriteForm,
)
from earlyhelp.signpost.models import Appointment, Referral
from earlyhelp.signpost.queries import loop as queries
from earlyhelp.signpost.queries import referrals as referral_queries
from earlyhelp.signpost.rules import appointments as meeting_rules
from earlyhelp.signpost.rules import referrals as rules


def _found(request: Request, reference: str, side: Side) -> Referral:
    """The referral, for this side of it only, as long as it is open."""
    try:
        found = referral_queries.get_referral(by=request.actor, reference=reference, at=request.at)
    except Referral.DoesNotExist:
        raise Http404 from None
    standing = rules.side_of(request.actor, referral_queries.parties_of(found, by=request.actor))
    if standing is not side:
        raise Http404
    return found


def _page(request: Request, template: str, form: Any, found: Referral, **more: Any) -> HttpResponse:
    return render(request, f"signpost/{template}.html", {"form": form, "referral": found, **more})


def _is_to_do(request: Request, form: Any) -> bool:
    """Whether the form was sent to be done, and not only to change the language of the page."""
    if language_switch_requested(request):
        form.hide_errors()
        return False
    return request.method == "POST" and form.is_valid()


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def amend(request: Request, reference: str) -> HttpResponseBase:
    """Change what was sent, with a reason. The service is told, and the old value stays."""
    found = _found(request, reference, Side.SENDER)
    known = {
        "version": str(found.version),
        "request": found.request,
        "strengths": found.strengths,
        "contact_way": found.safe_contact,
        "contact_note": found.safe_contact_note,
        "telephone": found.person_telephone,
        "email": found.person_email,
        "address": found.person_address,
    }
    form = AmendForm(request.POST or None, initial=known)
    if _is_to_do(request, form):
        answers = form.cleaned_data
        try:
            amend_referral(
                by=request.actor,
                reference=found.reference,
                version=answers["version"],
                request=answers["request"],
                strengths=answers["strengths"],
                contact=form.contact(),
                reason=answers["reason"],
                at=request.at,
            )
        except RuleError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The change is sent, and the service has been told."))
            return redirect("signpost:referral", reference=found.reference)
    return _page(request, "amend", form, found)


@allow(Role.SERVICE_WORKER, *FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def write_message(request: Request, reference: str) -> HttpResponseBase:
    """Write to the other side, or ask it something."""
    side = Side.RECEIVER if request.actor.role == Role.SERVICE_WORKER else Side.SENDER
    found = _found(request, reference, side)
    form = WriteForm(request.POST or None)
    if _is_to_do(request, form):
        try:
            write_referral_message(
                by=request.actor,
                reference=found.reference,
                text=form.cleaned_data["text"],
                is_question=form.cleaned_data["is_question"],
                at=request.at,
            )
        except RuleError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your message is sent."))
            return redirect("signpost:referral", reference=found.reference)
    return _page(request, "write_message", form, found)


@allow(Role.SERVICE_WORKER, purpose=Purpose.EARLY_HELP)
def assign(request: Request, reference: str) -> HttpResponseBase:
    """Name who works with the person."""
    found = _found(request, reference, Side.RECEIVER)
    workers = queries.list_around(by=request.actor, referral=found, side=Side.RECEIVER).workers
    initial = {"worker": str(found.worker_id or request.actor.practitioner_id or "")}
    form = WorkerForm(request.POST or None, workers=workers, initial=initial)
    if _is_to_do(request, form):
        try:
            assign_worker(
                by=request.actor,
                reference=found.reference,
                worker_id=UUID(form.cleaned_data["worker"]),
                at=request.at,
            )
        except Practitioner.DoesNotExist:
            raise Http404 from None
        except RuleError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The named worker is written down."))
            return redirect("signpost:referral", reference=found.reference)
    return _page(request, "assign", form, found)


# --- appointments ---------------------------------------------------------------------------------------


@allow(Role.SERVICE_WORKER, purpose=Purpose.EARLY_HELP)
def book(request: Request, reference: str) -> HttpResponseBase:
    """Book an appointment."""
    found = _found(request, reference, Side.RECEIVER)
    form = AppointmentForm(request.POST or None)
    if _is_to_do(request, form):
        try:
            book_appointment(by=request.actor, reference=found.reference, when=form.when(), at=request.at)
        except RuleError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The appointment is booked."))
            return redirect("signpost:referral", reference=found.reference)
    return _page(request, "appointment", form, found, moves=False)


@allow(Role.SERVICE_WORKER, purpose=Purpose.EARLY_HELP)
def move_to(request: Request, reference: str, appointment_id: UUID) -> HttpResponseBase:
    """Move an appointment. The old one stays visible, with who asked and why."""
    found = _found(request, reference, Side.RECEIVER)
    old = _appointment(request, found, appointment_id)
    form = MoveAppointmentForm(
        request.POST or None, initial={"minutes": old.minutes, "way": old.way, "place": old.place}
    )
    if _is_to_do(request, form):
        try:
            move_appointment(
                by=request.actor,
                reference=found.reference,
                appointment_id=old.pk,
                when=form.when(),
                asked_by=AskedBy(form.cleaned_data["asked_by"]),
                reason=AppointmentReason(form.cleaned_data["reason"]),
                at=request.at,
            )
        except RuleError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The appointment is moved."))
            return redirect("signpost:referral", reference=found.reference)
    return _page(request, "appointment", form, found, moves=True, old=old)


@allow(Role.SERVICE_WORKER, purpose=Purpose.EARLY_HELP)
def close(request: Request, reference: str, appointment_id: UUID) -> HttpResponseBase:
    """Say what became of an appointment."""
    found = _found(request, reference, Side.RECEIVER)
    old = _appointment(request, found, appointment_id)
    can = meeting_rules.list_next(old.state, starts_at=old.starts_at, at=request.at)
    form = CloseAppointmentForm(request.POST or None, can=can)
    if _is_to_do(request, form):
        answers = form.cleaned_data
        try:
            close_appointment(
                by=request.actor,
                reference=found.reference,
                appointment_id=old.pk,
                became=AppointmentState(answers["became"]),
                reason=AppointmentReason(answers["reason"]) if answers["reason"] else None,
                asked_by=AskedBy(answers["asked_by"]) if answers["asked_by"] else None,
                at=request.at,
            )
        except RuleError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is written down what became of the appointment."))
            return redirect("signpost:referral", reference=found.reference)
    return _page(request, "close_appointment", form, found, old=old)


@allow(Role.SERVICE_WORKER, purpose=Purpose.EARLY_HELP)
def calendar(request: Request, reference: str, appointment_id: UUID) -> HttpResponseBase:
    """An appointment for the worker's own calendar. It says when, and nothing about anybody."""
    found = _found(request, reference, Side.RECEIVER)
    old = _appointment(request, found, appointment_id)
    written = Calendar()
    written.add("prodid", "-//Early Action Together//")
    written.add("version", "2.0")
    event = Event()
    event.add("uid", f"{old.pk}@earlyhelp")
    event.add("dtstamp", old.booked_at)
    event.add("dtstart", old.starts_at)
    event.add("duration", meeting_rules.length_of(old.minutes))
    # Calendars are shared and shown on locked telephones: neither name, place nor reference of a person.
    event.add("summary", _("Appointment"))
    event.add("class", "PRIVATE")
    written.add_component(event)
    response = HttpResponse(written.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="appointment.ics"'
    return response


def _appointment(request: Request, found: Referral, appointment_id: UUID) -> Appointment:
    try:
        return queries.get_appointment(by=request.actor, referral=found, appointment_id=appointment_id)
    except Appointment.DoesNotExist:
        raise Http404 from None
