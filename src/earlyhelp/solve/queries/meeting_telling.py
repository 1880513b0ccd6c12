"""What a meeting is told of a case to begin with: who it is about, what is strong, what is known. No address."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from earlyhelp.govern.actions import audit
from earlyhelp.identify.queries import list_front_door_notifications, list_people_now
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.solve.models import Episode, EpisodeMember
from earlyhelp.solve.rules import age_on
from earlyhelp.understand.queries import list_known
from earlyhelp.understand.queries.protection import list_apart
from earlyhelp.understand.queries.stilled import list_stilled, list_stilled_places


@dataclass(frozen=True, slots=True)
class Telling:
    """The least that a meeting needs of a case. Those who lead it may shorten it before others see it."""

    about: str
    record_id: UUID | None
    reference: str
    people: str
    strengths: str
    known: str


def list_tellings(*, by: Actor, about: str, record_ids: Sequence[UUID], at: datetime) -> list[Telling]:
    """What a meeting is told of these notifications or episodes, in their order; the reading is audited.

    Those that are not with this front door are left out, and so is what is said of somebody whose record is kept and
    not used. A constant number of queries.
    """
    told = _notifications(by, record_ids, at) if about == "notification" else _episodes(by, record_ids, at)
    return [told[key] for key in record_ids if key in told]


def _notifications(by: Actor, keys: Sequence[UUID], at: datetime) -> dict[UUID, Telling]:
    found: list[Any] = list(list_front_door_notifications(by=by).filter(pk__in=keys))
    people: dict[UUID, list[str]] = defaultdict(list)
    reported = list(list_people_now(by=by).filter(notification_id__in=[one.pk for one in found]))
    stilled = list_stilled_places(by, [one.pk for one in found])
    told = [person for person in reported if (person.notification_id, _place(person)) not in stilled]
    silent = {person.notification_id for person in reported} - {one.notification_id for one in told}
    for person in told:
        age = age_on(person.date_of_birth, person.age, at.astimezone(LONDON).date())
        people[person.notification_id].append(_called(person.full_name or person.description, age))
    audit.record_read(by=by, what="notification", targets=found, at=at, reason="meeting")
    return {
        one.pk: Telling(
            "notification",
            one.pk,
            one.reference,
            "\n".join(people[one.pk]),
            "" if one.pk in silent else one.strengths,
            ""
            if one.pk in silent
            else "\n\n".join(part for part in (one.seen_and_heard, one.own_words) if part),
        )
        for one in found
    }


def _episodes(by: Actor, keys: Sequence[UUID], at: datetime) -> dict[UUID, Telling]:
    found = list(Episode.objects.filter(agency_id=by.agency_key, pk__in=keys, closed_at=None))
    names: dict[UUID, list[str]] = defaultdict(list)
    members = EpisodeMember.objects.filter(episode__in=found, left_at=None).order_by("joined_at", "pk")
    known = list_known(by, [member.person_id for member in members], at=at)
    left_out = list_apart(by, [member.person_id for member in members])
    left_out |= list_stilled(by, [member.person_id for member in members])
    for member in members:
        # Two who are kept apart do not stand in one telling: each has a case of their own. Of somebody whose record is
        # kept and not used, because they asked for it, nothing is told.
        if member.person_id in left_out or member.person_id not in known:
            continue
        who = known[member.person_id]
        names[member.episode_id].append(_called(who.called, who.age))
    audit.record_read(by=by, what="episode", targets=found, at=at, reason="meeting")
    return {
        one.pk: Telling("episode", one.pk, one.reference, "\n".join(names[one.pk]), "", "") for one in found
    }


def _place(person: Any) -> int:
    """Where somebody stands in the list, also after they were corrected."""
    place: int = person.position if person.place is None else person.place
    return place


def _called(name: str, age: int | None) -> str:
    """A name with the age in years as a number: it is kept, and read in both languages."""
    return name if age is None else f"{name} ({age})"
