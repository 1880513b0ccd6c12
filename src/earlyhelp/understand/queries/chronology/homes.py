"""Entries from families: who moved in or out, and which relationship began or ended. No address stands in them.

What is kept back of a family (an adoption, a donor) is never in a chronology.
"""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from earlyhelp.kit.actor import Actor
from earlyhelp.understand.choices.chronology import Certainty, EventKind, Seen
from earlyhelp.understand.choices.families import WhoSees
from earlyhelp.understand.facts import term_of
from earlyhelp.understand.models import HouseholdMember, Relationship
from earlyhelp.understand.queries.chronology.about import About
from earlyhelp.understand.queries.families import counting
from earlyhelp.understand.rules.chronology import Entry, is_minor


def list_home_entries(by: Actor, about: About) -> list[Entry]:
    """Households and relationships of the actor's agency whose day is known. Three queries."""
    return [*_homes(by, about), *_bonds(by, about)]


def _homes(by: Actor, about: About) -> Iterator[Entry]:
    rows = counting(
        HouseholdMember.objects.filter(
            agency_id=by.agency_key, person_id__in=list(about.people), who_sees=WhoSees.OPEN
        ).select_related("agency", "household")
    )
    for row in rows:
        who = frozenset((about.people[row.person_id],))
        titles = (gettext("Moved into a household"), gettext("Moved out of a household"))
        yield from _steps(row, EventKind.HOUSEHOLD, titles, who, row.household.reference)


def _bonds(by: Actor, about: About) -> Iterator[Entry]:
    mine = Relationship.objects.filter(agency_id=by.agency_key, who_sees=WhoSees.OPEN)
    keys = list(about.people)
    rows = {
        row.pk: row
        for ends in ({"person_id__in": keys}, {"other_id__in": keys})
        for row in counting(mine.filter(**ends).select_related("agency"))
    }
    for row in rows.values():
        ends = (about.people.get(row.person_id), about.people.get(row.other_id))
        who = frozenset(key for key in ends if key)
        words = term_of(row.kind, first=ends[0] is None, is_over=False)
        titles = (gettext("A relationship began"), gettext("A relationship ended"))
        yield from _steps(row, EventKind.RELATIONSHIP, titles, who, words.label)


def _steps(
    row: HouseholdMember | Relationship,
    kind: EventKind,
    titles: tuple[str, str],
    who: frozenset[UUID],
    text: str,
) -> Iterator[Entry]:
    for step, title, on in (("from", titles[0], row.from_on), ("to", titles[1], row.to_on)):
        if on is not None:
            yield _entry(row, kind, step, title, on, who, text)


def _entry(
    row: HouseholdMember | Relationship,
    kind: EventKind,
    step: str,
    title: str,
    on: date,
    who: frozenset[UUID],
    text: str,
) -> Entry:
    return Entry(
        key=f"{kind.value}:{row.pk}:{step}",
        when=on,
        agency_id=row.agency_id,
        agency=row.agency.name,
        kind=kind,
        title=title,
        certainty=Certainty.REPORTED,
        known=gettext("%(how)s: %(who)s") % {"how": gettext("Said by"), "who": row.said_by},
        seen=Seen.OWN,
        about=who,
        text=text,
        is_minor=is_minor(kind),
    )
