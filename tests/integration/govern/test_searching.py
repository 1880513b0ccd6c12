"""Searching the audit page by page, by each of its parts, and taking what was found out as a file."""

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from earlyhelp.govern import queries
from earlyhelp.govern.actions import audit
from earlyhelp.govern.choices import EntryKind
from earlyhelp.govern.models import AuditEntry
from earlyhelp.govern.rules import AuditFilter, Place, reference_in
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.models import new_id
from earlyhelp.partnership.choices import Role
from tests.factories import partners, practitioner

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


class TestPages:
    pytestmark = pytest.mark.django_db

    @pytest.fixture(autouse=True)
    def _entries(self) -> Iterator[None]:
        """Seven entries, of which five happened in the same moment: a page may end between any two of them."""
        self.by = Actor(new_id(), new_id(), None, "auditor", "assurance", label="Synthetic Auditor")
        with acting(self.by):
            for number in range(7):
                at = AT if 1 <= number <= 5 else AT.replace(day=1 + number)
                audit.record(by=self.by, did=f"page.{number}", at=at, kind=EntryKind.READ)
            yield

    @pytest.mark.parametrize("size", [1, 2, 3, 7, 50])
    def test_the_pages_together_show_every_entry_once_and_in_order(self, size: int) -> None:
        wanted, after, seen = AuditFilter(), None, []
        while True:
            page = queries.list_entry_page(by=self.by, wanted=wanted, after=after, size=size)
            seen += page.entries
            if page.older is None:
                break
            after = Place.read(str(page.older))
        assert seen == list(AuditEntry.objects.order_by("-at", "-id"))
        assert len(seen) == 7

    def test_a_page_further_back_asks_for_no_offset(self) -> None:
        page = queries.list_entry_page(by=self.by, wanted=AuditFilter(), after=None, size=2)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            queries.list_entry_page(by=self.by, wanted=AuditFilter(), after=page.older, size=2)
        assert len(asked) == 1
        assert "OFFSET" not in asked[0]["sql"]

    @pytest.mark.parametrize(
        ("wanted", "count"),
        [
            (AuditFilter(who="synthetic aud"), 7),
            (AuditFilter(who="somebody else"), 0),
            (AuditFilter(purpose="assurance"), 7),
            (AuditFilter(purpose="safeguarding"), 0),
            (AuditFilter(role="auditor", until=date(2026, 3, 2)), 6),
            (AuditFilter(role="notifier"), 0),
        ],
    )
    def test_each_part_narrows_the_search(self, wanted: AuditFilter, count: int) -> None:
        assert queries.count_entries(by=self.by, wanted=wanted) == count


@pytest.mark.parametrize(
    ("typed", "reference"),
    [
        ("EH-26-0004217", "EH-26-0004217"),
        (" eh 26 4217", "EH-26-0004217"),
        ("P-26-0000012", "P-26-0000012"),
        ("Jenkins", ""),
        ("0004217", ""),
        ("decided", ""),
        ("", ""),
    ],
)
def test_a_reference_is_known_by_its_shape(typed: str, reference: str) -> None:
    assert reference_in(typed) == reference


@pytest.mark.parametrize("text", ["", "nonsense", "20260302T093000000000-", "x-" + "0" * 32, "1-2-3"])
def test_an_address_that_names_no_place_begins_at_the_newest(text: str) -> None:
    assert Place.read(text) is None


@pytest.mark.django_db
class TestThePages:
    @pytest.fixture(autouse=True)
    def _auditor(self, client: Client) -> None:
        team = partners().front_door
        self.auditor, self.colleague = (practitioner(team, role) for role in (Role.AUDITOR, Role.COORDINATOR))
        self.client = client
        client.force_login(self.auditor)
        self.by = Actor(
            self.colleague.pk,
            team.agency_id,
            team.pk,
            "coordinator",
            "early_help",
            label="=cmd|' /C calc'!A0",
        )
        with acting(self.by):
            for _ in range(55):
                audit.record(by=self.by, did="queue.read", at=AT, kind=EntryKind.READ, reason="+1")

    def test_older_entries_are_one_link_away(self) -> None:
        self.client.post(reverse("govern:audit"), {"text": "", "who": "calc", "kind": ""})
        first = self.client.get(reverse("govern:audit"))
        assert len(first.context["page"]) == 50
        second = self.client.get(reverse("govern:audit"), {"after": str(first.context["older"])})
        assert len(second.context["page"]) == 5
        assert not {entry.pk for entry in first.context["page"]} & {
            entry.pk for entry in second.context["page"]
        }
        assert second.context["older"] is None

    def test_searching_says_which_parts_were_used_and_never_what_was_typed(self) -> None:
        self.client.post(reverse("govern:audit"), {"text": "Jenkins", "kind": "read", "role": "coordinator"})
        self.client.get(reverse("govern:audit"))
        with acting(self.by):
            last = AuditEntry.objects.filter(did="audit.searched").latest("at", "id")
        assert last.detail == {"narrowed_by": ["text", "kind", "role"]}

    def _prove(self) -> None:
        """They showed a moment ago that it is they."""
        session = self.client.session
        session["proved_at"] = timezone.now().isoformat()
        session.save()

    def test_a_file_asks_first_who_is_at_the_screen(self) -> None:
        assert self.client.get(reverse("govern:audit_export")).url.startswith(reverse("partnership:confirm"))
        assert self.client.post(reverse("govern:audit_export"), {"reason": "Mine."}).status_code == 401

    def test_a_file_needs_a_reason(self) -> None:
        self._prove()
        answer = self.client.post(reverse("govern:audit_export"), {"reason": " "})
        assert "Enter why you need this file" in answer.content.decode()
        with acting(self.by):
            assert not AuditEntry.objects.filter(did="audit.exported").exists()

    def test_a_file_is_what_was_searched_for_and_no_spreadsheet_runs_it(self) -> None:
        self.client.post(reverse("govern:audit"), {"text": "queue.read", "kind": ""})
        self._prove()
        answer = self.client.post(reverse("govern:audit_export"), {"reason": "An inspection."})
        assert answer["Content-Type"].startswith("text/csv")
        rows = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))
        assert len(rows) == 55
        assert rows[0]["who"] == "'=cmd|' /C calc'!A0"
        assert rows[0]["reason"] == "'+1"
        assert rows[0]["deed"] == "The queue was read"
        with acting(self.by):
            entry = AuditEntry.objects.get(did="audit.exported")
        assert (entry.reason, entry.detail) == ("An inspection.", {"entries": 55, "narrowed_by": ["text"]})

    def test_another_agency_is_never_in_the_file(self) -> None:
        other = practitioner(partners("W06000014").front_door, Role.AUDITOR)
        self.client.force_login(other)
        self._prove()
        answer = self.client.post(reverse("govern:audit_export"), {"reason": "An inspection."})
        assert "queue.read" not in answer.content.decode()

    def test_others_are_refused(self) -> None:
        self.client.force_login(self.colleague)
        assert self.client.post(reverse("govern:audit_export"), {"reason": "Mine."}).status_code == 403
