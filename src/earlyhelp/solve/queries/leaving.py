"""What somebody who moves or leaves has in hand here. Keys and counts: no page shows these rows."""

from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.leaving import Leaver
from earlyhelp.solve import rules
from earlyhelp.solve.models import (
    Action,
    Claim,
    EpisodeWorker,
    FamilyLink,
    FollowUp,
    NotificationAssignment,
)


def list_claims_of(by: Actor, leaver: Leaver, at: datetime) -> QuerySet[Claim]:
    """Notifications that they have open."""
    return Claim.objects.filter(
        agency_id=by.agency_key, practitioner_id=leaver.practitioner_id, released_at=None
    )


def list_given_to(by: Actor, leaver: Leaver, at: datetime) -> QuerySet[NotificationAssignment]:
    """Notifications that were given to them to decide."""
    return NotificationAssignment.objects.filter(
        agency_id=by.agency_key, practitioner_id=leaver.practitioner_id, ended_at=None
    )


def list_parts_of(by: Actor, leaver: Leaver, at: datetime) -> QuerySet[EpisodeWorker]:
    """Families with whom they work."""
    return EpisodeWorker.objects.filter(
        agency_id=by.agency_key, practitioner_id=leaver.practitioner_id, until_at=None
    )


def list_open_actions_of(by: Actor, leaver: Leaver, at: datetime) -> QuerySet[Action]:
    """Actions that they said they would do."""
    return Action.objects.filter(
        agency_id=by.agency_key, practitioner_id=leaver.practitioner_id, state__in=rules.OPEN_ACTIONS
    )


def list_follow_ups_of(by: Actor, leaver: Leaver, at: datetime) -> QuerySet[FollowUp]:
    """Decisions that they follow up: the rows that count and have a day."""
    last = FollowUp.objects.filter(decision=OuterRef("decision")).order_by("-set_at", "-pk")
    return FollowUp.objects.filter(
        agency_id=by.agency_key,
        practitioner_id=leaver.practitioner_id,
        next_on__isnull=False,
        pk=Subquery(last.values("pk")[:1]),
    )


def list_links_of(by: Actor, leaver: Leaver, at: datetime) -> QuerySet[FamilyLink]:
    """Private links to families’ plans that they made and that still open something."""
    return FamilyLink.objects.filter(
        agency_id=by.agency_key, made_by_id=leaver.practitioner_id, ended_at=None, expires_at__gt=at
    )
