"""In which tab of the queue each notification stands, who has it, and until when it rests. Nothing stores the tab."""

from collections import Counter
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from earlyhelp.identify.models import Notification
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.solve import rules
from earlyhelp.solve.choices import Outcome, TriageState
from earlyhelp.solve.choices.queue import Stage, View
from earlyhelp.solve.models import CheckAnswer, Claim, Decision, Hold, NotificationAssignment
from earlyhelp.solve.queries.states import state_of, with_state
from earlyhelp.solve.rules.queue import CLOSING, stage_of

_OPEN = Q(last_outcome=None) | Q(last_outcome=Outcome.ASKED_BACK, question_open=False)
_CLOSED = Q(last_outcome__in=CLOSING)
_IN_STAGE = {
    Stage.TO_DECIDE: _OPEN & Q(on_hold=False, check_out=False),
    Stage.CHECKS: _OPEN & Q(on_hold=False, check_out=True),
    Stage.ON_HOLD: _OPEN & Q(on_hold=True),
    Stage.WAITING: Q(last_outcome=Outcome.ASKED_BACK, question_open=True),
    Stage.DECIDED: Q(last_outcome__isnull=False) & ~Q(last_outcome=Outcome.ASKED_BACK) & ~_CLOSED,
    Stage.CLOSED: _CLOSED,
}


def with_stage(by: Actor, at: datetime) -> QuerySet[Notification, Any]:
    """The front door's notifications with what `with_state` gives, and `on_hold` and `check_out`."""
    live = Hold.objects.filter(
        agency_id=by.agency_key,
        notification=OuterRef("pk"),
        ended_at=None,
        until_on__gt=at.astimezone(LONDON).date(),
    )
    return with_state(by).annotate(on_hold=Exists(live), check_out=Exists(_checks_out(by)))


def _checks_out(by: Actor) -> QuerySet[Any, Any]:
    """Checks of this notification that wait for a partner's answer."""
    return CheckAnswer.objects.filter(
        agency_id=by.agency_key, checked__notification=OuterRef("pk"), answered_at=None, withdrawn_at=None
    )


def with_holders(by: Actor, found: QuerySet[Notification, Any]) -> QuerySet[Notification, Any]:
    """Add `claim_by`, `given_to` and `hold_key`: who has it open, whose it is, and what it rests on."""

    def live(model: Any, name: str) -> Subquery:
        rows = model.objects.filter(agency_id=by.agency_key, notification=OuterRef("pk"))
        rows = rows.filter(**{"released_at" if model is Claim else "ended_at": None})
        return Subquery(rows.values(name)[:1])

    return found.annotate(
        claim_by=live(Claim, "practitioner_id"),
        given_to=live(NotificationAssignment, "practitioner_id"),
        hold_key=live(Hold, "pk"),
    )


def in_stage(notifications: QuerySet[Notification, Any], stage: Stage) -> QuerySet[Notification, Any]:
    """Those that stand in one tab."""
    # PostgreSQL finds these in one pass, and then asks for the last decision of few rows instead of all.
    decisions = Decision.objects.filter(notification=OuterRef("pk")).order_by()
    asked = Exists(decisions.filter(outcome=Outcome.ASKED_BACK))
    if stage in (Stage.DECIDED, Stage.CLOSED):
        near: Any = Exists(decisions.exclude(outcome=Outcome.ASKED_BACK))
    else:
        near = asked if stage is Stage.WAITING else ~Exists(decisions) | asked
    return notifications.filter(near).filter(_IN_STAGE[stage])


def in_view(by: Actor, notifications: QuerySet[Notification, Any], view: View) -> QuerySet[Notification, Any]:
    """Those that are mine, my team's, open with me, or sent on by me."""
    me, here = by.practitioner_key, OuterRef("pk")
    if view is View.MINE:
        given = NotificationAssignment.objects.filter(notification=here, practitioner_id=me, ended_at=None)
        return notifications.filter(Exists(given))
    if view is View.WITH_ME:
        held = Claim.objects.filter(notification=here, practitioner_id=me, released_at=None)
        return notifications.filter(Exists(held))
    if view is View.BY_ME:
        decided = Decision.objects.filter(notification=here, decided_by_id=me)
        given = NotificationAssignment.objects.filter(notification=here, assigned_by_id=me, ended_at=None)
        return notifications.filter(Exists(decided) | Exists(given.exclude(practitioner_id=me)))
    if view is View.TEAM:
        return notifications.filter(front_door_id=by.team_id)
    return notifications


def stage_of_row(notification: Any) -> Stage:
    """The tab of a notification that `with_stage` has fetched."""
    return stage_of(
        state_of(notification),
        notification.last_outcome or "",
        on_hold=notification.on_hold,
        check_out=notification.check_out,
    )


def count_stages(by: Actor, at: datetime, view: View = View.ALL) -> dict[Stage, int]:
    """How many notifications each tab holds. One query, no names in it."""
    counted = Counter(dict.fromkeys(Stage, 0))
    found: QuerySet[Any, Any] = in_view(by, with_stage(by, at), view).order_by()
    groups = found.values_list("last_outcome", "question_open", "on_hold", "check_out")
    for outcome, asked, on_hold, check_out, how_many in groups.annotate(how_many=Count("pk")):
        state: TriageState = rules.state_of(outcome, question_open=asked)
        counted[stage_of(state, outcome or "", on_hold=on_hold, check_out=check_out)] += how_many
    return dict(counted)
