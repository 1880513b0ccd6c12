"""Entries from what was told of a person: strengths first, circumstances, what matters to them, warning notes.

What an adult told of their own childhood is never in a chronology, and neither is a child's own view.
"""

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.understand.choices.chronology import Certainty, EventKind, Seen
from earlyhelp.understand.choices.entries import Assertion, HowKnown
from earlyhelp.understand.models import Assessment, Circumstance, Strength, WarningNote
from earlyhelp.understand.queries.chronology.about import About
from earlyhelp.understand.queries.entries import visible_to
from earlyhelp.understand.rules.chronology import Entry, is_minor


def list_told_entries(by: Actor, about: About) -> list[Entry]:
    """Strengths, circumstances, conversations and warning notes that the actor may see, as they stand. Four queries."""
    return [
        *_told(by, about, Strength, EventKind.STRENGTH),
        *_told(by, about, Circumstance, EventKind.CIRCUMSTANCE),
        *_talks(by, about),
        *_warnings(by, about),
    ]


def _seen(by: Actor, agency_id: UUID) -> Seen:
    return Seen.OWN if agency_id == by.agency_id else Seen.AGREEMENT


def _day(at: datetime) -> date:
    return at.astimezone(LONDON).date()


def _known(how: str, who: str) -> str:
    return gettext("%(how)s: %(who)s") % {"how": how, "who": who}


def _told(
    by: Actor, about: About, model: type[Strength] | type[Circumstance], kind: EventKind
) -> Iterator[Entry]:
    rows = model.objects.filter(visible_to(by), person_id__in=list(about.people), replaced_by=None)
    for row in rows.select_related("agency"):
        reported = row.how_known == HowKnown.DISCLOSED
        certainty = Certainty.REPORTED if reported else Certainty.FACT
        yield Entry(
            key=f"{kind.value}:{row.pk}",
            when=row.first_on or _day(row.recorded_at),
            agency_id=row.agency_id,
            agency=row.agency.name,
            kind=kind,
            title=row.get_kind_display(),
            certainty=Certainty.OPINION if row.assertion == Assertion.OPINION else certainty,
            known=_known(row.get_how_known_display(), row.said_by),
            seen=_seen(by, row.agency_id),
            about=frozenset((about.people[row.person_id],)),
            text=row.words,
            language=row.language,
            until_on=row.last_on,
            is_minor=is_minor(kind),
        )


def _talks(by: Actor, about: About) -> Iterator[Entry]:
    rows = Assessment.objects.filter(agency_id=by.agency_key, person_id__in=list(about.people))
    for row in rows.select_related("agency", "written_by"):
        yield Entry(
            key=f"assessment:{row.pk}",
            when=row.talked_on,
            agency_id=row.agency_id,
            agency=row.agency.name,
            kind=EventKind.ASSESSMENT,
            title=gettext("A conversation about what matters to them"),
            certainty=Certainty.REPORTED,
            known=gettext("Recorded by: %(name)s") % {"name": row.written_by.full_name},
            seen=_seen(by, row.agency_id),
            about=frozenset((about.people[row.person_id],)),
            text=row.strengths,
            language=row.language,
            is_minor=is_minor(EventKind.ASSESSMENT),
        )


def _warnings(by: Actor, about: About) -> Iterator[Entry]:
    rows = WarningNote.objects.filter(visible_to(by), person_id__in=list(about.people))
    for row in rows.select_related("agency", "ended_by"):
        yield Entry(
            key=f"warning:{row.pk}:written",
            when=row.recorded_at,
            agency_id=row.agency_id,
            agency=row.agency.name,
            kind=EventKind.WARNING,
            title=gettext("A warning note was written"),
            certainty=Certainty.REPORTED,
            known=_known(gettext("Said by"), row.said_by),
            seen=_seen(by, row.agency_id),
            about=frozenset((about.people[row.person_id],)),
            text=row.words,
            language=row.language,
            is_minor=is_minor(EventKind.WARNING),
        )
        if row.ended_at is not None:
            yield Entry(
                key=f"warning:{row.pk}:ended",
                when=row.ended_at,
                agency_id=row.agency_id,
                agency=row.agency.name,
                kind=EventKind.WARNING,
                title=gettext("A warning note was ended"),
                certainty=Certainty.FACT,
                known=gettext("Recorded in this service"),
                seen=_seen(by, row.agency_id),
                about=frozenset((about.people[row.person_id],)),
                text=row.ended_because,
                is_minor=True,
            )
