"""The mappings of imports: kept in versions, each with what differs, and tried on a file of which nothing is kept."""

from collections.abc import Callable
from http import HTTPStatus
from importlib.resources import files
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from earlyhelp.exchange import actions, queries
from earlyhelp.exchange.choices import said
from earlyhelp.exchange.forms import MappingForm, NewMappingForm, TrialForm
from earlyhelp.exchange.models import MappingVersion
from earlyhelp.exchange.police import CannotRead, Held, Trial, Wrong, list_differences
from earlyhelp.exchange.rules import FaultyMapping
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.errors import FieldError, NotAllowed, RuleError
from earlyhelp.kit.forms import language_switch_requested
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import Role

MOST_BYTES: Final = 1_000_000
"""Of a file to try a mapping on, or of a mapping: both are small."""

SHOWN: Final = 50
COMMAND: Final = "earlyhelp import incidents march.csv --mapping {name} --agency {agency}"
EXAMPLES: Final = ("south-wales", "gwent")


@allow(Role.ADMINISTRATOR, purpose=Purpose.RUNNING)
@require_GET
def mappings(request: Request) -> HttpResponseBase:
    """Every mapping that the reader keeps, with its newest version."""
    shown = {
        "mappings": queries.list_mappings(by=request.actor),
        "may_add": queries.list_agencies_with_mappings(by=request.actor).exists(),
    }
    return render(request, "exchange/mappings/mappings.html", shown)


@allow(Role.ADMINISTRATOR, purpose=Purpose.RUNNING)
@require_GET
def mapping(request: Request, mapping_id: UUID) -> HttpResponseBase:
    """One version of a mapping: what differs from the one before, its text, and every other version."""
    found = _mapping(request, mapping_id)
    versions = queries.list_versions(by=request.actor, of=found)
    before = next((one for one in versions if one.number == found.number - 1), None)
    shown = {
        "mapping": found,
        "versions": versions,
        "is_newest": versions[0].pk == found.pk,
        "newest": versions[0],
        "before": before,
        "command": COMMAND.format(name=found.name, agency=found.agency.code),
        "differences": list_differences(before.text, found.text) if before else [],
    }
    return render(request, "exchange/mappings/mapping.html", shown)


@allow(Role.ADMINISTRATOR, purpose=Purpose.RUNNING)
def add_mapping(request: Request) -> HttpResponseBase:
    """Keep a new mapping, typed or from a file."""
    agencies = {str(one.pk): one for one in queries.list_agencies_with_mappings(by=request.actor)}
    if not agencies:
        raise Http404
    form = NewMappingForm(
        _typed(request),
        agencies=[(key, one.name) for key, one in agencies.items()],
        initial={"text": _example(request)},
    )

    def act() -> MappingVersion:
        told = form.cleaned_data
        return actions.add_mapping(
            by=request.actor,
            agency_id=UUID(told["agency"]),
            name=told["name"],
            text=told["text"],
            why=told["why"],
            at=request.at,
        )

    return _answer(request, form, act, {"examples": EXAMPLES})


@allow(Role.ADMINISTRATOR, purpose=Purpose.RUNNING)
def change_mapping(request: Request, mapping_id: UUID) -> HttpResponseBase:
    """Add a version, which begins with the text of this one."""
    found = _mapping(request, mapping_id)
    form = MappingForm(_typed(request), initial={"text": found.text})

    def act() -> MappingVersion:
        told = form.cleaned_data
        return actions.add_mapping_version(
            by=request.actor, of=found, text=told["text"], why=told["why"], at=request.at
        )

    return _answer(request, form, act, {"mapping": found})


@allow(Role.ADMINISTRATOR, purpose=Purpose.RUNNING)
def try_mapping(request: Request, mapping_id: UUID) -> HttpResponseBase:
    """Read the first rows of a file through a version, and keep nothing of them."""
    found = _mapping(request, mapping_id)
    form = TrialForm(request.POST if request.method == "POST" else None)
    trial = None
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        try:
            held = Held(*_sent(request))
            trial = actions.try_mapping(by=request.actor, mapping=found, file=held, at=request.at)
        except CannotRead as refusal:
            form.add_error(None, str(refusal))
    shown = {"form": form, "mapping": found, "trial": trial, **(_shown(trial) if trial else {})}
    status = HTTPStatus.BAD_REQUEST if form.is_bound and form.errors else HTTPStatus.OK
    return render(request, "exchange/mappings/try.html", shown, status=status)


def _mapping(request: Request, mapping_id: UUID) -> MappingVersion:
    try:
        return queries.get_mapping(by=request.actor, mapping_id=mapping_id)
    except MappingVersion.DoesNotExist as missing:
        raise Http404 from missing


def _typed(request: Request) -> QueryDict | None:
    """What was typed. A mapping sent as a file stands in the place of the typed one, to be read and corrected."""
    if request.method != "POST":
        return None
    typed = request.POST.copy()
    upload = request.FILES.get("file")
    if upload is not None and (upload.size or 0) <= MOST_BYTES:
        typed["text"] = upload.read().decode("utf-8-sig", errors="replace")
    return typed


def _example(request: Request) -> str:
    """One of the mappings that come with the service, to begin with."""
    name = request.GET.get("example", "")
    if name not in EXAMPLES:
        return ""
    return (files("earlyhelp.exchange") / "mappings" / f"{name}.toml").read_text(encoding="utf-8")


def _answer(
    request: Request,
    form: MappingForm,
    act: Callable[[], MappingVersion],
    shown: dict[str, Any],
) -> HttpResponseBase:
    """Add what was sent, or show the form again with everything that is wrong in the mapping."""
    wrong: tuple[Wrong, ...] = ()
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        try:
            made = act()
        except FaultyMapping as refusal:
            form.add_error("text", str(refusal))
            wrong = refusal.wrong
        except NotAllowed:
            raise
        except RuleError as refusal:
            form.add_error(refusal.field if isinstance(refusal, FieldError) else None, str(refusal))
        else:
            messages.success(
                request, _("The version is kept. Imports that name this mapping use it from now on.")
            )
            return redirect("exchange:mapping", made.pk)
    status = HTTPStatus.BAD_REQUEST if form.is_bound and form.errors else HTTPStatus.OK
    return render(
        request, "exchange/mappings/form.html", {"form": form, "wrong": wrong, **shown}, status=status
    )


def _sent(request: Request) -> tuple[str, bytes]:
    upload = request.FILES.get("file")
    if upload is None:
        raise CannotRead(_("Choose a file."))
    if (upload.size or 0) > MOST_BYTES:
        raise CannotRead(
            _("The file is larger than 1 MB. Keep the headings and the first rows, and try those.")
        )
    return upload.name or "", upload.read()


def _shown(trial: Trial) -> dict[str, Any]:
    """What the page says of a trial. A reject is shown by its line and column, never by what stands there."""
    return {
        "rows": [
            {"key": _("Rows read"), "value": trial.rows},
            {"key": _("Incidents that would be loaded"), "value": trial.incidents},
            {"key": _("People in them"), "value": trial.people},
            {"key": _("Incidents that would not be loaded"), "value": trial.refused},
        ],
        "parts": [
            (_("Of an incident"), trial.incident_fields),
            (_("Of a person"), trial.person_fields),
        ],
        "rejects": [(one, said(one.fault)) for one in trial.rejects[:SHOWN]],
        "more": max(0, len(trial.rejects) - SHOWN),
    }
