"""Attaching a file to what was sent, and who may take it out again."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import ProgrammingError, transaction
from django.test import Client
from django.urls import reverse

from earlyhelp.govern.models import AuditEntry
from earlyhelp.identify import rules
from earlyhelp.identify.actions import attach_file
from earlyhelp.identify.files import FileRefused
from earlyhelp.identify.models import Attachment
from earlyhelp.identify.scanning import ScannerAway
from earlyhelp.inform.choices import Template
from earlyhelp.inform.models import Message
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.kit.models import new_id
from earlyhelp.kit.uploads import MOST_BYTES
from earlyhelp.partnership.choices import Role
from tests import factories
from tests.factories.files import document, picture
from tests.factories.identify import attachment, notification
from tests.factories.solve import decision_maker

pytestmark = pytest.mark.django_db
AT = factories.AT
SECRET = "51.504 N"


class Sent:
    def __init__(self) -> None:
        self.partners = factories.partners()
        self.officer = factories.practitioner(self.partners.response)
        self.decider = decision_maker(self.partners)
        self.row = notification(self.partners, self.officer)
        self.by = factories.actor(self.officer)
        self.page = reverse("identify:attach", args=[self.row.reference])


@pytest.fixture
def sent() -> Sent:
    return Sent()


def upload(
    client: Client, sent: Sent, content: bytes, name: str = "IMG_Synthetic_at_home.jpg", **said: Any
) -> Any:
    return client.post(sent.page, {"file": SimpleUploadedFile(name, content, "text/html")} | said)


def test_a_photo_is_attached_and_given_out_as_a_download(client: Client, sent: Sent) -> None:
    client.force_login(sent.officer)
    assert client.get(sent.page).content.count(b"<h1") == 1
    answer = upload(client, sent, picture(secret=SECRET), shows="The kitchen")
    assert answer["Location"] == reverse("desk:notification", args=[sent.row.reference])
    assert "Photo (JPEG): The kitchen" in client.get(answer["Location"]).content.decode()
    with acting(sent.by):
        [kept] = Attachment.objects.all()
    client.force_login(sent.decider)
    case = client.get(reverse("solve:case", args=[sent.row.reference])).content.decode()
    url = reverse("identify:attachment", args=[kept.pk])
    assert url in case
    assert f'src="{url}' not in case
    given = client.get(url)
    assert given.content == bytes(kept.content)
    assert SECRET.encode() not in given.content
    assert given["Content-Type"] == "image/jpeg"
    assert given["Content-Disposition"].startswith(f'attachment; filename="{sent.row.reference}-')
    assert given["X-Content-Type-Options"] == "nosniff"
    assert given["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert given["Cache-Control"] == "private, no-store"
    assert "Synthetic" not in given["Content-Disposition"]
    with acting(factories.actor(sent.decider)):
        assert AuditEntry.objects.filter(did="attachment.read", target_key=str(kept.pk)).count() == 1


def test_who_is_not_involved_gets_nothing(client: Client, sent: Sent) -> None:
    kept = attachment(sent.row, sent.officer)
    url = reverse("identify:attachment", args=[kept.pk])
    elsewhere = factories.partners("W06000014")
    colleague = factories.practitioner(sent.partners.response)
    refused = {
        colleague: 403,
        decision_maker(elsewhere): 404,
        factories.practitioner(elsewhere.response): 404,
        factories.practitioner(sent.partners.service_team, Role.SERVICE_WORKER): 403,
        factories.practitioner(sent.partners.response, Role.SUPERVISOR): 403,
    }
    for who, status in refused.items():
        client.force_login(who)
        assert client.get(url).status_code == status
    client.force_login(colleague)
    assert client.get(sent.page).status_code == 404
    client.force_login(sent.officer)
    assert client.get(reverse("identify:attachment", args=[new_id()])).status_code == 404
    assert client.post(url).status_code == 405
    client.logout()
    assert client.get(url).status_code == 302


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<script>alert(1)</script>", "Choose a photo (JPEG or PNG) or a PDF"),
        (b"", "The file is empty"),
        (picture()[:100], "The file can not be read"),
        (document(b"/OpenAction 3 0 R"), "Print it to a new PDF"),
        (bytes(MOST_BYTES + 10), "larger than 10 MB"),
        (bytes(10_000_001), "larger than 10 MB"),
    ],
)
def test_a_refused_file_is_said_and_what_was_typed_stays(
    client: Client, sent: Sent, content: bytes, sentence: str
) -> None:
    client.force_login(sent.officer)
    answer = upload(client, sent, content, shows="The kitchen door")
    assert answer.status_code == 200
    page = answer.content.decode()
    assert sentence in page
    assert "<title>Error:" in page
    assert 'value="The kitchen door"' in page
    assert "Choose a file." in client.post(sent.page, {"shows": ""}).content.decode()
    with acting(sent.by):
        assert not Attachment.objects.exists()


def test_twice_is_once_and_the_front_door_is_told_without_a_word_about_it(sent: Sent) -> None:
    first, again = (attachment(sent.row, sent.officer, shows="Synthetic's room") for _each in range(2))
    assert first == again
    told = Message.objects.get(template=Template.AMENDMENT)
    assert told.recipient_id == sent.decider.pk
    with acting(sent.by):
        [entry] = AuditEntry.objects.filter(did="attachment.added")
    assert "room" not in str(entry.__dict__)
    assert entry.detail["kind"] == "jpeg"


def test_no_more_than_ten_and_only_by_who_sent_it(sent: Sent) -> None:
    for number in range(rules.MOST_ATTACHMENTS):
        attachment(sent.row, sent.officer, content=document(after=b"\n" * number))
    with pytest.raises(FileRefused, match="Ten files"):
        attachment(sent.row, sent.officer, content=picture())
    with pytest.raises(NotAllowed):
        attachment(sent.row, sent.decider, content=picture())


def test_nothing_is_kept_while_the_scanner_is_away(sent: Sent) -> None:
    with acting(sent.by), pytest.raises(ScannerAway):
        attach_file(
            by=sent.by, notification_id=sent.row.pk, sent=picture(), shows="", scanner="127.0.0.1:1", at=AT
        )
    with acting(sent.by):
        assert not Attachment.objects.exists()


def test_postgresql_refuses_to_change_a_file(sent: Sent) -> None:
    attachment(sent.row, sent.officer)
    with acting(sent.by), pytest.raises(ProgrammingError), transaction.atomic():
        Attachment.objects.update(content=b"something else")


def test_the_language_switch_keeps_what_was_typed_and_attaches_nothing(client: Client, sent: Sent) -> None:
    client.force_login(sent.officer)
    page = client.post(sent.page, {"switch_language": "cy", "shows": "Y gegin"}).content.decode()
    assert '<html lang="cy"' in page
    assert "Y gegin" in page
    assert "error-summary" not in page
    with acting(sent.by):
        assert not Attachment.objects.exists()
