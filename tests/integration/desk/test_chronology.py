"""The chronology of a person as pages: read, filtered, marked, printed, and put together for a family."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from earlyhelp.govern.models import AuditEntry
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import DataSet, Role
from earlyhelp.partnership.models import Practitioner
from earlyhelp.understand.choices.chronology import EventKind
from earlyhelp.understand.models import Person, SourceRecord
from tests import factories
from tests.factories.chronology import agreement, event, link_record, partner
from tests.factories.understand import person, source_record

pytestmark = pytest.mark.django_db
DAY = timezone.now().date()


@pytest.fixture
def partners() -> factories.Partners:
    return factories.partners()


@pytest.fixture
def worker(partners: factories.Partners) -> Practitioner:
    return factories.practitioner(partners.front_door, Role.DECISION_MAKER)


@pytest.fixture
def hub(worker: Practitioner) -> Actor:
    return factories.actor(worker)


@pytest.fixture
def somebody(hub: Actor) -> Person:
    return person(hub)


@pytest.fixture
def record(partners: factories.Partners, hub: Actor, somebody: Person) -> SourceRecord:
    """A record of an agency that shares its events, linked to somebody."""
    made = source_record(partner(partners.area))
    agreement([made.agency, partners.council], [DataSet.RECORDS, DataSet.EVENTS])
    link_record(hub, somebody, made, at=timezone.now() - timedelta(days=300))
    return made


@pytest.fixture
def signed_in(client: Client, worker: Practitioner, somebody: Person) -> Client:
    """A hub worker who has said why they open the record."""
    client.force_login(worker)
    client.post(f"/people/{somebody.reference}/why", {"because": "help"})
    return client


def page(client: Client, somebody: Person, rest: str = "", **said: str) -> str:
    answer = client.get(f"/people/{somebody.reference}/chronology{rest}", said)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def test_entries_gaps_and_what_is_withheld_stand_on_the_page(
    signed_in: Client, somebody: Person, record: SourceRecord
) -> None:
    event(record, happened_on=DAY - timedelta(days=200), is_major=True, summary_en="Started a new school.")
    event(record, happened_on=DAY, summary_en="Came every day.")
    event(record, kind=EventKind.HEALTH, summary_en="Saw a nurse.")
    shown = page(signed_in, somebody)
    assert "Started a new school." in shown
    assert "Smaller entries" in shown
    assert "Nothing recorded from" in shown
    assert "does not mean that nothing happened" in shown
    assert "Saw a nurse." not in shown
    assert "1 agency holds entries that you may not see" in shown
    assert record.agency.name in shown


def test_the_page_shows_what_an_agreement_covers_and_in_welsh(
    signed_in: Client, somebody: Person, record: SourceRecord
) -> None:
    event(record, is_major=True, summary_en="Left.", summary_cy="Gadawodd.")
    signed_in.cookies["language"] = "cy"
    shown = page(signed_in, somebody)
    assert "Gadawodd." in shown
    assert "Left." not in shown


def test_chips_narrow_what_is_shown_and_gaps_stay(
    signed_in: Client, somebody: Person, record: SourceRecord
) -> None:
    event(record, is_major=True, summary_en="At school.", happened_on=DAY - timedelta(days=200))
    event(record, is_major=True, kind=EventKind.HOUSING, summary_en="New home.", happened_on=DAY)
    shown = page(signed_in, somebody, show="school")
    assert "At school." in shown
    assert "New home." not in shown
    assert "Nothing recorded from" in shown
    assert 'href="?show=school&amp;show=housing"' in shown
    assert 'aria-current="true"' in shown
    assert "New home." in page(signed_in, somebody, show="nonsense")


def test_a_long_chronology_has_pages_and_no_entry_or_gap_is_lost(
    signed_in: Client, somebody: Person, record: SourceRecord
) -> None:
    for number in range(55):
        event(
            record,
            is_major=True,
            summary_en=f"Entry {number} here.",
            happened_on=DAY - timedelta(days=number + (220 if number > 49 else 0)),
        )
    first, second = page(signed_in, somebody), page(signed_in, somebody, page="2")
    assert "Entry 0 here." in first
    assert "Entry 54 here." in second
    assert all((f"Entry {n} here." in first) != (f"Entry {n} here." in second) for n in range(55))
    assert first.count("Nothing recorded from") + second.count("Nothing recorded from") == 1
    assert 'href="?show=school&amp;page=2"' in page(signed_in, somebody, show="school")


def test_nothing_recorded_is_said(signed_in: Client, somebody: Person) -> None:
    assert "Nothing is recorded that you may see." in page(signed_in, somebody)


def test_an_entry_is_pinned_and_said_to_matter(
    signed_in: Client, hub: Actor, somebody: Person, record: SourceRecord
) -> None:
    made = event(record)
    address = f"/people/{somebody.reference}/chronology/entry/event:{made.pk}"
    assert signed_in.post(address, {"step": "pin"}).status_code == 302
    assert "Take the pin off" in page(signed_in, somebody, f"/entry/event:{made.pk}")
    assert '<section class="kit-chronology__pins"' in page(signed_in, somebody)
    said = {"step": "note", "why": "It was the first time.", "visibility": "agency"}
    assert signed_in.post(address, said).status_code == 302
    shown = page(signed_in, somebody)
    assert "It was the first time." in shown
    assert signed_in.post(address, {"step": "unpin"}).status_code == 302
    key = page(signed_in, somebody, f"/entry/event:{made.pk}").partition("take_back:")[2].partition('"')[0]
    assert signed_in.post(address, {"step": f"take_back:{key}"}).status_code == 302
    assert signed_in.post(address, {"step": "take_back:another"}).status_code == 302
    assert "It was the first time." not in page(signed_in, somebody)
    with acting(hub):
        deeds = set(AuditEntry.objects.values_list("did", flat=True))
    assert deeds >= {
        "chronology.pinned",
        "chronology.unpinned",
        "significance.said",
        "significance.taken_back",
    }


@pytest.mark.parametrize("said", [{"why": "", "visibility": "agency"}, {"why": "x"}, {"why": "  "}])
def test_a_note_that_says_too_little_keeps_what_was_typed(
    said: dict[str, str], signed_in: Client, somebody: Person, record: SourceRecord
) -> None:
    made = event(record)
    answer = signed_in.post(
        f"/people/{somebody.reference}/chronology/entry/event:{made.pk}", {"step": "note"} | said
    )
    assert answer.status_code == 400
    assert "There is a problem" in answer.content.decode()


def test_an_entry_that_may_not_be_seen_can_not_be_marked(
    signed_in: Client, somebody: Person, record: SourceRecord
) -> None:
    hidden = event(record, kind=EventKind.HEALTH)
    address = f"/people/{somebody.reference}/chronology/entry/event:{hidden.pk}"
    assert signed_in.post(address, {"step": "pin"}).status_code == 302
    assert "no longer in the chronology" in signed_in.get(address).content.decode()


@pytest.mark.parametrize("language", ["en", "cy", "both"])
def test_it_is_printed_as_a_tagged_pdf_and_audited(
    language: str, signed_in: Client, hub: Actor, somebody: Person, record: SourceRecord
) -> None:
    event(record)
    said = {"reason": "meeting", "language": language, "paper": "pdf"}
    answer = signed_in.post(f"/people/{somebody.reference}/chronology/print", said)
    assert answer["Content-Type"] == "application/pdf"
    assert somebody.reference in answer["Content-Disposition"]
    assert b"/StructTreeRoot" in answer.content
    first = "en" if language == "en" else "cy"
    assert f"/Lang({first}-GB)".encode() in answer.content
    with acting(hub):
        entry = AuditEntry.objects.get(did="chronology.printed")
    assert (entry.reason, entry.kind, entry.target_reference) == ("meeting", "share", somebody.reference)


def test_paper_says_who_when_why_and_what_is_left_out(
    signed_in: Client, worker: Practitioner, somebody: Person, record: SourceRecord
) -> None:
    event(record, happened_on=DAY - timedelta(days=280), summary_en="The older one.")
    event(record, happened_on=DAY, summary_en="The newer one.")
    address = f"/people/{somebody.reference}/chronology/print"
    assert "Why do you print this chronology?" in signed_in.get(address).content.decode()
    answer = signed_in.post(address, {"reason": "person", "language": "en", "paper": "page"})
    shown = answer.content.decode()
    assert worker.full_name in shown
    assert "The person asked for it" in shown
    assert "no live agreement covers are left out" in shown
    assert (
        shown.index("The older one.") < shown.index("Nothing recorded from") < shown.index("The newer one.")
    )


def test_nothing_is_printed_without_a_reason(
    signed_in: Client, hub: Actor, somebody: Person, record: SourceRecord
) -> None:
    answer = signed_in.post(f"/people/{somebody.reference}/chronology/print", {"language": "en"})
    assert answer.status_code == 400
    assert "Select why you print it" in answer.content.decode()
    with acting(hub):
        assert not AuditEntry.objects.filter(did="chronology.printed").exists()


def test_a_family_has_a_column_for_each_and_each_entry_once(
    signed_in: Client, partners: factories.Partners, hub: Actor, somebody: Person, record: SourceRecord
) -> None:
    event(record, summary_en="Once only.")
    shown = page(signed_in, somebody, "/together", **{"with": "family"})
    assert shown.count("Once only.") == 1
    assert shown.count("About this person") >= 1
    assert "Once only." in page(signed_in, somebody, "/together", **{"with": "elsewhere"})


def test_the_page_takes_the_same_queries_for_more_entries(
    signed_in: Client, somebody: Person, record: SourceRecord
) -> None:
    counted = []
    for _more in range(2):
        for number in range(6):
            event(record, happened_on=date(2026, 1, 1) + timedelta(days=number), is_major=bool(number % 2))
        with CaptureQueriesContext(connection) as queries:
            page(signed_in, somebody)
        counted.append(len(queries))
    assert counted[0] == counted[1]
    assert counted[0] < 60


@pytest.mark.parametrize("role", [Role.NOTIFIER, Role.AUDITOR, Role.ADMINISTRATOR, Role.SUPERVISOR])
def test_other_roles_have_no_such_page(
    role: Role, client: Client, partners: factories.Partners, somebody: Person
) -> None:
    client.force_login(factories.practitioner(partners.front_door, role))
    for rest in ("", "/print", "/together", "/entry/event:1"):
        assert client.get(f"/people/{somebody.reference}/chronology{rest}").status_code == 403
