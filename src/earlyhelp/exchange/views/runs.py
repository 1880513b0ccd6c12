"""How imports went, and the list of codes that they are held against. Nothing here names a person."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from earlyhelp.exchange import queries
from earlyhelp.exchange.choices import Loads
from earlyhelp.exchange.forms import CodeForm, NewCodeForm
from earlyhelp.exchange.models import ImportRun, MappingVersion
from earlyhelp.govern.choices import Purpose
from earlyhelp.identify.actions import save_code
from earlyhelp.identify.choices import CodeKind, CodeTheme
from earlyhelp.identify.models import IncidentCode
from earlyhelp.identify.queries import get_code, list_codes
from earlyhelp.kit.access import allow
from earlyhelp.kit.errors import RuleError
from earlyhelp.kit.forms import language_switch_requested
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import Role

RUNS, REJECTS = 25, 100


@allow(Role.ADMINISTRATOR, purpose=Purpose.RUNNING)
@require_GET
def imports(request: Request) -> HttpResponseBase:
    """Every import, the newest first."""
    page = Paginator(queries.list_runs(by=request.actor), RUNS).get_page(request.GET.get("page"))
    return render(request, "exchange/imports.html", {"page": page})


def _incident_rows(run: ImportRun, mapping: MappingVersion | None) -> list[dict[str, object]]:
    return [
        {"key": _("Police force"), "value": run.agency.name},
        *_mapping_rows(run, mapping),
        {"key": _("Rows read"), "value": run.records},
        {"key": _("New incidents"), "value": run.new},
        {"key": _("Changed incidents"), "value": run.changed},
        {"key": _("Unchanged incidents"), "value": run.unchanged},
        {"key": _("Incidents not loaded"), "value": run.refused},
        {"key": _("Last line that is safely stored"), "value": run.last_line},
    ]


def _mapping_rows(run: ImportRun, mapping: MappingVersion | None) -> list[dict[str, object]]:
    if run.mapping_version is None:
        return [{"key": _("Mapping file"), "value": run.mapping_name}]
    href = reverse("exchange:mapping", args=[mapping.pk]) if mapping else ""
    return [
        {"key": _("Mapping"), "value": run.mapping_name, "href": href, "action": _("Open")},
        {"key": _("Version of the mapping"), "value": run.mapping_version},
    ]


def _events_rows(run: ImportRun) -> list[dict[str, object]]:
    return [
        {"key": _("Agency"), "value": run.agency.name},
        {"key": _("Rows read"), "value": run.records},
        {"key": _("New events"), "value": run.new},
        {"key": _("Changed events"), "value": run.changed},
        {"key": _("Unchanged events"), "value": run.unchanged},
        {"key": _("Events not loaded"), "value": run.refused},
        {"key": _("Last line that is safely stored"), "value": run.last_line},
    ]


@allow(Role.ADMINISTRATOR, purpose=Purpose.RUNNING)
@require_GET
def import_run(request: Request, run_id: UUID) -> HttpResponseBase:
    """One import: what it did, and where something was wrong."""
    try:
        run = queries.get_run(by=request.actor, run_id=run_id)
    except ImportRun.DoesNotExist as missing:
        raise Http404 from missing
    rejects = Paginator(queries.list_rejects(by=request.actor, run_id=run_id), REJECTS)
    page = rejects.get_page(request.GET.get("page"))
    if run.loads == Loads.EVENTS:
        rows = _events_rows(run)
    else:
        rows = _incident_rows(run, queries.find_mapping_of_run(by=request.actor, run=run))
    context = {"run": run, "rows": rows, "page": page, "back_url": reverse("exchange:imports")}
    return render(request, "exchange/import.html", context)


@allow(Role.ADMINISTRATOR, purpose=Purpose.RUNNING)
@require_GET
def codes(request: Request) -> HttpResponseBase:
    """The list of incident codes, those of today and those of before."""
    return render(
        request,
        "exchange/codes.html",
        {"codes": list_codes(by=request.actor), "today": localdate(request.at)},
    )


@allow(Role.ADMINISTRATOR, purpose=Purpose.RUNNING)
def add_code(request: Request) -> HttpResponseBase:
    """Put a new code on the list."""
    form = NewCodeForm(request.POST or None)
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        try:
            save_code(by=request.actor, at=request.at, **form.answers)
        except RuleError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The list of codes was changed."))
            return redirect("exchange:codes")
    return render(request, "exchange/code.html", {"form": form, "back_url": reverse("exchange:codes")})


@allow(Role.ADMINISTRATOR, purpose=Purpose.RUNNING)
def change_code(request: Request, code_id: UUID) -> HttpResponseBase:
    """Change the words of a code, or its last day. What it means in incidents of before stays."""
    try:
        code = get_code(by=request.actor, code_id=code_id)
    except IncidentCode.DoesNotExist as missing:
        raise Http404 from missing
    before = {"label_en": code.label_en, "label_cy": code.label_cy, "ends_on": code.ends_on}
    form = CodeForm(request.POST or None, initial=before)
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        try:
            save_code(
                by=request.actor,
                kind=CodeKind(code.kind),
                code=code.code,
                theme=CodeTheme(code.theme) if code.theme else None,
                starts_on=code.starts_on,
                at=request.at,
                **form.cleaned_data,
            )
        except RuleError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The list of codes was changed."))
            return redirect("exchange:codes")
    return render(
        request, "exchange/code.html", {"form": form, "code": code, "back_url": reverse("exchange:codes")}
    )
