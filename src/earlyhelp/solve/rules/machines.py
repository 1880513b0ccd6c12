"""Every state machine of this room has one shape, so that the manual, the spec table and the properties read them all.

A noun's `rules/<noun>.py` holds `MACHINE: Final = Machine(...)` and is named in `MODULES` below.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib import import_module
from typing import Any, Final

from earlyhelp.solve.choices.machines import Clock, Owner


@dataclass(frozen=True, slots=True)
class Machine:
    """States, the steps between them, who has the next move in each, and which clock runs.

    `moves` maps (state, step) to the next state; what is not in it is refused. `owners` maps a state to a value of
    `Owner`, `clocks` to a value of `Clock`; an end's owner is "nobody" and its clock "". `states` and `steps` hold
    the words for the manual.
    """

    name: str
    first: str
    moves: Mapping[tuple[str, str], str]
    owners: Mapping[Any, str]
    clocks: Mapping[Any, str]
    ends: frozenset[str]
    states: type[Enum] | None = None
    steps: type[Enum] | None = None

    @property
    def all_states(self) -> tuple[str, ...]:
        """Every state, the first one first, in the order of the moves."""
        named = [self.first, *(one for (was, _), to in self.moves.items() for one in (was, to)), *self.owners]
        return tuple(dict.fromkeys([*named, *sorted(self.ends)]))

    @property
    def all_steps(self) -> tuple[str, ...]:
        """Every step, in the order of the moves."""
        return tuple(dict.fromkeys(step for _, step in self.moves))

    def can(self, state: str, step: str) -> bool:
        """True when the step may be taken from this state."""
        return (state, step) in self.moves

    def after(self, state: str, step: str) -> str:
        """The state to which a step leads. Raises KeyError when it may not be taken: ask `can` first."""
        return self.moves[state, step]

    def steps_from(self, state: str) -> tuple[str, ...]:
        """The steps that may be taken from this state."""
        return tuple(step for was, step in self.moves if was == state)

    def validate(self) -> None:
        """Refuse a machine in which something could be forgotten. Raises ValueError with every fault."""
        faults = [*_unreached(self), *_without_owner_or_clock(self), *_ends_that_go_on(self)]
        if faults:
            raise ValueError(f"{self.name}: " + "; ".join(faults))


def _unreached(machine: Machine) -> list[str]:
    reached, grown = set[str](), {machine.first}
    while grown != reached:
        reached = set(grown)
        grown |= {to for (was, _), to in machine.moves.items() if was in reached}
    return [f"{state} can not be reached" for state in machine.all_states if state not in reached]


def _without_owner_or_clock(machine: Machine) -> list[str]:
    faults = []
    for state in machine.all_states:
        owner, clock, is_end = machine.owners.get(state), machine.clocks.get(state, ""), state in machine.ends
        if owner not in Owner.values or (owner == Owner.NOBODY) is not is_end:
            faults.append(f"{state} has the owner {owner!r}")
        if clock not in ("", *Clock.values) or (clock == "") is not is_end:
            faults.append(f"{state} has the clock {clock!r}")
    return faults


def _ends_that_go_on(machine: Machine) -> list[str]:
    starts = {was for was, _ in machine.moves}
    on = [f"{state} is an end and goes on" for state in sorted(machine.ends & starts)]
    return on + [
        f"{state} is no end and can not be left"
        for state in machine.all_states
        if state not in machine.ends | starts
    ]


# The modules of `rules` that hold a MACHINE, in the order of the pathway. Each noun adds its own line.
MODULES: Final = (
    "states",
    "followups",
    "holds",
    "checks",
    "episodes",
    "actions",
    "steps",
    "meetings",
    "meeting_cases",
    "goals",
    "plans",
    "reviews",
    "second_looks",
)


@cache
def list_machines() -> tuple[Machine, ...]:
    """Every machine of this room. Found when asked for, since each noun's rules import this module."""
    found = [import_module(f"earlyhelp.solve.rules.{name}") for name in MODULES]
    return tuple(module.MACHINE for module in found)
