"""Events of partners, agreements about them, and what workers say of a chronology."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.models import new_id
from earlyhelp.partnership.choices import AgencyKind, AgreementKind, DataSet
from earlyhelp.partnership.choices.agreements import AgreementState
from earlyhelp.partnership.models import Agency, Area, Practitioner, SharingAgreement
from earlyhelp.understand.actions.chronology import pin_entry, say_significance
from earlyhelp.understand.choices.chronology import (
    Certainty,
    EventKind,
    EventVisibility,
    NoteVisibility,
)
from earlyhelp.understand.models import PartnerEvent, Person, PersonLink, SourceRecord
from earlyhelp.understand.rules.chronology import data_set_of
from tests import factories
from tests.factories.understand import person, source_record

_numbers = count(1)


def agreement(
    parties: Iterable[Agency],
    data_sets: Iterable[str] = tuple(DataSet),
    *,
    starts_on: date = date(2024, 4, 1),
    ends_on: date | None = None,
    purpose: str = Purpose.EARLY_HELP,
) -> SharingAgreement:
    """What these agencies agreed to share."""
    made = SharingAgreement.objects.create(
        kind=AgreementKind.ISP,
        state=AgreementState.LIVE,
        title_en="Events",
        title_cy="Digwyddiadau",
        purpose=purpose,
        lawful_basis="Public task",
        data_sets=list(data_sets),
        starts_on=starts_on,
        review_on=date(2030, 4, 1),
        ends_on=ends_on,
    )
    made.parties.set(parties)
    return made


def partner(area: Area, kind: AgencyKind = AgencyKind.HOUSING) -> Agency:
    """An agency that has agreed nothing yet."""
    return factories.agency(kind, f"partner-{next(_numbers)}", area)


def event(record: SourceRecord, **said: Any) -> PartnerEvent:
    """Something that happened, as the owner of the record loads it."""
    number = next(_numbers)
    kind = said.setdefault("kind", EventKind.SCHOOL)
    if "happened_at" not in said:
        said.setdefault("happened_on", date(2026, 1, 5))
    values: dict[str, Any] = {
        "source_key": f"E{number}",
        "certainty": Certainty.FACT,
        "summary_en": f"Synthetic event {number}",
        "summary_cy": f"Digwyddiad synthetig {number}",
        "language": "en",
        "visibility": EventVisibility.SHARED,
        "received_at": factories.AT,
        "run_id": UUID(int=1),
        "line": number,
        "digest": b"\0" * 16,
    }
    with acting(Actor.system("running", agency_id=record.agency_id)):
        return PartnerEvent.objects.create(
            agency_id=record.agency_id, record=record, data_set=data_set_of(kind), **(values | said)
        )


def link_record(
    by: Actor, somebody: Person, record: SourceRecord, *, at: datetime = factories.AT
) -> PersonLink:
    """Say that a record is about this person."""
    with acting(by):
        return PersonLink.objects.create(
            id=new_id(),
            agency_id=by.agency_key,
            person=somebody,
            record=record,
            linked_by_id=by.practitioner_key,
            linked_at=at,
        )


def rows_of_chronology(council: Agency, decider: Practitioner) -> None:
    """One row in each table of a chronology, of the council's."""
    by = factories.actor(decider)
    made = event(source_record(council))
    somebody = person(by)
    with acting(by):
        pin_entry(by=by, person=somebody, entry=f"event:{made.pk}", at=factories.AT)
        say_significance(
            by=by,
            person=somebody,
            entry=f"event:{made.pk}",
            why="It was the first time that she asked.",
            visibility=NoteVisibility.AGENCY,
            at=factories.AT + timedelta(minutes=1),
        )
