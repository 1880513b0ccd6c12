"""A chronology as chips, as a table of several people, and as plain values for paper."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.utils.http import urlencode
from django.utils.translation import gettext, ngettext, override

from earlyhelp.desk import queries
from earlyhelp.desk.queries.chronology import Chronology, get_chronology
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.time_words import written_date, written_moment
from earlyhelp.partnership.models import Practitioner
from earlyhelp.understand.choices.chronology import EventGroup, PrintLanguage, PrintReason
from earlyhelp.understand.models import Person
from earlyhelp.understand.rules.chronology import Block, Entry, Gap, gap_words, when_words

SHOW: Final = "show"
_BOTH: Final = ("cy", "en")


@dataclass(frozen=True, slots=True)
class Chip:
    """A group of entries to look at alone, or no longer: a link, so that it works without JavaScript."""

    text: str
    href: str
    is_on: bool


def chosen(request: HttpRequest) -> tuple[EventGroup, ...]:
    """The groups that the address asks for. Words that are no group are passed over."""
    asked = request.GET.getlist(SHOW)
    return tuple(group for group in EventGroup if group.value in asked)


def query_of(groups: Sequence[EventGroup]) -> str:
    """The part of an address that keeps the groups on the next page."""
    return "".join(f"{urlencode({SHOW: group.value})}&" for group in groups)


def chips(chronology: Chronology, groups: Sequence[EventGroup]) -> list[Chip]:
    """One chip for each group of which there is an entry, or that is chosen; the first one shows everything."""
    found = [Chip(gettext("Everything"), "?", not groups)]
    there = chronology.groups
    for group in EventGroup:
        if group in there or group in groups:
            after = [one for one in groups if one is not group]
            if group not in groups:
                after.append(group)
            query = urlencode([(SHOW, one.value) for one in after])
            found.append(Chip(str(group.label), f"?{query}", group in groups))
    return found


# --- on paper -------------------------------------------------------------------------------------------


def paper(
    by: Actor,
    person: Person,
    *,
    reason: PrintReason,
    language: PrintLanguage,
    printed_by: Practitioner,
    at: datetime,
) -> tuple[dict[str, Any], int]:
    """The values of a printed chronology, oldest first, and how many entries stand in it.

    With both languages the whole stands in it twice, Welsh first.
    """
    parts, entries = [], 0
    for code in _BOTH if language is PrintLanguage.BOTH else (language.value,):
        with override(code):
            chronology = get_chronology(by, [person.pk], at=at)
            parts.append(_part(by, person, chronology, reason, printed_by, at, code))
            entries = len(chronology.entries)
    titles = " / ".join(dict.fromkeys(part["heading"] for part in parts))
    return {"title": f"{titles} {person.reference}", "foot": parts[0]["foot"], "parts": parts}, entries


def _part(
    by: Actor,
    person: Person,
    chronology: Chronology,
    reason: PrintReason,
    printed_by: Practitioner,
    at: datetime,
    code: str,
) -> dict[str, Any]:
    header = queries.get_header(by, person, at=at)
    blocks = chronology.blocks(newest_first=False, fold=False)
    return {
        "language": code,
        "heading": gettext("Chronology"),
        "foot": gettext("Keep this paper safe, and destroy it when it is no longer needed."),
        "facts": [
            [gettext("Person"), f"{header.name} ({person.reference})"],
            [gettext("Printed by"), f"{printed_by.full_name}, {printed_by.agency.name}"],
            [gettext("Printed on"), written_moment(at)],
            [gettext("Why it was printed"), str(reason.label)],
        ],
        "notes": [
            *withheld_words(chronology),
            gettext("Entries stand in the order of time, the oldest first."),
        ],
        "empty": gettext("Nothing is recorded that you may see."),
        "rows": [_row(block) for block in blocks],
    }


def withheld_words(chronology: Chronology) -> list[str]:
    """What a reader must know of what is not there: whole sentences."""
    withheld = chronology.withheld
    said = []
    if withheld.count:
        said.append(
            ngettext(
                "%(count)d agency holds entries that you may not see: no sharing agreement covers them.",
                "%(count)d agencies hold entries that you may not see: no sharing agreement covers them.",
                withheld.count,
            )
            % {"count": withheld.count}
        )
    if withheld.agencies:
        said.append(gettext("Ask these agencies: %(names)s") % {"names": ", ".join(withheld.agencies)})
    if withheld.others:
        said.append(
            gettext(
                "An agency is not named where its name alone would tell something. Your information governance "
                "officer can ask for an agreement."
            )
        )
    said.append(
        gettext(
            "Entries that no live agreement covers are left out. An agency may also keep entries to itself, and then "
            "nobody is told."
        )
    )
    return said


def gap_meaning() -> str:
    """What a gap does not mean."""
    return gettext("That nothing was recorded does not mean that nothing happened.")


def _row(block: Block) -> dict[str, Any]:
    if block.gap is not None:
        return {"gap": gap_words(block.gap), "meaning": gap_meaning()}
    (entry,) = block.entries
    return {
        "when": when_words(entry),
        "title": entry.title,
        "source": entry.agency,
        "certainty": str(entry.certainty.label),
        "known": entry.known,
        "text": entry.text,
        "language": entry.language,
        "notes": [
            [gettext("Why it matters"), note.why, f"{note.who}, {written_date(note.at.date())}"]
            for note in entry.notes
        ],
    }


# --- several people -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SharedRow:
    """One line of a chronology of several people: an entry and, for each person in order, whether it is about them."""

    entry: Entry | None
    gap: Gap | None
    about: tuple[bool, ...]


def shared_rows(blocks: Iterable[Block], people: Sequence[UUID]) -> list[SharedRow]:
    """The lines of a table with a column for each of these people. Each entry stands once."""
    rows = []
    for block in blocks:
        if block.gap is not None:
            rows.append(SharedRow(None, block.gap, ()))
        rows += [
            SharedRow(entry, None, tuple(key in entry.about for key in people)) for entry in block.entries
        ]
    return rows
