"""Reading what the measures gave. No figure leads to a record, so no reading is audited; the wall is the agency's."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from earlyhelp.evaluate.models import FigureRun, FigureValue
from earlyhelp.evaluate.rules.boards import Reader
from earlyhelp.evaluate.rules.places import Place
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.models import Agency


@dataclass(frozen=True, slots=True)
class Runs:
    """The newest run for the reader's own figures and the one for everybody; None where nothing was counted."""

    own: FigureRun | None
    everybody: FigureRun | None

    @property
    def any(self) -> FigureRun | None:
        """One of them, for the months and the day."""
        return self.everybody or self.own


def get_reader(by: Actor) -> Reader:
    """Who reads, as an agency with its areas. Two queries."""
    agency = Agency.objects.filter(pk=by.agency_key).first()
    if agency is None:
        return Reader()
    return Reader(agency.code, agency.kind, frozenset(agency.areas.order_by().values_list("code", flat=True)))


def get_runs(by: Actor) -> Runs:
    """What was counted for the reader and for everybody. One query."""
    found = FigureRun.objects.filter(Q(agency_id=by.agency_key) | Q(agency_id=None))
    runs = {run.agency_id is None: run for run in found}
    return Runs(runs.get(False), runs.get(True))


def is_counted(by: Actor, *, last_on: date, measures: Collection[str]) -> bool:
    """Whether these months were counted for the actor's agency, or for everybody, by just these measures. One query."""
    run = list_runs_of(by).filter(last_on=last_on).first()
    return run is not None and set(run.measures) <= set(measures) and set(measures) <= set(run.measures)


def list_values(
    by: Actor, runs: Runs, reader: Reader, place: Place, codes: Collection[str]
) -> list[FigureValue]:
    """The values of measures in one place, by measure, month and group: the reader's own where theirs. One query."""
    run = _run_for(runs, reader, place)
    if run is None:
        return []
    return list(
        FigureValue.objects.filter(
            run=run, measure__in=codes, force=place.force, area=place.area, agency_code=place.agency
        ).order_by("measure", "first_on", "group")
    )


def list_newest_by_place(by: Actor, runs: Runs, reader: Reader, code: str) -> list[FigureValue]:
    """The newest values of one measure for each council and force, all groups together. Two queries.

    A place of the reader's own stands once, with what the reader may see of it.
    """
    keys = [run.pk for run in (runs.own, runs.everybody) if run is not None]
    of_places = FigureValue.objects.filter(run_id__in=keys, measure=code, agency_code="", group="").exclude(
        force="", area=""
    )
    newest = of_places.aggregate(newest=Max("first_on"))["newest"]
    found = {}
    for one in of_places.filter(first_on=newest).order_by("agency_id"):
        place = Place(one.force, one.area)
        if reader.owns(place) == (one.agency_id is not None) or place not in found:
            found[place] = one
    return list(found.values())


def list_all_values(by: Actor, runs: Runs, reader: Reader, code: str) -> list[FigureValue]:
    """Every value of a measure that the reader may see, each place once. One query."""
    keys = [run.pk for run in (runs.own, runs.everybody) if run is not None]
    found = FigureValue.objects.filter(run_id__in=keys, measure=code).order_by(
        "version", "force", "area", "agency_code", "first_on", "group"
    )
    own_there = runs.own is not None
    return [
        one
        for one in found
        if one.agency_id is not None
        or not (own_there and reader.owns(Place(one.force, one.area, one.agency_code)))
    ]


def list_runs_of(by: Actor) -> QuerySet[FigureRun]:
    """The runs that the actor keeps: those of an agency, or with no agency those for everybody."""
    if by.agency_id is None:
        return FigureRun.objects.filter(agency_id__isnull=True)
    return FigureRun.objects.filter(agency_id=by.agency_id)


def _run_for(runs: Runs, reader: Reader, place: Place) -> FigureRun | None:
    if reader.owns(place) and runs.own is not None:
        return runs.own
    return runs.everybody


def list_keepers(by: Actor) -> list[UUID]:
    """The partners for whom figures of their own are kept. One query."""
    return list(Agency.objects.filter(closed_on=None).order_by("code").values_list("pk", flat=True))
