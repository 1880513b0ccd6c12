"""The few of many candidates that a person should look at, the most telling first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from earlyhelp.kit.identity import Identity
from earlyhelp.understand.linkage.compare import band_of, compare, told, weigh
from earlyhelp.understand.linkage.fields import plain
from earlyhelp.understand.linkage.findings import Band, Explanation

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Candidate(Generic[Key]):
    """One who may be the same person: the caller's key, who they are, the band, and why."""

    key: Key
    identity: Identity
    band: Band
    explanation: Explanation


def rank(
    identity: Identity, candidates: Iterable[tuple[Key, Identity]], *, on: date, limit: int | None = 5
) -> list[Candidate[Key]]:
    """Return at most ``limit`` candidates (all of them for None): the likely before the possible, then by
    weight.

    Those in neither band are left out. Equal ones keep the order in which they came. The list is what to
    look at; it never decides.
    """
    sought = plain(identity, on=on)
    found = []
    for place, (key, other) in enumerate(candidates):
        theirs = plain(other, on=on)
        levels = compare(sought, theirs)
        weights = weigh(sought, theirs, levels)
        if band := band_of(levels, weights):
            order = (band is not Band.LIKELY, -sum(weights), place)
            found.append((order, key, other, band, levels, weights))
    found.sort(key=lambda one: one[0])
    return [
        Candidate(key, other, band, told(identity, other, levels, weights))
        for _, key, other, band, levels, weights in found[:limit]
    ]
