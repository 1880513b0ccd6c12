"""Sessions: found, looked at, planned, changed and cancelled."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from earlyhelp.develop import actions, queries
from earlyhelp.develop.actions.telling import calendar_for
from earlyhelp.develop.choices import BookingState, SessionState
from earlyhelp.develop.forms.courses import FindForm, SessionForm, WhyForm, seen_of
from earlyhelp.develop.models import TrainingSession
from earlyhelp.develop.rules import courses as rules
from earlyhelp.develop.views.asking import ask, posted, was_answered, was_done
from earlyhelp.develop.views.courses import course_or_404
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.queries import get_practitioner, list_areas

_PER_PAGE = 20


@require_GET
@allow(*Role, purpose=Purpose.OWN_WORK)
def sessions(request: Request) -> HttpResponseBase:
    """Sessions to come that the reader could book, the next first."""
    form = FindForm(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {"level": "", "spoken": ""}
    found = queries.list_open_sessions(
        request.actor, at=request.at, level=asked["level"], language=asked["spoken"]
    )
    kept = urlencode({name: value for name, value in asked.items() if value})
    shown = {
        "form": form,
        "page": Paginator(found, _PER_PAGE).get_page(request.GET.get("page")),
        "query": f"{kept}&" if kept else "",
    }
    return render(request, "develop/sessions.html", shown)


@require_GET
@allow(*Role, purpose=Purpose.OWN_WORK)
def leading(request: Request) -> HttpResponseBase:
    """The sessions that the reader leads."""
    page = Paginator(queries.list_leading(request.actor), _PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "develop/leading.html", {"page": page})


@require_GET
@allow(*rules.RUNNING_ROLES, purpose=Purpose.OWN_WORK)
def held(request: Request) -> HttpResponseBase:
    """The sessions that the reader's agency holds."""
    page = Paginator(queries.list_held(request.actor), _PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "develop/held.html", {"page": page})


@require_GET
@allow(*Role, purpose=Purpose.OWN_WORK)
def session(request: Request, reference: str) -> HttpResponseBase:
    """One session: when, where, in which language, who leads it, and the reader's own place."""
    found = session_or_404(request, reference)
    booking = queries.get_my_booking(request.actor, found)
    trainers = queries.list_trainer_ids(request.actor, found)
    marks = rules.may_mark(request.actor, host_id=found.host_id, trainers=trainers)
    has_place = booking is not None and booking.state == BookingState.BOOKED
    waits = booking is not None and booking.state == BookingState.WAITING
    shown = {
        "session": found,
        "booking": booking,
        "has_place": has_place,
        "turn": queries.get_my_turn(request.actor, booking) if booking and waits else 0,
        "is_open": rules.is_open(found.state, found.starts_at, at=request.at),
        "is_cancelled": found.state == SessionState.CANCELLED,
        "leads": request.actor.practitioner_id in trainers,
        "sees_link": has_place or marks,
        "marks": marks,
        "can_mark": rules.can_mark(found.state, found.starts_at, at=request.at),
        "places": queries.list_places(by=request.actor, session=found, at=request.at) if marks else [],
        "own_people": queries.list_own_people(by=request.actor, session=found, at=request.at)
        if not marks
        else [],
        "runs": rules.may_run(request.actor, agency_id=found.host_id),
    }
    return render(request, "develop/session.html", shown)


@require_GET
@allow(*Role, purpose=Purpose.OWN_WORK)
def calendar(request: Request, reference: str) -> HttpResponseBase:
    """The session as a file for one's own calendar, for those who come and those who lead it."""
    found = session_or_404(request, reference)
    booking = queries.get_my_booking(request.actor, found)
    has_place = booking is not None and booking.state == BookingState.BOOKED
    if not has_place and request.actor.practitioner_id not in queries.list_trainer_ids(request.actor, found):
        raise Http404
    who = get_practitioner(by=request.actor)
    cancelled = found.state == SessionState.CANCELLED
    text = calendar_for(found, who, cancelled=cancelled, at=request.at)
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{found.reference}.ics"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@allow(*rules.RUNNING_ROLES, purpose=Purpose.OWN_WORK)
def new_session(request: Request, code: str) -> HttpResponseBase:
    """Plan a session of a course."""
    course = course_or_404(request, code)
    if course.withdrawn_on is not None:
        raise Http404
    form = SessionForm(posted(request), course=course, **_offers(request))
    made: list[TrainingSession] = []
    if was_answered(request, form) and was_done(
        form,
        lambda: made.append(
            actions.plan_session(
                by=request.actor,
                course=course,
                plan=form.plan,
                trainer_ids=form.trainer_ids,
                at=request.at,
            )
        ),
    ):
        messages.success(request, _("The session is planned. People can book it now."))
        return redirect("develop:session", made[0].reference)
    return ask(
        request,
        form,
        title=_("Plan a session"),
        caption=course.title,
        send=_("Plan the session"),
        back_url=reverse("develop:course", args=[code]),
    )


@allow(*rules.RUNNING_ROLES, purpose=Purpose.OWN_WORK)
def change_session(request: Request, reference: str) -> HttpResponseBase:
    """Change a session. Who is on it hears."""
    found = _run_or_refuse(request, reference)
    form = SessionForm(posted(request), course=found.course, session=found, **_offers(request))
    if was_answered(request, form) and was_done(
        form,
        lambda: actions.change_session(
            by=request.actor,
            session_id=found.pk,
            seen=seen_of(form.cleaned_data["seen"]),
            plan=form.plan,
            trainer_ids=form.trainer_ids,
            at=request.at,
        ),
    ):
        messages.success(request, _("The session is changed. Everybody on it hears of it."))
        return redirect("develop:session", reference)
    return ask(
        request,
        form,
        title=_("Change the session"),
        caption=found.reference,
        send=_("Save and tell everybody"),
        back_url=reverse("develop:session", args=[reference]),
    )


@allow(*rules.RUNNING_ROLES, purpose=Purpose.OWN_WORK)
def cancel_session(request: Request, reference: str) -> HttpResponseBase:
    """Cancel a session, and say why."""
    found = _run_or_refuse(request, reference)
    form = WhyForm(posted(request))
    if was_answered(request, form) and was_done(
        form,
        lambda: actions.cancel_session(
            by=request.actor, session_id=found.pk, why=form.cleaned_data["why"], at=request.at
        ),
    ):
        messages.success(request, _("The session is cancelled. Everybody on it hears of it."))
        return redirect("develop:session", reference)
    return ask(
        request,
        form,
        title=_("Cancel the session"),
        caption=found.reference,
        send=_("Cancel the session"),
        back_url=reverse("develop:session", args=[reference]),
    )


def session_or_404(request: Request, reference: str) -> TrainingSession:
    """The session, or no page at all for whoever may not know of it."""
    try:
        return queries.get_session(request.actor, reference)
    except TrainingSession.DoesNotExist as missing:
        raise Http404 from missing


def _run_or_refuse(request: Request, reference: str) -> TrainingSession:
    found = session_or_404(request, reference)
    if not rules.may_run(request.actor, agency_id=found.host_id):
        raise NotAllowed(_("Only the agency that holds a session changes it."))
    return found


def _offers(request: Request) -> dict[str, Any]:
    return {
        "areas": list(list_areas(by=request.actor)),
        "trainers": list(queries.list_possible_trainers(request.actor)),
    }
