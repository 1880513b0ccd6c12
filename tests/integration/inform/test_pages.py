"""The pages of this room: my messages, what failed, and the demonstration's mailbox."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from earlyhelp.govern.choices import Purpose
from earlyhelp.inform import actions, queries
from earlyhelp.inform.choices import Failure, MessageState, Template
from earlyhelp.inform.models import Message
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner
from tests.factories import AT, Partners, actor, partners, practitioner

pytestmark = pytest.mark.django_db


@pytest.fixture
def around() -> Partners:
    return partners()


@pytest.fixture
def officer(around: Partners) -> Practitioner:
    return practitioner(around.response)


@pytest.fixture
def administrator(around: Partners) -> Practitioner:
    return practitioner(around.front_door, Role.ADMINISTRATOR)


def a_message(around: Partners, to: Practitioner, **context: str) -> Message:
    by = actor(practitioner(around.front_door, Role.DECISION_MAKER))
    with acting(by):
        return actions.send_message(by=by, to=to, template="feedback", context=context, at=AT)


def signed_in(as_whom: Practitioner) -> Client:
    client = Client()
    client.force_login(as_whom, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_my_messages_lists_mine_and_says_which_are_new(around: Partners, officer: Practitioner) -> None:
    a_message(around, officer, reference="EH-26-0004217")
    a_message(around, practitioner(around.response), reference="EH-26-0009999")
    page = signed_in(officer).get(reverse("inform:messages")).content.decode()
    assert "EH-26-0004217" in page
    assert "EH-26-0009999" not in page
    assert "You have 1 message that you have not opened." in page
    assert page.count("<h1") == 1


def test_somebody_without_messages_is_told_so(officer: Practitioner) -> None:
    assert "You have no messages" in signed_in(officer).get(reverse("inform:messages")).content.decode()


@pytest.mark.parametrize("template", Template)
def test_opening_a_message_shows_it_and_the_way_on(
    around: Partners, officer: Practitioner, template: Template
) -> None:
    message = a_message(around, officer, reference="EH-26-0004217", path="/notifications/sent/")
    Message.objects.update(template=template)
    page = signed_in(officer).get(reverse("inform:message", args=[message.pk])).content.decode()
    assert str(template.label) in page
    assert 'href="/notifications/sent/"' in page
    assert queries.count_unread(actor(officer, Purpose.OWN_WORK)) == 0
    listed = signed_in(officer).get(reverse("inform:messages")).content.decode()
    assert "You have 0 messages that you have not opened." in listed


def test_a_message_of_somebody_else_does_not_exist(around: Partners, officer: Practitioner) -> None:
    message = a_message(around, practitioner(around.response))
    assert signed_in(officer).get(reverse("inform:message", args=[message.pk])).status_code == 404


def test_a_message_without_a_page_of_its_own_leads_to_my_work(
    around: Partners, officer: Practitioner
) -> None:
    message = a_message(around, officer)
    page = signed_in(officer).get(reverse("inform:message", args=[message.pk])).content.decode()
    assert "Go to your work" in page


def test_an_administrator_sees_what_failed_and_tries_again(
    around: Partners, officer: Practitioner, administrator: Practitioner
) -> None:
    message = a_message(around, officer, reference="EH-26-0004217")
    Message.objects.update(state=MessageState.FAILED, last_error=Failure.REFUSED, last_error_code=554)
    client = signed_in(administrator)
    page = client.get(reverse("inform:failed")).content.decode()
    assert officer.email in page
    assert "The mail server refused the message." in page
    assert "554" in page
    answer = client.post(reverse("inform:retry", args=[message.pk]), follow=True)
    assert answer.redirect_chain == [(reverse("inform:failed"), 302)]
    assert "The message will be sent again within a minute." in answer.content.decode()
    message.refresh_from_db()
    assert message.state == MessageState.QUEUED
    again = client.post(reverse("inform:retry", args=[message.pk]), follow=True).content.decode()
    assert "Somebody has already dealt with this message." in again


def test_trying_again_what_does_not_exist_is_not_found(administrator: Practitioner) -> None:
    missing = reverse("inform:retry", args=[administrator.pk])
    assert signed_in(administrator).post(missing).status_code == 404


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_nobody_else_sees_what_failed(around: Partners, role: Role) -> None:
    client = signed_in(practitioner(around.front_door, role))
    assert client.get(reverse("inform:failed")).status_code == 403


def test_the_mailbox_shows_what_was_sent_and_lets_no_markup_through(tmp_path: Path, settings: Any) -> None:
    settings.DEMO, settings.DEMO_MAILBOX_DIR = True, tmp_path
    client = Client()
    assert "No e-mail has been sent yet" in client.get(reverse("inform:mailbox")).content.decode()
    mail = b"Subject: <b>News</b>\r\nContent-Language: cy\r\n\r\n<script>alert(1)</script> http://localhost/x/\r\n"
    (tmp_path / "1.eml").write_bytes(mail)
    assert "&lt;b&gt;News&lt;/b&gt;" in client.get(reverse("inform:mailbox")).content.decode()
    page = client.get(reverse("inform:mail", args=["1"])).content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert 'href="http://localhost/x/"' in page
    assert 'lang="cy"' in page
    assert client.get(reverse("inform:mail", args=["2"])).status_code == 404


def test_an_email_in_both_languages_is_listed_without_naming_one(tmp_path: Path, settings: Any) -> None:
    settings.DEMO, settings.DEMO_MAILBOX_DIR = True, tmp_path
    (tmp_path / "1.eml").write_bytes(b"Subject: Neges | Message\r\nContent-Language: cy, en\r\n\r\nHello\r\n")
    page = Client().get(reverse("inform:mailbox")).content.decode()
    assert "Neges | Message" in page
    assert 'lang="cy, en"' not in page


@pytest.mark.parametrize("name", ["inform:mailbox", "inform:mail"])
def test_outside_a_demonstration_there_is_no_mailbox(name: str, tmp_path: Path, settings: Any) -> None:
    settings.DEMO, settings.DEMO_MAILBOX_DIR = False, tmp_path
    (tmp_path / "1.eml").write_bytes(b"Subject: News\r\n\r\n")
    address = reverse(name, args=["1"] if name == "inform:mail" else [])
    assert Client().get(address).status_code == 404
