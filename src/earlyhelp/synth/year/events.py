"""What happened to whom, and when: before anybody wrote or decided anything."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random

from earlyhelp.synth import tables
from earlyhelp.synth.narrative import Situation
from earlyhelp.synth.narrative.situations import fitting, keep_company
from earlyhelp.synth.people import Household, HouseholdKind, Population
from earlyhelp.synth.year import rhythm
from earlyhelp.synth.year.naming_people import Named, name_people
from earlyhelp.synth.year.size import Size

_TIMES = tables.weighted(
    [
        *(("1", 600), ("2", 178), ("3", 84), ("4", 47), ("5", 30), ("6", 20)),
        *(("8", 14), ("10", 9), ("13", 6), ("17", 4), ("22", 3), ("28", 2)),
    ]
)
_NOTICED = {
    HouseholdKind.COUPLE_WITH_CHILDREN: 2.2,
    HouseholdKind.LONE_PARENT: 2.6,
    HouseholdKind.MULTIGENERATIONAL: 2.0,
    HouseholdKind.LEFT_CARE: 2.5,
    HouseholdKind.ALONE_OLDER: 1.2,
    HouseholdKind.ALONE: 1.1,
    HouseholdKind.OTHER_PARENT: 0.6,
    HouseholdKind.COUPLE: 0.6,
}
_SAME_AGAIN = 0.62
_LATELY_DECIDED = 0.15


@dataclass(frozen=True, slots=True)
class Event:
    """Something an officer met. `named` begins with the subject; `earlier` counts those before it there."""

    household: Household
    situation: Situation
    occurred_at: datetime
    sent_at: datetime
    named: tuple[Named, ...]
    earlier: int
    waiting: bool = False


def make_events(chance: Random, population: Population, size: Size, at: datetime) -> list[Event]:
    """All events of a year, in the order in which they were sent; the last ones wait for a decision."""
    events: list[Event] = []
    for household, times in _times_per_household(chance, population, size.notifications):
        events += _events_of(chance, population, household, times, at)
    events.sort(key=lambda event: event.sent_at)
    events = _queue(chance, events, size, at)
    return _counted(events)


def _times_per_household(chance: Random, population: Population, total: int) -> list[tuple[Household, int]]:
    """Which households come to notice, and how often: most once, a few very often. In all, `total`."""
    lots = {
        household.key: chance.random() ** (1 / _NOTICED.get(household.kind, 0.8))
        for household in population.households
    }
    order = sorted(population.households, key=lambda household: -lots[household.key])
    chosen: list[tuple[Household, int]] = []
    left = total
    for household in order:
        if left <= 0:
            break
        times = min(left, int(_TIMES.draw(chance)))
        chosen.append((household, times))
        left -= times
    if left:
        # More notifications than households can carry: the first ones come to notice more often.
        chosen[0] = (chosen[0][0], chosen[0][1] + left)
    return chosen


def _events_of(
    chance: Random, population: Population, household: Household, times: int, at: datetime
) -> list[Event]:
    events: list[Event] = []
    last: Situation | None = None
    for occurred_at in rhythm.draw_times(chance, times, at):
        day = occurred_at.date()
        choices = fitting(keep_company(population, household, day))
        if last is None or last not in choices or chance.random() > _SAME_AGAIN:
            last = chance.choices(choices, [situation.weight for situation in choices])[0]
        named = tuple(name_people(chance, population, household, last, day))
        sent_at = rhythm.sent_after(chance, occurred_at, at)
        events.append(Event(household, last, occurred_at, sent_at, named, earlier=0))
    return events


def _queue(chance: Random, events: list[Event], size: Size, at: datetime) -> list[Event]:
    """Make today's queue out of the last week's events: nearly all still in time, a handful overdue."""
    lately = min(len(events), size.waiting + round(size.waiting * _LATELY_DECIDED))
    recent = events[-lately:]
    decided = set(chance.sample(range(lately - size.overdue), lately - size.waiting))
    waiting = [event for place, event in enumerate(recent) if place not in decided]
    late = {id(event) for event in waiting[: size.overdue]}
    opened = rhythm.open_from(at)
    done = [_done(chance, event, opened) for place, event in enumerate(recent) if place in decided]
    queued = [_wait(chance, event, opened, at, late=id(event) in late) for event in waiting]
    return sorted([*events[:-lately], *done, *queued], key=lambda event: event.sent_at)


def _done(chance: Random, event: Event, opened: datetime) -> Event:
    """Sent early enough that the front door has decided it by now."""
    if event.sent_at < opened:
        return event
    return _moved(event, rhythm.draw_between(chance, opened - rhythm.AN_HOUR * 30, opened - rhythm.AN_HOUR))


def _moved(event: Event, sent_at: datetime) -> Event:
    """The same event, sent at another time and still before that."""
    return replace(event, sent_at=sent_at, occurred_at=min(event.occurred_at, sent_at - rhythm.AN_HOUR / 2))


def _wait(chance: Random, event: Event, opened: datetime, at: datetime, *, late: bool) -> Event:
    if late:
        sent_at = rhythm.draw_between(chance, opened - rhythm.AN_HOUR * 56, opened - rhythm.AN_HOUR)
    else:
        sent_at = max(event.sent_at, rhythm.draw_between(chance, opened, at - rhythm.AN_HOUR / 6))
    return replace(_moved(event, sent_at), waiting=True)


def _counted(events: list[Event]) -> list[Event]:
    """Number the events of each household."""
    seen: dict[int, int] = defaultdict(int)
    counted = []
    for event in events:
        counted.append(replace(event, earlier=seen[event.household.key]))
        seen[event.household.key] += 1
    return counted
