"""What the audit costs a page (P8): the same pages with it and without it, in processor time.

The time of our own process and of its PostgreSQL backend together, so that other work on the machine does not count.
Rounds with and without take turns. Nothing is taken out of the service: the two functions that write entries are
replaced for the measurement.
"""

import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.ground import HOME
from benchmarks.pages import AUDITOR, FRONT_DOOR, OFFICER, SERVICE

ROUNDS, TIMES = 5, 10
_TICKS = os.sysconf("SC_CLK_TCK")
PAGES = (
    (OFFICER, "/my-work"),
    (FRONT_DOOR, "/triage/"),
    (FRONT_DOOR, "case"),
    (SERVICE, "/services/referrals/"),
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
    rows: list[tuple[object, ...]] = [("page", "ms with audit", "ms without", "more", "under 10 %")]
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

    for _ in range(TIMES):
        page()
    with_audit, without = [], []
    for _ in range(ROUNDS):
        with_audit.append(spent(page))
        with silence():
            without.append(spent(page))
    costs, base = sum(with_audit) / ROUNDS, sum(without) / ROUNDS
    more = costs / base - 1
    return (shown, f"{costs:.1f}", f"{base:.1f}", f"{more:+.1%}", "yes" if more < 0.1 else "no")


def spent(page: Callable[[], None]) -> float:
    """Milliseconds of processor time for one request, in this process and in its backend."""
    backend = _backend()
    before = time.process_time() + _seconds_of(backend)
    for _ in range(TIMES):
        page()
    return 1000 * (time.process_time() + _seconds_of(backend) - before) / TIMES


@contextmanager
def silence() -> Iterator[None]:
    """Write no entries."""
    from earlyhelp.govern.actions import audit

    def nothing(**_what: Any) -> None:
        pass

    kept = audit.record, audit.record_read
    audit.record, audit.record_read = nothing, nothing  # type: ignore[assignment]
    try:
        yield
    finally:
        audit.record, audit.record_read = kept  # type: ignore[assignment]


def _backend() -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def _seconds_of(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS
