"""Messages on their way through a real mail server: sent once, in the reader's language, or listed."""

import socket
import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from html import unescape
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.db import connection, transaction
from django.utils import translation

from earlyhelp.govern.choices import Purpose
from earlyhelp.govern.models import AuditEntry
from earlyhelp.inform import actions, jobs, queries
from earlyhelp.inform.actions import delivery
from earlyhelp.inform.choices import Failure, MessageState
from earlyhelp.inform.mailbox import get_mail, list_mail, open_mailbox
from earlyhelp.inform.models import Message
from earlyhelp.inform.rules import CannotMove, UnsafeContext
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner
from earlyhelp.solve.rules import message_id_of
from tests.factories import AT, Partners, actor, partners, practitioner

pytestmark = pytest.mark.django_db

SYSTEM = Actor.system(Purpose.RUNNING)


class Notification:
    """Stands for what a message is about: it has a model name, a key and a reference."""

    class _meta:
        model_name = "notification"

    pk = "0198c1f2-0000-7000-8000-000000000000"
    reference = "EH-26-0004217"


class Server:
    """A real mail server on this machine, which answers as it is told."""

    def __init__(self) -> None:
        self.answer: str | None = None
        self.refuse_address: str | None = None
        self.taken: list[EmailMessage] = []

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.refuse_address:
            return self.refuse_address
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.answer:
            return self.answer
        self.taken.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def server(settings: Any) -> Iterator[Server]:
    made = Server()
    controller = Controller(made, hostname="127.0.0.1", port=free_port())
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", controller.port, False
    settings.SITE_ADDRESS = "https://early.example.org"
    controller.start()
    yield made
    controller.stop()


@contextmanager
def talking(how: type[socketserver.BaseRequestHandler], settings: Any) -> Iterator[None]:
    """A server that is no good mail server, for as long as the context lasts."""
    with socketserver.TCPServer(("127.0.0.1", 0), how) as made:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = made.server_address[:2]
        settings.EMAIL_USE_TLS = False
        Thread(target=made.serve_forever, daemon=True).start()
        yield
        made.shutdown()


@pytest.fixture
def server_down(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", free_port(), False


@pytest.fixture
def around() -> Partners:
    return partners()


@pytest.fixture
def officer(around: Partners) -> Practitioner:
    return practitioner(around.response, language="cy")


@pytest.fixture
def administrator(around: Partners) -> Actor:
    return actor(practitioner(around.front_door, Role.ADMINISTRATOR), Purpose.RUNNING)


@pytest.fixture
def hub(around: Partners) -> Actor:
    return actor(practitioner(around.front_door, Role.DECISION_MAKER))


def send(hub: Actor, to: Practitioner, **more: Any) -> Message:
    with acting(hub):
        return actions.send_message(
            by=hub,
            to=to,
            template="feedback",
            about=Notification(),
            at=AT,
            **more,  # type: ignore[arg-type]
        )


def waiting_jobs() -> list[tuple[str, datetime | None]]:
    """Message key and time of each job that waits for a worker."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT args->>'message_id', scheduled_at FROM procrastinate_jobs "
            "WHERE task_name = 'inform.deliver_message' AND status = 'todo' ORDER BY id"
        )
        return list(cursor.fetchall())


def take_jobs() -> list[tuple[str, datetime | None]]:
    """Take every waiting job, as a worker does."""
    jobs_taken = waiting_jobs()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE task_name = 'inform.deliver_message'")
    return jobs_taken


def deliver(message: Message, at: datetime = AT) -> MessageState | None:
    return actions.deliver_message(by=SYSTEM, message_id=message.pk, at=at)


def test_the_officer_gets_it_in_their_own_language_with_a_reference_and_a_link_only(
    server: Server, hub: Actor, officer: Practitioner
) -> None:
    message = send(hub, officer)
    assert deliver(message) == MessageState.SENT
    (email,) = server.taken
    assert email["To"] == officer.email
    assert email["Content-Language"] == "cy"
    assert email["Message-ID"] == f"<{message.pk}@early.example.org>"
    assert email["Auto-Submitted"] == "auto-generated"
    for kind in ("plain", "html"):
        body = email.get_body((kind,))
        assert body is not None
        text = body.get_content()
        assert "EH-26-0004217" in text
        assert f"https://early.example.org/messages/{message.pk}/" in text
        assert officer.family_name not in text
    written = email.get_body(("html",))
    assert written is not None
    assert '<html lang="cy">' in written.get_content()
    assert "EH-26" not in email["Subject"]


def test_a_message_and_its_job_are_there_together_or_not_at_all(hub: Actor, officer: Practitioner) -> None:
    with acting(hub):
        actions.send_message(by=hub, to=officer, template="feedback", at=AT)
        assert len(waiting_jobs()) == 1
        transaction.set_rollback(True)
    assert not Message.objects.exists()
    assert waiting_jobs() == []
    message = send(hub, officer)
    assert waiting_jobs() == [(str(message.pk), None)]


def test_the_worker_knows_the_job(server: Server, hub: Actor, officer: Practitioner) -> None:
    message = send(hub, officer)
    ((key, _),) = take_jobs()
    jobs.deliver_message(message_id=key)
    message.refresh_from_db()
    assert message.state == MessageState.SENT
    jobs.sweep_outbox(timestamp=0)


def test_nothing_is_sent_twice(server: Server, hub: Actor, officer: Practitioner) -> None:
    message = send(hub, officer)
    assert deliver(message) == MessageState.SENT
    assert deliver(message) is None
    assert len(server.taken) == 1


def test_one_that_is_being_sent_is_left_to_the_one_who_sends_it(
    server: Server, hub: Actor, officer: Practitioner
) -> None:
    message = send(hub, officer)
    Message.objects.update(state=MessageState.SENDING, tried_at=AT)
    assert deliver(message) is None
    assert server.taken == []


def test_a_server_that_is_down_is_tried_again_ever_later_then_listed_then_mended_by_hand(
    server_down: None, hub: Actor, officer: Practitioner, administrator: Actor, request: pytest.FixtureRequest
) -> None:
    message = send(hub, officer)
    at, waits = AT, []
    while jobs_now := take_jobs():
        ((_, due),) = jobs_now
        waits.append((due or at) - at)
        at = due or at
        deliver(message, at)
    hours = [
        timedelta(0),
        timedelta(minutes=1),
        timedelta(minutes=5),
        timedelta(minutes=30),
        timedelta(hours=2),
    ]
    assert waits == hours
    (failed,) = queries.list_failed_messages(administrator)
    assert (failed.last_error, failed.attempts) == (Failure.UNREACHABLE, 5)
    assert queries.count_failed_messages(administrator) == 1

    server: Server = request.getfixturevalue("server")
    with acting(administrator):
        actions.retry_message(by=administrator, message_id=message.pk, at=at)
    assert waiting_jobs() == [(str(message.pk), None)]
    assert deliver(message, at) == MessageState.SENT
    assert len(server.taken) == 1
    assert queries.count_failed_messages(administrator) == 0
    message.refresh_from_db()
    assert (message.last_error, message.last_error_code, message.sent_at) == ("", None, at)


def test_a_server_that_says_later_is_believed(server: Server, hub: Actor, officer: Practitioner) -> None:
    server.answer = "451 Try again later"
    message = send(hub, officer)
    take_jobs()
    assert deliver(message) == MessageState.QUEUED
    assert waiting_jobs() == [(str(message.pk), AT + timedelta(minutes=1))]
    message.refresh_from_db()
    assert (message.last_error, message.last_error_code) == (Failure.BUSY, 451)


REFUSALS = [
    # how the server answers         why, as listed             its number
    ({"answer": "554 No"},           Failure.REFUSED,           554),
    ({"refuse_address": "550 No"},   Failure.ADDRESS_REFUSED,   550),
]  # fmt: skip


@pytest.mark.parametrize(("how", "why", "code"), REFUSALS)
def test_what_will_not_mend_itself_is_listed_at_once(
    server: Server, hub: Actor, officer: Practitioner, how: dict[str, str], why: Failure, code: int | None
) -> None:
    vars(server).update(how)
    message = send(hub, officer)
    take_jobs()
    assert deliver(message) == MessageState.FAILED
    message.refresh_from_db()
    assert (message.last_error, message.last_error_code) == (why, code)
    assert waiting_jobs() == []


def test_a_server_that_hangs_up_in_mid_sentence_may_have_taken_it_so_it_is_not_sent_again(
    hub: Actor, officer: Practitioner, settings: Any
) -> None:
    class HangsUp(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 Good day\r\n")
            for line in self.rfile:
                if line.upper().startswith(b"DATA"):
                    break
                self.wfile.write(b"250 OK\r\n")
            self.wfile.write(b"354 Go on\r\n")
            for line in self.rfile:
                if line == b".\r\n":
                    return

    message = send(hub, officer)
    take_jobs()
    with talking(HangsUp, settings):
        assert deliver(message) == MessageState.FAILED
    message.refresh_from_db()
    assert message.last_error == Failure.INTERRUPTED
    assert waiting_jobs() == []


def test_an_address_that_is_refused_for_now_is_tried_again(
    server: Server, hub: Actor, officer: Practitioner
) -> None:
    server.refuse_address = "450 Greylisted"
    message = send(hub, officer)
    assert deliver(message) == MessageState.QUEUED


def test_a_server_that_can_not_be_signed_in_to_counts_as_out_of_reach(
    server: Server, hub: Actor, officer: Practitioner, settings: Any
) -> None:
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "nobody", "wrong"
    message = send(hub, officer)
    assert deliver(message) == MessageState.QUEUED


GREETINGS = [
    # how the server greets us   state after             why, as listed
    (b"421 Too busy\r\n",        MessageState.QUEUED,    Failure.BUSY),
    (b"554 Not for you\r\n",     MessageState.FAILED,    Failure.REFUSED),
    (b"",                        MessageState.QUEUED,    Failure.UNREACHABLE),
]  # fmt: skip


@pytest.mark.parametrize(("greeting", "state", "why"), GREETINGS)
def test_a_server_that_does_not_let_us_in(
    hub: Actor, officer: Practitioner, settings: Any, greeting: bytes, state: MessageState, why: Failure
) -> None:
    class Doorkeeper(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            self.request.sendall(greeting)

    message = send(hub, officer)
    with talking(Doorkeeper, settings):
        assert deliver(message) == state
    message.refresh_from_db()
    assert message.last_error == why


def test_somebody_who_has_left_gets_no_e_mail(server: Server, hub: Actor, officer: Practitioner) -> None:
    message = send(hub, officer)
    officer.is_active = False
    officer.save()
    assert deliver(message) == MessageState.FAILED
    assert server.taken == []
    message.refresh_from_db()
    assert message.last_error == Failure.ACCOUNT_CLOSED


def test_a_worker_that_died_while_sending_leaves_the_message_to_a_person(
    server: Server, hub: Actor, officer: Practitioner, administrator: Actor
) -> None:
    message = send(hub, officer)
    take_jobs()
    Message.objects.update(state=MessageState.SENDING, tried_at=AT, attempts=1)
    assert actions.sweep_outbox(by=SYSTEM, at=AT + timedelta(minutes=10)) == 0
    assert actions.sweep_outbox(by=SYSTEM, at=AT + timedelta(minutes=16)) == 1
    (failed,) = queries.list_failed_messages(administrator)
    assert failed == message
    assert failed.last_error == Failure.INTERRUPTED
    assert waiting_jobs() == []


def test_a_job_that_died_with_its_worker_holds_nothing_up(hub: Actor, officer: Practitioner) -> None:
    send(hub, officer)
    with connection.cursor() as cursor:
        cursor.execute("SELECT lock, queueing_lock FROM procrastinate_jobs")
        assert cursor.fetchall() == [(None, None)]


def test_a_worker_that_comes_back_after_it_was_given_up_changes_nothing(
    hub: Actor, officer: Practitioner
) -> None:
    message = send(hub, officer)
    claimed = delivery._claim(SYSTEM, message.pk, AT)
    assert claimed is not None
    actions.sweep_outbox(by=SYSTEM, at=AT + timedelta(minutes=16))
    assert delivery._settle(SYSTEM, claimed, None, AT + timedelta(minutes=17)) == MessageState.FAILED


def test_a_message_that_lost_its_job_gets_another(hub: Actor, officer: Practitioner) -> None:
    message = send(hub, officer)
    take_jobs()
    assert actions.sweep_outbox(by=SYSTEM, at=AT + timedelta(hours=2)) == 0
    assert actions.sweep_outbox(by=SYSTEM, at=AT + timedelta(hours=3)) == 1
    assert waiting_jobs() == [(str(message.pk), None)]


def test_two_administrators_can_not_both_try_again(
    server_down: None, hub: Actor, officer: Practitioner, administrator: Actor
) -> None:
    message = send(hub, officer)
    Message.objects.update(state=MessageState.FAILED)
    with acting(administrator):
        actions.retry_message(by=administrator, message_id=message.pk, at=AT)
        with pytest.raises(CannotMove):
            actions.retry_message(by=administrator, message_id=message.pk, at=AT)


def test_only_an_administrator_sees_and_mends_what_failed(hub: Actor, officer: Practitioner) -> None:
    message = send(hub, officer)
    Message.objects.update(state=MessageState.FAILED)
    with pytest.raises(NotAllowed):
        queries.list_failed_messages(hub)
    assert queries.count_failed_messages(hub) == 0
    with pytest.raises(NotAllowed), transaction.atomic():
        actions.retry_message(by=hub, message_id=message.pk, at=AT)


def test_reading_is_written_down_once_and_only_by_its_reader(hub: Actor, officer: Practitioner) -> None:
    message, reader = send(hub, officer), actor(officer, Purpose.OWN_WORK)
    assert queries.count_unread(reader) == 1
    with acting(reader):
        actions.mark_message_read(by=reader, message_id=message.pk, at=AT)
        actions.mark_message_read(by=reader, message_id=message.pk, at=AT + timedelta(hours=1))
        assert AuditEntry.objects.filter(did="message.opened").count() == 1
    message.refresh_from_db()
    assert message.read_at == AT
    assert queries.count_unread(reader) == 0
    with pytest.raises(Message.DoesNotExist):
        actions.mark_message_read(by=hub, message_id=message.pk, at=AT)
    assert list(queries.list_my_messages(SYSTEM)) == []


def test_what_could_name_a_person_is_refused_and_nothing_is_kept(hub: Actor, officer: Practitioner) -> None:
    with pytest.raises(UnsafeContext), acting(hub):
        actions.send_message(by=hub, to=officer, template="feedback", context={"name": "Siân"}, at=AT)
    assert not Message.objects.exists()


def test_only_a_sentence_that_was_written_beforehand_is_sent(
    server: Server, hub: Actor, officer: Practitioner
) -> None:
    with pytest.raises(UnsafeContext), acting(hub):
        actions.send_message(by=hub, to=officer, template="feedback", context={"says": "Siân"}, at=AT)
    with acting(hub):
        message = actions.send_message(
            by=hub, to=officer, template="feedback", context={"says": message_id_of("decided.no_need")}, at=AT
        )
    assert deliver(message) == MessageState.SENT
    with translation.override("cy"):
        said = message.says
    assert said != message.context["says"]
    for kind in ("plain", "html"):
        body = server.taken[0].get_body((kind,))
        assert body is not None
        assert " ".join(said.split()) in " ".join(unescape(body.get_content()).split())


def test_sending_inside_a_transaction_is_refused(hub: Actor, officer: Practitioner) -> None:
    message = send(hub, officer)
    with pytest.raises(RuntimeError, match="durable"), acting(SYSTEM):
        deliver(message)


def test_what_was_done_is_in_the_audit_without_personal_data(
    server: Server, hub: Actor, officer: Practitioner
) -> None:
    message = send(hub, officer)
    deliver(message)
    with acting(hub):
        (queued,) = AuditEntry.objects.filter(did="message.queued")
    assert queued.target_key == str(message.pk)
    assert queued.target_reference == "EH-26-0004217"
    assert queued.detail == {"template": "feedback"}
    assert officer.email not in str(vars(queued))


def test_the_demonstration_mailbox_keeps_what_was_sent(
    tmp_path: Path, hub: Actor, officer: Practitioner, settings: Any
) -> None:
    port = free_port()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", port, False
    with open_mailbox(tmp_path / "mailbox", port=port):
        assert deliver(send(hub, officer)) == MessageState.SENT
    (mail,) = list_mail(tmp_path / "mailbox")
    assert mail.recipient == officer.email
    assert mail.language == "cy"
    assert "EH-26-0004217" in mail.text
    assert mail.sent_at is not None
    assert mail.sent_at.tzinfo is not None
    assert get_mail(tmp_path / "mailbox", mail.name) == mail
    assert get_mail(tmp_path / "mailbox", "../mailbox/" + mail.name) is None
    assert get_mail(tmp_path / "mailbox", "0") is None


def test_the_demonstration_mailbox_reads_mail_that_is_not_what_it_says(tmp_path: Path) -> None:
    (tmp_path / "1.eml").write_bytes(
        b"Date: yesterday\r\nContent-Type: text/plain; charset=no-such\r\n\r\n\xff"
    )
    (tmp_path / "2.eml").write_bytes(b"Content-Type: image/png\r\n\r\n\x89PNG")
    (tmp_path / "3.eml").write_bytes(b"")
    assert [(mail.text, mail.sent_at) for mail in list_mail(tmp_path)] == [("", None)] * 3


def test_the_demonstration_mailbox_says_when_it_has_no_room(
    tmp_path: Path, hub: Actor, officer: Practitioner, settings: Any
) -> None:
    port = free_port()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", port, False
    folder = tmp_path / "mailbox"
    with open_mailbox(folder, port=port):
        folder.rmdir()
        assert deliver(send(hub, officer)) == MessageState.QUEUED
