"""The pages on which a council keeps its standards: what counts now, a new version, and the routing table."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.kit.forms import language_switch_requested
from earlyhelp.kit.http import Request
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES, Role
from earlyhelp.partnership.queries import list_areas
from earlyhelp.solve.actions.routes import add_route, end_route, move_route
from earlyhelp.solve.actions.standards import add_standard
from earlyhelp.solve.choices.standards import ThresholdLevel
from earlyhelp.solve.forms.standards import RouteForm, StandardForm, initial_of
from earlyhelp.solve.models import Route, Threshold
from earlyhelp.solve.queries.routing import list_ended_routes, list_routes, list_staffed_teams
from earlyhelp.solve.queries.standard_previews import StandardPreview, preview_pattern
from earlyhelp.solve.queries.standards import (
    get_version_now,
    has_front_door,
    list_own_teams,
    list_thresholds,
    list_versions,
)
from earlyhelp.solve.rules.grades import Pattern
from earlyhelp.solve.rules.standards import check_may_keep_standards

KEEPERS = (Role.ADMINISTRATOR, Role.COORDINATOR)


@require_GET
@allow(*KEEPERS, purpose=Purpose.RUNNING)
def standards(request: Request) -> HttpResponseBase:
    """What counts now, what will, and what did."""
    _check(request)
    now = get_version_now(request.actor, request.at)
    return render(
        request,
        "solve/standards/standards.html",
        {"now": now, "levels": _levels(request, now), "versions": list_versions(request.actor)},
    )


@allow(*KEEPERS, purpose=Purpose.RUNNING)
def new_standard(request: Request) -> HttpResponseBase:
    """A new version from a day to come, with a look at what it would change, before it is saved."""
    _check(request)
    teams = list_own_teams(request.actor)
    if request.method != "POST":
        newest = next(iter(list_versions(request.actor)), None)
        today = request.at.astimezone(LONDON).date()
        initial = initial_of(newest, _levels(request, newest), today)
        return _show_form(request, StandardForm(initial=initial, teams=teams))
    form = StandardForm(request.POST, teams=teams)
    if language_switch_requested(request):
        form.hide_errors()
        return _show_form(request, form)
    if not form.is_valid():
        return _show_form(request, form, status=HTTPStatus.BAD_REQUEST)
    settings = form.settings
    if "preview" in request.POST:
        pattern = Pattern(settings.pattern_count, settings.pattern_days)
        return _show_form(request, form, preview=preview_pattern(request.actor, pattern))
    try:
        made = add_standard(by=request.actor, settings=settings, at=request.at)
    except (
        NotAllowed
    ):  # pragma: no cover: opening the page asked the same; the middleware answers if it changed
        raise
    except RuleError as refusal:
        form.add_error("from_on", str(refusal))
        return _show_form(request, form, status=HTTPStatus.BAD_REQUEST)
    done = _("Version %(version)d is saved. What has arrived already stays as it is.")
    messages.success(request, done % {"version": made.version})
    return redirect("solve:standards")


@allow(*KEEPERS, purpose=Purpose.RUNNING)
def routes(request: Request) -> HttpResponseBase:
    """The routing table, in the order in which it is read, and a line to add."""
    _check(request)
    areas = list_areas(by=request.actor).filter(agencies=request.actor.agency_key)
    teams = list_own_teams(request.actor)
    form = RouteForm(request.POST if request.method == "POST" else None, areas=areas, teams=teams)
    status = HTTPStatus.OK
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST":
        if form.is_valid():
            add_route(by=request.actor, at=request.at, **form.arguments)
            messages.success(request, _("The line is added at the end of the table. You can move it up."))
            return redirect("solve:routes")
        status = HTTPStatus.BAD_REQUEST
    rows = list_routes(request.actor)
    context = {
        "form": form,
        "routes": rows,
        "ended": list_ended_routes(request.actor),
        "staffed": list_staffed_teams(request.actor),
    }
    return render(request, "solve/standards/routes.html", context, status=status)


@require_POST
@allow(*KEEPERS, purpose=Purpose.RUNNING)
def shift_route(request: Request, line: UUID) -> HttpResponseBase:
    """Move a line one place up or down."""
    _check(request)
    try:
        moved = move_route(by=request.actor, line=line, up="up" in request.POST, at=request.at)
    except Route.DoesNotExist as missing:
        raise Http404 from missing
    if moved:
        messages.success(request, _("The line is moved. What has arrived already keeps its way."))
    return redirect("solve:routes")


@require_POST
@allow(*KEEPERS, purpose=Purpose.RUNNING)
def stop_route(request: Request, line: UUID) -> HttpResponseBase:
    """End a line."""
    _check(request)
    try:
        end_route(by=request.actor, line=line, at=request.at)
    except Route.DoesNotExist as missing:
        raise Http404 from missing
    messages.success(request, _("The line is ended. It stays in the record."))
    return redirect("solve:routes")


def _check(request: Request) -> None:
    check_may_keep_standards(request.actor, has_front_door=has_front_door(request.actor))


def _levels(request: Request, version: Any) -> list[Threshold]:
    if version is None:
        return []
    found = list_thresholds(request.actor, [version.version]).get(version.version, {})
    return [found[level] for level in sorted(found, reverse=True)]


def _show_form(
    request: Request,
    form: StandardForm,
    *,
    preview: StandardPreview | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponseBase:
    parts = ("name_en", "name_cy", "words_en", "words_cy", "conditions")
    context = {
        "form": form,
        "preview": preview,
        "opens_case": request.actor.role in FRONT_DOOR_ROLES,
        "levels": [(level, [form[f"level_{level}_{part}"] for part in parts]) for level in ThresholdLevel],
        "clocks": [
            form[f"{grade}_{part}"] for grade in ("red", "amber", "green") for part in ("within", "unit")
        ],
    }
    return render(request, "solve/standards/new_standard.html", context, status=status)
