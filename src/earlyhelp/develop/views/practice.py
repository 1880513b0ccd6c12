"""Training and practice: teams that were trained against teams not yet trained, as a page and as a file."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render

from earlyhelp.develop.queries.practice import compare_own_practice
from earlyhelp.develop.rules.rounds import ORGANISERS
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.http import Request
from earlyhelp.kit.spreadsheets import csv_of


@allow(*ORGANISERS, purpose=Purpose.ASSURANCE)
def practice(request: Request) -> HttpResponseBase:
    """How far each measure moved with training, beyond how far it would have moved anyway."""
    return render(request, "develop/practice.html", {"compared": compare_own_practice(request.actor)})


@allow(*ORGANISERS, purpose=Purpose.ASSURANCE)
def practice_file(request: Request) -> HttpResponseBase:
    """The same as CSV."""
    header = ["measure", "trained_teams", "teams_not_yet_trained", "team_months", "difference", "low", "high",
              "before_and_after_alone", "alike_before"]  # fmt: skip
    rows = []
    for one in compare_own_practice(request.actor):
        effect: tuple[object, ...] = (
            ("left out",) * 3
            if one.effect is None
            else tuple(round(n, 1) for n in (one.effect.estimate, one.effect.low, one.effect.high))
        )
        naive: object = "" if one.naive is None else round(one.naive, 1)
        alike = {None: "", True: "yes", False: "no"}[one.alike_before]
        rows.append([one.measure.value, one.trained, one.untrained, one.cells, *effect, naive, alike])
    response = HttpResponse(csv_of(header, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="training-and-practice.csv"'
    return response
