"""The figures of fairness: half-years, one dimension at a time, and the same as a file."""

from datetime import date

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render

from earlyhelp.evaluate import queries
from earlyhelp.evaluate.choices import EVERYBODY, MISSING, Dimension
from earlyhelp.evaluate.models import FairnessRelease
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.http import Request
from earlyhelp.kit.spreadsheets import csv_of
from earlyhelp.kit.time_words import written_month
from earlyhelp.partnership.choices import Role

_READERS = (Role.AUDITOR, Role.ADMINISTRATOR, Role.COORDINATOR)


@allow(*_READERS, purpose=Purpose.ASSURANCE)
def fairness(request: Request) -> HttpResponseBase:
    """What the figures say and do not say, and the half-years that were counted, the newest first."""
    before = _day(request.GET["before"]) if "before" in request.GET else None
    found = queries.list_releases(request.actor, before=before)
    releases, more = found[: queries.PAGE], found[queries.PAGE :]
    context = {"releases": releases, "next": releases[-1].first_on.isoformat() if more else ""}
    return render(request, "evaluate/fairness.html", context)


@allow(*_READERS, purpose=Purpose.ASSURANCE)
def fairness_release(request: Request, first_on: str, by: str = Dimension.QUARTER.value) -> HttpResponseBase:
    """One half-year by one dimension: a table for each measure, and the way to the other dimensions."""
    release = _release(request, first_on)
    if by not in Dimension.values:
        raise Http404
    dimension = Dimension(by)
    tables = queries.list_tables(request.actor, release, dimension)
    there = queries.list_dimensions(request.actor, release)
    context = {
        "release": release,
        "dimension": dimension,
        "tables": tables,
        "places": _places(release) if dimension is Dimension.DEPRIVATION else None,
        "hides": any(table.hides for table in tables),
        "there": there,
        "absent": [one for one in Dimension if one not in there],
    }
    return render(request, "evaluate/release.html", context)


@allow(*_READERS, purpose=Purpose.ASSURANCE)
def fairness_file(request: Request, first_on: str) -> HttpResponseBase:
    """Every figure of one half-year as CSV, as it may be read: what is left out is left out here too."""
    release = _release(request, first_on)
    header = [
        "measure", "measure_name", "by", "by_name", "group", "group_name", "column", "column_name",
        "count", "share_percent", "share_from", "share_to", "first_day", "last_day", "known_on",
    ]  # fmt: skip
    rows: list[list[object]] = []
    for table in queries.list_tables(request.actor, release):
        what = [table.measure.value, table.measure.label, table.dimension.value, table.dimension.label]
        days = [release.first_on, release.last_on, release.known_on]
        for row in table.rows:
            code = {MISSING: "not_recorded", EVERYBODY: "everybody"}.get(row.code, row.code)
            for (column, name), cell in zip(table.columns, row.cells, strict=True):
                share = cell.share or ("", "", "")
                rows.append([*what, code, row.label, column, name, _count(cell.count), *share, *days])
            rows.append([*what, code, row.label, "all", "", _count(row.total), "", "", "", *days])
    response = HttpResponse(csv_of(header, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="fairness-{release.first_on}.csv"'
    return response


def _count(count: int | None) -> object:
    """A count in a file. One that is left out says so: an empty cell could be read as nobody."""
    return "left out" if count is None else count


def _places(release: FairnessRelease) -> dict[str, object] | None:
    """By which editions a postcode said its fifth when a half-year was counted. None when it could not."""
    index, postcodes = release.index, release.postcodes
    if index is None or postcodes is None:
        return None
    return {
        "year": index.edition_on.year,
        "month": written_month(postcodes.edition_on),
        "is_synthetic": index.is_synthetic or postcodes.is_synthetic,
    }


def _release(request: Request, first_on: str) -> FairnessRelease:
    try:
        return queries.get_release(request.actor, _day(first_on))
    except FairnessRelease.DoesNotExist:
        raise Http404 from None


def _day(text: str) -> date:
    """A day in an address. What is none is no page."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
