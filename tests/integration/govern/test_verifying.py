"""Whatever is done to the audit behind the product's back, verifying it finds it and says where."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from earlyhelp.govern import queries
from earlyhelp.govern.actions import audit
from earlyhelp.govern.choices import EntryKind
from earlyhelp.govern.models import AuditEntry
from earlyhelp.govern.rules import AuditFilter
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.models import new_id

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
CHAIN = str(new_id())


def owner(statement: str, *values: object) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement, values)


@pytest.fixture
def chain() -> str:
    """Five entries of one agency, chained; and then the triggers that guard them are off, as an owner could do.

    Everything is undone with the transaction of the test, the switched-off triggers too.
    """
    for number in range(5):
        AuditEntry.objects.using("owner").create(
            agency_id=CHAIN, role="auditor", purpose="assurance", kind="read", did=f"page.{number}", at=AT
        )
    owner("SET CONSTRAINTS ALL IMMEDIATE")
    for table in ("govern_auditentry", "govern_auditlink"):
        owner(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    return CHAIN


def verify() -> list[str]:
    """The faults that the command says: the same, whether the sums are done in the database or outside."""
    said = []
    for outside in (False, True):
        out = StringIO()
        with pytest.raises(CommandError) as problem:
            call_command("verify_audit", outside=outside, stdout=out)
        assert problem.value.returncode == 1
        said.append(out.getvalue().splitlines())
    assert said[0] == said[1]
    return said[0]


@pytest.mark.parametrize("outside", [False, True])
def test_an_audit_that_nobody_touched_is_whole(chain: str, outside: bool) -> None:
    out = StringIO()
    call_command("verify_audit", outside=outside, stdout=out)
    assert "5 entries in 1 chains are whole and in order." in out.getvalue()


@pytest.mark.parametrize(
    "change",
    [
        "did = 'nothing.happened'",
        "reason = 'Because.'",
        "agency_id = NULL",
        "detail = '{\"to\": 1}'",
        "at = at + interval '1 microsecond'",
    ],
)
def test_an_entry_that_was_changed_is_found_and_said_once(chain: str, change: str) -> None:
    owner(f"UPDATE govern_auditentry SET {change} WHERE did = 'page.2'")
    assert verify() == [f"changed: chain {chain}, position 3"]


def test_a_link_that_was_made_to_fit_a_changed_entry_does_not_fit_the_next_one(chain: str) -> None:
    owner("UPDATE govern_auditentry SET did = 'nothing.happened' WHERE did = 'page.2'")
    owner(
        "UPDATE govern_auditlink AS link SET digest = sha256(before.digest || convert_to(audit_text(entry), 'UTF8')) "
        "FROM govern_auditlink AS before, govern_auditentry AS entry "
        "WHERE link.position = 3 AND before.position = 2 AND entry.id = link.entry_id"
    )
    assert verify() == [f"changed: chain {chain}, position 4"]


def test_an_entry_that_was_taken_out_leaves_a_gap(chain: str) -> None:
    owner("DELETE FROM govern_auditlink WHERE position = 3")
    owner("DELETE FROM govern_auditentry WHERE did = 'page.2'")
    assert verify() == [f"gap: chain {chain}, position 4"]


def test_a_chain_that_lost_its_end_is_shorter_than_its_head_remembers(chain: str) -> None:
    owner("DELETE FROM govern_auditlink WHERE position = 5")
    owner("DELETE FROM govern_auditentry WHERE did = 'page.4'")
    assert verify() == [f"shortened: chain {chain}, position 4"]


def test_a_chain_that_was_taken_out_whole_is_missed(chain: str) -> None:
    owner("DELETE FROM govern_auditlink")
    owner("DELETE FROM govern_auditentry")
    assert verify() == [f"shortened: chain {chain}, position 0"]


def test_an_entry_that_was_slipped_in_stands_in_no_chain(chain: str) -> None:
    owner("UPDATE govern_audithead SET position = 4 WHERE chain = %s", chain)
    owner("DELETE FROM govern_auditlink WHERE position = 5")
    assert verify() == ["unchained: chain , position 1"]


class TestSearching:
    @pytest.fixture(autouse=True)
    def _entries(self) -> Iterator[None]:
        self.by = Actor(new_id(), new_id(), None, "auditor", "assurance", label="Synthetic Auditor")
        with acting(self.by):
            for day, kind in ((1, EntryKind.READ), (2, EntryKind.CHANGE), (3, EntryKind.READ)):
                at = datetime(2026, 3, day, 12, tzinfo=UTC)
                audit.record(by=self.by, did=f"page.day{day}", kind=kind, at=at)
            yield

    @pytest.mark.parametrize(
        ("wanted", "days"),
        [
            (AuditFilter(), "321"),
            (AuditFilter(text="DAY2"), "2"),
            (AuditFilter(text="synthetic auditor"), "321"),
            (AuditFilter(kind=EntryKind.READ), "31"),
            (AuditFilter(since=date(2026, 3, 2)), "32"),
            (AuditFilter(until=date(2026, 3, 2)), "21"),
            (AuditFilter(kind=EntryKind.READ, since=date(2026, 3, 2), until=date(2026, 3, 3)), "3"),
            (AuditFilter(text="nobody"), ""),
        ],
    )
    def test_each_part_narrows_the_search_and_days_are_whole(self, wanted: AuditFilter, days: str) -> None:
        found = queries.list_entries(by=self.by, wanted=wanted)
        assert "".join(entry.did[-1] for entry in found) == days
