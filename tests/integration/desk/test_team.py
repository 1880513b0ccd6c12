"""What a supervisor sees of a team, what an officer sees of who has it now, and the weekly message."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from earlyhelp.govern.models import AuditEntry
from earlyhelp.identify.models import Notification
from earlyhelp.inform.choices import Template
from earlyhelp.inform.models import Message
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import Role
from earlyhelp.solve import actions, jobs, queries
from earlyhelp.solve.actions.feedback import give_feedback
from earlyhelp.solve.choices import Outcome
from tests import factories
from tests.factories import identify, solve
from tests.integration.solve.test_deciding import Desk

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def sergeant(desk: Desk) -> Actor:
    return factories.actor(factories.practitioner(desk.partners.response, Role.SUPERVISOR))


def send(desk: Desk, count: int, days_ago: int = 3) -> list[Notification]:
    at = timezone.now() - days_ago * DAY
    return [desk.send(at=at) for _each in range(count)]


def test_the_figures_count_the_teams_own_notifications_of_the_window(desk: Desk, sergeant: Actor) -> None:
    decided, _waiting, _old = send(desk, 6), send(desk, 5), send(desk, 7, days_ago=40)
    now = timezone.now()
    for one in decided[:5]:
        solve.decision(desk.hub, one, at=now - 2 * DAY)
    # Asked back is not an answer yet; the decision that follows is.
    solve.question(desk.hub, decided[5], at=now - 2 * DAY)
    with acting(sergeant):
        figures = queries.get_team_figures(sergeant, at=now)
    assert (figures.sent, figures.waiting, figures.answered) == (11, 6, 5)
    assert (figures.decided, figures.share) == (5, 100)
    with acting(sergeant):
        assert AuditEntry.objects.filter(did="team_figures.read").count() == 1


def test_another_team_has_figures_of_its_own(desk: Desk) -> None:
    send(desk, 6)
    elsewhere = factories.partners("W06000014")
    other = factories.actor(factories.practitioner(elsewhere.response, Role.SUPERVISOR))
    with acting(other):
        figures = queries.get_team_figures(other, at=timezone.now())
    assert (figures.sent, figures.decided) == (0, 0)


def test_the_page_names_nobody(client: Client, desk: Desk, sergeant: Actor) -> None:
    client.force_login(factories.practitioner(desk.partners.response, Role.SUPERVISOR))
    [first, *_rest] = send(desk, 6)
    page = client.get(reverse("desk:team")).content.decode()
    assert page.count("<h1") == 1
    assert "The last 28 days:" in page
    assert "Not shown: too few" in page
    for nobody in (first.reference, "Resident", desk.officer.family_name, "Made-up Street"):
        assert nobody not in page
    assert "My team" in client.get(reverse("desk:my_work")).content.decode()
    client.force_login(desk.officer)
    assert client.get(reverse("desk:team")).status_code == 403


def test_a_supervisor_reads_no_notification(client: Client, desk: Desk) -> None:
    client.force_login(factories.practitioner(desk.partners.response, Role.SUPERVISOR))
    [sent] = send(desk, 1)
    assert client.get(reverse("desk:notification", args=[sent.reference])).status_code == 403
    assert client.get(reverse("solve:case", args=[sent.reference])).status_code == 403


def test_supervisors_are_told_once_a_week(desk: Desk, sergeant: Actor) -> None:
    monday = factories.AT
    service = Actor.system("running")
    with acting(service):
        told = [
            actions.announce_team_figures(by=service, at=at)
            for at in (monday, monday + DAY, monday + 6 * DAY, monday + 7 * DAY)
        ]
    assert told == [1, 0, 0, 1]
    message = Message.objects.filter(template=Template.TEAM_FIGURES).first()
    assert message.recipient_id == sergeant.practitioner_id
    assert message.context == {"reference": "", "path": "/my-team"}
    jobs.announce_team_figures(0)
    assert Message.objects.filter(template=Template.TEAM_FIGURES).count() == 3


@pytest.mark.parametrize(
    ("events", "holder"),
    [
        ([], "front_door team"),
        (["received.acknowledged"], "front_door team"),
        (["decided.signpost"], "front_door team"),
        (["decided.asked_back"], "You: the front door waits for your answer"),
        (["decided.early_help", "referral.started"], "A service that helps"),
        (["decided.safeguarding", "received.reminded"], "Social services"),
        (["decided.early_help", "referral.started", "thanked.voice"], "A service that helps"),
        (["decided.declined"], "Nobody: it is closed"),
    ],
)
def test_an_officer_sees_who_has_it_now(client: Client, desk: Desk, events: list[str], holder: str) -> None:
    sent = identify.notification(desk.partners, desk.officer, at=timezone.now() - DAY)
    with acting(desk.hub):
        for place, event in enumerate(events):
            at = timezone.now() - DAY + timedelta(minutes=place)
            give_feedback(by=desk.hub, notification=sent, event=event, at=at)
    desk.officer.language = "en"
    desk.officer.save()
    client.force_login(desk.officer)
    for page in (reverse("desk:my_notifications"), reverse("desk:notification", args=[sent.reference])):
        text = " ".join(client.get(page).content.decode().split())
        assert f"Who has it now: {holder}" in text


def test_a_decision_moves_it_on(client: Client, desk: Desk) -> None:
    [sent] = send(desk, 1)
    solve.decision(desk.hub, sent, Outcome.NO_NEED)
    client.force_login(desk.officer)
    assert client.get(reverse("desk:notification", args=[sent.reference])).status_code == 200
