"""From a referral that was received to the person's record: while access is open, and not otherwise."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from earlyhelp.govern.actions import close_access, open_access
from earlyhelp.identify.models import ReportedPerson
from earlyhelp.kit.database import acting
from earlyhelp.understand.actions import make_person
from tests.factories import signpost as made

pytestmark = pytest.mark.django_db
AT = timezone.now() - timedelta(days=1)


def test_the_record_is_one_press_away_while_access_is_open(client: Client) -> None:
    case = made.case(at=AT)
    sent = made.referral(case, at=AT + timedelta(hours=1))
    receiver = case.worker.agency_id
    with acting(case.hub) as by:
        reported = ReportedPerson.objects.get(notification=case.notification)
        person = make_person(by=by, reported_id=reported.pk, at=AT)
    client.force_login(case.worker)
    page = reverse("signpost:referral", args=[sent.reference])
    record = reverse("desk:person", args=[person.reference])
    before = client.get(page)
    assert before.status_code == 200
    assert person.reference not in before.content.decode()
    with acting(case.hub) as by:
        open_access(by=by, record_id=person.pk, agency_id=receiver, because="episode", at=AT)
    assert f'href="{record}"' in client.get(page).content.decode()
    assert client.get(record).status_code == 200
    with acting(case.hub) as by:
        close_access(by=by, record_id=person.pk, agency_id=receiver, because="over", at=timezone.now())
    after = client.get(page)
    assert after.status_code == 200
    assert person.reference not in after.content.decode()
