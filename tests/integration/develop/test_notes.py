"""Private notes: written and read by one person, lost with the passphrase, and never anywhere in the clear."""

import json
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import reverse

from earlyhelp.develop import actions, queries
from earlyhelp.develop.models import NoteLock, PrivateNote
from earlyhelp.develop.rules import notes as rules
from earlyhelp.govern.models import AuditEntry
from earlyhelp.kit import sealing
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner
from tests import factories
from tests.factories import reflection as made

AT, LATER = factories.AT, factories.AT + timedelta(hours=1)
SECRET = "I was short with her, and I know why."
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _little_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """How much work a passphrase is to try is measured elsewhere; here it would only cost time."""
    monkeypatch.setattr(sealing, "WORK", 4)


@pytest.fixture
def partners() -> factories.Partners:
    return factories.partners()


@pytest.fixture
def writer(partners: factories.Partners) -> Practitioner:
    return factories.practitioner(partners.response)


@pytest.fixture
def by(writer: Practitioner) -> Actor:
    return made.as_own(writer)


@pytest.fixture
def client(writer: Practitioner) -> Client:
    made_client = Client()
    made_client.force_login(writer)
    return made_client


def start(client: Client) -> None:
    answer = client.post(
        reverse("develop:start_notes"),
        {"passphrase": made.PASSPHRASE, "again": made.PASSPHRASE, "understood": "on"},
    )
    assert answer.status_code == 302, answer.content


def write(client: Client, text: str = SECRET, **more: str) -> None:
    answer = client.post(reverse("develop:write_note"), {"title": "Tuesday", "text": text, **more})
    assert answer.status_code == 302, answer.content


def everything_stored() -> str:
    """Every table that holds the notes, their session and the audit, as text and as bytes."""
    with connection.cursor() as cursor:
        found = []
        for table in ("develop_privatenote", "develop_notelock", "django_session", "govern_auditentry"):
            cursor.execute(f"SELECT * FROM {table}")
            found += [b"".join(_bytes(cell) for cell in row) for row in cursor.fetchall()]
    return b"".join(found).decode("latin-1")


def _bytes(cell: object) -> bytes:
    return bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode()


def test_a_note_is_written_and_read_again(client: Client) -> None:
    start(client)
    write(client)
    page = client.get(reverse("develop:notes"))
    assert "Tuesday" in page.content.decode()
    assert page["Cache-Control"] == "no-store, private"
    url = (
        client.get(reverse("develop:notes"))
        .content.decode()
        .split('govuk-link" href="/workforce/notes/')[1]
        .split('"')[0]
    )
    assert SECRET in client.get(f"/workforce/notes/{url}").content.decode()


def test_nothing_that_is_stored_holds_the_words_the_passphrase_or_the_key(client: Client, by: Actor) -> None:
    start(client)
    write(client)
    with acting(by):
        key = queries.get_key(by=by, passphrase=made.PASSPHRASE)
        stored = everything_stored()
    for clear in (SECRET, "Tuesday", made.PASSPHRASE, key.decode("latin-1"), key.hex()):
        assert clear not in stored


def test_half_of_what_opens_lies_in_the_browser_and_half_in_the_session(client: Client) -> None:
    start(client)
    cookie = client.cookies["opennotes"]
    assert (cookie["path"], cookie["samesite"], cookie["httponly"]) == ("/workforce/notes/", "Strict", True)
    del client.cookies["opennotes"]
    assert client.get(reverse("develop:notes"))["Location"] == reverse("develop:open_notes")
    client.cookies["opennotes"] = "bm90IGl0"
    assert client.get(reverse("develop:notes"))["Location"] == reverse("develop:open_notes")
    client.cookies["opennotes"] = "é"
    assert client.get(reverse("develop:notes"))["Location"] == reverse("develop:open_notes")


def test_locking_destroys_both_halves(client: Client) -> None:
    start(client)
    kept = client.cookies["opennotes"].value
    assert client.post(reverse("develop:lock_notes")).status_code == 302
    assert client.cookies["opennotes"].value == ""
    assert "develop.open_notes" not in Session.objects.get().get_decoded()
    client.cookies["opennotes"] = kept
    assert client.get(reverse("develop:notes"))["Location"] == reverse("develop:open_notes")
    wrong = client.post(reverse("develop:open_notes"), {"passphrase": "something quite else"})
    assert wrong.status_code == 400
    assert "not the passphrase" in wrong.content.decode()
    assert client.post(reverse("develop:open_notes"), {"passphrase": made.PASSPHRASE}).status_code == 302
    assert client.get(reverse("develop:notes")).status_code == 200


def test_what_was_typed_is_kept_when_the_notes_have_locked_meanwhile(client: Client) -> None:
    start(client)
    client.post(reverse("develop:lock_notes"))
    asked = client.post(reverse("develop:write_note"), {"text": SECRET})
    assert asked.status_code == 400
    assert "I was short with her" in asked.content.decode()
    assert "have locked in the meantime" in asked.content.decode()
    write(client, passphrase=made.PASSPHRASE)
    assert "Tuesday" in client.get(reverse("develop:notes")).content.decode()


def test_the_page_says_before_the_first_note_that_a_forgotten_passphrase_loses_all(client: Client) -> None:
    for name in ("notes", "open_notes", "write_note", "change_passphrase"):
        page = client.get(reverse(f"develop:{name}"), follow=True).content.decode()
        assert "If you forget the passphrase, your notes are lost" in page
    refused = client.post(
        reverse("develop:start_notes"), {"passphrase": made.PASSPHRASE, "again": made.PASSPHRASE}
    )
    assert refused.status_code == 400
    weak = client.post(
        reverse("develop:start_notes"), {"passphrase": "short", "again": "short", "understood": "on"}
    )
    assert "at least 14 characters" in weak.content.decode()


def test_nobody_else_sees_even_that_there_is_a_note(partners: factories.Partners, by: Actor) -> None:
    note_id = made.note(by, made.lock(by), SECRET)
    for team, role in ((partners.response, Role.SUPERVISOR), (partners.response, Role.ADMINISTRATOR)):
        other = factories.practitioner(team, role)
        with acting(made.as_own(other)):
            assert not PrivateNote.objects.exists()
            assert not NoteLock.objects.exists()
        browser = Client()
        browser.force_login(other)
        assert browser.get(reverse("develop:note", args=[note_id])).status_code == 404
        assert (
            browser.post(reverse("develop:delete_note", args=[note_id]), {"sure": "yes"}).status_code == 404
        )


def test_a_new_passphrase_opens_the_same_notes(client: Client, by: Actor) -> None:
    start(client)
    write(client)
    new = "a quiet otter by the weir"
    said = {"old": "something quite else", "passphrase": new, "again": new}
    assert client.post(reverse("develop:change_passphrase"), said).status_code == 400
    assert (
        client.post(reverse("develop:change_passphrase"), said | {"old": made.PASSPHRASE}).status_code == 302
    )
    with acting(by):
        with pytest.raises(rules.WrongPassphrase):
            queries.get_key(by=by, passphrase=made.PASSPHRASE)
        assert queries.list_notes(by=by, key=queries.get_key(by=by, passphrase=new))[0].text == SECRET


def test_beginning_again_deletes_everything(client: Client, by: Actor) -> None:
    start(client)
    write(client)
    assert "1 note is deleted" in client.get(reverse("develop:start_notes_again")).content.decode()
    assert client.post(reverse("develop:start_notes_again")).status_code == 400
    assert client.post(reverse("develop:start_notes_again"), {"understood": "on"}).status_code == 302
    with acting(by):
        assert not PrivateNote.objects.exists()
        assert not NoteLock.objects.exists()


def test_a_note_is_not_written_over_from_another_window(by: Actor) -> None:
    key = made.lock(by)
    note_id = made.note(by, key)
    with acting(by):
        seen = queries.get_note(by=by, key=key, note_id=note_id).seen
        said = {"by": by, "key": key, "note_id": note_id, "title": "", "seen": seen}
        actions.write_note(**said, text="First window.", at=LATER)
        with pytest.raises(rules.ChangedElsewhere):
            actions.write_note(**said, text="Second window.", at=LATER)
        assert queries.get_note(by=by, key=key, note_id=note_id).text == "First window."
        with pytest.raises(rules.EmptyNote):
            actions.write_note(**said, text="  ", at=LATER)
        with pytest.raises(rules.AlreadyLocked):
            actions.lock_notes(by=by, passphrase=made.PASSPHRASE, again=made.PASSPHRASE, at=LATER)


def test_the_lock_lasts_as_long_as_the_last_note(by: Actor) -> None:
    key = made.lock(by)
    made.note(by, key, at=LATER)
    with acting(by):
        assert NoteLock.objects.get().used_at == LATER


def test_a_note_that_was_tampered_with_says_so(client: Client, by: Actor) -> None:
    start(client)
    write(client)
    with acting(by):
        PrivateNote.objects.update(sealed=b"not what was sealed")
    page = client.get(reverse("develop:notes")).content.decode()
    assert "cannot be opened" in page
    assert "cannot be opened" in client.get(reverse("develop:notes_file")).content.decode()


def test_notes_can_be_taken_along_and_deleted(client: Client, by: Actor) -> None:
    start(client)
    write(client, "Fish & chips")
    taken = client.get(reverse("develop:notes_file"))
    assert "Fish & chips" in taken.content.decode()
    assert taken["Cache-Control"] == "private, no-store"
    with acting(by):
        url = reverse("develop:delete_note", args=[PrivateNote.objects.get().pk])
    assert "Nobody can bring it back" in client.post(url).content.decode()
    assert client.post(url, {"sure": "yes"}).status_code == 302
    with acting(by):
        assert not PrivateNote.objects.exists()
    client.post(reverse("develop:lock_notes"))
    assert client.get(reverse("develop:notes_file"))["Location"] == reverse("develop:open_notes")


def test_the_audit_says_that_and_never_what_or_when_it_was_read(client: Client, by: Actor) -> None:
    start(client)
    write(client)
    client.get(reverse("develop:notes"))
    with acting(by):
        entries = list(AuditEntry.objects.filter(did__startswith="private_note"))
    assert sorted(one.did for one in entries) == ["private_note.written", "private_notes.locked"]
    assert all(json.dumps(one.detail) == "{}" for one in entries)
