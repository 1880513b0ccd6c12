"""Figures as the boards read them, out of made-up values; a logic model and a benefit."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from earlyhelp.evaluate.actions import (
    Counted,
    Hope,
    keep_logic_model,
    keep_values,
    register_benefit,
    tell_benefit,
)
from earlyhelp.evaluate.choices import ForWhom, Realised, Term
from earlyhelp.evaluate.models import FigureRun
from earlyhelp.evaluate.queries import get_reader
from earlyhelp.evaluate.rules.logic import Aim, Change, Logic
from earlyhelp.evaluate.rules.periods import Months, months_before
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import Role
from tests import factories

MONTHS = Months(date(2024, 4, 1), date(2026, 3, 31))


def value(first: date, count: int, out_of: int, **where: Any) -> dict[str, Any]:
    """One row as a measure gives it: a share, unless `value` says otherwise."""
    row = {
        "first": first,
        "force": "",
        "area": "",
        "agency": "",
        "group": "",
        "count": count,
        "out_of": out_of,
    }
    return row | {"value": count / out_of, "low": None, "high": None} | where


def monthly(counts: Sequence[int], out_of: int, **where: Any) -> list[dict[str, Any]]:
    """A row for each of the last months."""
    return [
        value(months_before(MONTHS.last, len(counts) - 1 - number), count, out_of, **where)
        for number, count in enumerate(counts)
    ]


def counts(numbers: Sequence[int], **where: Any) -> list[dict[str, Any]]:
    """The same for a measure that counts."""
    return [
        row | {"value": float(row["count"]), "out_of": row["count"]} for row in monthly(numbers, 1, **where)
    ]


def kept(
    by: Actor, values: Mapping[str, list[dict[str, Any]]], *, at: datetime = factories.AT
) -> FigureRun | None:
    """Keep these values for the actor's agency, or for everybody where the actor has none."""
    with acting(Actor.system(Purpose.ASSURANCE, agency_id=by.agency_id)) as service:
        run = Counted(MONTHS, MONTHS.last, "duckdb")
        return keep_values(by=service, run=run, reader=get_reader(service), values=values, at=at)


def aim(**changed: Any) -> Aim:
    """An indicator: how many officers are told, in all of Wales."""
    said: dict[str, Any] = {
        "name_en": "Officers are told",
        "name_cy": "Dywedir wrth swyddogion",
        "measure": "told_in_10",
        "measure_version": 1,
        "force": "",
        "area": "W06000013",
        "baseline": 0.4,
        "baseline_on": date(2025, 4, 1),
        "target": 0.8,
        "target_on": date(2027, 4, 1),
        "owner_en": "Head of the front door",
        "owner_cy": "Pennaeth y drws ffrynt",
    }
    return Aim(**said | changed)


def logic(*aims: Aim) -> Logic:
    """A logic model with one outcome."""
    change = Change(
        "Officers trust the front door", "Mae swyddogion yn ymddiried yn y drws ffrynt", Term.SHORT, aims
    )
    return Logic("Early help", "Cymorth cynnar", "Officers notify.", "Mae swyddogion yn hysbysu.", (change,))


def rows_of_figures(by: Actor, *, at: datetime = factories.AT) -> None:
    """A row in each table: figures of the actor's agency, a logic model with an indicator, and a benefit."""
    kept(by, {"told_in_10.1": monthly([20, 25], 40, area="W06000013")}, at=at)
    editor = Actor(by.practitioner_id, by.agency_id, by.team_id, Role.ADMINISTRATOR, Purpose.ASSURANCE)
    with acting(editor):
        keep_logic_model(by=editor, logic=logic(aim()), at=at)
        hope = Hope(
            "Fewer people come back",
            "Mae llai o bobl yn dychwelyd",
            ForWhom.FAMILIES,
            "Head of early help",
            "Pennaeth cymorth cynnar",
            "People with two notifications or more",
            "Pobl â dau hysbysiad neu fwy",
            "people_notified_again",
        )
        benefit = register_benefit(by=editor, hope=hope, at=at)
        tell_benefit(by=editor, benefit_id=benefit.pk, realised=Realised.HOPED, evidence="None yet.", at=at)
