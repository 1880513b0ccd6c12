"""Following a decision up: who has it, its next date, that it is complete, and what the family was told."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from earlyhelp.govern.actions import audit
from earlyhelp.identify.models import Notification
from earlyhelp.inform.actions import send_message
from earlyhelp.inform.choices import Template
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.models import Practitioner
from earlyhelp.solve.actions.locking import lock_for_triage
from earlyhelp.solve.choices.followups import FollowStep
from earlyhelp.solve.models import Decision, FamilyWord, FollowUp
from earlyhelp.solve.queries.decisions import get_last_decision
from earlyhelp.solve.queries.followups import Following, get_following, list_owners_to_choose
from earlyhelp.solve.rules import followups as rules


@transaction.atomic
def follow_up(
    *,
    by: Actor,
    notification_id: UUID,
    because: str,
    next_on: date | None,
    at: datetime,
    owner_id: UUID | None = None,
    to_team: bool = False,
) -> FollowUp:
    """Say who looks at the last decision again, and when; without a day it is complete.

    `owner_id` gives it to somebody of the front door, `to_team` to the whole team; neither leaves it where it is. The
    same said twice is one row. Raises NotAllowed, IncompleteFollowUp, CannotFollow, Practitioner.DoesNotExist or
    Notification.DoesNotExist.
    """
    notification = lock_for_triage(by, notification_id)
    now = _standing(by, notification)
    rules.check_follow_up(
        because=because, on=next_on, today=at.astimezone(LONDON).date(), is_end=next_on is None
    )
    who, team = _owner(by, notification, now, owner_id, to_team=to_team)
    said = (who.pk if who else None, team, next_on, because.strip())
    last = now.decision.follow_ups.order_by("-set_at", "-pk").first()
    if last is not None and (last.practitioner_id, last.team_id, last.next_on, last.because) == said:
        return last
    rules.check_can_follow(now.state, FollowStep.COMPLETE if next_on is None else FollowStep.PUT_OFF)
    made = FollowUp.objects.create(
        agency_id=by.agency_key,
        decision=now.decision,
        practitioner=who,
        team_id=team,
        next_on=next_on,
        because=because.strip(),
        set_by_id=by.practitioner_key,
        set_at=at,
    )
    did = "decision.completed" if next_on is None else "decision.followed_up"
    audit.record(by=by, did=did, target=notification, at=at, detail={"on": str(next_on or "")})
    if who is not None and who.pk != by.practitioner_id and next_on is not None:
        path = {"path": reverse("solve:case", args=[notification.reference])}
        send_message(by=by, to=who, template=Template.FOLLOW_UP, about=notification, context=path, at=at)
    return made


@transaction.atomic
def tell_family(*, by: Actor, notification_id: UUID, how: str, note: str = "", at: datetime) -> FamilyWord:
    """Record how the family heard of the last decision, or why they were not told. The same twice is one row.

    Raises NotAllowed, IncompleteFollowUp, CannotFollow when nothing is decided, or Notification.DoesNotExist.
    """
    notification = lock_for_triage(by, notification_id)
    rules.check_family_told(how, note)
    decision = _last(by, notification)
    last = decision.family_words.order_by("-said_at", "-pk").first()
    if last is not None and (last.how, last.note) == (how, note.strip()):
        return last
    made = FamilyWord.objects.create(
        agency_id=by.agency_key,
        decision=decision,
        how=how,
        note=note.strip(),
        said_by_id=by.practitioner_key,
        said_at=at,
    )
    audit.record(by=by, did="family.told", target=notification, at=at, detail={"how": how})
    return made


def _last(by: Actor, notification: Notification) -> Decision:
    decision = get_last_decision(by, notification.pk)
    if decision is None:
        raise rules.NothingDecided
    return decision


def _standing(by: Actor, notification: Notification) -> Following:
    return get_following(by, _last(by, notification))


def _owner(
    by: Actor, notification: Notification, now: Following, owner_id: UUID | None, *, to_team: bool
) -> tuple[Practitioner | None, UUID | None]:
    """The practitioner, or the key of the team: one of the two."""
    if to_team:
        return None, notification.front_door_id
    if owner_id is not None:
        for one in list_owners_to_choose(by, notification):
            if one.pk == owner_id:
                return one, None
        raise Practitioner.DoesNotExist
    return (now.practitioner, None) if now.practitioner else (None, now.team.pk)
