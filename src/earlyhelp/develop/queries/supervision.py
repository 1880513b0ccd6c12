"""Talks about development: those in which the actor was one of the two. Nobody else reads them."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from earlyhelp.develop.models import DevelopmentTalk
from earlyhelp.develop.rules import supervision as rules
from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner


def list_own_talks(*, by: Actor, at: datetime) -> list[DevelopmentTalk]:
    """The talks about the actor's own development, the newest first; audited."""
    found = list(_own(by).filter(worker_id=by.practitioner_key))
    audit.record_read(by=by, what="development_talk", targets=found, at=at)
    return found


def list_talks_with(*, by: Actor, worker: Practitioner, at: datetime) -> list[DevelopmentTalk]:
    """What the actor, as supervisor, agreed with one worker, the newest first; audited. Raises NotAllowed."""
    check_supervises(by=by, worker=worker)
    found = list(_own(by).filter(worker=worker, supervisor_id=by.practitioner_key))
    audit.record_read(by=by, what="development_talk", targets=found, at=at)
    return found


def get_talk(*, by: Actor, talk_id: UUID, at: datetime) -> DevelopmentTalk:
    """One talk of the actor's; audited. Raises DevelopmentTalk.DoesNotExist."""
    found = _own(by).get(pk=talk_id)
    audit.record_read(by=by, what="development_talk", targets=[found], at=at)
    return found


def mark_of_talk(*, by: Actor, talk: DevelopmentTalk) -> str:
    """A mark of the words as they stand: whoever signs, signs these."""
    return talk.written_at.isoformat()


def list_supervised(*, by: Actor) -> QuerySet[Practitioner]:
    """Whom the actor may talk with as a supervisor, in the order of names; nobody for anybody else."""
    people = Practitioner.objects.filter(agency_id=by.agency_key, is_active=True).select_related("team")
    people = people.exclude(pk=by.practitioner_key)
    if by.role == Role.COORDINATOR:
        return people
    return people.filter(team_id=by.team_key) if by.role == Role.SUPERVISOR else people.none()


def get_supervised(*, by: Actor, practitioner_id: UUID) -> Practitioner:
    """A colleague of the actor's agency. Raises Practitioner.DoesNotExist."""
    return Practitioner.objects.get(pk=practitioner_id, agency_id=by.agency_key)


def check_supervises(*, by: Actor, worker: Practitioner) -> None:
    """Refuse whoever does not supervise this worker. Raises NotAllowed."""
    rules.check_may_supervise(by, worker_id=worker.pk, agency_id=worker.agency_id, team_id=worker.team_id)


def _own(by: Actor) -> QuerySet[DevelopmentTalk]:
    mine = Q(worker_id=by.practitioner_key) | Q(supervisor_id=by.practitioner_key)
    return DevelopmentTalk.objects.filter(mine).select_related("worker", "supervisor", "written_by")
