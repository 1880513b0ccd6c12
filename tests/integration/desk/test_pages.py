"""What waits for a practitioner, and what an officer hears about each notification they sent."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from earlyhelp.desk import queries
from earlyhelp.govern.models import AuditEntry
from earlyhelp.identify.actions import start_draft
from earlyhelp.identify.choices import Danger
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import Role
from earlyhelp.solve.choices import Outcome
from tests import factories
from tests.factories import identify, solve
from tests.integration.solve.test_deciding import Desk
from tests.integration.solve.test_queue import UNKNOWN

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    made = Desk()
    made.officer = factories.practitioner(made.partners.response)
    return made


@pytest.fixture
def officer(client: Client, desk: Desk) -> Client:
    client.force_login(desk.officer)
    return client


def text_of(page: Any) -> str:
    assert page.status_code == 200
    return " ".join(page.content.decode().split())


def sent_page(reference: str) -> str:
    return reverse("desk:notification", args=[reference])


def test_an_officer_with_nothing_to_do_is_shown_where_to_start(officer: Client) -> None:
    page = text_of(officer.get(reverse("desk:my_work")))
    assert reverse("identify:start") in page
    assert "Questions for you" not in page
    assert "Not sent yet" not in page
    page = text_of(officer.get(reverse("desk:my_notifications")))
    assert "You have not sent a notification yet" in page


def test_an_officer_sees_questions_drafts_and_news_first(officer: Client, desk: Desk) -> None:
    asked, decided, waiting = (desk.send(incident_number=number) for number in ("71", "72", "73"))
    question = solve.question(desk.hub, asked, at=timezone.now())
    solve.decision(desk.hub, decided, Outcome.NO_NEED, at=timezone.now())
    by = factories.actor(desk.officer)
    with acting(by):
        start_draft(by=by, danger=Danger.NEITHER, at=timezone.now())
    page = text_of(officer.get(reverse("desk:my_work")))
    assert reverse("solve:answer", args=[question.pk]) in page
    assert "1 notification that you have not finished" in page
    assert page.count("has not decided yet") == 1
    for one in (asked, decided, waiting):
        assert sent_page(one.reference) in page
    assert reverse("desk:my_notifications") in page


def test_the_list_of_what_was_sent_is_the_officers_own(officer: Client, desk: Desk) -> None:
    mine = desk.send(incident_number="26324001")
    desk.officer = factories.practitioner(desk.partners.response)
    others = desk.send()
    page = text_of(officer.get(reverse("desk:my_notifications")))
    assert mine.reference in page
    assert "Incident: 26324001" in page
    assert others.reference not in page


def test_what_happened_is_told_in_order_and_is_new_until_it_is_read(officer: Client, desk: Desk) -> None:
    sent = desk.send(people=(UNKNOWN, identify.SOMEBODY))
    question = solve.question(desk.hub, sent, at=timezone.now() - timedelta(minutes=5))
    page = text_of(officer.get(sent_page(sent.reference)))
    assert page.count("<h1") == 1
    assert question.text in page
    assert "New" in page
    assert UNKNOWN.description in page
    assert page.index("Who was at home?") < page.index("You sent it to the front door.")
    solve.decision(desk.hub, sent, Outcome.NO_NEED, at=timezone.now())
    by = factories.actor(desk.officer)
    with acting(by):
        (before,) = queries.list_sent(by=by, page=None)[1]
        assert before.is_new
        assert before.latest is not None
    officer.get(sent_page(sent.reference))
    with acting(by):
        (after,) = queries.list_sent(by=by, page=None)[1]
        assert not after.is_new
        assert (
            AuditEntry.objects.filter(did="notification.read", target_reference=sent.reference).count() == 2
        )


def test_nothing_heard_yet_has_no_latest_word(desk: Desk) -> None:
    desk.send()
    by = factories.actor(desk.officer)
    with acting(by):
        (sent,) = queries.list_sent(by=by, page=None)[1]
    assert (sent.latest, sent.is_new) == (None, False)


def test_a_notification_of_somebody_else_is_not_there(officer: Client, desk: Desk) -> None:
    away = factories.partners("W06000014")
    other = identify.notification(away, factories.practitioner(away.response))
    assert officer.get(sent_page(other.reference)).status_code == 404
    assert officer.get(sent_page("EH-26-9999999")).status_code == 404


@pytest.mark.parametrize("role", Role)
def test_every_role_has_work_in_whole_sentences_that_lead_somewhere(desk: Desk, role: Role) -> None:
    client, who = Client(), factories.practitioner(desk.partners.front_door, role)
    client.force_login(who)
    page = text_of(client.get(reverse("desk:my_work")))
    by = factories.actor(who)
    with acting(by):
        work = queries.list_work(by=by, at=timezone.now())
    for one in work:
        assert one.sentence in page
        assert client.get(one.href).status_code == 200, one.href


def test_the_walk_is_a_page_of_the_demonstration_only(client: Client, settings: Any) -> None:
    assert client.get(reverse("desk:walk")).status_code == 404
    settings.DEMO = True
    page = text_of(client.get(reverse("desk:walk")))
    assert f"{reverse('partnership:sign_in')}#personas" in page
    assert reverse("inform:mailbox") in page


def test_the_health_of_the_service_is_that_of_its_database(client: Client) -> None:
    assert client.get(reverse("desk:health")).content == b"ok"
