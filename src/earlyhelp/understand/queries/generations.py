"""Which kinds of things the generations of a family share: by kind and date. Nothing is added up or ranked."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.actions import audit
from earlyhelp.identify.choices import Need, PersonRole
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.time_words import written_date
from earlyhelp.understand.choices.circumstances import CircumstanceKind
from earlyhelp.understand.choices.entries import Sheet
from earlyhelp.understand.models import Person
from earlyhelp.understand.queries.entries import list_current
from earlyhelp.understand.queries.families import Family, get_family
from earlyhelp.understand.queries.genogram import list_generations
from earlyhelp.understand.queries.joined import list_joined
from earlyhelp.understand.queries.said import Known
from earlyhelp.understand.rules.times import Day, When

_TITLES: Final[dict[int, str | Promise]] = {
    -2: _("Their grandparents’ generation"),
    -1: _("Their parents’ generation"),
    0: _("Their own generation"),
    1: _("Their children’s generation"),
    2: _("Their grandchildren’s generation"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """That something is recorded of somebody, when, and by whom."""

    name: str
    when: str
    source: str


@dataclass(frozen=True, slots=True)
class SharedKind:
    """One kind of thing, and what is recorded of it in each generation, in the order of `Generations.titles`."""

    title: str
    cells: tuple[tuple[Told, ...], ...]

    @property
    def is_shared(self) -> bool:
        """True when it is recorded in more than one generation."""
        return len([cell for cell in self.cells if cell]) > 1


@dataclass(frozen=True, slots=True)
class Generations:
    """The generations of a family, the oldest first, and the kinds in the fixed order of their lists."""

    titles: tuple[str, ...]
    people: tuple[tuple[Known, ...], ...]
    kinds: tuple[SharedKind, ...]
    is_withheld: bool


def get_generations(by: Actor, person: Person, *, at: datetime) -> Generations:
    """What notifications and circumstances that the actor may see say of each generation. Each reading is audited.

    What adults told of their own childhood is not in it: that opens only in its own place, for its own purpose.
    """
    family = get_family(by, person, at=at)
    by_row = {row: known for row, known in list_generations(by, family).items() if row in _TITLES}
    rows = sorted(by_row)
    told = _told(by, family)
    kinds = [
        SharedKind(str(title), tuple(_cell(told[key], by_row[row]) for row in rows))
        for key, title in _kinds()
        if key in told
    ]
    _record_reading(by, family, at)
    return Generations(
        tuple(str(_TITLES[row]) for row in rows),
        tuple(tuple(by_row[row]) for row in rows),
        tuple(kinds),
        family.is_withheld,
    )


_Kind = tuple[str, str]
_Cells = dict[UUID, list[Told]]


def _kinds() -> Iterable[tuple[_Kind, str | Promise]]:
    """Needs of notifications first, then circumstances: always in this order."""
    for need in Need:
        yield ("need", need.value), need.label
    for kind in CircumstanceKind:
        yield ("circumstance", kind.value), kind.label


def _told(by: Actor, family: Family) -> dict[_Kind, _Cells]:
    told: dict[_Kind, _Cells] = defaultdict(lambda: defaultdict(list))
    for key, known in family.people.items():
        for said in known.said:
            if said.reported is not None and said.reported.role != PersonRole.OTHER:
                for need in said.reported.notification.needs:
                    one = Told(known.called, written_date(said.on), f"{said.source}, {said.reference}")
                    told[("need", need)][key].append(one)
    joined = list_joined(by, family.people)
    whose = {own: key for key, (_top, keys) in joined.items() for own in keys}
    for row in list_current(by, whose, Sheet.CIRCUMSTANCES):
        key = whose[row.person_id]
        first = Day(row.first_on, row.first_exact) if row.first_on else None
        last = Day(row.last_on, row.last_exact) if row.last_on else None
        when = When(row.when_kind, first, last).words
        one = Told(family.people[key].called, when, row.said_by)
        told[("circumstance", str(getattr(row, "kind", "")))][key].append(one)
    return told


def _cell(told: _Cells, people: Iterable[Known]) -> tuple[Told, ...]:
    return tuple(one for known in people for one in told.get(known.person_id, []))


def _record_reading(by: Actor, family: Family, at: datetime) -> None:
    people = Person.objects.filter(pk__in=family.people.keys() - {family.centre_id})
    audit.record_read(by=by, what="person", targets=people, at=at, reason="generations")
