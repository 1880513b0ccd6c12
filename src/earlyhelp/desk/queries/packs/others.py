"""What others around a person are called, by every structured field that says so; and what must be kept from them."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q

from earlyhelp.desk.queries.packs.about import About
from earlyhelp.identify.models import IncidentPerson, ReportedPerson
from earlyhelp.solve.models import CheckPerson, EpisodeMember, StepPerson
from earlyhelp.understand.models import (
    HiddenAddress,
    HouseholdAddress,
    HouseholdMember,
    PersonLink,
    PersonStatement,
    Relationship,
    SourceRecord,
    SourceVersion,
)


def own_names(about: About) -> list[str]:
    """What the person is called themselves, by every source."""
    return [
        *_names(ReportedPerson.objects.filter(pk__in=about.reported)),
        *_names(SourceRecord.objects.filter(pk__in=about.keys[SourceRecord._meta.label])),
        *_names(IncidentPerson.objects.filter(pk__in=about.keys[IncidentPerson._meta.label])),
        *_stated(about.people),
        *_earlier(about.keys[SourceRecord._meta.label]),
        *_called(about, own=True),
    ]


def names_of_others(about: About) -> list[str]:
    """What everybody else is called who stands somewhere in the person's record: family, household, reports."""
    around = _people_around(about)
    links = PersonLink.objects.filter(person_id__in=around, undone_at=None)
    pairs = list(links.values_list("reported_id", "record_id"))
    notifications = about.keys["identify.Notification"]
    incidents = about.keys["identify.Incident"]
    reported = Q(notification_id__in=notifications) | Q(pk__in=[one for one, _ in pairs if one])
    records = [one for _, one in pairs if one]
    checked = CheckPerson.objects.filter(checked__notification_id__in=notifications)
    return [
        *_names(ReportedPerson.objects.filter(reported).exclude(pk__in=about.reported)),
        *_names(SourceRecord.objects.filter(pk__in=records)),
        *_names(
            IncidentPerson.objects.filter(incident_id__in=incidents).exclude(
                pk__in=about.keys[IncidentPerson._meta.label]
            )
        ),
        *_names(checked.exclude(reported_id__in=about.reported)),
        *_stated(around),
        *_earlier(records),
        *_called(about, own=False),
    ]


def _people_around(about: About) -> frozenset[UUID]:
    """Everybody whom a relationship, a household, an episode or a report puts beside the person."""
    if not about.people:
        return frozenset()
    tied = Relationship.objects.filter(Q(person_id__in=about.people) | Q(other_id__in=about.people))
    ends = {key for pair in tied.values_list("person_id", "other_id") for key in pair}
    homes = about.keys["understand.Household"]
    at_home = HouseholdMember.objects.filter(household_id__in=homes).values_list("person_id", flat=True)
    helped = EpisodeMember.objects.filter(episode_id__in=about.keys["solve.Episode"])
    reports = PersonLink.objects.filter(
        reported__notification_id__in=about.keys["identify.Notification"], undone_at=None
    )
    found = ends | set(at_home) | set(helped.values_list("person_id", flat=True))
    return frozenset(found | set(reports.values_list("person_id", flat=True))) - about.people


def _names(rows: Any) -> list[str]:
    fields = {one.name for one in rows.model._meta.concrete_fields}
    wanted = [one for one in ("given_name", "family_name", "other_names") if one in fields]
    return [_whole(row) for row in rows.values_list(*wanted)]


def _whole(parts: Iterable[Any]) -> str:
    return " ".join(" ".join(part) if isinstance(part, list) else str(part) for part in parts if part)


def _stated(people: Iterable[UUID]) -> list[str]:
    fields = {one.name for one in PersonStatement._meta.concrete_fields}
    wanted = [one for one in ("given_name", "family_name", "other_names") if one in fields]
    rows = PersonStatement.objects.filter(person_id__in=list(people))
    return [_whole(row) for row in rows.values_list(*wanted)]


def _earlier(records: Iterable[UUID]) -> list[str]:
    """Names that a partner's record gave before."""
    rows = SourceVersion.objects.filter(record_id__in=list(records)).values_list("said", flat=True)
    keys = ("given_name", "family_name", "other_names")
    return [_whole(said.get(key, "") for key in keys) for said in rows if isinstance(said, dict)]


def _called(about: About, *, own: bool) -> list[str]:
    """How episodes and steps call people."""
    members = EpisodeMember.objects.filter(episode_id__in=about.keys["solve.Episode"])
    steps = StepPerson.objects.filter(step_id__in=about.keys["solve.StatutoryStep"])
    mine = Q(person_id__in=about.people)
    rows: list[Any] = [*members.filter(mine if own else ~mine), *steps.filter(mine if own else ~mine)]
    return [row.called for row in rows if row.called]


def hidden_homes(about: About) -> tuple[frozenset[UUID], list[str]]:
    """Households that are kept from the person, and their addresses and postcodes, which stand in no pack of theirs."""
    hidden = HiddenAddress.objects.filter(person_id__in=about.people, undone_at=None)
    homes = frozenset(hidden.values_list("household_id", flat=True))
    rows = HouseholdAddress.objects.filter(household_id__in=homes).values_list("address", "postcode")
    return homes, [text for row in rows for text in row if text]
