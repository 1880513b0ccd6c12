"""Needs that no service met: a map and tables for those who plan services, and the same as CSV."""

from http import HTTPStatus

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.timezone import localdate

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.http import Request
from earlyhelp.kit.spreadsheets import csv_of
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES, Role
from earlyhelp.signpost.forms.unmet import UnmetFiguresForm
from earlyhelp.signpost.queries.unmet import UnmetFigures, get_unmet_figures
from earlyhelp.signpost.rules import unmet as rules

_READERS = (*FRONT_DOOR_ROLES, Role.SUPERVISOR, Role.ADMINISTRATOR)


@allow(*_READERS, purpose=Purpose.OWN_WORK)
def figures(request: Request) -> HttpResponseBase:
    """The map and the tables of the last year."""
    form = UnmetFiguresForm(request.GET)
    need = form.cleaned_data["need"] if form.is_valid() else ""
    context = {
        "form": form,
        "need": need,
        "figures": _figures(request, need),
        "smallest": rules.SMALLEST,
        "per": rules.PER,
    }
    return render(request, "signpost/unmet.html", context)


@allow(*_READERS, purpose=Purpose.OWN_WORK)
def table(request: Request) -> HttpResponseBase:
    """The same figures as CSV that no spreadsheet runs as a formula."""
    form = UnmetFiguresForm(request.GET)
    need = form.cleaned_data["need"] if form.is_valid() else ""
    found = _figures(request, need)
    response = HttpResponse(content_type="text/csv; charset=utf-8", status=HTTPStatus.OK)
    response["Content-Disposition"] = 'attachment; filename="unmet-needs.csv"'
    header = ["kind", "code", "label", "count", "per_10000", "population", "first_day", "last_day"]
    rows = []
    for kind, lines in (("area", found.areas), ("need", found.needs), ("reason", found.reasons)):
        for line in lines:
            count = "<5" if line.count is None else line.count
            rate = "" if line.rate is None else line.rate
            rows.append(
                [kind, line.code, line.label, count, rate, line.population or "", found.first, found.last]
            )
    response.write(csv_of(header, rows))
    return response


def _figures(request: Request, need: str) -> UnmetFigures:
    return get_unmet_figures(by=request.actor, last=localdate(request.at), need=need)
