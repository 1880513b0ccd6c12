"""A supervisor's look at their own team: numbers only. No row about a person leaves the database here."""

from collections import Counter
from datetime import datetime
from uuid import UUID

from django.db.models import Min, OuterRef, Subquery

from earlyhelp.govern.actions import audit
from earlyhelp.govern.choices import EntryKind
from earlyhelp.identify.models import Notification
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.solve import rules
from earlyhelp.solve.choices import Outcome
from earlyhelp.solve.models import Decision, Feedback

_DECIDED = "decided."
_ASKED = rules.event_of(Outcome.ASKED_BACK)


def get_team_figures(by: Actor, *, at: datetime) -> rules.TeamFigures:
    """The figures of the supervisor's own team for the last 28 days. The looking is audited. Raises NotAllowed."""
    rules.check_may_see_figures(by)
    since = at - rules.WINDOW
    sent = Notification.objects.filter(team_id=by.team_key, submitted_at__gt=since, submitted_at__lte=at)
    heard = Feedback.objects.filter(notification=OuterRef("pk"), event__startswith=_DECIDED)
    first = heard.exclude(event=_ASKED).order_by("given_at").values("event")[:1]
    counts = Counter(
        "waiting" if event is None else "answered"
        for event in sent.annotate(heard=Subquery(first)).order_by().values_list("heard", flat=True)
    )
    told = [one for agency in _front_doors(by) for one in _told(by, agency, since, at)]
    detail = {"team": str(by.team_id)}
    audit.record(by=by, did="team_figures.read", kind=EntryKind.READ, at=at, detail=detail)
    return rules.figures_of(waiting=counts["waiting"], answered=counts["answered"], told=told, at=at)


def _front_doors(by: Actor) -> list[UUID]:
    agencies = Notification.objects.filter(team_id=by.team_key).order_by("front_door__agency_id")
    return list(agencies.values_list("front_door__agency_id", flat=True).distinct())


def _told(by: Actor, agency_id: UUID, since: datetime, at: datetime) -> list[rules.Told]:
    """When each notification was first decided and heard of. Decisions are the front door's: only times leave it."""
    with acting(Actor.system(by.purpose, agency_id=agency_id)):
        decisions = Decision.objects.filter(agency_id=agency_id, notification__team_id=by.team_key)
        firsts = dict(
            decisions.exclude(outcome=Outcome.ASKED_BACK)
            .order_by()
            .values_list("notification_id")
            .annotate(first=Min("decided_at"))
            .filter(first__gt=since, first__lte=at)
        )
        told = Feedback.objects.filter(notification_id__in=firsts, event__startswith=_DECIDED)
        heard = dict(
            told.exclude(event=_ASKED)
            .order_by()
            .values_list("notification_id")
            .annotate(first=Min("given_at"))
        )
    return [rules.Told(decided_at, heard.get(key)) for key, decided_at in firsts.items()]
