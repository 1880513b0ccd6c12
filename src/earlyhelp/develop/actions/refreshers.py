"""Reminding people, once for each date, that a course is due again."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from earlyhelp.develop.queries import list_owed_reminders
from earlyhelp.govern.actions import audit
from earlyhelp.inform.actions import send_message
from earlyhelp.inform.choices import Template
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON


@transaction.atomic
def remind_of_refreshers(*, by: Actor, at: datetime) -> int:
    """Remind the people of the actor's agency sixty and fourteen days ahead, and on the day. Returns how many.

    Nobody hears twice of the same date, whenever this runs; who has booked the course again hears nothing.
    """
    reminded = 0
    for record, days in list_owed_reminders(by, today=at.astimezone(LONDON).date()):
        send_message(
            by=by,
            to=record.practitioner,
            template=Template.REFRESHER_SOON if days else Template.REFRESHER_DUE,
            about=record,
            context={"path": reverse("develop:course", args=[record.course.code])},
            at=at,
        )
        record.reminded_days = days
        record.save(update_fields=["reminded_days"])
        audit.record(by=by, did="training.reminded", target=record, at=at, detail={"days": days})
        reminded += 1
    return reminded
