"""The audit by month: every month guarded like the whole, made ahead, and no entry refused for want of one."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import ProgrammingError, connection, connections, transaction
from django.utils import timezone

from earlyhelp.govern import queries
from earlyhelp.govern.actions import audit
from earlyhelp.govern.actions.months import MONTHS_AHEAD, make_audit_months
from earlyhelp.govern.jobs import make_months
from earlyhelp.govern.models import AuditEntry, AuditLink
from earlyhelp.govern.rules import AuditFilter
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.models import new_id

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
LONG_AGO = datetime(2019, 2, 28, 23, 59, tzinfo=UTC)
SYSTEM = Actor.system("running")


def rows(statement: str, *values: object) -> list[tuple[object, ...]]:
    """What the owner of the tables is answered."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def months() -> list[str]:
    """The tables in which entries stand."""
    found = rows(
        "SELECT relid::regclass::text FROM pg_partition_tree('govern_auditentry') WHERE isleaf ORDER BY 1"
    )
    return [str(name) for (name,) in found]


def actor() -> Actor:
    return Actor(new_id(), new_id(), None, "auditor", "assurance", label="Synthetic Auditor")


def write(by: Actor, *moments: datetime) -> None:
    """Write entries and chain them, as at commit. The service's own connection: nothing here is seen by the owner's."""
    with acting(by):
        for at in moments:
            audit.record(by=by, did="page.opened", at=at)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def where(by: Actor) -> list[str]:
    """The tables in which the entries of an agency stand, in the order of their moments."""
    with acting(by), connection.cursor() as cursor:
        cursor.execute("SELECT tableoid::regclass::text FROM govern_auditentry ORDER BY at")
        return [name for (name,) in cursor.fetchall()]


class TestGuards:
    def test_there_is_a_month_for_now_and_for_three_more_and_a_place_for_all_others(self) -> None:
        first = timezone.now().astimezone(UTC).date().replace(day=1)
        for _ahead in range(MONTHS_AHEAD + 1):
            assert f"govern_auditentry_{first:%Y_%m}" in months()
            first = (first + timedelta(days=31)).replace(day=1)
        assert "govern_auditentry_default" in months()

    def test_each_is_guarded_as_the_whole_is(self) -> None:
        for table in ("govern_auditentry", *months()):
            triggers = rows(
                "SELECT tgname, tgenabled::text, tgdeferrable, tginitdeferred FROM pg_trigger"
                " WHERE tgrelid = %s::regclass AND NOT tgisinternal OR tgrelid = %s::regclass AND tgparentid <> 0"
                " ORDER BY tgname",
                table,
                table,
            )
            assert triggers == [("chained", "O", True, True), ("only_grows", "O", False, False)]
            assert rows("SELECT relrowsecurity FROM pg_class WHERE oid = %s::regclass", table) == [(True,)]
            found = rows(
                "SELECT policyname, cmd FROM pg_policies WHERE tablename = %s ORDER BY policyname", table
            )
            assert found == [("as_oneself", "INSERT"), ("own_agency", "SELECT")]

    @pytest.mark.parametrize("deed", ["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE"])
    def test_the_service_reaches_no_month_but_through_the_whole(self, deed: str) -> None:
        for table in months():
            assert rows("SELECT has_table_privilege('earlyhelp_app', %s, %s)", table, deed) == [(False,)]
        wanted = deed in {"SELECT", "INSERT"}
        found = rows("SELECT has_table_privilege('earlyhelp_app', 'govern_auditentry', %s)", deed)
        assert found == [(wanted,)]

    @pytest.mark.parametrize(
        "deed", ["UPDATE {} SET did = 'x.y'", "DELETE FROM {}", "TRUNCATE {}", "TRUNCATE govern_auditseam"]
    )
    def test_even_the_owner_changes_and_removes_nothing_in_a_month(self, deed: str) -> None:
        for table in months():
            with pytest.raises(ProgrammingError, match="only grows"), transaction.atomic(using="owner"):
                rows(deed.format(table))

    def test_the_service_can_take_no_month_out_and_make_none_but_those_to_come(self) -> None:
        with connection.cursor() as cursor:
            for statement in (
                "SELECT audit_make_month('2019-02-14')",
                "SELECT audit_guard('govern_auditentry')",
                "SELECT 1 FROM govern_auditseam",
                f"ALTER TABLE govern_auditentry DETACH PARTITION {months()[0]}",
                "ALTER TABLE govern_auditlink DISABLE TRIGGER only_grows",
            ):
                with pytest.raises(ProgrammingError, match=r"denied|must be owner"), transaction.atomic():
                    cursor.execute(statement)


class TestMaking:
    def test_an_entry_of_a_month_that_is_not_there_is_written_and_chained_all_the_same(self) -> None:
        by = actor()
        write(by, LONG_AGO, LONG_AGO + timedelta(days=400))
        assert where(by) == ["govern_auditentry_default"] * 2
        with acting(by):
            assert AuditLink.objects.filter(chain=str(by.agency_id)).count() == 2

    def test_each_night_makes_what_is_not_there_and_moves_what_waited_for_it(self) -> None:
        by, now = actor(), timezone.now()
        before, after = LONG_AGO, LONG_AGO + timedelta(minutes=1)
        write(by, before, after, datetime(1970, 1, 1, tzinfo=UTC), datetime(2970, 1, 1, tzinfo=UTC))
        with acting(SYSTEM):
            assert make_audit_months(by=SYSTEM, at=now) == 2
            assert make_audit_months(by=SYSTEM, at=now) == 0
        make_months(timestamp=0)
        far, near = "govern_auditentry_default", ["govern_auditentry_2019_02", "govern_auditentry_2019_03"]
        assert where(by) == [far, *near, far]
        write(by, before)
        assert where(by)[1:3] == [near[0]] * 2

    def test_entries_that_moved_are_what_they_were(self) -> None:
        """All on the owner's connection, which verifies."""
        by = actor()
        for at in (LONG_AGO, LONG_AGO + timedelta(minutes=1)):
            AuditEntry.objects.using("owner").create(
                agency_id=by.agency_id, role="auditor", purpose="assurance", kind="read", did="x.y", at=at
            )
        rows("SET CONSTRAINTS ALL IMMEDIATE")
        assert rows("SELECT audit_make_month('2019-02-14')") == [(True,)]
        assert rows("SELECT audit_make_month('2019-02-01')") == [(False,)]
        assert rows("SELECT count(*) FROM govern_auditentry_2019_02") == [(1,)]
        assert not queries.list_all_faults(by=SYSTEM)


class TestReading:
    def test_a_search_with_days_looks_into_their_months_only(self) -> None:
        by = actor()
        now = timezone.now()
        write(by, now)
        wanted = AuditFilter(since=now.date(), until=now.date())
        with acting(by):
            plan = queries.list_entries(by=by, wanted=wanted).explain()
        assert f"govern_auditentry_{now.astimezone(UTC):%Y_%m}" in plan
        others = [name for name in months() if name in plan and not name.endswith("_default")]
        assert (
            len(others) <= 2
        )  # two on the first or last day of a month, where the days of Wales and UTC differ

    def test_entries_of_several_months_are_one_list(self) -> None:
        by = actor()
        moments = [LONG_AGO + timedelta(days=15 * number) for number in range(3)]
        write(by, *moments)
        with acting(SYSTEM):
            assert make_audit_months(by=SYSTEM, at=timezone.now()) == 2
        assert set(where(by)) == {"govern_auditentry_2019_02", "govern_auditentry_2019_03"}
        with acting(by):
            page = queries.list_entry_page(by=by, wanted=AuditFilter(), after=None, size=2)
            rest = queries.list_entry_page(by=by, wanted=AuditFilter(), after=page.older, size=2)
            days = queries.list_entries(by=by, wanted=AuditFilter(since=date(2019, 3, 1)))
            assert [entry.at for entry in days] == moments[:0:-1]
        assert [entry.at for entry in (*page.entries, *rest.entries)] == moments[::-1]
