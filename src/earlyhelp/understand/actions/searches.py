"""Searching for people: written down before anything is shown. A person is made only after a search."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import blake2b
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from earlyhelp.govern.actions import audit
from earlyhelp.govern.choices import EntryKind
from earlyhelp.identify.models import ReportedPerson
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.identity import Identity, plain_identifier, search_keys
from earlyhelp.kit.models import new_id
from earlyhelp.kit.working_days import LONDON
from earlyhelp.understand import queries, rules
from earlyhelp.understand.actions.links import link_source, lock, new_person, person_of_source
from earlyhelp.understand.models import Person, PersonSearch, SourceIdentifier, SourceRecord
from earlyhelp.understand.queries.searches import named_numbers, subject_of, typed_identity
from earlyhelp.understand.rules.sides import (
    Searched,
    Side,
    SideKind,
    check_says_something,
    check_was_searched,
)

OWN_SYSTEM = "early-help"
"""The name of the system in which the front door itself records somebody whom nobody knew."""


@transaction.atomic
def search_people(
    *,
    by: Actor,
    typed: Mapping[str, Any],
    because: str,
    at: datetime,
    subject: Side | None = None,
    is_harder: bool = False,
) -> PersonSearch:
    """Write down a search: what was typed, why, and for whom the same person is looked for.

    A date of birth or one name alone makes no search key, so that every record is compared for it at once.

    Raises NotAllowed, NothingToSearch, or DoesNotExist of the subject.
    """
    rules.check_may_link(by)
    identity = typed_identity(typed, on=at.astimezone(LONDON).date())
    check_says_something(identity)
    is_harder = is_harder or not search_keys(identity)
    search = PersonSearch.objects.create(
        agency_id=by.agency_key,
        searched_by_id=by.practitioner_key,
        searched_at=at,
        because=because,
        typed=dict(typed),
        is_harder=is_harder,
        **_subject(by, subject),
    )
    fields = sorted(name for name, value in typed.items() if value)
    audit.record(
        by=by,
        did="person_search.made",
        target=search,
        kind=EntryKind.READ,
        at=at,
        reason=because,
        detail={"typed": fields, "harder": is_harder},
    )
    return search


@transaction.atomic
def make_person_after_search(*, by: Actor, search_id: UUID, at: datetime) -> Person:
    """Say that the one who was searched for was not known before. The report that the search started from is linked.

    Without a report, what was typed becomes a record of the front door's own. Raises NotAllowed, NotSearched or
    PersonSearch.DoesNotExist.
    """
    rules.check_may_link(by)
    lock(by)
    search = queries.get_search(by, search_id)
    check_was_searched(by, Searched(search.searched_by_id, search.searched_at), at=at)
    subject = subject_of(search)
    if subject is not None and subject.is_person:
        return queries.get_current_person(by, subject.key)
    if subject is not None:
        return person_of_source(by, subject, at)
    person = new_person(by, at)
    identity = typed_identity(search.typed, on=search.searched_at.astimezone(LONDON).date())
    record = _record(by, replace(identity, identifiers=named_numbers(search.typed)), person.reference, at)
    link_source(by, Side(SideKind.RECORD, record.pk), person, at)
    return person


@transaction.atomic
def count_common_keys(*, by: Actor, at: datetime, most: int = 1_000) -> int:
    """Note which search keys more than `most` records hold, so that no search reads them. Returns how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT understand_count_keys(%s)", [most])
        (found,) = cursor.fetchone()
    audit.record(by=by, did="search_keys.counted", at=at, detail={"common": found, "most": most})
    return int(found)


def _subject(by: Actor, subject: Side | None) -> dict[str, UUID]:
    if subject is None:
        return {}
    if subject.kind is SideKind.REPORT:
        return {"reported_id": ReportedPerson.objects.only("pk").get(pk=subject.key).pk}
    if subject.kind is SideKind.RECORD:
        return {"record_id": SourceRecord.objects.only("pk").get(pk=subject.key).pk}
    return {"person_id": Person.objects.only("pk").get(pk=subject.key, agency_id=by.agency_key).pk}


def _record(by: Actor, identity: Identity, key: str, at: datetime) -> SourceRecord:
    """What was typed, as a record of the agency's own. A number of no named kind is not kept: it may be of any kind."""
    aged = identity.approximate_age
    record = SourceRecord.objects.create(
        id=new_id(),
        agency_id=by.agency_key,
        system=OWN_SYSTEM,
        source_key=key,
        given_name=identity.given_name,
        family_name=identity.family_name,
        date_of_birth=identity.date_of_birth,
        age=aged.years if aged else None,
        age_stated_on=aged.stated_on if aged else None,
        address=identity.address,
        postcode=identity.postcode,
        telephone=identity.telephone,
        recorded_at=at,
        received_at=at,
        digest=blake2b(key.encode(), digest_size=16).digest(),
        search_keys=search_keys(identity),
    )
    for system, value in identity.identifiers:
        SourceIdentifier.objects.create(
            record=record,
            agency_id=by.agency_key,
            system=system,
            value=value,
            plain=plain_identifier(value),
        )
    return record
