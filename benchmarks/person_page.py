"""A person known to twelve agencies, with 200 events, among millions: their page and chronology, beside an empty view.

`EVENTS` says among how many events of others (200,000 by default; a nation has some 8,000,000). What is loaded once
stays in `var/bench`, so that a second run only measures, or loads what is missing.
"""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from urllib.parse import urlencode

from benchmarks.ground import HOME, percentile, seconds
from benchmarks.pages import FRONT_DOOR, Visitor, wait_for

EVENTS = int(os.environ.get("EVENTS", "200000"))
EVENTS_OF_A_RECORD = 4
TIMES = 40
TARGET_MS = 200
_HOME = HOME / "person"


def run() -> list[tuple[object, ...]]:
    """Fill the table, start the service, and measure."""
    os.environ["EARLYHELP_HOME"] = str(_HOME)
    from benchmarks.ground import prepare

    prepare()
    loading = seconds(fill)
    reference, known = best_known()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {"EARLYHELP_HOME": str(_HOME), "EARLYHELP_MODE": "demonstration"}
    command = [sys.executable, "-m", "earlyhelp.config.commandline", "serve"]
    command += ["--port", str(port), "--processes", "1"]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        return [*measure(port, reference), ("events in the table", f"{count():,}", "", "", ""),
                ("events of this person", known, "", "", ""),
                ("loading, seconds", f"{loading:.0f}", "", "", "")]  # fmt: skip
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=60)


def measure(port: int, reference: str) -> list[tuple[object, ...]]:
    """Median and 95th percentile of each page, for one reader."""
    base = sorted(Visitor(port).milliseconds("/health") for _ in range(TIMES))[TIMES // 2]
    rows: list[tuple[object, ...]] = [("page", "median ms", "× empty", "p95 ms", f"under {TARGET_MS} ms")]
    rows.append(("an empty view with one query", f"{base:.1f}", "1.0", "", ""))
    visitor = Visitor(port, FRONT_DOOR)
    asked = visitor.get(f"/people/{reference}")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', asked)
    assert token
    body = urlencode({"csrfmiddlewaretoken": token.group(1), "because": "help"})
    visitor.ask("POST", f"/people/{reference}/why", body)
    for path in ("", "/chronology"):
        visitor.get(f"/people/{reference}{path}")
        taken = [visitor.milliseconds(f"/people/{reference}{path}") for _ in range(TIMES)]
        median, late = percentile(taken, 0.5), percentile(taken, 0.95)
        met = "yes" if median < TARGET_MS else "no"
        rows.append((f"/people/REFERENCE{path}", f"{median:.1f}", f"{median / base:.1f}", f"{late:.1f}", met))
    return rows


def fill() -> None:
    """The demonstration, and as many records and events of others as are missing."""
    from django.utils import timezone

    from earlyhelp.synth.load import find_loaded, load_authority

    if find_loaded() is None:
        load_authority(scale="sample", seed=1, at=timezone.now(), tell=lambda *_what: None)
    missing = EVENTS - count()
    if missing > 0:
        load_others(missing)


def load_others(number: int) -> None:
    """Records with four events each, spread over every agency, by COPY as the owner of the tables."""
    from django.db import connections

    from earlyhelp.kit.models import new_id
    from earlyhelp.partnership.models import Agency
    from earlyhelp.synth.load.chronicles import sentences
    from earlyhelp.synth.load.copying import OWNER, copy_values, not_waiting_for_the_disk
    from earlyhelp.understand.models import PartnerEvent, SourceRecord
    from earlyhelp.understand.rules.chronology import data_set_of

    chance, at = Random(7), datetime(2026, 11, 1, tzinfo=UTC)
    agencies = [str(key) for key in Agency.objects.using(OWNER).order_by("code").values_list("pk", flat=True)]
    run, digest = str(new_id()), "\\x" + bytes(16).hex()
    owners: list[tuple[str, str]] = []
    records = (
        "id", "agency_id", "system", "source_key", "regime", "given_name", "family_name", "other_names", "address",
        "sex_recorded", "postcode", "telephone", "email", "received_at", "digest", "search_keys",
    )  # fmt: skip
    events = (
        "id", "agency_id", "record_id", "source_key", "kind", "data_set", "happened_on", "certainty", "summary_en",
        "summary_cy", "language", "is_major", "visibility", "received_at", "run_id", "line", "digest",
    )  # fmt: skip

    def people() -> Iterator[tuple[object, ...]]:
        for place in range(number // EVENTS_OF_A_RECORD + 1):
            key, agency = str(new_id()), agencies[place % len(agencies)]
            owners.append((key, agency))
            yield (key, agency, "bench", f"{run}-{place}", "uk_gdpr", "Synthetig", f"Person {place}", "{}", "",
                   "", "", "", "", at.isoformat(), digest, "{}")  # fmt: skip

    def happenings() -> Iterator[tuple[object, ...]]:
        told = sentences()
        for place in range(number):
            record, agency = owners[place // EVENTS_OF_A_RECORD]
            one = told[place % len(told)]
            day = (at - timedelta(days=chance.randrange(2_000))).date()
            yield (str(new_id()), agency, record, f"{run}-{place}", one.kind.value, data_set_of(one.kind).value, day,
                   one.certainty, one.en, one.cy, "en", one.is_major, "shared", at.isoformat(), run, place + 2,
                   digest)  # fmt: skip

    with not_waiting_for_the_disk():
        copy_values(SourceRecord._meta.db_table, records, people())
        copy_values(PartnerEvent._meta.db_table, events, happenings())
    with connections[OWNER].cursor() as cursor:
        cursor.execute("ANALYZE")


def count() -> int:
    """How many events there are, as the owner of the tables sees them."""
    from earlyhelp.synth.load.copying import OWNER
    from earlyhelp.understand.models import PartnerEvent

    return PartnerEvent.objects.using(OWNER).count()


def best_known() -> tuple[str, int]:
    """The person whom most agencies know, and how many events there are of them."""
    from django.db import connections

    from earlyhelp.synth.load.copying import OWNER

    with connections[OWNER].cursor() as cursor:
        cursor.execute(
            "SELECT p.reference, count(DISTINCT e.id) FROM understand_person AS p"
            " JOIN understand_personlink AS l ON l.person_id = p.id AND l.undone_at IS NULL"
            " JOIN understand_partnerevent AS e ON e.record_id = l.record_id"
            " GROUP BY p.reference ORDER BY count(DISTINCT e.agency_id) DESC, count(DISTINCT e.id) DESC LIMIT 1"
        )
        reference, number = cursor.fetchone()
    return str(reference), int(number)
