"""Warning of what ends: sharing agreements, to their designated persons and the officers of the parties."""

from datetime import date, datetime

from django.db import transaction

from earlyhelp.govern.actions import audit
from earlyhelp.inform.actions.messages import send_message
from earlyhelp.inform.choices import Template
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.actions.agreements import follow_calendar, record_warning
from earlyhelp.partnership.choices.agreements import AgreementStep
from earlyhelp.partnership.models import SharingAgreement
from earlyhelp.partnership.queries.agreements import list_in_force, list_whom_to_warn
from earlyhelp.partnership.rules.agreements import warning_due


@transaction.atomic
def follow_agreements(*, by: Actor, at: datetime) -> int:
    """Warn 60, 30 and 7 days ahead and on the day of each last day and review; then end what is over.

    Each warning once, whatever runs how often. Returns how many warnings were given.
    """
    on, given = at.astimezone(LONDON).date(), 0
    for agreement in list_in_force(by=by):
        days = {agreement.review_on, *([agreement.ends_on] if agreement.ends_on else [])}
        for day in sorted(days):
            given += _warn(by, agreement, day, on, at)
    follow_calendar(by=by, at=at)
    if given:
        audit.record(by=by, did="agreements.followed", at=at, detail={"warnings": given})
    return given


def _warn(by: Actor, agreement: SharingAgreement, day: date, on: date, at: datetime) -> int:
    warned = [
        event.days_ahead
        for event in agreement.events.all()
        if event.step == AgreementStep.WARN and event.about_on == day and event.days_ahead is not None
    ]
    due = warning_due(due_on=day, on=on, warned=warned)
    if due is None:
        return 0
    record_warning(by=by, agreement=agreement, about_on=day, days_ahead=due, at=at)
    path = f"/agreements/{agreement.reference}/{agreement.version}/"
    for reader in list_whom_to_warn(by=by, agreement=agreement):
        send_message(
            by=by,
            to=reader,
            template=Template.AGREEMENT_DUE,
            about=agreement,
            context={"path": path},
            at=at,
        )
    return 1
