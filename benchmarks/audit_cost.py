"""What the audit costs a page (P8): the same pages with it and without it, in processor time.

The time of our own process and of its PostgreSQL backend together, commit and chaining too, so that other work on the
machine does not count. Read from the processes' own clocks, in nanoseconds: counting the kernel's ticks of a hundredth
of a second is too coarse for a page of some twenty milliseconds, and once showed 18 % on a page that writes no entry.
Each request with the audit is followed by one without, and the median of the differences counts. Nothing is taken
out of the service: the two functions that write entries are replaced for the measurement.
"""

import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median
from typing import Any
from unittest.mock import patch

from benchmarks.ground import HOME
from benchmarks.pages import AUDITOR, FRONT_DOOR, OFFICER, SERVICE

WARM, TIMES = 10, 60
# The lists are those stages that hold somebody: each line that is shown is an entry.
PAGES = (
    (OFFICER, "/my-work"),
    (FRONT_DOOR, "/triage/"),
    (FRONT_DOOR, "/triage/?tab=decided"),
    (FRONT_DOOR, "case"),
    (SERVICE, "/services/referrals/?tab=working"),
    (SERVICE, "/services/referrals/?tab=closed"),
    (AUDITOR, "/audit/"),
)


def run() -> list[tuple[object, ...]]:
    """Load a sample of a council's year, and ask for each page with the audit and without it."""
    os.environ["EARLYHELP_HOME"] = str(HOME / "audit_cost")
    from benchmarks.ground import prepare

    prepare()
    from django.conf import settings
    from django.core.management import call_command
    from django.utils import timezone

    from earlyhelp.synth.load import find_loaded, load_authority

    if find_loaded() is None:
        load_authority(scale="sample", seed=1, at=timezone.now(), tell=lambda *_what: None)
    call_command("collectstatic", interactive=False, verbosity=0)
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    rows: list[tuple[object, ...]] = [
        ("page", "entries", "ms with audit", "ms without", "more", "under 10 %")
    ]
    return rows + [measure(email, path) for email, path in PAGES]


def measure(email: str, path: str) -> tuple[object, ...]:
    """One line for a page: milliseconds of processor time for one request."""
    from django.test import Client

    from earlyhelp.partnership.models import Practitioner

    client = Client()
    client.force_login(Practitioner.objects.get(email=email))
    shown = path
    if path == "case":
        found = re.search(
            r'href="(/triage/EH-\d\d-\d{7}/)',
            client.get("/triage/?tab=decided", follow=True).content.decode(),
        )
        assert found, "nothing was decided in the sample"
        path, shown = found.group(1), "/triage/REFERENCE/"

    def page() -> None:
        answer = client.get(path)
        assert answer.status_code == 200, (path, answer.status_code)

    for _ in range(WARM):
        page()
    written = -_entries()
    page()
    written += _entries()
    pairs = []
    for _ in range(TIMES):
        with_audit = spent(page)
        with silence():
            pairs.append((with_audit, spent(page)))
    base = median(without for _with, without in pairs)
    costs = median(with_audit - without for with_audit, without in pairs)
    more = costs / base
    return (
        shown,
        written,
        f"{base + costs:.1f}",
        f"{base:.1f}",
        f"{more:+.1%}",
        "yes" if more < 0.1 else "no",
    )


def spent(page: Callable[[], None]) -> float:
    """Milliseconds of processor time for one request, in this process and in its backend."""
    clocks = time.CLOCK_PROCESS_CPUTIME_ID, _clock_of(_backend())
    before = sum(map(time.clock_gettime, clocks))
    page()
    return 1000 * (sum(map(time.clock_gettime, clocks)) - before)


@contextmanager
def silence() -> Iterator[None]:
    """Write no entries."""
    from earlyhelp.govern.actions import audit

    def nothing(**_what: Any) -> None:
        pass

    with patch.object(audit, "record", nothing), patch.object(audit, "record_read", nothing):
        yield


def _backend() -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def _clock_of(process: int) -> int:
    """The processor clock of another process, as clock_getcpuclockid(3) makes it on Linux."""
    return ~process << 3 | 2


def _entries() -> int:
    from earlyhelp.govern.models import AuditEntry

    return AuditEntry.objects.using("owner").count()
