"""Messages to people outside the service: written, sent by a real gateway's protocol or mail server, or posted."""

import socket
from collections.abc import Iterator
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.db import connection

from earlyhelp.govern.models import AuditEntry
from earlyhelp.inform import actions, jobs, queries
from earlyhelp.inform.choices import Channel, Failure, Wording, WrittenIn
from earlyhelp.inform.choices import PersonMessageState as State
from earlyhelp.inform.letters import print_letter
from earlyhelp.inform.models import PersonMessage
from earlyhelp.inform.rules import CannotMove
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.kit.models import new_id
from earlyhelp.partnership.choices import Role
from tests.factories import AT, Partners, actor, partners, practitioner
from tests.factories.notify import Notify, notify

pytestmark = pytest.mark.django_db
NUMBER = "+447700900123"
SOON, LATER = AT + timedelta(minutes=20), AT + timedelta(days=4)


@pytest.fixture
def gateway(settings: Any) -> Iterator[Notify]:
    with notify() as state:
        settings.NOTIFY = state.settings()
        yield state


@pytest.fixture
def around() -> Partners:
    return partners()


@pytest.fixture
def hub(around: Partners) -> Actor:
    return actor(practitioner(around.front_door, Role.DECISION_MAKER))


def write(hub: Actor, channel: Channel = Channel.TEXT, **changes: Any) -> PersonMessage:
    where = {Channel.TEXT: NUMBER, Channel.EMAIL: "resident@example.org"}
    written = {
        "key": new_id(),
        "about_label": "reportedperson",
        "about_key": "0198c1f2-0000-7000-8000-000000000000",
        "channel": channel.value,
        "wording": Wording.CALL_US.value,
        "written_in": WrittenIn.BOTH.value,
        "destination": where.get(channel, "Synthetic Resident\n1 Made-up Street\nBridgend\nCF31 1AA"),
        "facts": {"telephone": "+441656000000"},
    } | changes
    with acting(hub):
        return actions.write_to_person(by=hub, written=actions.Written(**written), at=AT)


def deliver(hub: Actor, message: PersonMessage, at: datetime = AT) -> State | None:
    return actions.deliver_to_person(by=hub, message_id=message.pk, at=at)


def now(hub: Actor, message: PersonMessage) -> PersonMessage:
    with acting(hub):
        return PersonMessage.objects.get(pk=message.pk)


def test_a_text_message_goes_through_the_gateway_in_both_languages(gateway: Notify, hub: Actor) -> None:
    message = write(hub)
    assert deliver(hub, message) is State.SENT
    (taken,) = gateway.taken
    assert (taken["type"], taken["phone_number"], taken["reference"]) == ("sms", NUMBER, str(message.pk))
    text = taken["personalisation"]["body"]
    assert text == f"{message.body_cy}\n\n{message.body_en}"
    assert "Please call us" in message.body_en
    assert now(hub, message).gateway_key == taken["id"]


def test_a_second_worker_sends_nothing(gateway: Notify, hub: Actor) -> None:
    message = write(hub)
    deliver(hub, message)
    assert deliver(hub, message) is None
    assert len(gateway.taken) == 1


def test_pressing_twice_writes_one(gateway: Notify, hub: Actor) -> None:
    key = new_id()
    assert write(hub, key=key).pk == write(hub, key=key).pk
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'inform.deliver_to_person'")
        assert cursor.fetchone() == (1,)


def test_an_answer_that_was_lost_does_not_send_twice(gateway: Notify, hub: Actor) -> None:
    message = write(hub)
    gateway.lose_answers = 1
    assert deliver(hub, message) is State.QUEUED
    assert now(hub, message).last_error == Failure.UNREACHABLE
    assert deliver(hub, message, SOON) is State.SENT
    assert len(gateway.taken) == 1


@pytest.mark.parametrize(
    ("refuse", "state", "why"),
    [
        ((429, "RateLimitError"), State.QUEUED, Failure.BUSY),
        ((500, "Exception"), State.QUEUED, Failure.BUSY),
        ((400, "ValidationError"), State.FAILED, Failure.WRONG_NUMBER),
        ((404, "NoResultFound"), State.FAILED, Failure.REFUSED),
    ],
)
def test_a_refusal_is_tried_again_or_given_back(
    gateway: Notify, hub: Actor, refuse: tuple[int, str], state: State, why: Failure
) -> None:
    message = write(hub)
    gateway.refuse = refuse
    assert deliver(hub, message) is state
    assert now(hub, message).last_error == why


@pytest.mark.parametrize(
    ("status", "after", "state"),
    [
        ("delivered", SOON, State.DELIVERED),
        ("permanent-failure", SOON, State.FAILED),
        ("sending", SOON, State.SENT),
        ("sending", LATER, State.FAILED),
    ],
)
def test_the_gateway_is_asked_what_became_of_it(
    gateway: Notify, hub: Actor, status: str, after: datetime, state: State
) -> None:
    message = write(hub)
    deliver(hub, message)
    gateway.becomes(status)
    actions.follow_up_people(by=hub, at=after)
    assert now(hub, message).state == state


def test_a_gateway_that_does_not_answer_is_asked_again_later(gateway: Notify, hub: Actor) -> None:
    message = write(hub)
    deliver(hub, message)
    gateway.taken.clear()
    assert actions.follow_up_people(by=hub, at=SOON) == 0
    assert now(hub, message).state == State.SENT


@pytest.mark.parametrize(("channel", "state"), [(Channel.TEXT, State.QUEUED), (Channel.EMAIL, State.FAILED)])
def test_what_was_cut_off_is_asked_for_where_it_can_be(
    settings: Any, gateway: Notify, hub: Actor, channel: Channel, state: State
) -> None:
    settings.NOTIFY = gateway.settings() | {"email_template": ""}
    message = write(hub, channel)
    with acting(hub):
        PersonMessage.objects.filter(pk=message.pk).update(state=State.SENDING, tried_at=AT)
    assert actions.follow_up_people(by=hub, at=SOON) == 1
    assert now(hub, message).state == state


def test_without_a_gateway_a_text_message_is_given_back_to_the_team(hub: Actor) -> None:
    message = write(hub)
    assert deliver(hub, message) is State.FAILED
    assert now(hub, message).last_error == Failure.NOT_SET_UP


def test_an_e_mail_by_notify_has_a_subject_that_says_nothing(gateway: Notify, hub: Actor) -> None:
    message = write(hub, Channel.EMAIL, written_in=WrittenIn.ENGLISH.value)
    assert deliver(hub, message) is State.SENT
    (taken,) = gateway.taken
    assert taken["email_address"] == "resident@example.org"
    assert taken["personalisation"]["subject"] == "A message for you"


class Keeper:
    """A real mail server on this machine."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.answer = "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.answer == "250 OK":
            self.taken.append(message_from_bytes(envelope.content, policy=policy.default))
        return self.answer


@pytest.fixture
def mail(settings: Any) -> Iterator[Keeper]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    keeper = Keeper()
    controller = Controller(keeper, hostname="127.0.0.1", port=port)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", port, False
    controller.start()
    yield keeper
    controller.stop()


def test_an_e_mail_by_the_mail_server_comes_from_a_name_that_says_nothing(mail: Keeper, hub: Actor) -> None:
    message = write(hub, Channel.EMAIL)
    assert deliver(hub, message) is State.SENT
    (email,) = mail.taken
    assert "Information / Gwybodaeth" in email["From"]
    assert "Early Action" not in str(email)
    assert email["Content-Language"] == "cy, en"


def test_a_mail_server_that_refuses_or_is_away(mail: Keeper, hub: Actor, settings: Any) -> None:
    mail.answer = "554 No"
    assert deliver(hub, write(hub, Channel.EMAIL)) is State.FAILED
    settings.EMAIL_PORT = 1
    assert deliver(hub, write(hub, Channel.EMAIL)) is State.QUEUED


def test_a_letter_is_printed_and_posted(hub: Actor, around: Partners) -> None:
    message = write(hub, Channel.LETTER)
    assert message.state == State.TO_POST
    with acting(hub):
        assert [one.pk for one in queries.list_letters_to_post(by=hub, at=AT)] == [message.pk]
        paper = print_letter(message, team=around.front_door, at=AT)
        assert paper == print_letter(message, team=around.front_door, at=AT)
        actions.mark_letter_posted(by=hub, message_id=message.pk, at=AT)
        assert queries.list_letters_to_post(by=hub, at=AT) == []
        with pytest.raises(CannotMove):
            actions.stop_person_message(by=hub, message_id=message.pk, at=AT)
    assert paper.startswith(b"%PDF-")


def test_what_has_not_left_can_be_stopped(gateway: Notify, hub: Actor) -> None:
    message = write(hub)
    with acting(hub):
        actions.stop_person_message(by=hub, message_id=message.pk, at=AT)
    assert deliver(hub, message) is None
    assert gateway.taken == []


def test_only_the_agency_that_wrote_it_sees_it(around: Partners, hub: Actor) -> None:
    message = write(hub)
    stranger = actor(practitioner(around.service_team, Role.SERVICE_WORKER))
    with acting(stranger):
        assert not PersonMessage.objects.exists()
        with pytest.raises(PersonMessage.DoesNotExist):
            queries.get_person_message(by=stranger, message_id=message.pk, at=AT)
    with acting(hub):
        queries.get_person_message(by=hub, message_id=message.pk, at=AT)
        assert queries.list_person_messages(by=hub, about_key=message.about_key, at=AT)
        assert AuditEntry.objects.filter(did="person_message.read").count() == 2


def test_an_officer_does_not_write_to_people(around: Partners) -> None:
    with pytest.raises(NotAllowed):
        write(actor(practitioner(around.response)))


def test_the_worker_does_it_as_the_agency_that_wrote(gateway: Notify, hub: Actor) -> None:
    message = write(hub)
    jobs.deliver_to_person(message_id=str(message.pk), agency_id=str(message.agency_id))
    gateway.becomes("delivered")
    jobs.follow_up_people(timestamp=0)
    assert now(hub, message).state == State.DELIVERED


def test_a_message_whose_job_was_lost_gets_a_new_one(gateway: Notify, hub: Actor) -> None:
    write(hub)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
        actions.follow_up_people(by=hub, at=LATER)
        cursor.execute("SELECT task_name FROM procrastinate_jobs")
        assert cursor.fetchall() == [("inform.deliver_to_person",)]
