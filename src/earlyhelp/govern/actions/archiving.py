"""Taking an old month of the audit out of the service, into files that go on proving that it is whole."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import chain, groupby
from pathlib import Path
from typing import Final

from django.db import connections, transaction
from django.utils.translation import gettext as _

from earlyhelp.govern.actions import audit
from earlyhelp.govern.archives import Archived, write_run
from earlyhelp.govern.queries.archives import digest_before, has_month, list_month_rows, table_of
from earlyhelp.govern.queries.chains import list_all_faults
from earlyhelp.govern.rules import ChainRow
from earlyhelp.govern.rules.archives import NotWhole, check_can_archive
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON

_LEAVE: Final = """
INSERT INTO govern_auditseam (chain, first, last, before, digest, month, file, file_digest, archived_at)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)
"""
_UNLINK: Final = "DELETE FROM govern_auditlink WHERE chain = %s AND position BETWEEN %s AND %s"
# Nobody waits for long behind this: when it can not have the tables in five seconds it fails, and is tried again.
_PATIENCE: Final = "SET LOCAL lock_timeout = '5s'"


def archive_month(*, by: Actor, month: date, folder: Path, at: datetime) -> list[Archived]:
    """Write a month's entries into files, check them, leave a seam in each chain, and take the month out.

    `month` is any of its days. As the owner of the tables, all at once or not at all; first every chain is verified.
    No file when the month is not there. Raises TooYoung, NotWhole, NotAnArchive, OSError.
    """
    month = month.replace(day=1)
    check_can_archive(month, on=at.astimezone(LONDON).date())
    if not has_month(by=by, month=month):
        return []
    folder.mkdir(parents=True, exist_ok=True)
    table = connections["owner"].ops.quote_name(table_of(month))
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute(_PATIENCE)
        # Nothing is added to the month from here on; reading goes on.
        cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")
        if list_all_faults(by=by):
            raise NotWhole(
                _("The audit is not whole. Nothing was archived. Verify it, and do not repair it.")
            )
        files = list(_write(by, month, folder))
        _take_out(table, files, at)
        detail = {"month": f"{month:%Y-%m}", "files": len(files), "entries": sum(map(_count, files))}
        audit.record(by=by, did="audit.archived", at=at, detail=detail, using="owner")
    return files


def _write(by: Actor, month: date, folder: Path) -> Iterator[Archived]:
    """Write each unbroken run of each chain into a file of its own."""
    for run in _runs(list_month_rows(by=by, month=month)):
        first = next(run)
        before = digest_before(by=by, chain=first.chain, position=first.position)
        yield write_run(folder, month, before, chain((first,), run))


def _runs(rows: Iterable[ChainRow]) -> Iterator[Iterator[ChainRow]]:
    """Cut a walk of links wherever a place is left out. Each run must be read to its end before the next."""
    for _key, run in groupby(enumerate(rows), key=lambda one: (one[1].chain, one[1].position - one[0])):
        yield (row for _number, row in run)


def _take_out(table: str, files: Iterable[Archived], at: datetime) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE govern_auditlink DISABLE TRIGGER only_grows")
        for one in files:
            seam = one.seam
            left = (seam.before, seam.digest, one.month, one.file, one.file_digest, at)
            cursor.execute(_LEAVE, [seam.chain, seam.first, seam.position, *left])
            cursor.execute(_UNLINK, [seam.chain, seam.first, seam.position])
        cursor.execute("ALTER TABLE govern_auditlink ENABLE TRIGGER only_grows")
        cursor.execute(f"ALTER TABLE govern_auditentry DETACH PARTITION {table}")
        cursor.execute(f"DROP TABLE {table}")


def _count(one: Archived) -> int:
    return one.seam.position - one.seam.first + 1
