"""What somebody who moves or leaves had in hand goes back to their team. Whoever calls these has checked."""

from datetime import datetime

from django.db import transaction

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.leaving import Leaver
from earlyhelp.solve.actions.family_links import end_link
from earlyhelp.solve.actions.handovers import return_parts
from earlyhelp.solve.choices import WorkerPart
from earlyhelp.solve.choices.family_links import FamilyLinkEnd
from earlyhelp.solve.models import EpisodeWorker, FollowUp
from earlyhelp.solve.queries import leaving as queries


@transaction.atomic
def return_claims(*, by: Actor, leaver: Leaver, at: datetime) -> int:
    """Let go of every notification that they have open. Returns how many."""
    claims = list(queries.list_claims_of(by, leaver, at).select_for_update(of=("self",)))
    for claim in claims:
        claim.released_at = at
        claim.save(update_fields=["released_at"])
        detail = {"notification": str(claim.notification_id), "left": True}
        audit.record(by=by, did="claim.released", target=claim, at=at, detail=detail)
    return len(claims)


@transaction.atomic
def return_given(*, by: Actor, leaver: Leaver, at: datetime) -> int:
    """Put what was given to them back into the team’s queue. Returns how many."""
    given = list(queries.list_given_to(by, leaver, at).select_for_update(of=("self",)))
    for one in given:
        one.ended_at = at
        one.save(update_fields=["ended_at"])
        detail = {"notification": str(one.notification_id), "from": str(leaver.practitioner_id), "to": ""}
        audit.record(by=by, did="notification.unassigned", target=one, at=at, detail=detail)
    return len(given)


@transaction.atomic
def return_families(*, by: Actor, leaver: Leaver, at: datetime) -> int:
    """End their part with every family. Returns how many; the families are with the team, which sees that they wait."""
    return return_parts(by=by, parts=queries.list_parts_of(by, leaver, at), at=at)


@transaction.atomic
def return_actions(*, by: Actor, leaver: Leaver, at: datetime) -> int:
    """Give their open actions to whoever leads the family, or else to the team by its name. Returns how many."""
    actions = list(queries.list_open_actions_of(by, leaver, at).select_for_update(of=("self",)))
    episodes = {action.episode_id for action in actions if action.episode_id}
    leads = {
        part.episode_id: part.practitioner_id
        for part in EpisodeWorker.objects.filter(
            episode_id__in=episodes, part=WorkerPart.LEAD, until_at=None, practitioner__is_active=True
        ).exclude(practitioner_id=leaver.practitioner_id)
    }
    for action in actions:
        action.practitioner_id = leads.get(action.episode_id) if action.episode_id else None
        action.somebody = "" if action.practitioner_id else leaver.team_name[:200]
        action.save(update_fields=["practitioner", "somebody"])
        detail = {"from": str(leaver.practitioner_id), "to": str(action.practitioner_id or "")}
        audit.record(by=by, did="action.handed_over", target=action, at=at, detail=detail)
    return len(actions)


@transaction.atomic
def return_follow_ups(*, by: Actor, leaver: Leaver, at: datetime) -> int:
    """Give the decisions that they follow up to the team, with the same day. Returns how many.

    Of somebody who left they are the team’s already; then nothing has to be written, and the service itself writes
    none, since each such row says who set it.
    """
    rows = list(queries.list_follow_ups_of(by, leaver, at))
    for row in rows if by.practitioner_id else []:
        made = FollowUp.objects.create(
            agency_id=row.agency_id,
            decision_id=row.decision_id,
            team_id=leaver.team_id,
            next_on=row.next_on,
            because=row.because,
            set_by_id=by.practitioner_key,
            set_at=at,
        )
        detail = {"on": str(row.next_on), "from": str(leaver.practitioner_id)}
        audit.record(by=by, did="decision.followed_up", target=made, at=at, detail=detail)
    return len(rows)


@transaction.atomic
def end_links(*, by: Actor, leaver: Leaver, at: datetime) -> int:
    """End the private links that they made: they open nothing any more. Returns how many."""
    links = list(queries.list_links_of(by, leaver, at).select_for_update(of=("self",)))
    for link in links:
        end_link(by, link, FamilyLinkEnd.ENDED, at)
    return len(links)
