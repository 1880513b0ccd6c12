"""Drafts of somebody who moves or leaves: nobody else ever sees them, so their team only hears that there are some."""

from datetime import datetime

from django.db import transaction

from earlyhelp.govern.actions import audit
from earlyhelp.identify.queries import count_drafts_of
from earlyhelp.inform.actions import send_message
from earlyhelp.inform.choices import Template
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.leaving import Leaver
from earlyhelp.partnership.queries import list_team_leads


@transaction.atomic
def tell_of_drafts(*, by: Actor, leaver: Leaver, at: datetime) -> int:
    """Tell whoever leads the team that there are drafts which will not be sent. Returns how many drafts there are.

    They are shown to nobody, and end as every draft does.
    """
    count = count_drafts_of(by=by, leaver=leaver, at=at)
    if count:
        audit.record(
            by=by, did="draft.left", at=at, detail={"of": str(leaver.practitioner_id), "drafts": count}
        )
        for lead in list_team_leads(by=by, team_id=leaver.team_id):
            send_message(by=by, to=lead, template=Template.WORK_LEFT, at=at)
    return count
