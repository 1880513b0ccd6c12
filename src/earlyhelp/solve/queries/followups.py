"""Who follows a decision up, by which day, what the family heard, and which days have passed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from earlyhelp.identify.models import Notification
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.models import Practitioner, Team
from earlyhelp.solve.choices.followups import FollowState
from earlyhelp.solve.models import Decision, FamilyWord, FollowUp
from earlyhelp.solve.rules import followups as rules


@dataclass(frozen=True, slots=True)
class Following:
    """Who has a decision and until when. `practitioner` is None when its team has it: nobody, or somebody who left."""

    decision: Decision
    practitioner: Practitioner | None
    team: Team
    next_on: date | None
    because: str
    is_last: bool = True

    @property
    def state(self) -> FollowState:
        """Whether somebody follows it up."""
        return rules.state_of_decision(is_last=self.is_last, next_date=self.next_on)

    @property
    def owner(self) -> str:
        """The name of whoever has it."""
        return self.practitioner.full_name if self.practitioner else self.team.name

    def is_overdue(self, today: date) -> bool:
        """True when its day has passed."""
        return self.state is FollowState.STANDING and self.next_on is not None and self.next_on < today


def list_followings(by: Actor, decisions: Iterable[Decision]) -> dict[UUID, Following]:
    """Who has each of these decisions, which are the last of their notifications, by the decision's key. Two queries.

    One that is complete from the start, or waits for the officer, has no row of its own.
    """
    found = list(decisions)
    rows = FollowUp.objects.filter(decision__in=found).order_by("decision_id", "-set_at", "-pk")
    last = {
        row.decision_id: row
        for row in rows.distinct("decision_id").select_related("practitioner__team", "team")
    }
    deciders = Practitioner.objects.filter(pk__in={one.decided_by_id for one in found}).select_related("team")
    people = {one.pk: one for one in deciders}
    return {one.pk: _following(one, last.get(one.pk), people[one.decided_by_id]) for one in found}


def get_following(by: Actor, decision: Decision) -> Following:
    """Who has one decision."""
    return list_followings(by, [decision])[decision.pk]


def list_family_words(by: Actor, decisions: Iterable[Decision]) -> dict[UUID, FamilyWord]:
    """What was last recorded of how the family heard, by the decision's key. One query."""
    rows = FamilyWord.objects.filter(decision__in=list(decisions), agency_id=by.agency_key)
    rows = rows.order_by("decision_id", "-said_at", "-pk").distinct("decision_id").select_related("said_by")
    return {row.decision_id: row for row in rows}


def list_overdue(*, by: Actor, at: datetime) -> list[Following]:
    """Decisions of the actor's front door whose day has come, theirs and those that nobody has, the oldest first.

    Names nobody who is helped. One query.
    """
    rows = _due(by, at).select_related("decision__notification", "practitioner__team", "team")
    return [_following(row.decision, row, None) for row in rows.order_by("next_on", "pk")]


def count_overdue(by: Actor, *, at: datetime) -> int:
    """How many decisions wait for the actor to look at them again."""
    return _due(by, at).count()


def _due(by: Actor, at: datetime) -> QuerySet[FollowUp]:
    """The rows that count, of decisions that count, whose day has come; of whoever left, for their team."""
    last = FollowUp.objects.filter(decision=OuterRef("decision")).order_by("-set_at", "-pk")
    newest = Decision.objects.filter(notification=OuterRef("decision__notification")).order_by("-number")
    nobody = Q(team_id=by.team_key) | Q(practitioner__is_active=False, practitioner__team_id=by.team_key)
    return FollowUp.objects.filter(
        Q(practitioner_id=by.practitioner_key) | nobody,
        agency_id=by.agency_key,
        next_on__lte=at.astimezone(LONDON).date(),
        pk=Subquery(last.values("pk")[:1]),
        decision_id=Subquery(newest.values("pk")[:1]),
    )


def _following(decision: Decision, row: FollowUp | None, decider: Practitioner | None) -> Following:
    if row is not None and row.team is not None:
        return Following(decision, None, row.team, row.next_on, _because(decision, row))
    who = decider if row is None else row.practitioner
    assert who is not None
    on = rules.next_on(decision.outcome, decision.decided_at) if row is None else row.next_on
    # Somebody who left has nothing any more: it falls to their team.
    return Following(decision, who if who.is_active else None, who.team, on, _because(decision, row))


def _because(decision: Decision, row: FollowUp | None) -> str:
    """Why it is so; nothing while it is as the decision itself said."""
    return "" if row is None or row.set_at == decision.decided_at else row.because


def list_owners_to_choose(by: Actor, notification: Notification) -> list[Practitioner]:
    """Whom a decision can be given to: the active practitioners of its front door."""
    team = Practitioner.objects.filter(team_id=notification.front_door_id, is_active=True)
    return list(team.order_by("family_name", "given_name", "pk"))
