"""The pages on which an administrator invites people, moves them, and lets them leave."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow, step_up
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.kit.http import Request
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.actions import joiners, leavers
from earlyhelp.partnership.choices import Role, Standing
from earlyhelp.partnership.forms.joiners import InviteForm, LeaveForm, PlaceForm, place_of
from earlyhelp.partnership.models import Agency, Departure, Practitioner, Team
from earlyhelp.partnership.queries import agencies
from earlyhelp.partnership.queries import joiners as queries
from earlyhelp.partnership.rules.agencies import ROLES_OF_TEAM
from earlyhelp.partnership.rules.joiners import check_may_change_person, check_may_invite
from earlyhelp.partnership.views.asking import done, is_sent, show

_PER_PAGE = 50


@require_GET
@allow(Role.ADMINISTRATOR, purpose=Purpose.RUNNING)
def people(request: Request) -> HttpResponse:
    """Who works here, who was invited, who has left."""
    asked = request.GET.get("standing", "")
    standing = Standing(asked) if asked in Standing.values else Standing.WORKS
    found = queries.list_people_to_keep(request.actor, standing)
    shown = {
        "page": Paginator(found, _PER_PAGE).get_page(request.GET.get("page")),
        "standing": standing,
        "standings": list(Standing),
        "query": f"standing={standing.value}&",
    }
    return render(request, "partnership/people.html", shown)


@allow(Role.ADMINISTRATOR, purpose=Purpose.RUNNING)
@step_up()
def invite(request: Request, agency: UUID) -> HttpResponseBase:
    """Invite somebody to one's own agency; or, for the programme, an administrator to another one."""
    by, leads = request.actor, agencies.leads_programme(request.actor)
    try:
        found = agencies.get_agency_to_keep(by, agency, leads=leads)
    except Agency.DoesNotExist as missing:
        raise Http404 from missing
    is_own = found.pk == by.agency_id
    if not is_own:
        check_may_invite(by, agency_id=found.pk, role=Role.ADMINISTRATOR, leads=leads)
    places = [place for place in _places(request, found.pk) if is_own or place[1] == Role.ADMINISTRATOR]
    form = InviteForm(request.POST if request.method == "POST" else None, places=places)
    if is_sent(request, form):
        team_id, role = form.team_and_role
        made = done(
            form,
            lambda: joiners.invite_practitioner(
                by=by, joiner=form.joiner, team_id=team_id, role=role, at=request.at
            ),
        )
        if made:
            messages.success(request, _("The invitation is on its way. It works once, for seven days."))
            return redirect("partnership:person", made.pk)
    return show(request, "partnership/invite.html", form, agency=found, is_own=is_own)


@require_GET
@allow(Role.ADMINISTRATOR, purpose=Purpose.RUNNING)
def person(request: Request, practitioner: UUID) -> HttpResponse:
    """One person: where they work, and when they moved or left."""
    found = _person(request, practitioner)
    shown = {
        "person": found,
        "invitation": queries.get_live_invitation(request.actor, found.pk),
        "departures": queries.list_departures(request.actor, found.pk),
        "is_me": found.pk == request.actor.practitioner_id,
        "is_own": found.agency_id == request.actor.agency_id,
    }
    return render(request, "partnership/person.html", shown)


@require_POST
@allow(Role.ADMINISTRATOR, purpose=Purpose.RUNNING)
@step_up()
def invite_again(request: Request, practitioner: UUID) -> HttpResponseBase:
    """Send a new invitation, or take it back."""
    found = _person(request, practitioner)
    act = joiners.take_invitation_back if "back" in request.POST else joiners.invite_again
    said = (
        _("The invitation is taken back.")
        if "back" in request.POST
        else _("A new invitation is on its way. The one before opens nothing any more.")
    )
    try:
        act(by=request.actor, practitioner_id=found.pk, at=request.at)
        messages.success(request, said)
    except NotAllowed:
        raise
    except RuleError as refusal:
        messages.error(request, str(refusal))
    return (
        redirect("partnership:people") if "back" in request.POST else redirect("partnership:person", found.pk)
    )


@allow(Role.ADMINISTRATOR, purpose=Purpose.RUNNING)
@step_up()
def move(request: Request, practitioner: UUID) -> HttpResponseBase:
    """Another team or role: what they have in hand is shown first."""
    found = _person_to_change(request, practitioner)
    form = PlaceForm(
        request.POST if request.method == "POST" else None,
        initial={"place": place_of(found.team, found.role)},
        places=_places(request, found.agency_id),
    )
    if is_sent(request, form):
        team_id, role = form.team_and_role
        made = done(
            form,
            lambda: leavers.move_practitioner(
                by=request.actor, practitioner_id=found.pk, team_id=team_id, role=role, at=request.at
            ),
        )
        if isinstance(made, Departure):
            return redirect("partnership:departure", made.pk)
        if made:
            messages.success(request, _("Nothing was changed: this is where they work now."))
            return redirect("partnership:person", found.pk)
    return show(request, "partnership/move.html", form, person=found, in_hand=_in_hand(request, found))


@allow(Role.ADMINISTRATOR, purpose=Purpose.RUNNING)
@step_up()
def leave(request: Request, practitioner: UUID) -> HttpResponseBase:
    """Let somebody leave, today or from a day: what goes back to their team is shown first."""
    found = _person_to_change(request, practitioner)
    today = request.at.astimezone(LONDON).date()
    form = LeaveForm(
        request.POST if request.method == "POST" else None, initial={"on": found.leaves_on or today}
    )
    if is_sent(request, form):
        made = done(
            form,
            lambda: leavers.let_leave(
                by=request.actor, practitioner_id=found.pk, on=form.cleaned_data["on"], at=request.at
            ),
        )
        if isinstance(made, Departure):
            return redirect("partnership:departure", made.pk)
        if made:
            messages.success(request, _("The day is set. Until then nothing changes."))
            return redirect("partnership:person", found.pk)
    return show(request, "partnership/leave.html", form, person=found, in_hand=_in_hand(request, found))


@require_POST
@allow(Role.ADMINISTRATOR, purpose=Purpose.RUNNING)
def stay(request: Request, practitioner: UUID) -> HttpResponseBase:
    """Take back the day on which somebody was to leave."""
    found = _person_to_change(request, practitioner)
    leavers.let_stay(by=request.actor, practitioner_id=found.pk, at=request.at)
    messages.success(request, _("They stay. The day is taken back."))
    return redirect("partnership:person", found.pk)


@require_GET
@allow(Role.ADMINISTRATOR, purpose=Purpose.RUNNING)
def departure(request: Request, departure: UUID) -> HttpResponse:
    """What went back to the team when somebody moved or left."""
    try:
        found = queries.get_departure(request.actor, departure)
    except Departure.DoesNotExist as missing:
        raise Http404 from missing
    shown = {"departure": found, "returned": queries.list_returned(request.actor, found)}
    return render(request, "partnership/departure.html", shown)


def _person(request: Request, practitioner_id: UUID) -> Practitioner:
    leads = agencies.leads_programme(request.actor)
    try:
        return queries.get_person_to_keep(request.actor, practitioner_id, leads=leads)
    except Practitioner.DoesNotExist as missing:
        raise Http404 from missing


def _person_to_change(request: Request, practitioner_id: UUID) -> Practitioner:
    found = _person(request, practitioner_id)
    check_may_change_person(request.actor, practitioner_id=found.pk, agency_id=found.agency_id)
    if found.standing not in (Standing.WORKS, Standing.LEAVES):
        raise Http404
    return found


def _places(request: Request, agency_id: UUID) -> list[tuple[Team, Role]]:
    """Every role of every open team of an agency."""
    teams = agencies.list_teams_to_keep(request.actor, agency_id).filter(closed_on=None)
    return [(team, role) for team in teams for role in ROLES_OF_TEAM[team.kind]]


def _in_hand(request: Request, person: Practitioner) -> list[queries.InHand]:
    leaver = queries.leaver_of(request.actor, person)
    return queries.list_in_hand(request.actor, leaver, request.at)
