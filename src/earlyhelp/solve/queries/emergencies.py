"""What is known when somebody asks to open a record in an emergency."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from earlyhelp.govern.models import AccessGrant
from earlyhelp.govern.queries.breakglass import find_live_glass
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES, Role
from earlyhelp.partnership.models import Agency, Practitioner
from earlyhelp.solve.models import EpisodeMember
from earlyhelp.solve.queries.episodes import list_my_episodes
from earlyhelp.solve.rules.emergencies import Asked
from earlyhelp.understand.queries.protection import ToOpen
from earlyhelp.understand.rules import may_open


def get_asked(by: Actor, found: ToOpen | None, *, why_no_reader: str, at: datetime) -> Asked:
    """How a practitioner stands to a record that they ask to open. A few queries; shows nothing."""
    if found is None:
        return Asked(exists=False)
    granted = _is_granted(by, [found.person_id], at)
    reader = not found.is_kept or by.practitioner_key in found.readers
    return Asked(
        may_open=reader and may_open(by, owner=found.agency_id, is_granted=granted),
        is_own=found.is_own,
        is_other_side=is_other_side(by, found, at=at),
        is_restricted=found.is_kept,
        says_why_no_reader=bool(why_no_reader.strip()),
    )


def is_other_side(by: Actor, found: ToOpen, *, at: datetime) -> bool:
    """Whether somebody works for one from whom this person is kept apart.

    They have a part in an open episode about them, opened their record in an emergency, or belong to another agency
    that has access to it.
    """
    if not found.apart:
        return False
    members = EpisodeMember.objects.filter(
        person_id__in=found.apart, left_at=None, episode__in=list_my_episodes(by)
    )
    if members.exists() or find_live_glass(by, found.apart, at=at) is not None:
        return True
    return by.agency_id != found.agency_id and _is_granted(by, found.apart, at)


def list_to_tell(by: Actor, found: ToOpen) -> tuple[list[Practitioner], list[Practitioner]]:
    """Who hears at once: those who keep the record, or its named readers; and the officers who review it."""
    ours = Practitioner.objects.filter(agency_id=found.agency_id, is_active=True).order_by("pk")
    officers = list(ours.filter(role=Role.AUDITOR))
    if found.is_kept:
        keepers = Practitioner.objects.filter(pk__in=found.readers, is_active=True).order_by("pk")
    else:
        keepers = ours.filter(role=Role.COORDINATOR)
        if not keepers.exists():
            keepers = ours.filter(role__in=FRONT_DOOR_ROLES)
    return list(keepers.exclude(pk=by.practitioner_key)), officers


def get_agency_name(by: Actor) -> str:
    """What the actor's agency is called."""
    return str(Agency.objects.get(pk=by.agency_key))


def _is_granted(by: Actor, record_ids: Iterable[UUID], at: datetime) -> bool:
    live = Q(until_at=None) | Q(until_at__gt=at)
    found = AccessGrant.objects.filter(live, record_id__in=list(record_ids), agency_id=by.agency_key)
    return found.exists()
