"""Warnings before an agreement ends or is to be reviewed, each once, to those who look after it."""

from datetime import timedelta

import pytest

from earlyhelp.govern.choices import Purpose
from earlyhelp.inform.actions import follow_agreements
from earlyhelp.inform.models import Message
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import SharingAgreement
from tests import factories
from tests.factories import agreements as make

AT = factories.AT
pytestmark = pytest.mark.django_db


def test_parties_are_warned_sixty_thirty_seven_days_ahead_and_on_the_day_and_once_each() -> None:
    partners = factories.partners()
    SharingAgreement.objects.all().delete()
    made = make.signed([partners.council, partners.charity], ends_on=AT.date() + timedelta(days=70))
    administrator = make.officer(partners.council, Role.ADMINISTRATOR)
    by = Actor.system(Purpose.RUNNING)

    def follow(days: int) -> int:
        with acting(by):
            return follow_agreements(by=by, at=AT + timedelta(days=days))

    given = {days: (follow(days), follow(days)) for days in (5, 10, 30, 41, 63, 70, 71)}
    assert given == {5: (0, 0), 10: (1, 0), 30: (0, 0), 41: (1, 0), 63: (1, 0), 70: (1, 0), 71: (0, 0)}
    made.refresh_from_db()
    assert made.state == "expired"
    told = Message.objects.filter(template="agreement_due")
    # One officer of each party, and the council's administrator.
    assert told.count() == 4 * 3
    assert told.filter(recipient_id=administrator.practitioner_id).count() == 4
    assert set(told.values_list("context__path", flat=True)) == {f"/agreements/{made.reference}/1/"}
