"""Telling supervisors, once a week, that their team's figures are ready. The message holds none of them."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from earlyhelp.govern.actions import audit
from earlyhelp.inform.actions import send_message
from earlyhelp.inform.choices import Template
from earlyhelp.inform.queries import list_messages_sent
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.queries import list_practitioners_in_role


@transaction.atomic
def announce_team_figures(*, by: Actor, at: datetime) -> int:
    """Tell every supervisor that the week's figures are ready. Once in a week, however often it runs.

    Returns how many were told. A week begins on Monday by the clock in Wales.
    """
    local = at.astimezone(LONDON)
    monday = (local - timedelta(days=local.weekday())).replace(hour=0, minute=0, second=0, microsecond=0)
    told = set(
        list_messages_sent(by=by, template=Template.TEAM_FIGURES, since=monday).values_list(
            "recipient_id", flat=True
        )
    )
    readers = list_practitioners_in_role(by=by, role=Role.SUPERVISOR).select_for_update(of=("self",))
    waiting = [reader for reader in readers if reader.pk not in told]
    for reader in waiting:
        path = {"path": reverse("desk:team")}
        send_message(by=by, to=reader, template=Template.TEAM_FIGURES, context=path, at=at)
    if waiting:
        audit.record(by=by, did="team_figures.announced", at=at, detail={"readers": len(waiting)})
    return len(waiting)
