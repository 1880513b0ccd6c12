"""What workers said of a chronology's entries: pinned, and why it matters."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from earlyhelp.kit.actor import Actor
from earlyhelp.understand.choices.chronology import NoteVisibility
from earlyhelp.understand.models import EntryPin, Significance
from earlyhelp.understand.queries.chronology.about import About
from earlyhelp.understand.rules.chronology import Note


@dataclass(frozen=True, slots=True)
class Marks:
    """Pinned entries, and notes by entry, the oldest first."""

    pinned: frozenset[str]
    notes: Mapping[str, tuple[Note, ...]]


def get_marks(by: Actor, about: About) -> Marks:
    """What the actor may see of it. Two queries. Whoever shows it audits the reading of the chronology."""
    keys = list(about.people)
    pins = EntryPin.objects.filter(person_id__in=keys, agency_id=by.agency_key, undone_at=None)
    rows = Significance.objects.filter(person_id__in=keys, undone_at=None).select_related("said_by")
    notes: dict[str, list[Note]] = defaultdict(list)
    for row in rows:
        is_mine = row.said_by_id == by.practitioner_id
        if row.visibility == NoteVisibility.ME and not is_mine:
            continue
        label = str(NoteVisibility(row.visibility).label)
        notes[row.entry].append(Note(row.pk, row.why, row.said_by.full_name, row.said_at, label, is_mine))
    return Marks(
        frozenset(pins.values_list("entry", flat=True)), {key: tuple(said) for key, said in notes.items()}
    )
