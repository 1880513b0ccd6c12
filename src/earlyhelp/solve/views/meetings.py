"""The list of meetings, and one meeting before and after it takes place."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from earlyhelp.govern.choices import Purpose
from earlyhelp.identify.models import Notification
from earlyhelp.identify.queries import get_notification
from earlyhelp.kit.access import allow
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.kit.forms import Form, language_switch_requested
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES
from earlyhelp.solve.actions import meeting_agenda, meeting_people
from earlyhelp.solve.actions import meetings as actions
from earlyhelp.solve.actions.meeting_minutes import confirm_minutes
from earlyhelp.solve.actions.meeting_sitting import take_case
from earlyhelp.solve.choices.meetings import CaseState, MeetingKind, Reply
from earlyhelp.solve.forms.meetings import InviteForm, MeetingForm, WhyForm
from earlyhelp.solve.models import Meeting
from earlyhelp.solve.queries import meeting_cases as reading
from earlyhelp.solve.queries import meetings as queries
from earlyhelp.solve.queries.meeting_choosing import list_candidates_for
from earlyhelp.solve.rules.meetings import ATTENDING_ROLES, MACHINE, fits, may_lead

HIDDEN: Final = "solve.meetings.names_hidden"
_PER_PAGE: Final = 20


@allow(*ATTENDING_ROLES, purpose=Purpose.EARLY_HELP)
def meeting_list(request: Request) -> HttpResponseBase:
    """The meetings that the reader leads or is invited to."""
    shown = Paginator(queries.list_meetings(request.actor), _PER_PAGE).get_page(request.GET.get("page"))
    leads = may_lead(request.actor, agency_id=request.actor.agency_key)
    waiting = (
        [(kind.label, queries.count_waiting(request.actor, kind)) for kind in MeetingKind] if leads else []
    )
    context = {
        "rows": queries.list_meeting_rows(request.actor, shown.object_list),
        "page": shown,
        "leads": leads,
        "waiting": [one for one in waiting if one[1]],
    }
    return render(request, "solve/meetings.html", context)


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def new_meeting(request: Request) -> HttpResponseBase:
    """Call a meeting."""
    form = MeetingForm(request.POST or None)
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        try:
            made = actions.create_meeting(
                by=request.actor, kind=form.cleaned_data["kind"], plan=form.plan, at=request.at
            )
        except RuleError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The meeting is called. Now invite people and build the agenda."))
            return redirect("solve:meeting", made.reference)
    return _form_page(request, form, _("Call a meeting"), _("Call the meeting"))


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def ask(request: Request, reference: str) -> HttpResponseBase:
    """Bring a notification to a meeting, from its own page."""
    try:
        notification = get_notification(by=request.actor, reference=reference, at=request.at)
    except (Notification.DoesNotExist, NotAllowed) as missing:
        raise Http404 from missing
    if request.method == "POST" and request.POST.get("kind") in MeetingKind.values:
        try:
            case = meeting_agenda.ask_for_meeting(
                by=request.actor,
                kind=request.POST["kind"],
                about="notification",
                record_id=notification.pk,
                at=request.at,
            )
        except RuleError as refusal:
            messages.error(request, str(refusal))
            return redirect("solve:meetings")
        if case.meeting is not None:
            messages.success(request, _("It stands on the agenda of this meeting."))
            return redirect("solve:meeting", case.meeting.reference)
        messages.success(
            request, _("It waits for the next meeting of this kind, and will stand on its agenda.")
        )
        return redirect("solve:case", notification.reference)
    context = {"notification": notification, "kinds": MeetingKind.choices}
    return render(request, "solve/meeting_ask.html", context)


@allow(*ATTENDING_ROLES, purpose=Purpose.EARLY_HELP)
def meeting(request: Request, reference: str) -> HttpResponseBase:
    """One meeting: when, who, what is on its agenda, and what can be done with it."""
    found = meeting_or_404(request, reference)
    leads = may_lead(request.actor, agency_id=found.agency_id)
    attendances = queries.list_attendances(request.actor, found)
    lines = reading.list_agenda(request.actor, found, at=request.at)
    reading.list_names(request.actor, found, lines, at=request.at)
    mine = next((one for one in attendances if one.practitioner_id == request.actor.practitioner_id), None)
    context = {
        "meeting": found,
        "leads": leads,
        "attendances": attendances,
        "lines": lines,
        "withheld": sum(1 for line in lines if line.case is None),
        "mine": mine,
        "steps": MACHINE.steps_from(found.state),
        "is_to_come": found.state in queries.TO_COME,
        "fits": fits(found.starts_at, found.ends_at, [one.case.minutes for one in lines if one.case]),
        "open_actions": queries.list_open_actions_before(request.actor, found),
        "last": queries.get_last_like(request.actor, found) if leads else None,
        "names_hidden": bool(request.session.get(HIDDEN)),
    }
    return render(request, "solve/meeting.html", context)


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def change(request: Request, reference: str) -> HttpResponseBase:
    """Change a meeting, or postpone it."""
    found = meeting_or_404(request, reference)
    form = MeetingForm(request.POST or None, meeting=found)
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["expected_sequence"]
        try:
            actions.change_meeting(
                by=request.actor,
                meeting_id=found.pk,
                expected_sequence=int(seen) if seen.isdecimal() else -1,
                plan=form.plan,
                at=request.at,
            )
        except RuleError as refusal:
            typed = request.POST.copy()
            typed["expected_sequence"] = str(found.sequence)
            form = MeetingForm(typed, meeting=found)
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The meeting is changed. Everybody invited hears of it."))
            return redirect("solve:meeting", found.reference)
    return _form_page(request, form, _("Change or postpone the meeting"), _("Save and tell everybody"), found)


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def cancel(request: Request, reference: str) -> HttpResponseBase:
    """Cancel a meeting. Its cases go on to the next one."""
    found = meeting_or_404(request, reference)
    form = WhyForm(request.POST or None)
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        try:
            actions.cancel_meeting(
                by=request.actor, meeting_id=found.pk, why=form.cleaned_data["why"], at=request.at
            )
        except RuleError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The meeting is cancelled. Its cases go on to the next one."))
            return redirect("solve:meeting", found.reference)
    return _form_page(request, form, _("Cancel the meeting"), _("Cancel the meeting"), found)


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def people(request: Request, reference: str) -> HttpResponseBase:
    """Invite practitioners of any agency, and people without an account."""
    found = meeting_or_404(request, reference)
    form = InviteForm(request.POST or None, people=queries.list_to_invite(request.actor, found))
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            keys = [UUID(key) for key in said["practitioners"]]
            meeting_people.invite(by=request.actor, meeting_id=found.pk, practitioner_ids=keys, at=request.at)
            if said["name"]:
                meeting_people.invite_somebody(
                    by=request.actor, meeting_id=found.pk, name=said["name"], of=said["of"], at=request.at
                )
        except RuleError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("They are invited. Those with an account hear now."))
            return redirect("solve:meeting", found.reference)
    return _form_page(request, form, _("Invite people"), _("Invite them"), found)


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def agenda(request: Request, reference: str) -> HttpResponseBase:
    """Build the agenda from the queue, by tick."""
    found = meeting_or_404(request, reference)
    if request.method == "POST":
        chosen: dict[str, list[UUID]] = {"notification": [], "episode": []}
        for key in request.POST.getlist("chosen"):
            about, _colon, record = key.partition(":")
            if about in chosen:
                chosen[about].append(UUID(record))
        try:
            added = [
                one
                for about, keys in chosen.items()
                for one in meeting_agenda.add_cases(
                    by=request.actor, meeting_id=found.pk, about=about, record_ids=keys, at=request.at
                )
            ]
        except (RuleError, ValueError) as refusal:
            messages.error(request, str(refusal))
            return redirect("solve:meeting_agenda", found.reference)
        said = _("Added to the agenda: %(count)d") % {"count": len(added)}
        messages.success(request, said)
        return redirect("solve:meeting", found.reference)
    candidates = list_candidates_for(request.actor, found, at=request.at)
    return render(request, "solve/meeting_agenda.html", {"meeting": found, "candidates": candidates})


@require_POST
@allow(*ATTENDING_ROLES, purpose=Purpose.EARLY_HELP)
def step(request: Request, reference: str, what: str) -> HttpResponseBase:
    """One button of a meeting: open, close, next case, reply, and so on."""
    found = meeting_or_404(request, reference)
    if what not in _STEPS:
        raise Http404
    try:
        gone_to = _STEPS[what](request, found)
    except NotAllowed:
        raise
    except RuleError as refusal:
        messages.error(request, str(refusal))
        gone_to = None
    return gone_to or redirect("solve:meeting", found.reference)


def meeting_or_404(request: Request, reference: str) -> Meeting:
    """The meeting, or no page at all for whoever is not invited: not even that there is one."""
    try:
        return queries.get_meeting(request.actor, reference)
    except Meeting.DoesNotExist as missing:
        raise Http404 from missing


def _open(request: Request, found: Meeting) -> HttpResponse | None:
    actions.open_meeting(by=request.actor, meeting_id=found.pk, at=request.at)
    if queries.list_open_actions_before(request.actor, found):
        return redirect("solve:meeting_actions", found.reference)
    return _next(request, found)


def _next(request: Request, found: Meeting) -> HttpResponse | None:
    lines = reading.list_agenda(request.actor, found, at=request.at)
    now = next((one.number for one in lines if one.case and one.case.state == CaseState.OPEN), 0)
    to_come = [
        one.case for one in lines if one.case and one.case.state == CaseState.ON_AGENDA and one.number > now
    ]
    left = to_come or [one.case for one in lines if one.case and one.case.state == CaseState.ON_AGENDA]
    if not left:
        messages.success(request, _("Every case is decided. Close the meeting when you are ready."))
        return None
    taken = take_case(by=request.actor, case_id=left[0].pk, at=request.at)
    return redirect("solve:meeting_case", found.reference, taken.pk)


def _close(request: Request, found: Meeting) -> HttpResponse | None:
    actions.close_meeting(by=request.actor, meeting_id=found.pk, at=request.at)
    messages.success(request, _("The meeting is over. Now say who was there, and confirm the minutes."))
    return None


def _confirm(request: Request, found: Meeting) -> HttpResponse | None:
    confirm_minutes(by=request.actor, meeting_id=found.pk, at=request.at)
    messages.success(request, _("The minutes are confirmed, and everybody invited hears."))
    return redirect("solve:meeting_minutes", found.reference)


def _reply(reply: Reply) -> Callable[[Request, Meeting], HttpResponse | None]:
    def say(request: Request, found: Meeting) -> HttpResponse | None:
        meeting_people.reply_to_invitation(by=request.actor, meeting_id=found.pk, reply=reply, at=request.at)
        messages.success(request, _("Thank you. Your reply is there for the front door to see."))
        return None

    return say


def _names(request: Request, found: Meeting) -> HttpResponse | None:
    request.session[HIDDEN] = not request.session.get(HIDDEN)
    here = reading.list_agenda(request.actor, found, at=request.at)
    shown = next(
        (one.case for one in here if one.case and str(one.case.pk) == request.POST.get("case")), None
    )
    return redirect("solve:meeting_case", found.reference, shown.pk) if shown else None


def _move(request: Request, found: Meeting) -> HttpResponse | None:
    for one in reading.list_agenda(request.actor, found, at=request.at):
        if one.case and str(one.case.pk) == request.POST.get("case"):
            up = request.POST.get("to") == "up"
            meeting_agenda.move_case(by=request.actor, case_id=one.case.pk, up=up, at=request.at)
    return None


def _leave_out(request: Request, found: Meeting) -> HttpResponse | None:
    for one in queries.list_attendances(request.actor, found):
        if str(one.pk) == request.POST.get("attendance"):
            meeting_people.leave_out(by=request.actor, attendance_id=one.pk, at=request.at)
            messages.success(request, _("The invitation is taken back."))
    return None


def _like_last(request: Request, found: Meeting) -> HttpResponse | None:
    last = queries.get_last_like(request.actor, found)
    before = queries.list_attendances(request.actor, last) if last else []
    keys = [one.practitioner_id for one in before if one.practitioner_id]
    made = meeting_people.invite(by=request.actor, meeting_id=found.pk, practitioner_ids=keys, at=request.at)
    messages.success(request, _("Invited: %(count)d") % {"count": len(made)})
    return None


def _attended(request: Request, found: Meeting) -> HttpResponse | None:
    ticked = set(request.POST.getlist("there"))
    there = {one.pk: str(one.pk) in ticked for one in queries.list_attendances(request.actor, found)}
    meeting_people.mark_attendance(by=request.actor, meeting_id=found.pk, there=there, at=request.at)
    messages.success(request, _("Who was there is written down."))
    return None


_STEPS: Final[Mapping[str, Callable[[Request, Meeting], HttpResponse | None]]] = {
    "open": _open,
    "next": _next,
    "close": _close,
    "confirm": _confirm,
    "coming": _reply(Reply.COMING),
    "apologies": _reply(Reply.APOLOGIES),
    "names": _names,
    "move": _move,
    "leave-out": _leave_out,
    "like-last": _like_last,
    "attended": _attended,
}


def _form_page(
    request: Request, form: Form, heading: str, send: str, found: Meeting | None = None
) -> HttpResponseBase:
    context: dict[str, Any] = {"form": form, "heading": heading, "send": send, "meeting": found}
    status = HTTPStatus.BAD_REQUEST if form.is_bound and form.errors else HTTPStatus.OK
    return render(request, "solve/meeting_form.html", context, status=status)
