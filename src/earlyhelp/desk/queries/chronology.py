"""One chronology of what every room and every partner recorded about somebody, or about several people."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.conf import settings
from django.core.paginator import Page, Paginator

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.signpost.queries import chronology as signpost
from earlyhelp.solve.queries import chronology as solve
from earlyhelp.understand.choices.chronology import EventGroup
from earlyhelp.understand.queries import chronology as understand
from earlyhelp.understand.rules import chronology as chronology_rules
from earlyhelp.understand.rules.chronology import Block, Entry, Gap

PER_PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class Chronology:
    """Everything that the reader may see, in the order of time; what is withheld; and where nothing is known."""

    entries: tuple[Entry, ...]
    gaps: tuple[Gap, ...]
    withheld: understand.Withholding
    on: date

    @property
    def pinned(self) -> tuple[Entry, ...]:
        """What workers keep at the top, the newest first."""
        return tuple(entry for entry in reversed(self.entries) if entry.is_pinned)

    @property
    def groups(self) -> tuple[EventGroup, ...]:
        """The groups of which there is an entry."""
        kinds = {entry.kind for entry in self.entries}
        return tuple(group for group, own in chronology_rules.GROUPS.items() if kinds & set(own))

    def blocks(
        self, groups: Iterable[EventGroup] = (), *, newest_first: bool, fold: bool
    ) -> tuple[Block, ...]:
        """What is read, from top to bottom. A gap is one of all entries, also where only some are shown."""
        shown = chronology_rules.only_of(self.entries, groups)
        return chronology_rules.lay_out(shown, self.gaps, newest_first=newest_first, fold=fold)

    def page(self, groups: Iterable[EventGroup], number: str | None) -> tuple[Page[Entry], tuple[Block, ...]]:
        """One page of it, the newest first, with the gaps between its entries and towards the newer page."""
        shown = chronology_rules.only_of(self.entries, groups)[::-1]
        page = Paginator(shown, PER_PAGE).get_page(number)
        first, last = page.start_index() - 1, page.end_index()
        gaps = chronology_rules.gaps_within(
            self.gaps,
            after=shown[last - 1].first_day if page.has_next() else None,
            before=shown[first - 1].first_day if page.has_previous() else None,
        )
        entries = reversed(shown[max(first, 0) : last])
        return page, chronology_rules.lay_out(entries, gaps, newest_first=True, fold=True)

    def find(self, key: str) -> Entry:
        """One entry. Raises NoSuchEntry when the reader may not see it, or nobody can."""
        found = next((entry for entry in self.entries if entry.key == key), None)
        if found is None:
            raise chronology_rules.NoSuchEntry
        return found


def get_chronology(by: Actor, person_ids: Sequence[UUID], *, at: datetime) -> Chronology:
    """The chronology of these people, each entry once. Constant queries, however many entries there are.

    Whoever shows it has opened the record of each of them.
    """
    about = understand.get_about(by, person_ids)
    entries = chronology_rules.merge(
        understand.list_report_entries(by, about, at=at),
        understand.list_own_entries(by, about),
        understand.list_home_entries(by, about),
        understand.list_told_entries(by, about),
        understand.list_partner_entries(by, about, at=at),
        solve.list_dated_entries(by, about.notifications),
        signpost.list_dated_entries(by, about.reported, about.notifications, at=at),
    )
    marks = understand.get_marks(by, about)
    marked = chronology_rules.mark(entries, pinned=marks.pinned, notes=marks.notes)
    on = at.astimezone(LONDON).date()
    gaps = chronology_rules.find_gaps(marked, at_least=settings.CHRONOLOGY_GAP_DAYS, until=on)
    return Chronology(marked, gaps, understand.get_withholding(by, about), on)
