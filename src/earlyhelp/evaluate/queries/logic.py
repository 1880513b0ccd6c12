"""Reading logic models and the benefits register. They name nobody; the wall is the agency's."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from earlyhelp.evaluate.choices import Term
from earlyhelp.evaluate.models import Benefit, BenefitWord, FigureValue, Indicator, LogicModel, Outcome
from earlyhelp.evaluate.queries.figures import Runs, get_reader, get_runs
from earlyhelp.evaluate.rules.catalogue import newest, shown, versions_of
from earlyhelp.evaluate.rules.logic import Aim, Change, Logic, check_may_read
from earlyhelp.evaluate.rules.places import Place, name_of
from earlyhelp.kit.actor import Actor


@dataclass(frozen=True, slots=True)
class Seen:
    """An indicator with what its measure says now. `now` is None where the figure is not there or left out."""

    indicator: Indicator
    title: str
    where: str
    baseline: str
    target: str
    now: str | None
    now_on: date | None
    is_hidden: bool
    is_reached: bool | None


@dataclass(frozen=True, slots=True)
class SeenOutcome:
    """An outcome with its indicators."""

    outcome: Outcome
    indicators: tuple[Seen, ...]


def list_logic_models(by: Actor) -> list[LogicModel]:
    """The agency's logic models in their newest versions. One query. Raises NotAllowed."""
    check_may_read(by.role)
    found = LogicModel.objects.filter(agency_id=by.agency_key).order_by("key", "-version").distinct("key")
    return sorted(found, key=lambda one: one.made_at, reverse=True)


def get_logic_model(by: Actor, model_id: UUID) -> LogicModel:
    """One version of one of the agency's logic models. Raises NotAllowed or LogicModel.DoesNotExist."""
    check_may_read(by.role)
    indicators = Prefetch("indicators", Indicator.objects.order_by("position"))
    outcomes = Prefetch("outcomes", Outcome.objects.order_by("position").prefetch_related(indicators))
    return (
        LogicModel.objects.select_related("made_by")
        .prefetch_related(outcomes)
        .get(pk=model_id, agency_id=by.agency_key)
    )


def list_versions(by: Actor, model: LogicModel) -> list[LogicModel]:
    """All versions of a logic model, the newest first. Raises NotAllowed."""
    check_may_read(by.role)
    return list(LogicModel.objects.filter(agency_id=by.agency_key, key=model.key).order_by("-version"))


def said_of(by: Actor, model: LogicModel) -> Logic:
    """A version as plain values, from which the next one is made."""
    return Logic(
        model.name_en,
        model.name_cy,
        model.done_en,
        model.done_cy,
        tuple(
            Change(
                outcome.name_en,
                outcome.name_cy,
                Term(outcome.term),
                tuple(aim_of(by, one) for one in outcome.indicators.all()),
            )
            for outcome in model.outcomes.all()
        ),
    )


def aim_of(by: Actor, one: Indicator) -> Aim:
    """An indicator as plain values."""
    return Aim(
        one.name_en,
        one.name_cy,
        one.measure,
        one.measure_version,
        one.force,
        one.area,
        one.baseline,
        one.baseline_on,
        one.target,
        one.target_on,
        one.owner_en,
        one.owner_cy,
    )


def list_outcomes(by: Actor, model: LogicModel) -> list[SeenOutcome]:
    """The outcomes of a version with their indicators, and what each measure says now. Four queries."""
    check_may_read(by.role)
    indicators = [one for outcome in model.outcomes.all() for one in outcome.indicators.all()]
    reader, runs = get_reader(by), get_runs(by)
    latest = _latest(runs, {one.measure for one in indicators})

    def seen(one: Indicator) -> Seen:
        own = reader.owns(Place(one.force, one.area)) and runs.own is not None
        return _seen(one, latest.get((own, one.measure, one.measure_version, one.force, one.area)))

    return [
        SeenOutcome(outcome, tuple(seen(one) for one in outcome.indicators.all()))
        for outcome in model.outcomes.all()
    ]


_At = tuple[bool, str, int, str, str]


def _latest(runs: Runs, codes: Iterable[str]) -> dict[_At, FigureValue]:
    """The newest value of each measure for each place, all groups together."""
    keys = [run.pk for run in (runs.own, runs.everybody) if run is not None]
    found = FigureValue.objects.filter(run_id__in=keys, measure__in=codes, agency_code="", group="")
    return {
        (row.agency_id is not None, row.measure, row.version, row.force, row.area): row
        for row in found.order_by("first_on")
    }


def _seen(one: Indicator, row: FigureValue | None) -> Seen:
    measure = next((m for m in versions_of(one.measure) if m.version == one.measure_version), None)
    measure = measure or newest().get(one.measure)

    def told(value: float) -> str:
        return shown(measure.value, value) if measure else f"{value:g}"

    value = row.value if row else None
    reached = None
    if value is not None:
        reached = value >= one.target if one.target >= one.baseline else value <= one.target
    return Seen(
        one,
        str(measure.title) if measure else one.measure,
        name_of(Place(one.force, one.area)),
        told(one.baseline),
        told(one.target),
        None if value is None else told(value),
        row.first_on if row and measure and measure.monthly else None,
        bool(row and row.hidden),
        reached,
    )


def list_benefits(by: Actor) -> QuerySet[Benefit]:
    """The agency's register of benefits, each with its words, the newest first. Two queries. Raises NotAllowed."""
    check_may_read(by.role)
    words = Prefetch("words", BenefitWord.objects.order_by("-said_at", "-id"))
    return Benefit.objects.filter(agency_id=by.agency_key).order_by("made_at").prefetch_related(words)


def get_benefit(by: Actor, benefit_id: UUID) -> Benefit:
    """One of them. Raises NotAllowed or Benefit.DoesNotExist."""
    return list_benefits(by).get(pk=benefit_id)
