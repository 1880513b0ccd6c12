"""Facts of a whole country, some people of one area at a time, with the truth beside them."""

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from earlyhelp.evaluate.facts.tables import TABLES
from earlyhelp.synth.bulk import following, helping, incidents, people, settled, shapes
from earlyhelp.synth.bulk.chance import happens, in_order, pseudonyms
from earlyhelp.synth.bulk.following import Ground
from earlyhelp.synth.bulk.plan import NAMED, UNNAMED, Calendar, Place, Plan, Whole, places_of
from earlyhelp.synth.bulk.writing import Maybe, Writer, one_word, words

# So many people at a time: their months, half-years and incidents are what lies in memory.
_TOGETHER: Final = 60_000
_COLUMNS: Final = ("incidents", "repeats", "incidents_without_help", "repeats_without_help")
_FLAGS: Final = tuple(shapes.FLAGS)
Tell = Callable[[int, int], None]


@dataclass(slots=True)
class Truth:
    """What was put in: by area and month, and of those who were helped."""

    months: dict[str, NDArray[np.int64]] = field(default_factory=dict)
    followed: NDArray[np.int64] = field(default_factory=lambda: np.zeros(3, dtype=np.int64))
    helped: int = 0


class NotEmpty(ValueError):
    """The folder holds something already: facts of two runs never mix."""


def make_facts(plan: Plan, out: Path, tell: Tell = lambda done, of: None) -> dict[str, Any]:
    """Write every table, `truth.csv` and `manifest.json` under `out`, and give back the manifest.

    `tell` hears how many people are done, of how many. Raises ValueError for a plan that cannot be, NotEmpty.
    """
    plan.check()
    if out.exists() and any(out.iterdir()):
        raise NotEmpty
    out.mkdir(parents=True, exist_ok=True)
    calendar, places, truth = Calendar(plan), places_of(plan), Truth()
    writer = Writer(out, plan.first_year)
    done, of = 0, sum(place.people for place in places)
    for place, first, number in _groups(places):
        _write_group(plan, place, calendar, writer, truth, first, number)
        done += number
        tell(done, of)
    for place in places:
        _write_unnamed(plan, place, calendar, writer)
        settled.write_streets(plan, place, calendar, writer)
    settled.write_training(plan, calendar, writer)
    writer.close()
    return _write_truth(plan, places, calendar, writer, truth)


def _groups(places: tuple[Place, ...]) -> Iterator[tuple[Place, int, int]]:
    """People of one area, some at a time: the place, the number of the first of them, and how many they are."""
    first = 0
    for place in places:
        for start in range(0, place.people, _TOGETHER):
            number = min(_TOGETHER, place.people - start)
            yield place, first, number
            first += number


def _write_group(
    plan: Plan, place: Place, calendar: Calendar, writer: Writer, truth: Truth, first: int, number: int
) -> None:
    chance, busy = plan.chance(NAMED, first), people.busy_days(plan, place, calendar)
    group = people.draw_people(chance, number, place.rate)
    moments = people.draw_moments(chance, group, calendar, busy)
    opening, attended = incidents.draw_openings(chance, moments, place, calendar)
    moments, opening = moments.where(attended), opening[attended]
    helped = helping.choose(chance, moments, number, place, calendar)
    gone = helping.taken_away(chance, moments, helped, number, plan)
    before = truth.months.get(place.area.code, 0)
    truth.months[place.area.code] = before + helping.counts_of(moments, gone, calendar)
    truth.followed += helping.followed(moments, gone, helped, number, calendar)
    truth.helped += len(helped.person)
    moments, opening = moments.where(~gone), opening[~gone]
    told = incidents.tell(chance, opening, moments, place, calendar)
    household = pseudonyms(first + group.household, plan.seed * 16 + 11)
    ground = Ground(
        plan, place, calendar, chance, writer,
        person=in_order(np.arange(first, first + number, dtype=np.int64), plan.seed),
        household=household[: number],
        first=first * 256,
    )  # fmt: skip
    address = _addresses(ground, moments, group, first)
    _write_incidents(ground, moments, told, address, np.zeros(0, dtype=bool))
    notified = following.write_notifications(ground, moments, told, address)
    following.write_referrals(ground, notified)
    following.write_contacts(ground, moments, told)
    following.write_help(ground, helped)
    following.write_joint(ground, notified)


def _addresses(ground: Ground, moments: people.Moments, group: people.Group, first: int) -> Whole:
    """Home, where they lived then, or one of the places of the area where much happens."""
    chance, number = ground.chance, len(moments.at)
    moved = people.places_of_people(chance, group, ground.calendar)
    at_home = group.household[moments.person]
    home = (first + at_home) * 2 + (moments.day >= moved[at_home])
    return np.where(
        happens(chance, shapes.ELSEWHERE, number),
        _spots(ground, number),
        pseudonyms(home, ground.plan.seed * 16 + 12),
    )


def _spots(ground: Ground, number: int) -> Whole:
    """Places where much happens: a few of them very often."""
    many = max(5, ground.place.people // 80)
    spot = np.minimum(ground.chance.pareto(0.9, number) * 3, many).astype(np.int64)
    return pseudonyms(spot + np.int64(1_000_000 * (ground.place.number + 1)), ground.plan.seed * 16 + 13)


def _write_incidents(
    ground: Ground, moments: people.Moments, told: incidents.Told, address: Whole, known: NDArray[np.bool_]
) -> None:
    """Incidents of people; `known` is given where nobody was named, and says where an address was."""
    number, named = len(moments.at), not len(known)
    everywhere = np.full(number, named)
    area = np.ones(number, dtype=np.int8) if named else happens(ground.chance, 0.98, number).astype(np.int8)
    ground.write(
        "incidents",
        ground.when(moments.at)
        | {
            "incident": ground.keys(number, 0),
            "force": one_word(ground.place.area.police, number),
            "area": words(area, ("", ground.place.area.code)),
            "opening": words(told.opening, incidents.CODES),
            "closing": words(told.closing, incidents.CODES),
            "opening_class": words(incidents.CLASS_OF[told.opening], incidents.CLASSES),
            "closing_class": words(incidents.CLASS_OF[told.closing], incidents.CLASSES),
            "person": Maybe(ground.person[moments.person], everywhere),
            "household": Maybe(ground.household[moments.person], everywhere),
            "address": Maybe(address, happens(ground.chance, 0.96, number) if named else known),
        }
        | {flag: getattr(told, flag) for flag in _FLAGS},
    )


def _write_unnamed(plan: Plan, place: Place, calendar: Calendar, writer: Writer) -> None:
    """Incidents in which nobody was named, after those of people: some have an address, some no area."""
    chance, busy = plan.chance(UNNAMED, place.number), people.busy_days(plan, place, calendar)
    nobody = np.zeros(1, dtype=np.int64)
    ground = Ground(plan, place, calendar, chance, writer, nobody, nobody, (place.number + 1) << 40)
    moments = people.draw_unnamed(
        chance, place.yearly * plan.years * shapes.NOBODY_NAMED, calendar, busy / busy.sum()
    )
    opening, attended = incidents.draw_openings(chance, moments, place, calendar)
    moments, opening = moments.where(attended), opening[attended]
    told = incidents.tell(chance, opening, moments, place, calendar)
    number = len(moments.at)
    _write_incidents(ground, moments, told, _spots(ground, number), happens(chance, 0.6, number))


def _write_truth(
    plan: Plan, places: tuple[Place, ...], calendar: Calendar, writer: Writer, truth: Truth
) -> dict[str, Any]:
    path = writer.out / "truth.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(["area", "month", *_COLUMNS])
        for area, counts in truth.months.items():
            for month, row in zip(calendar.firsts, counts.tolist(), strict=True):
                lines.writerow([area, month.isoformat(), *row])
    whole, had, gone = (int(one) for one in truth.followed)
    manifest: dict[str, Any] = {
        "what": "Facts of people who do not exist, with the truth that was put in",
        "asked": asdict(plan),
        "first": calendar.firsts[0].isoformat(),
        "months": calendar.number_of_months,
        "people": sum(place.people for place in places),
        "rows": {name: writer.rows[name] for name in TABLES},
        "effect": {
            "rate_ratio": plan.effect,
            "helped": truth.helped,
            "chosen": {"events": shapes.EVENTS, "within_months": shapes.WITHIN},
            "six_months_after": {
                "helped": whole,
                "incidents_each": had / whole if whole else None,
                "difference_each": -gone / whole if whole else None,
            },
        },
        "begins": {
            place.area.code: calendar.firsts[place.begins].isoformat() if place.begins is not None else None
            for place in places
        },
        "breaks": {
            "crime_recording": {
                place.area.police: calendar.firsts[place.recording].isoformat() for place in places
            },
            "right_care_right_person": {
                place.area.police: calendar.firsts[place.care].isoformat() for place in places
            },
            "still_attended": shapes.STILL_ATTENDED,
        },
        "truth.csv": sha256(path.read_bytes()).hexdigest(),
    }
    (writer.out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    return manifest
