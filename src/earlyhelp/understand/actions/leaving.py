"""What somebody who moves or leaves had begun or was let read: told, or ended."""

from datetime import datetime

from django.db import transaction

from earlyhelp.govern.actions import audit
from earlyhelp.inform.actions import send_message
from earlyhelp.inform.choices import Template
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.leaving import Leaver
from earlyhelp.partnership.queries import list_team_leads
from earlyhelp.understand.queries.leaving import count_conversations_of, list_permissions_of


@transaction.atomic
def tell_of_conversations(*, by: Actor, leaver: Leaver, at: datetime) -> int:
    """Tell whoever leads the team that there are conversations which were not written to the end. Returns how many."""
    count = count_conversations_of(by=by, leaver=leaver, at=at)
    if count:
        detail = {"of": str(leaver.practitioner_id), "drafts": count}
        audit.record(by=by, did="assessment_draft.left", at=at, detail=detail)
        for lead in list_team_leads(by=by, team_id=leaver.team_id):
            send_message(by=by, to=lead, template=Template.WORK_LEFT, at=at)
    return count


@transaction.atomic
def end_permissions(*, by: Actor, leaver: Leaver, at: datetime) -> int:
    """End what they were let read of childhood histories, and what they let others read. Returns how many.

    Only who gave a permission can end it, so the service looks with their eyes; the audit says who asked for it.
    """
    with acting(leaver.eyes(by)):
        found = list(list_permissions_of(by, leaver, at))
    for permission in found:
        audit.record(
            by=by, did="childhood_history.taken_back", target=permission, at=at, detail={"left": True}
        )
        with acting(Actor(permission.given_by_id, permission.agency_id, None, by.role, by.purpose)):
            permission.delete()
    return len(found)
