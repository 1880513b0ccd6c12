"""The boards: what a role works with, in words, drawings and tables; the measures behind them; and tables to build."""

from typing import Final

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from earlyhelp.evaluate import queries
from earlyhelp.evaluate.choices import WhyHidden
from earlyhelp.evaluate.forms.boards import PlaceForm, TableForm
from earlyhelp.evaluate.measures.words import label_of
from earlyhelp.evaluate.rules import boards
from earlyhelp.evaluate.rules.catalogue import KINDS, newest, versions_of
from earlyhelp.evaluate.rules.logic import READERS
from earlyhelp.evaluate.rules.places import Place, name_of
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.http import Request
from earlyhelp.kit.spreadsheets import csv_of
from earlyhelp.partnership.choices import Role

_HEADER: Final = (
    "measure", "version", "title", "first_day", "force", "area", "agency", "place_name", "group", "group_name",
    "count", "out_of", "value", "low", "high", "left_out",
)  # fmt: skip


@require_GET
@allow(*Role, purpose=Purpose.OWN_WORK)
def home(request: Request) -> HttpResponseBase:
    """The boards that a role has, and what else there is about figures."""
    role = request.actor.role
    context = {
        "boards": boards.boards_for(role),
        "builds": role in boards.ANALYSTS,
        "reads_logic": role in READERS,
        "measures": [one for one in newest().values() if boards.may_read_measure(role, one.code)],
    }
    return render(request, "evaluate/home.html", context)


@require_GET
@allow(*boards.TEAM.roles, purpose=Purpose.OWN_WORK)
def team(request: Request) -> HttpResponseBase:
    """Notifications of a force's officers. No officer is shown."""
    return _board(request, boards.TEAM)


@require_GET
@allow(*boards.HUB.roles, purpose=Purpose.OWN_WORK)
def hub(request: Request) -> HttpResponseBase:
    """What comes to the front door, and how soon it is decided."""
    return _board(request, boards.HUB)


@require_GET
@allow(*boards.SERVICE.roles, purpose=Purpose.OWN_WORK)
def service(request: Request) -> HttpResponseBase:
    """How referrals are taken up."""
    return _board(request, boards.SERVICE)


@require_GET
@allow(*boards.COMMISSIONING.roles, purpose=Purpose.ASSURANCE)
def commissioning(request: Request) -> HttpResponseBase:
    """Demand, who comes back, and what help there is."""
    return _board(request, boards.COMMISSIONING)


@require_GET
@allow(*boards.WALES.roles, purpose=Purpose.ASSURANCE)
def wales(request: Request) -> HttpResponseBase:
    """Every measure, for forces, councils and Wales."""
    return _board(request, boards.WALES)


def _board(request: Request, board: boards.Board) -> HttpResponseBase:
    months = request.GET.get("months", "")
    shown = queries.get_board(
        request.actor,
        board,
        place_key=request.GET.get("place", ""),
        months=int(months) if months in PlaceForm.MONTHS else 24,
    )
    # A form that is not bound shows what was chosen, and judges nothing.
    initial = {"place": request.GET.get("place") or shown.places[0][0], "months": months or "24"}
    form = PlaceForm(initial=initial, places=shown.places)
    return render(request, "evaluate/board.html", {"shown": shown, "form": form})


@require_GET
@allow(*Role, purpose=Purpose.OWN_WORK)
def measure(request: Request, code: str) -> HttpResponseBase:
    """What a measure is: title, unit, window, denominator, source and caveat, in each of its versions."""
    found = versions_of(code)
    if not found or not boards.may_read_measure(request.actor.role, code):
        raise Http404
    told = [(one, KINDS[one.value]) for one in found]
    return render(request, "evaluate/measure.html", {"measure": found[0], "versions": told})


@require_GET
@allow(*Role, purpose=Purpose.OWN_WORK)
def measure_file(request: Request, code: str) -> HttpResponseBase:
    """Every value of a measure that the reader may see, as CSV. What is left out says so."""
    if code not in newest() or not boards.may_read_measure(request.actor.role, code):
        raise Http404
    by = request.actor
    reader, runs = queries.get_reader(by), queries.get_runs(by)
    title = newest()[code].title
    rows = [
        [
            row.measure, row.version, title, row.first_on, row.force, row.area, row.agency_code,
            name_of(Place(row.force, row.area, row.agency_code)), row.group,
            label_of(row.group, row.measure) if row.group else _("All of them"),
            *(_cell(row.hidden, value) for value in (row.count, row.out_of, row.value, row.low, row.high)),
            WhyHidden(row.hidden).label if row.hidden else "",
        ]
        for row in queries.list_all_values(by, runs, reader, code)
    ]  # fmt: skip
    return _file(f"{code}.csv", csv_of(_HEADER, rows))


@require_GET
@allow(*boards.ANALYSTS, purpose=Purpose.ASSURANCE)
def table(request: Request) -> HttpResponseBase:
    """Build a table of one measure from what was kept. Asked again with `file`, it comes as CSV."""
    form = TableForm(request.GET or None, measures=[(one.code, one.title) for one in newest().values()])
    built = None
    if form.is_bound and form.is_valid():
        built = queries.build_table(request.actor, form.asked())
        if "file" in request.GET:
            header = [_("Row"), *built.columns]
            rows = [
                [label, *(_("left out") if one.is_hidden else one.shown for one in cells)]
                for label, cells in built.rows
            ]
            return _file(f"{built.measure.code}-table.csv", csv_of(header, rows))
    asked = request.GET.copy()
    asked["file"] = "1"
    return render(
        request, "evaluate/table.html", {"form": form, "built": built, "address": asked.urlencode()}
    )


def _cell(hidden: str, value: object) -> object:
    """A value in a file. One that is left out says so: an empty cell could be read as nobody."""
    return "left out" if hidden else value


def _file(name: str, text: str) -> HttpResponse:
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
