"""The front door says that it has a safeguarding report; when nobody does, the service reminds, once."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from earlyhelp.govern.choices import Purpose
from earlyhelp.govern.models import AuditEntry
from earlyhelp.identify.choices import Danger
from earlyhelp.identify.models import Notification
from earlyhelp.inform.choices import Template
from earlyhelp.inform.models import Message
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import Role
from earlyhelp.solve import actions, jobs, queries, rules
from earlyhelp.solve.models import Feedback
from earlyhelp.solve.rules.clocks import Limit
from tests import factories
from tests.factories import solve, standards
from tests.integration.solve.test_deciding import Desk

pytestmark = pytest.mark.django_db
AT = factories.AT
LATE = rules.remind_at(AT) + timedelta(minutes=1)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def report(desk: Desk, at: datetime = AT) -> Notification:
    return desk.send(danger=Danger.AT_RISK, at=at)


def remind(desk: Desk, at: datetime = LATE) -> int:
    with acting(Actor.system(Purpose.SAFEGUARDING, agency_id=desk.partners.council.pk)) as by:
        return actions.remind_unheard(by=by, at=at)


def told(template: Template) -> list[object]:
    return [one.recipient_id for one in Message.objects.filter(template=template)]


def test_the_officer_hears_once_that_the_report_has_arrived(desk: Desk) -> None:
    sent = report(desk)
    with acting(desk.hub):
        first = actions.acknowledge(by=desk.hub, notification_id=sent.pk, at=AT)
        assert actions.acknowledge(by=desk.hub, notification_id=sent.pk, at=LATE) == first
        assert AuditEntry.objects.filter(did="notification.acknowledged").count() == 1
    with acting(desk.police):
        [heard] = queries.list_feedback_for(desk.police, [sent])[sent.pk]
    assert heard.sentence.startswith("Thank you. The front door has your safeguarding report")
    assert told(Template.FEEDBACK) == [desk.officer.pk]


def test_only_the_front_door_acknowledges_and_only_a_safeguarding_report(desk: Desk) -> None:
    sent, early = report(desk), desk.send()
    with acting(desk.police), pytest.raises(NotAllowed):
        actions.acknowledge(by=desk.police, notification_id=sent.pk, at=AT)
    with acting(desk.hub), pytest.raises(rules.NothingToAcknowledge):
        actions.acknowledge(by=desk.hub, notification_id=early.pk, at=AT)


def test_a_report_about_which_nothing_was_heard_is_brought_up_once(desk: Desk) -> None:
    sent = report(desk)
    assert remind(desk, rules.remind_at(AT)) == 0
    assert [remind(desk), remind(desk), remind(desk, LATE + timedelta(days=30))] == [1, 0, 0]
    assert told(Template.NOTHING_HEARD) == [desk.officer.pk]
    assert set(told(Template.WAITS_TOO_LONG)) == {desk.first.pk, desk.second.pk}
    with acting(desk.police):
        assert [one.event for one in Feedback.objects.all()] == [rules.REMINDED]
        assert [one.event for one in queries.list_feedback_for(desk.police, [sent])[sent.pk]] == [
            rules.REMINDED
        ]
    message = Message.objects.get(template=Template.NOTHING_HEARD)
    assert message.context == {"reference": sent.reference, "path": f"/my-notifications/{sent.reference}"}
    with acting(desk.hub):
        entry = AuditEntry.objects.get(did="notification.reminded")
    assert (entry.role, entry.target_reference) == ("system", sent.reference)


def test_who_was_heard_is_left_in_peace(desk: Desk) -> None:
    acknowledged, decided, early = report(desk), report(desk), desk.send()
    with acting(desk.hub):
        actions.acknowledge(by=desk.hub, notification_id=acknowledged.pk, at=AT)
    solve.decision(desk.hub, decided)
    assert remind(desk) == 0
    assert early.track == "early_help"


def test_a_council_may_have_it_brought_up_sooner(desk: Desk) -> None:
    keeper = factories.actor(factories.practitioner(desk.partners.front_door, Role.COORDINATOR))
    standards.standard(keeper, chase_days=3)
    report(desk)
    sooner = rules.remind_at(AT, chase=Limit(3))
    assert sooner < rules.remind_at(AT) - timedelta(days=2)
    assert remind(desk, sooner) == 0
    assert remind(desk, sooner + timedelta(minutes=1)) == 1


def test_postgresql_itself_refuses_a_second_reminder(desk: Desk) -> None:
    sent = report(desk)
    remind(desk)
    with acting(desk.police), pytest.raises(IntegrityError), transaction.atomic():
        Feedback.objects.create(
            agency_id=sent.agency_id, notification=sent, event=rules.REMINDED, given_at=LATE
        )


def test_the_job_goes_round_every_front_door(desk: Desk) -> None:
    sent = report(desk, at=timezone.now() - timedelta(days=30))
    jobs.remind_unheard(0)
    assert told(Template.NOTHING_HEARD) == [desk.officer.pk]
    assert sent.track == "safeguarding"


def test_one_tap_on_the_page_of_the_case(client: Client, desk: Desk) -> None:
    client.force_login(desk.first)
    sent = report(desk, at=timezone.now() - timedelta(minutes=5))
    case = reverse("solve:case", args=[sent.reference])
    page = client.get(case).content.decode()
    assert "The officer has not heard yet that this report has arrived." in page
    tap = reverse("solve:acknowledge", args=[sent.reference])
    assert client.get(tap).status_code == 405
    assert client.post(tap)["Location"] == case
    page = client.get(case).content.decode()
    assert "The officer heard that this report has arrived:" in page
    assert tap not in page
    early = desk.send(at=timezone.now() - timedelta(minutes=5))
    assert (
        reverse("solve:acknowledge", args=[early.reference])
        not in client.get(reverse("solve:case", args=[early.reference])).content.decode()
    )
    refused = client.post(reverse("solve:acknowledge", args=[early.reference]))
    assert refused.status_code == 409
    assert "Only a safeguarding report is acknowledged" in refused.content.decode()
