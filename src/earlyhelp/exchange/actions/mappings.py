"""Keeping the mappings of imports: always one version more, with what stood there before in the audit."""

import hashlib
from datetime import datetime
from uuid import UUID

from django.db import transaction

from earlyhelp.exchange import queries, rules
from earlyhelp.exchange.models import MappingVersion
from earlyhelp.exchange.police import (
    CodeBook,
    Held,
    Trial,
    list_differences,
    list_wrong,
    mapping_of,
    try_rows,
)
from earlyhelp.govern.actions import audit
from earlyhelp.identify.actions import load_codes
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.models import Agency
from earlyhelp.partnership.queries.agencies import leads_programme


@transaction.atomic
def add_mapping(
    *, by: Actor, agency_id: UUID, name: str, text: str, why: str, at: datetime
) -> MappingVersion:
    """Keep a new mapping for an agency's files, as version 1.

    Raises NotAllowed, NotAName, NameTaken, FaultyMapping, or Agency.DoesNotExist for what is no police force.
    """
    agency = _locked(by, agency_id)
    rules.check_mapping_name(name)
    if MappingVersion.objects.filter(agency=agency, name=name).exists():
        raise rules.NameTaken
    return _write(by, agency, name, None, text, why, at)


@transaction.atomic
def add_mapping_version(
    *, by: Actor, of: MappingVersion, text: str, why: str, at: datetime
) -> MappingVersion:
    """Add a version to a mapping that is kept. Imports that name it use it from now on.

    Raises NotAllowed, NothingNew, FaultyMapping.
    """
    agency = _locked(by, of.agency_id)
    newest = queries.list_versions(by=by, of=of)[0]
    if newest.text == text:
        raise rules.NothingNew
    return _write(by, agency, of.name, newest, text, why, at)


@transaction.atomic
def try_mapping(*, by: Actor, mapping: MappingVersion, file: Held, at: datetime) -> Trial:
    """Read the first rows of a file through a version and keep nothing of them; that it was tried is audited.

    Raises NotAllowed, CannotRead.
    """
    rules.check_may_keep_mappings(by, agency_id=mapping.agency_id, leads=leads_programme(by))
    book = _code_book(by, mapping.agency_id, at)
    found = try_rows(file, mapping_of(mapping.text), book, at=at)
    detail = {
        "mapping": mapping.name,
        "version": mapping.number,
        "rows": found.rows,
        "refused": found.refused,
    }
    audit.record(by=by, did="mapping.tried", target=mapping, at=at, detail=detail)
    return found


def _locked(by: Actor, agency_id: UUID) -> Agency:
    """The agency, whose row keeps the versions in one line when two are added at once."""
    rules.check_may_keep_mappings(by, agency_id=agency_id, leads=leads_programme(by))
    forces = queries.list_agencies_with_mappings(by=by)
    return forces.select_for_update(of=("self",)).get(pk=agency_id)


def _code_book(by: Actor, agency_id: UUID, at: datetime) -> CodeBook:
    """The codes and areas; the product's own codes are put on the list here where nothing was imported before."""
    load_codes(by=by, at=at)
    return queries.get_code_book(by=by, agency_id=agency_id)


def _write(
    by: Actor, agency: Agency, name: str, before: MappingVersion | None, text: str, why: str, at: datetime
) -> MappingVersion:
    book = _code_book(by, agency.pk, at)
    if len(text) > rules.LONGEST_MAPPING:
        raise rules.FaultyMapping([])
    if wrong := list_wrong(text, agency=agency.code, book=book):
        raise rules.FaultyMapping(wrong)
    made = MappingVersion.objects.create(
        agency=agency,
        name=name,
        number=before.number + 1 if before else 1,
        text=text,
        hash=hashlib.sha256(text.encode()).hexdigest(),
        why=why.strip(),
        made_by_id=by.practitioner_key,
        made_at=at,
    )
    detail = {
        "agency": agency.code,
        "mapping": name,
        "before": {"version": before.number, "sha256": before.hash} if before else None,
        "after": {"version": made.number, "sha256": made.hash},
        # Headings, formats and codes: a mapping names nobody.
        "differences": {
            one.key: [one.before, one.after] for one in list_differences(before.text if before else "", text)
        },
    }
    did = "mapping.changed" if before else "mapping.added"
    audit.record(by=by, did=did, target=made, at=at, reason=made.why, detail=detail)
    return made
