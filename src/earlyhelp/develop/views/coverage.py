"""How far training is: a chart, a map and tables, and the same as CSV."""

from collections.abc import Iterator
from http import HTTPStatus

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from earlyhelp.develop.forms.requirements import WhichForm
from earlyhelp.develop.queries.coverage import BAR, Coverage, Line, get_coverage
from earlyhelp.develop.queries.requirements import Required, list_requirements
from earlyhelp.develop.rules.coverage import SMALLEST
from earlyhelp.develop.rules.requirements import READERS, may_run_training
from earlyhelp.develop.views.asking import day_of
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.http import Request
from earlyhelp.kit.spreadsheets import csv_of

_HEADER = (
    *("group", "code", "label", "people", "up_to_date", "still_in_time", "overdue", "percent", "target"),
    *("training", "counted_on"),
)


@require_GET
@allow(*READERS, purpose=Purpose.OWN_WORK)
def coverage(request: Request) -> HttpResponseBase:
    """How far the agency is with one requirement today, in groups of five and more."""
    asked = list_requirements(request.actor, today=day_of(request))
    chosen = _chosen(request, asked)
    form = WhichForm(
        {"of": str(chosen.version.series)} if chosen else None,
        offered=[(str(one.version.series), one.version.subject) for one in asked],
    )
    found = get_coverage(request.actor, chosen, today=day_of(request)) if chosen else None
    shown = {
        "form": form,
        "coverage": found,
        "smallest": SMALLEST,
        "bar": BAR,
        "may_run": may_run_training(request.actor.role),
    }
    return render(request, "develop/coverage/coverage.html", shown)


@require_GET
@allow(*READERS, purpose=Purpose.OWN_WORK)
def coverage_table(request: Request) -> HttpResponseBase:
    """The same figures as CSV that no spreadsheet runs as a formula."""
    asked = list_requirements(request.actor, today=day_of(request))
    chosen = _chosen(request, asked)
    found = get_coverage(request.actor, chosen, today=day_of(request)) if chosen else None
    response = HttpResponse(content_type="text/csv; charset=utf-8", status=HTTPStatus.OK)
    response["Content-Disposition"] = 'attachment; filename="training-coverage.csv"'
    response.write(csv_of(_HEADER, _rows(found) if found else ()))
    return response


def _chosen(request: Request, asked: list[Required]) -> Required | None:
    """The requirement that the address names, or the first one."""
    wanted = request.GET.get("of", "")
    return next((one for one in asked if str(one.version.series) == wanted), asked[0] if asked else None)


def _rows(found: Coverage) -> Iterator[tuple[object, ...]]:
    subject = found.required.version.subject
    yield (*_cells("agency", found.whole), subject, found.today)
    for group, lines in (("team", found.teams), ("role", found.roles), ("area", found.areas)):
        for line in lines:
            yield (*_cells(group, line), subject, found.today)
    for line, counted_on in found.partners:
        yield (*_cells("partner", line), subject, counted_on)


def _cells(group: str, line: Line) -> tuple[object, ...]:
    tally = line.tally
    if tally is None:
        return (group, line.code, line.label, f"<{SMALLEST}", "", "", "", "", line.target)
    return (
        group,
        line.code,
        line.label,
        tally.people,
        tally.covered,
        tally.in_time,
        tally.overdue,
        tally.percent,
        line.target,
    )
