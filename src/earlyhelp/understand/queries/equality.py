"""What is recorded of people that figures of fairness need, by where a report names them: never who they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from earlyhelp.govern.choices.rights import MarkKind
from earlyhelp.govern.queries.rights import list_marks
from earlyhelp.kit.actor import Actor
from earlyhelp.understand.choices.families import Ethnicity, Sex, WhoSees
from earlyhelp.understand.models import PersonLink, PersonStatement, SourceRecord
from earlyhelp.understand.queries.joined import list_joined
from earlyhelp.understand.queries.said import sex_of

Place = tuple[UUID, int]
"""A notification, and the place of a person in it."""


@dataclass(frozen=True, slots=True)
class Equality:
    """Sex and ethnic group as last recorded, and whether the record is kept and not used."""

    sex: str = Sex.NOT_KNOWN
    ethnicity: str = Ethnicity.NOT_KNOWN
    is_restricted: bool = False


def list_equality(by: Actor, notification_ids: Iterable[UUID]) -> dict[Place, Equality]:
    """What is recorded of whoever these reports were linked to. In six queries, however many. Whoever is linked to
    nobody is not in it.

    What the front door was told goes before a partner's record, and the newest before older ones.
    """
    rows = PersonLink.objects.filter(
        reported__notification_id__in=list(notification_ids), undone_at=None, agency_id=by.agency_key
    ).values_list("person_id", "reported__notification_id", "reported__position", "reported__place")
    named = {(sent, at if place is None else place): person for person, sent, at, place in rows}
    joined = list_joined(by, named.values())
    whose = {key: top for top, keys in joined.values() for key in keys}
    sexes, ethnicities = _said(by, whose)
    marks = list_marks(by, whose)
    restricted = {whose[mark.record_id] for mark in marks if mark.kind == MarkKind.RESTRICTED}
    found = {}
    for place, person in named.items():
        top = whose.get(person, person)
        found[place] = Equality(
            sexes.get(top, Sex.NOT_KNOWN.value),
            ethnicities.get(top, Ethnicity.NOT_KNOWN.value),
            top in restricted,
        )
    return found


def _said(by: Actor, whose: dict[UUID, UUID]) -> tuple[dict[UUID, str], dict[UUID, str]]:
    """The sex and the ethnic group of each person, where anything is recorded. Oldest first: the newest stays."""
    sexes: dict[UUID, str] = {}
    ethnicities: dict[UUID, str] = {}
    linked = PersonLink.objects.filter(person_id__in=whose, undone_at=None, record__isnull=False)
    owners = dict(linked.values_list("record_id", "person_id"))
    records = SourceRecord.objects.filter(pk__in=owners).exclude(sex_recorded="").order_by("received_at")
    for key, recorded in records.values_list("pk", "sex_recorded"):
        if (sex := sex_of(recorded)) != Sex.NOT_KNOWN:
            sexes[whose[owners[key]]] = sex
    told = PersonStatement.objects.filter(
        person_id__in=whose, undone_at=None, who_sees=WhoSees.OPEN, agency_id=by.agency_key
    ).order_by("said_on", "recorded_at")
    for person, sex, ethnicity in told.values_list("person_id", "sex", "ethnicity"):
        if sex != Sex.NOT_KNOWN:
            sexes[whose[person]] = sex
        if ethnicity != Ethnicity.NOT_KNOWN:
            ethnicities[whose[person]] = ethnicity
    return sexes, ethnicities
