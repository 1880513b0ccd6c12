"""Entries from partners' own systems, and what is withheld of them.

Two walls (docs/adr/0013-chronology.md): the rule over agreements here, and row-level security in PostgreSQL.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext

from earlyhelp.govern.actions import audit
from earlyhelp.govern.choices import Purpose
from earlyhelp.govern.models import AccessGrant
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.models import Agency
from earlyhelp.partnership.queries import list_sharing
from earlyhelp.understand.choices.chronology import Certainty, EventKind, Seen
from earlyhelp.understand.models import PartnerEvent, SourceRecord
from earlyhelp.understand.queries.chronology.about import About
from earlyhelp.understand.rules.chronology import Entry, Withheld, may_see_event
from earlyhelp.understand.rules.events import RecordedEvent

_WITHHELD: Final = "SELECT agency_id FROM understand_withheld(%s::uuid[])"


@dataclass(frozen=True, slots=True)
class Withholding:
    """What is withheld: agencies by name where their name may be said, and how many others."""

    agencies: tuple[str, ...]
    others: int

    @property
    def count(self) -> int:
        """How many agencies."""
        return len(self.agencies) + self.others


def list_partner_entries(by: Actor, about: About, *, at: datetime) -> list[Entry]:
    """What partners' systems say of these people and the actor's agency may see. Four queries at most.

    The reading of each source record is audited.
    """
    if not about.records:
        return []
    on = at.astimezone(LONDON).date()
    sharing = list_sharing(by=by, purpose=Purpose.EARLY_HELP, on=on)
    granted = _granted(by, about, at)
    events = [
        event
        for event in PartnerEvent.objects.filter(record_id__in=list(about.records)).defer("digest")
        if _is_seen(by, event, sharing, granted)
    ]
    agencies = Agency.objects.in_bulk({event.agency_id for event in events})
    _record_reading(by, events, at)
    return [_entry(by, event, agencies[event.agency_id], about, granted) for event in events]


def _granted(by: Actor, about: About, at: datetime) -> frozenset[UUID]:
    live = Q(until_at=None) | Q(until_at__gt=at)
    grants = AccessGrant.objects.filter(live, record_id__in=list(about.records), agency_id=by.agency_key)
    return frozenset(grants.values_list("record_id", flat=True))


def _is_seen(
    by: Actor, event: PartnerEvent, sharing: Mapping[str, frozenset[UUID]], granted: frozenset[UUID]
) -> bool:
    return may_see_event(
        by,
        owner=event.agency_id,
        is_shared=event.agency_id in sharing.get(event.data_set, frozenset()),
        is_kept=event.is_kept,
        is_granted=event.record_id in granted,
    )


def _record_reading(by: Actor, events: list[PartnerEvent], at: datetime) -> None:
    read = dict.fromkeys(event.record_id for event in events)
    # The audit asks for a label and a key only, and a record whose events were opened may itself be out of sight.
    targets = [SourceRecord(pk=key) for key in read]
    audit.record_read(by=by, what="source_record", targets=targets, at=at, reason="chronology")


def _entry(by: Actor, event: PartnerEvent, agency: Agency, about: About, granted: frozenset[UUID]) -> Entry:
    text, language = event.told
    kind = EventKind(event.kind)
    when = event.happened_at or event.happened_on
    if when is None:
        raise ValueError("a partner event without a day: the database refuses it")
    return Entry(
        key=f"event:{event.pk}",
        when=when,
        agency_id=event.agency_id,
        agency=agency.name,
        kind=kind,
        title=str(kind.label),
        certainty=Certainty(event.certainty),
        known=gettext("Recorded in the agency’s own system"),
        seen=Seen.OWN
        if event.agency_id == by.agency_id
        else Seen.INVOLVED
        if event.record_id in granted
        else Seen.AGREEMENT,
        about=about.records[event.record_id],
        text=text,
        language=language,
        until_on=event.until_on,
        is_minor=not event.is_major,
    )


def get_withholding(by: Actor, about: About) -> Withholding:
    """Which agencies hold entries about these people that no agreement lets the actor's agency see. Two queries.

    PostgreSQL looks past its own wall for this, and gives back no content: an agency, or only that there is one.
    """
    with connection.cursor() as cursor:
        cursor.execute(_WITHHELD, [list(about.people)])
        keys = [key for (key,) in cursor.fetchall()]
    found = Withheld(tuple(key for key in keys if key), sum(key is None for key in keys))
    named = Agency.objects.in_bulk(found.named)
    return Withholding(tuple(sorted(one.name for one in named.values())), found.unnamed)


def find_unknown(by: Actor, events: Sequence[RecordedEvent]) -> list[int]:
    """The lines of those events that are about nobody whom the actor's own source records know. One query."""
    asked = {(event.system, event.person_key) for event in events}
    rows = SourceRecord.objects.filter(
        agency_id=by.agency_key,
        system__in={system for system, _key in asked},
        source_key__in={key for _system, key in asked},
    )
    known = set(rows.values_list("system", "source_key"))
    return [event.line for event in events if (event.system, event.person_key) not in known]
