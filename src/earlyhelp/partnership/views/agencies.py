"""The pages on which agencies and teams are kept."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.kit.http import Request
from earlyhelp.partnership.actions import agencies as actions
from earlyhelp.partnership.actions import teams as team_actions
from earlyhelp.partnership.choices import Role, TeamKind
from earlyhelp.partnership.forms.agencies import AgencyForm, TeamForm
from earlyhelp.partnership.models import Agency, Team
from earlyhelp.partnership.queries import agencies as queries
from earlyhelp.partnership.queries import list_areas
from earlyhelp.partnership.rules import agencies as rules
from earlyhelp.partnership.views.asking import done, is_sent, show

_KEEPERS = (Role.ADMINISTRATOR,)


@require_GET
@allow(*_KEEPERS, purpose=Purpose.RUNNING)
def agencies(request: Request) -> HttpResponseBase:
    """The agencies: all of them for the programme, and otherwise straight to one's own."""
    leads = queries.leads_programme(request.actor)
    if not leads:
        return redirect("partnership:agency", request.actor.agency_key)
    found = queries.list_agencies_to_keep(request.actor, leads=True)
    return render(request, "partnership/agencies.html", {"agencies": found})


@require_GET
@allow(*_KEEPERS, purpose=Purpose.RUNNING)
def agency(request: Request, agency: UUID) -> HttpResponse:
    """One agency with its teams."""
    found, leads = _agency(request, agency)
    shown = {
        "agency": found,
        "areas": found.areas.all(),
        "teams": queries.list_teams_to_keep(request.actor, found.pk),
        "leads": leads,
        "is_own": found.pk == request.actor.agency_id,
    }
    return render(request, "partnership/agency.html", shown)


@allow(*_KEEPERS, purpose=Purpose.RUNNING)
def new_agency(request: Request) -> HttpResponseBase:
    """Add an agency."""
    rules.check_may_change_agencies(request.actor, leads=queries.leads_programme(request.actor))
    form = AgencyForm(_typed(request), areas=list_areas(by=request.actor))
    if is_sent(request, form):
        made = actions.add_agency(by=request.actor, facts=form.facts, at=request.at)
        messages.success(request, _("The agency is added. Now invite its first administrator."))
        return redirect("partnership:agency", made.pk)
    return show(request, "partnership/agency_form.html", form)


@allow(*_KEEPERS, purpose=Purpose.RUNNING)
def change_agency(request: Request, agency: UUID) -> HttpResponseBase:
    """Change what an agency is called and where it works."""
    found, leads = _agency(request, agency)
    rules.check_may_change_agencies(request.actor, leads=leads)
    initial = AgencyForm.initial_of(found)
    form = AgencyForm(_typed(request), initial=initial, areas=list_areas(by=request.actor))
    if is_sent(request, form):
        actions.change_agency(by=request.actor, agency_id=found.pk, facts=form.facts, at=request.at)
        messages.success(request, _("The agency is changed."))
        return redirect("partnership:agency", found.pk)
    return show(request, "partnership/agency_form.html", form, agency=found)


@require_POST
@allow(*_KEEPERS, purpose=Purpose.RUNNING)
def close_agency(request: Request, agency: UUID) -> HttpResponseBase:
    """Close an agency, or let a closed one work again."""
    found, _leads = _agency(request, agency)
    try:
        if found.closed_on:
            actions.reopen_agency(by=request.actor, agency_id=found.pk, at=request.at)
            messages.success(request, _("The agency is open again."))
        else:
            actions.close_agency(by=request.actor, agency_id=found.pk, at=request.at)
            messages.success(request, _("The agency is closed. What it did keeps its name."))
    except NotAllowed:
        raise
    except RuleError as refusal:
        messages.error(request, str(refusal))
    return redirect("partnership:agency", found.pk)


@allow(*_KEEPERS, purpose=Purpose.RUNNING)
def new_team(request: Request, agency: UUID) -> HttpResponseBase:
    """Add a team to an agency."""
    found, leads = _agency(request, agency)
    form = TeamForm(
        _typed(request),
        kinds=rules.team_kinds(found.kind, leads=leads),
        areas=found.areas.all(),
    )
    if is_sent(request, form) and (
        made := done(
            form,
            lambda: team_actions.add_team(
                by=request.actor, agency_id=found.pk, facts=form.facts, at=request.at
            ),
        )
    ):
        messages.success(request, _("The team is added."))
        return redirect("partnership:agency", made.agency_id)
    return show(request, "partnership/team_form.html", form, agency=found)


@allow(*_KEEPERS, purpose=Purpose.RUNNING)
def change_team(request: Request, team: UUID) -> HttpResponseBase:
    """Change a team."""
    found, leads = _team(request, team)
    kinds = rules.team_kinds(found.agency.kind, leads=leads)
    form = TeamForm(
        _typed(request),
        initial=TeamForm.initial_of(found),
        # What it does now can always stay, though only the programme may give it to another team.
        kinds=dict.fromkeys([*kinds, TeamKind(found.kind)]),
        areas=found.agency.areas.all(),
    )
    if is_sent(request, form) and done(
        form,
        lambda: team_actions.change_team(by=request.actor, team_id=found.pk, facts=form.facts, at=request.at),
    ):
        messages.success(request, _("The team is changed."))
        return redirect("partnership:agency", found.agency_id)
    return show(request, "partnership/team_form.html", form, agency=found.agency, team=found)


@require_POST
@allow(*_KEEPERS, purpose=Purpose.RUNNING)
def close_team(request: Request, team: UUID) -> HttpResponseBase:
    """Close a team, or let a closed one work again."""
    found, _leads = _team(request, team)
    try:
        if found.closed_on:
            team_actions.reopen_team(by=request.actor, team_id=found.pk, at=request.at)
            messages.success(request, _("The team is open again."))
        else:
            team_actions.close_team(by=request.actor, team_id=found.pk, at=request.at)
            messages.success(request, _("The team is closed. What it did keeps its name."))
    except NotAllowed:
        raise
    except RuleError as refusal:
        messages.error(request, str(refusal))
    return redirect("partnership:agency", found.agency_id)


def _typed(request: Request) -> object:
    return request.POST if request.method == "POST" else None


def _agency(request: Request, agency_id: UUID) -> tuple[Agency, bool]:
    leads = queries.leads_programme(request.actor)
    try:
        return queries.get_agency_to_keep(request.actor, agency_id, leads=leads), leads
    except Agency.DoesNotExist as missing:
        raise Http404 from missing


def _team(request: Request, team_id: UUID) -> tuple[Team, bool]:
    leads = queries.leads_programme(request.actor)
    try:
        return queries.get_team_to_keep(request.actor, team_id, leads=leads), leads
    except Team.DoesNotExist as missing:
        raise Http404 from missing
