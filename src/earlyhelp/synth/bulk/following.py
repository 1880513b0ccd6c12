"""What follows from incidents: notifications, referrals, needs that nobody met, contacts, help, goals, joint work."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from earlyhelp.synth.bulk import shapes
from earlyhelp.synth.bulk.chance import Picker, happens, pseudonyms
from earlyhelp.synth.bulk.helping import Helped
from earlyhelp.synth.bulk.incidents import Told, is_crime
from earlyhelp.synth.bulk.people import Moments
from earlyhelp.synth.bulk.plan import Calendar, Floats, Place, Plan, Whole
from earlyhelp.synth.bulk.writing import Column, Maybe, Writer, one_word, words

_HOUR, _DAY = 3_600, 86_400
_OUTCOMES = ("", *shapes.OUTCOMES)
_STATES, _NEEDS, _GRADES = tuple(shapes.STATES), tuple(shapes.NEEDS), tuple(shapes.GRADES)
_OUTCOME, _STATE = Picker(shapes.OUTCOMES.values()), Picker(shapes.STATES.values())
_NEED, _GRADE = Picker(shapes.NEEDS.values()), Picker(shapes.GRADES.values())
_WAITED, _ASKED = Picker(shapes.WAITED), Picker(shapes.ASKED.values())


@dataclass(frozen=True, slots=True)
class Ground:
    """What every table of one group stands on. `person`, `household` and `address` are pseudonyms by place."""

    plan: Plan
    place: Place
    calendar: Calendar
    chance: np.random.Generator
    writer: Writer
    person: Whole
    household: Whole
    first: int  # a number that no other group uses for its rows

    def keys(self, number: int, table: int) -> Whole:
        """Numbers for rows that no other row of the table has."""
        return pseudonyms(
            np.arange(self.first, self.first + number, dtype=np.int64), self.plan.seed * 16 + table
        )

    def when(self, at: Whole) -> dict[str, Column]:
        """The columns `at`, `month` and `year`. All moments lie within the calendar."""
        month = self.calendar.months[self.calendar.day_of(at)]
        return {"at": at, "month": self.calendar.month_days[month], "year": self.calendar.years[month]}

    def write(self, name: str, columns: dict[str, Column]) -> None:
        """Hand the rows to the writer."""
        years = columns["year"]
        assert isinstance(years, np.ndarray)
        self.writer.add(name, columns, years)

    def speaks(self, person: Whole) -> NDArray[np.int64]:
        """0 for English, 1 for Welsh: what each person wants, the same every time."""
        wants = shapes.WELSH[self.place.area.code] * shapes.WANTED_OF_SPEAKERS
        return (pseudonyms(self.person[person], 77) % 1000 < 1000 * wants).astype(np.int64)


@dataclass(frozen=True, slots=True)
class Notified:
    """Notifications, in the order of person and time. `decided` is the end of time where nobody has decided yet."""

    person: Whole
    at: Whole
    address: Whole
    outcome: NDArray[np.int8]
    decided: Whole


def write_notifications(ground: Ground, moments: Moments, told: Told, address: Whole) -> Notified:
    """Notifications about vulnerable people, with what was decided and when the officer heard of it."""
    chance, end = ground.chance, ground.calendar.end
    chosen = np.flatnonzero(told.vulnerable & happens(chance, shapes.NOTIFIED, len(moments.at)))
    at = moments.at[chosen] + chance.integers(_HOUR // 2, 6 * _HOUR, len(chosen))
    order = np.lexsort((at, moments.person[chosen]))
    order = order[at[order] < end]
    chosen, at = chosen[order], at[order]
    number, person = len(at), moments.person[chosen]
    decided, waited = _decided(ground, at)
    is_decided = decided < end
    outcome = np.where(is_decided, _OUTCOME.pick(chance, number) + np.int8(1), np.int8(0)).astype(np.int8)
    told_at = decided + chance.integers(_HOUR, 72 * _HOUR, number)
    was_told = is_decided & (told_at < end) & happens(chance, shapes.TOLD, number)
    council = ground.place.area.council
    ground.write(
        "notifications",
        ground.when(at)
        | {
            "notification": ground.keys(number, 1),
            "force": one_word(ground.place.area.police, number),
            "area": one_word(ground.place.area.code, number),
            "agency": one_word(council, number),
            "team": one_word(f"{council}-front-door", number),
            "track": words(happens(chance, shapes.SAFEGUARDING, number), ("early_help", "safeguarding")),
            "grade": words(_GRADE.pick(chance, number), _GRADES),
            "outcome": words(outcome, _OUTCOMES),
            "decided_at": Maybe(decided, is_decided),
            "waited": Maybe(waited, is_decided),
            "told_at": Maybe(told_at, was_told),
            "person": ground.person[person],
            "household": ground.household[person],
            "address": address[chosen],
            "language": words(ground.speaks(person), ("en", "cy")),
            "offered_welsh": Maybe(happens(chance, shapes.OFFERED, number), happens(chance, 0.9, number)),
        },
    )
    return Notified(person, at, address[chosen], outcome, np.where(is_decided, decided, end))


def _decided(ground: Ground, at: Whole) -> tuple[Whole, Whole]:
    """When each was decided, in office hours of a working day, and after how many working days."""
    chance, working = ground.chance, ground.calendar.working
    number = len(at)
    day = ground.calendar.day_of(at)
    waited = _WAITED.pick(chance, number).astype(np.int64)
    today = np.isin(day, working) & (at - ground.calendar.midnights[day] < 15 * _HOUR)
    waited = np.where((waited == 0) & ~today, 1, waited)
    place = np.searchsorted(working, day, side="right") + waited - 1
    never = place >= len(working)
    chosen = np.where(waited == 0, day, working[np.minimum(place, len(working) - 1)])
    decided = ground.calendar.midnights[chosen] + 9 * _HOUR + chance.integers(300, 8 * _HOUR, number)
    decided = np.where(decided <= at, at + chance.integers(900, 5_400, number), decided)
    return np.where(never, ground.calendar.end, decided), waited


def write_referrals(ground: Ground, notified: Notified) -> None:
    """Referrals to services after a decision, and needs that no service could meet."""
    chance, end = ground.chance, ground.calendar.end
    helped = np.isin(notified.outcome, [_OUTCOMES.index("early_help"), _OUTCOMES.index("signpost")])
    chosen = np.flatnonzero(helped & happens(chance, shapes.REFERRED, len(helped)))
    at = notified.decided[chosen] + chance.integers(600, 3 * _DAY, len(chosen))
    order = np.lexsort((at, notified.person[chosen]))
    order = order[at[order] < end]
    chosen, at = chosen[order], at[order]
    number, person, state = len(at), notified.person[chosen], _STATE.pick(chance, len(at))
    answered = at + chance.integers(2 * _HOUR, 12 * _DAY, number)
    started = answered + chance.integers(_DAY, 60 * _DAY, number)
    ended = started + chance.integers(20 * _DAY, 200 * _DAY, number)
    names = np.array(_STATES)[state]
    accepted = np.isin(names, ("completed", "in_progress", "waiting")) & (answered < end)
    begun = accepted & np.isin(names, ("completed", "in_progress")) & (started < end)
    over = begun & (names == "completed") & (ended < end)
    said = np.where(over, "completed", np.where(begun, "in_progress", np.where(accepted, "waiting", names)))
    said = np.where(np.isin(said, ("completed", "in_progress")) & ~begun, "requested", said)
    said = np.where((said == "declined") & (answered >= end), "requested", said)
    welsh = ground.speaks(person)
    provider = chance.integers(0, shapes.PROVIDERS, number)
    ground.write(
        "referrals",
        ground.when(at)
        | {
            "referral": ground.keys(number, 2),
            "person": ground.person[person],
            "area": one_word(ground.place.area.code, number),
            "agency": one_word(ground.place.area.council, number),
            "provider": words(
                provider,
                [f"{ground.place.area.council}-provider-{place}" for place in range(shapes.PROVIDERS)],
            ),
            "need": words(_NEED.pick(chance, number), _NEEDS),
            "state": words(np.array([_STATES.index(one) for one in _STATES])[_places(said)], _STATES),
            "accepted_at": Maybe(answered, accepted),
            "declined_at": Maybe(answered, said == "declined"),
            "started_at": Maybe(started, begun),
            "ended_at": Maybe(ended, over),
            "is_completed": over,
            "language": words(welsh, ("en", "cy")),
            "welsh_met": Maybe(happens(chance, 0.68, number), welsh == 1),
        },
    )
    _write_unmet(ground, notified.decided[helped & (notified.decided < end)])


def _places(said: NDArray[np.str_]) -> NDArray[np.int64]:
    sorter = np.argsort(_STATES)
    return np.asarray(sorter[np.searchsorted(np.array(_STATES), said, sorter=sorter)])


def _write_unmet(ground: Ground, decided: Whole) -> None:
    at = np.sort(decided[happens(ground.chance, shapes.UNMET, len(decided))])
    ground.write(
        "unmet",
        ground.when(at)
        | {
            "area": one_word(ground.place.area.code, len(at)),
            "agency": one_word(ground.place.area.council, len(at)),
            "need": words(_NEED.pick(ground.chance, len(at)), _NEEDS),
        },
    )


def write_contacts(ground: Ground, moments: Moments, told: Told) -> None:
    """Arrests, custody and charges after some of the crimes."""
    chance, end = ground.chance, ground.calendar.end
    crimes = np.flatnonzero(is_crime(told))
    people, times, kinds = [], [], []
    for kind, share in enumerate(shapes.KINDS_OF_CONTACT.values()):
        chosen = crimes[happens(chance, share, len(crimes))]
        people.append(moments.person[chosen])
        times.append(moments.at[chosen] + chance.integers(_HOUR, (1 + 20 * kind) * _DAY, len(chosen)))
        kinds.append(np.full(len(chosen), kind))
    person, at, kind_of = np.concatenate(people), np.concatenate(times), np.concatenate(kinds)
    order = np.lexsort((at, person))
    order = order[at[order] < end]
    ground.write(
        "contacts",
        ground.when(at[order])
        | {
            "contact": ground.keys(len(order), 3),
            "person": ground.person[person[order]],
            "force": one_word(ground.place.area.police, len(order)),
            "area": one_word(ground.place.area.code, len(order)),
            "kind": words(kind_of[order], tuple(shapes.KINDS_OF_CONTACT)),
        },
    )


def write_help(ground: Ground, helped: Helped) -> None:
    """Help by a lead worker, and what each person wanted to be different, on their own scale."""
    chance, end, number = ground.chance, ground.calendar.end, len(helped.at)
    ended = helped.at + chance.integers(56 * _DAY, 240 * _DAY, number)
    council = ground.place.area.council
    shared: dict[str, Column] = {
        "area": one_word(ground.place.area.code, number),
        "agency": one_word(council, number),
    }
    ground.write(
        "help",
        ground.when(helped.at)
        | shared
        | {
            "help": ground.keys(number, 4),
            "person": ground.person[helped.person],
            "team": one_word(ground.place.team, number),
            "ended_at": Maybe(ended, ended < end),
        },
    )
    owner = np.repeat(np.arange(number), chance.integers(1, 4, number))
    baseline = chance.integers(1, 6, len(owner))
    latest = np.clip(baseline + chance.integers(-1, 5, len(owner)), 0, 10)
    over = (ended < end)[owner]
    ground.write(
        "goals",
        ground.when(helped.at[owner])
        | {
            "goal": ground.keys(len(owner), 5),
            "person": ground.person[helped.person[owner]],
            "area": one_word(ground.place.area.code, len(owner)),
            "agency": one_word(council, len(owner)),
            "baseline": baseline,
            "latest": Maybe(latest, happens(chance, 0.85, len(owner))),
            "at_end": Maybe(latest, over & happens(chance, 0.9, len(owner))),
        },
    )


def write_joint(ground: Ground, notified: Notified) -> None:
    """What one partner asked another for because of a notification."""
    chance, end, area = ground.chance, ground.calendar.end, ground.place.area
    at = np.sort(notified.at[happens(chance, 0.45, len(notified.at))])
    number = len(at)
    partners = (
        area.council,
        area.health_board,
        area.police,
        f"{area.council}-provider-0",
        f"{area.council}-provider-1",
    )
    asking = Picker((6, 1, 2, 0.5, 0.5)).pick(chance, number).astype(np.int64)
    asked = (asking + chance.integers(1, len(partners), number)) % len(partners)
    kind = _ASKED.pick(chance, number)
    slow: Floats = np.array([1.0, 0.6, 0.8, 1.4, 1.8])[asked] * chance.exponential(3.0, number) * _DAY
    answered = at + _HOUR + slow.astype(np.int64)
    ground.write(
        "joint",
        ground.when(at)
        | {
            "area": one_word(area.code, number),
            "asked": words(asked, partners),
            "asking": words(asking, partners),
            "kind": words(kind, tuple(shapes.ASKED)),
            "answered_at": Maybe(answered, happens(chance, shapes.ANSWERED, number) & (answered < end)),
            "due_at": Maybe(at + 5 * _DAY, kind < 2),
        },
    )
