"""A month that is archived leaves files and seams, and everything goes on proving that nothing was changed."""

import gzip
import json
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from earlyhelp.govern.actions.archiving import archive_month
from earlyhelp.govern.archives import NotAnArchive, read_run, write_run
from earlyhelp.govern.models import AuditEntry, AuditLink
from earlyhelp.govern.queries.archives import list_archived
from earlyhelp.govern.rules.archives import COLUMNS, NotWhole, TooYoung, can_archive, columns_of, text_of
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.models import new_id

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
MARCH = datetime(2019, 3, 31, 12, tzinfo=UTC)
APRIL = MARCH + timedelta(days=1)
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
SYSTEM = Actor.system("assurance")
BY = Actor(new_id(), new_id(), None, "auditor", "assurance", label="Siân Profiadol")
OTHER = Actor(new_id(), new_id(), None, "auditor", "assurance", label="Somebody Else")


def owner(statement: str, *values: object) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement, values)


def write(by: Actor, *moments: datetime) -> None:
    """Write entries and chain each, on the owner's connection: it is the one that archives and verifies."""
    for number, at in enumerate(moments):
        AuditEntry.objects.using("owner").create(
            agency_id=by.agency_id,
            practitioner_id=by.practitioner_id,
            practitioner_label=by.label,
            role=by.role,
            purpose=by.purpose,
            kind="change",
            did="page.opened",
            reason=f"Rheswm {number}",
            detail={"n": number},
            at=at,
        )
        settle()


def settle() -> None:
    """Let what happens at commit happen now."""
    owner("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


@pytest.fixture(autouse=True)
def _chains() -> None:
    """Two agencies. One wrote an entry of March after one of April, as a transaction over midnight does."""
    owner("SELECT audit_make_month('2019-03-01'), audit_make_month('2019-04-01')")
    write(BY, MARCH, MARCH, APRIL, MARCH, APRIL, NOW)
    write(OTHER, APRIL, MARCH)


def archive(folder: Path, month: date = date(2019, 3, 9)) -> list[str]:
    """Archive a month. Returns the parts of the names of its files that say which run of which chain they are."""
    files = [one.file for one in archive_month(by=SYSTEM, month=month, folder=folder, at=NOW)]
    settle()
    return [file.removeprefix("audit-2019-03-").removesuffix(".jsonl.gz") for file in files]


def verify(folder: Path | None = None) -> list[str]:
    """What verifying says: the same, whether the sums are done in the database or outside."""
    said = []
    for outside in (False, True):
        out = StringIO()
        with suppress(CommandError):
            call_command("verify_audit", outside=outside, archive=folder, stdout=out)
        said.append(out.getvalue().splitlines())
    assert said[0] == said[1]
    return said[0]


class TestArchiving:
    def test_each_unbroken_run_of_each_chain_becomes_a_file(self, tmp_path: Path) -> None:
        runs = archive(tmp_path)
        assert sorted(runs) == sorted(
            [f"{BY.agency_id}-1-2", f"{BY.agency_id}-4-4", f"{OTHER.agency_id}-2-2"]
        )
        assert len(list(tmp_path.iterdir())) == 3
        assert all(path.stat().st_mode & 0o777 == 0o600 for path in tmp_path.iterdir())

    def test_its_entries_and_links_leave_the_service_and_nothing_else_does(self, tmp_path: Path) -> None:
        archive(tmp_path)
        left = AuditEntry.objects.using("owner").filter(agency_id__in=[BY.agency_id, OTHER.agency_id])
        assert sorted(entry.at for entry in left) == [APRIL, APRIL, APRIL, NOW]
        places = AuditLink.objects.using("owner").filter(chain=str(BY.agency_id))
        assert sorted(link.position for link in places) == [3, 5, 6]
        said = AuditEntry.objects.using("owner").get(did="audit.archived")
        assert said.detail == {"month": "2019-03", "files": 3, "entries": 4}

    def test_the_chains_are_whole_and_go_on(self, tmp_path: Path) -> None:
        archive(tmp_path)
        write(BY, NOW, MARCH)
        assert verify(tmp_path) == [
            "3 files are as they were written.",
            "11 entries in 3 chains are whole and in order.",
            "4 of them are archived.",
        ]

    def test_a_late_entry_of_an_archived_month_can_be_archived_too(self, tmp_path: Path) -> None:
        archive(tmp_path)
        write(BY, MARCH)
        owner("SELECT audit_make_month('2019-03-01')")
        assert archive(tmp_path) == [f"{BY.agency_id}-7-7"]
        assert verify(tmp_path)[0] == "4 files are as they were written."

    def test_a_chain_that_is_archived_to_its_end_goes_on(self, tmp_path: Path) -> None:
        archive(tmp_path)
        write(OTHER, NOW)
        archive(tmp_path, date(2019, 4, 1))
        assert "4 of them are archived." not in verify(tmp_path)
        assert verify(tmp_path)[1] == "11 entries in 3 chains are whole and in order."

    def test_a_file_is_read_as_it_was_written(self, tmp_path: Path) -> None:
        archive(tmp_path)
        start, rows = read_run(tmp_path / f"audit-2019-03-{BY.agency_id}-1-2.jsonl.gz")
        (first, second) = rows
        assert (start.position, start.digest, first.position, second.position) == (0, b"", 1, 2)
        columns = columns_of(first.text)
        assert list(columns) == list(COLUMNS)
        assert columns["practitioner_label"] == "Siân Profiadol"
        assert columns["at"] == "2019-03-31T12:00:00.000000"

    def test_a_month_that_is_not_there_leaves_nothing(self, tmp_path: Path) -> None:
        assert archive(tmp_path / "new", date(2018, 1, 1)) == []
        assert not (tmp_path / "new").exists()

    def test_an_empty_month_is_taken_out_without_a_file(self, tmp_path: Path) -> None:
        owner("SELECT audit_make_month('2018-01-01')")
        assert archive(tmp_path, date(2018, 1, 1)) == []
        with connections["owner"].cursor() as cursor:
            cursor.execute("SELECT to_regclass('govern_auditentry_2018_01') IS NULL")
            assert cursor.fetchone() == (True,)


class TestRefusals:
    def test_the_last_24_months_stay(self, tmp_path: Path) -> None:
        with pytest.raises(TooYoung):
            archive_month(by=SYSTEM, month=date(2024, 3, 1), folder=tmp_path, at=NOW)
        assert can_archive(date(2024, 2, 29), on=NOW.date())
        assert not can_archive(date(2026, 4, 1), on=NOW.date())

    def test_nothing_is_taken_out_of_an_audit_that_is_not_whole(self, tmp_path: Path) -> None:
        owner("UPDATE govern_audithead SET position = position + 1 WHERE chain = %s", str(OTHER.agency_id))
        with pytest.raises(NotWhole):
            archive(tmp_path)
        assert not list(tmp_path.iterdir())
        assert AuditLink.objects.using("owner").filter(chain=str(BY.agency_id)).count() == 6


def _edit(path: Path, change: Callable[[list[dict[str, object]]], None]) -> None:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    change(lines)
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(line) + "\n" for line in lines)


class TestFilesThatWereTamperedWith:
    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        archive(tmp_path)
        return tmp_path / f"audit-2019-03-{BY.agency_id}-1-2.jsonl.gz"

    @pytest.mark.parametrize(
        ("change", "fault"),
        [
            (lambda lines: lines[1].update(reason="Because."), "changed: chain {}, position 1"),
            (lambda lines: lines[2].update(at="2019-03-30T12:00:00.000000"), "changed: chain {}, position 2"),
            (lambda lines: lines.pop(1), "gap: chain {}, position 2"),
            (lambda lines: lines.pop(), "changed: chain {}, position 1"),
            (lambda lines: lines[0].update(before="00"), "changed: chain {}, position 1"),
            (lambda lines: lines[0].update(month="2019-04"), "changed: chain {}, position 1"),
            (lambda lines: lines[0].pop("chain"), "changed: chain {}, position 1"),
            (lambda lines: lines[1].pop("did"), "changed: chain {}, position 1"),
        ],
    )
    def test_it_is_found(
        self, path: Path, change: Callable[[list[dict[str, object]]], None], fault: str
    ) -> None:
        _edit(path, change)
        assert verify(path.parent) == [fault.format(BY.agency_id)]

    def test_a_file_that_is_gone_or_is_none_is_found(self, path: Path) -> None:
        path.write_bytes(b"nonsense")
        assert verify(path.parent) == [f"changed: chain {BY.agency_id}, position 1"]
        path.unlink()
        assert verify(path.parent) == [f"gap: chain {BY.agency_id}, position 1"]

    @pytest.mark.parametrize("change", ["before = 'x'", "digest = 'x'", "first = 2"])
    def test_a_seam_that_was_changed_is_found_without_the_files(self, path: Path, change: str) -> None:
        owner("ALTER TABLE govern_auditseam DISABLE TRIGGER only_grows")
        owner(f"UPDATE govern_auditseam SET {change} WHERE chain = %s AND first = 1", str(BY.agency_id))
        assert len([line for line in verify() if str(BY.agency_id) in line]) == 1

    def test_a_seam_that_was_removed_is_a_gap(self, path: Path) -> None:
        owner("ALTER TABLE govern_auditseam DISABLE TRIGGER only_grows")
        owner("DELETE FROM govern_auditseam WHERE chain = %s AND first = 4", str(BY.agency_id))
        assert verify() == [f"gap: chain {BY.agency_id}, position 5"]


def test_a_text_that_can_not_be_cut_is_kept_whole() -> None:
    text = "\x1f".join(["one"] * (len(COLUMNS) + 1))
    assert columns_of(text) == {"text": text}
    assert text_of(columns_of(text)) == text


class TestTheCommand:
    def test_it_says_what_it_wrote(self, tmp_path: Path) -> None:
        out = StringIO()
        call_command("archive_audit", "2019-03", tmp_path, stdout=out)
        (archived,) = [one for one in list_archived(by=SYSTEM) if one.seam.chain == str(OTHER.agency_id)]
        assert f"{archived.file}: 1 entries, SHA-256 {archived.file_digest.hex()}" in out.getvalue()
        call_command("archive_audit", "2019-03", tmp_path, stdout=out)
        assert out.getvalue().endswith("There is no 2019-03 in the audit.\n")

    @pytest.mark.parametrize(
        ("month", "code", "says"),
        [("March", 2, "like 2024-03"), ("2099-01", 2, "24 months"), ("2019-03", 1, "not whole")],
    )
    def test_it_ends_with_what_went_wrong(self, tmp_path: Path, month: str, code: int, says: str) -> None:
        owner("UPDATE govern_audithead SET position = position + 1")
        with pytest.raises(CommandError, match=says) as problem:
            call_command("archive_audit", month, tmp_path)
        assert problem.value.returncode == code

    def test_a_disk_that_is_full_or_closed_takes_nothing_out(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        with pytest.raises(CommandError) as problem:
            call_command("archive_audit", "2019-03", tmp_path / "file")
        assert problem.value.returncode == 2
        assert AuditLink.objects.using("owner").filter(chain=str(BY.agency_id)).count() == 6

    def test_nothing_is_no_run(self, tmp_path: Path) -> None:
        with pytest.raises(NotAnArchive):
            write_run(tmp_path, date(2019, 3, 1), b"", [])
