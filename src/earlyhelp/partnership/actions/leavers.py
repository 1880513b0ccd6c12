"""Moving to another team or role, and leaving: access ends at once, and open work goes back to the team."""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.actions.sessions import end_sessions
from earlyhelp.partnership.choices import Going, InvitationEnd, Role
from earlyhelp.partnership.models import Departure, Practitioner, Team
from earlyhelp.partnership.queries.joiners import each_held, get_person_to_keep, leaver_of
from earlyhelp.partnership.rules import joiners as rules

LEAVE_JOB: Final = "partnership.leave_today"


@transaction.atomic
def move_practitioner(
    *, by: Actor, practitioner_id: UUID, team_id: UUID, role: str, at: datetime
) -> Departure | None:
    """Move somebody to another team or role of their agency. Their sessions end: what they see is the new team's.

    What they have in hand stays with the old team, unless the work is the same. Returns None when nothing changes.
    Raises NotAllowed, CannotLeave, CannotJoin, Practitioner.DoesNotExist, Team.DoesNotExist.
    """
    person = _lock(by, practitioner_id)
    rules.check_works(person.standing)
    team = Team.objects.get(pk=team_id, agency_id=person.agency_id)
    rules.check_role_of_team(role, team.kind, is_closed=team.closed_on is not None)
    if (person.team_id, person.role) == (team.pk, role):
        return None
    was, from_role = person.team, person.role
    keeps = rules.keeps_work(same_team=was.pk == team.pk, was=from_role, becomes=role)
    returned = {} if keeps else _give_back(by, person, at, becomes=role)
    person.team, person.role = team, Role(role)
    person.save(update_fields=["team", "role"])
    end_sessions(by=by, practitioner_id=person.pk, at=at)
    made = Departure.objects.create(
        practitioner=person,
        going=Going.MOVED,
        from_team=was,
        from_role=from_role,
        to_team=team,
        to_role=role,
        returned=returned,
        said_by_id=by.practitioner_id,
        said_at=at,
    )
    before, after = {"team": was.code, "role": from_role}, {"team": team.code, "role": str(role)}
    detail = {"before": before, "after": after, "returned": returned}
    audit.record(by=by, did="practitioner.moved", target=person, at=at, detail=detail)
    return made


@transaction.atomic
def let_leave(*, by: Actor, practitioner_id: UUID, on: date, at: datetime) -> Departure | None:
    """Say from which day somebody does not work here any more. Today means at once; then it returns what went back.

    Raises NotAllowed, CannotLeave, Practitioner.DoesNotExist.
    """
    person = _lock(by, practitioner_id)
    rules.check_works(person.standing)
    today = at.astimezone(LONDON).date()
    rules.check_leaving_day(on, today=today)
    if on == today:
        return _leave(by, person, at)
    before = str(person.leaves_on or "")
    person.leaves_on = on
    person.save(update_fields=["leaves_on"])
    detail = {"before": before, "after": str(on)}
    audit.record(by=by, did="practitioner.leaves", target=person, at=at, detail=detail)
    return None


@transaction.atomic
def let_stay(*, by: Actor, practitioner_id: UUID, at: datetime) -> Practitioner:
    """Take back the day on which somebody was to leave. Raises NotAllowed, CannotLeave, Practitioner.DoesNotExist."""
    person = _lock(by, practitioner_id)
    rules.check_works(person.standing)
    if person.leaves_on is not None:
        detail = {"before": str(person.leaves_on), "after": ""}
        person.leaves_on = None
        person.save(update_fields=["leaves_on"])
        audit.record(by=by, did="practitioner.stays", target=person, at=at, detail=detail)
    return person


@transaction.atomic
def leave_today(*, by: Actor, at: datetime) -> int:
    """Let everybody go whose day has come. For the service itself. Returns how many; run again, none."""
    today = at.astimezone(LONDON).date()
    due = Practitioner.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        is_active=True, leaves_on__lte=today
    )
    people = list(due.select_related("team", "agency"))
    for person in people:
        with acting(Actor.system(by.purpose, agency_id=person.agency_id)) as service:
            _leave(service, person, at)
    return len(people)


def _leave(by: Actor, person: Practitioner, at: datetime) -> Departure:
    returned = _give_back(by, person, at)
    # Nobody signs in as somebody who is not active, and a session of theirs is over at its next request.
    person.is_active, person.left_at, person.leaves_on = False, at, None
    person.password = make_password(None)
    person.save(update_fields=["is_active", "left_at", "leaves_on", "password"])
    end_sessions(by=by, practitioner_id=person.pk, at=at)
    person.invitations.filter(ended_at=None).update(ended_at=at, ended_why=InvitationEnd.LEFT)
    made = Departure.objects.create(
        practitioner=person,
        going=Going.LEFT,
        from_team_id=person.team_id,
        from_role=person.role,
        returned=returned,
        said_by_id=by.practitioner_id,
        said_at=at,
    )
    detail = {"before": {"works_here": True}, "after": {"works_here": False}, "returned": returned}
    audit.record(by=by, did="practitioner.left", target=person, at=at, detail=detail)
    return made


def _give_back(by: Actor, person: Practitioner, at: datetime, becomes: str = "") -> dict[str, int]:
    """Let every room give back what the person has in hand: kind of work to how many."""
    returned: dict[str, int] = {}
    leaver = leaver_of(by, person, becomes)
    for actor, held in each_held(by, leaver):
        count = held.give_back(by=actor, leaver=leaver, at=at)
        if count:
            returned[held.code] = returned.get(held.code, 0) + count
    return returned


def _lock(by: Actor, practitioner_id: UUID) -> Practitioner:
    get_person_to_keep(by, practitioner_id)
    found = Practitioner.objects.select_for_update(of=("self",)).select_related("team", "agency")
    person = found.get(pk=practitioner_id)
    rules.check_may_change_person(by, practitioner_id=person.pk, agency_id=person.agency_id)
    return person
