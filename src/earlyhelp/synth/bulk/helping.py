"""Whom help reaches, and what it changes: the truth that studies are held to.

Offered when somebody had many incidents in six months, asked once, and taken more often the more there were: so those
who are helped are at their worst, and most would have had fewer incidents afterwards whatever was done. Help then
takes away each later incident with the same chance, and nothing else.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from earlyhelp.synth.bulk import shapes
from earlyhelp.synth.bulk.people import Moments
from earlyhelp.synth.bulk.plan import Calendar, Place, Plan, Whole

NEVER = np.iinfo(np.int64).max
_A_YEAR = 365 * 86_400
_FOLLOWED = 6


@dataclass(frozen=True, slots=True)
class Helped:
    """Who was helped (places in the group), in which month, and from when."""

    person: Whole
    month: Whole
    at: Whole


def choose(
    chance: np.random.Generator, moments: Moments, people: int, place: Place, calendar: Calendar
) -> Helped:
    """Who of these people is helped. Each is asked once: in the first month after many incidents."""
    none = np.zeros(0, dtype=np.int64)
    if place.begins is None:
        return Helped(none, none, none)
    events = events_by_month(moments, people, calendar)
    running = np.cumsum(events, axis=1, dtype=np.int32)
    months = calendar.number_of_months
    # The events of the six months before each month, from the one in which help begins here.
    before = (
        running[:, place.begins - 1 : months - 1]
        - running[:, place.begins - 1 - shapes.WITHIN : months - 1 - shapes.WITHIN]
    )
    asked = before >= shapes.EVENTS
    first = asked.argmax(axis=1)
    person = np.flatnonzero(asked.any(axis=1))
    many = before[person, first[person]] - shapes.EVENTS
    least, more, most = shapes.SAID_YES
    person = person[chance.random(len(person)) < np.minimum(least + more * many, most)]
    month = first[person] + place.begins
    day = np.searchsorted(calendar.months, month) + chance.integers(0, 28, len(person))
    return Helped(person, month, calendar.midnights[day] + chance.integers(9, 17, len(person)) * 3600)


def events_by_month(moments: Moments, people: int, calendar: Calendar) -> NDArray[np.int32]:
    """How many incidents each person had in each month."""
    months = calendar.number_of_months
    cell = moments.person * months + calendar.months[moments.day]
    return np.bincount(cell, minlength=people * months).astype(np.int32).reshape(people, months)


def taken_away(
    chance: np.random.Generator, moments: Moments, helped: Helped, people: int, plan: Plan
) -> NDArray[np.bool_]:
    """Which incidents do not happen because of help."""
    since = np.full(people, NEVER)
    since[helped.person] = helped.at
    after = moments.at >= since[moments.person]
    gone = np.zeros(len(after), dtype=bool)
    gone[after] = chance.random(int(after.sum())) >= plan.effect
    return gone


def are_repeats(moments: Moments) -> NDArray[np.bool_]:
    """Which have an earlier incident of the same person in the 365 days before."""
    found = np.zeros(len(moments.at), dtype=bool)
    same = moments.person[1:] == moments.person[:-1]
    found[1:] = same & (moments.at[1:] - moments.at[:-1] <= _A_YEAR)
    return found


def counts_of(moments: Moments, gone: NDArray[np.bool_], calendar: Calendar) -> NDArray[np.int64]:
    """By month: incidents and repeats as they were, and as they would have been without help. Shape (months, 4)."""
    months = calendar.number_of_months
    left = moments.where(~gone)
    columns = []
    for part in (left, moments):
        month = calendar.months[part.day]
        columns.append(np.bincount(month, minlength=months))
        columns.append(np.bincount(month[are_repeats(part)], minlength=months))
    return np.column_stack(columns).astype(np.int64)


def followed(
    moments: Moments, gone: NDArray[np.bool_], helped: Helped, people: int, calendar: Calendar
) -> NDArray[np.int64]:
    """Of those with six whole months after the one in which help began: how many, their incidents, and those gone."""
    whole = helped.month + _FOLLOWED < calendar.number_of_months
    month = np.full(people, -1)
    month[helped.person[whole]] = helped.month[whole]
    since = calendar.months[moments.day] - month[moments.person]
    within = (month[moments.person] >= 0) & (since >= 1) & (since <= _FOLLOWED)
    return np.array([int(whole.sum()), int((within & ~gone).sum()), int((within & gone).sum())])
