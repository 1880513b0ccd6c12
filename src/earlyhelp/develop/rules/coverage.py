"""How much of a training is done, in groups that are large enough to be shown. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from earlyhelp.develop.choices.requirements import Standing

# Smaller groups are not shown: of four people, everybody knows who is meant.
SMALLEST: Final = 5


@dataclass(frozen=True, slots=True)
class Tally:
    """Of how many people a training is asked, and how they stand with it."""

    people: int
    covered: int
    in_time: int

    @property
    def overdue(self) -> int:
        """How many should have done it."""
        return self.people - self.covered - self.in_time

    @property
    def percent(self) -> int:
        """How many of a hundred are trained today, rounded to the nearest. Only of people of whom it is asked."""
        return (200 * self.covered + self.people) // (2 * self.people)


def tally_of(standings: Iterable[Standing]) -> Tally:
    """Count how people stand."""
    found = list(standings)
    covered = sum(1 for one in found if one in {Standing.CURRENT, Standing.RENEW_SOON})
    return Tally(len(found), covered, sum(1 for one in found if one == Standing.HAS_TIME))


def shown(groups: Mapping[str, Tally]) -> dict[str, Tally | None]:
    """Groups that part one whole, as they may be shown beside it: None for those that are too few.

    Groups of under five people are left out. Where those together are under five too, the next smallest is left out
    with them: otherwise they would be what is missing from the whole. Groups of nobody are no groups.
    """
    there = {code: tally for code, tally in groups.items() if tally.people}
    by_size = sorted(there, key=lambda code: (there[code].people, code))
    hidden = {code for code in by_size if there[code].people < SMALLEST}
    for code in by_size:
        if not hidden or sum(there[one].people for one in hidden) >= SMALLEST:
            break
        hidden.add(code)
    return {code: None if code in hidden else tally for code, tally in there.items()}


def shown_whole(tally: Tally) -> Tally | None:
    """A whole as it may be shown: None when it is of under five people."""
    return tally if tally.people >= SMALLEST else None


def is_reached(tally: Tally, target: int) -> bool:
    """Whether so many of a hundred are trained. Exact: 89.6 percent does not reach 90."""
    return 100 * tally.covered >= target * tally.people
