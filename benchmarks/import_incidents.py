"""Import incidents with all checks (P5), beside COPY of the same rows. INCIDENTS=1000000 for the promise."""

import csv
import os
import random
import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path

from benchmarks.ground import prepare, seconds

QUICK = 50_000
PROMISED = 180.0
"""Seconds for a million incidents, on two cores."""
_HEADINGS = [
    "Incident Number",
    "Date Opened",
    "Time Opened",
    "Closed",
    "Opening Code",
    "Closing Code",
    "Qualifiers",
    "Location",
    "Town",
    "Location Postcode",
    "Local Authority",
    "Role",
    "Forename",
    "Surname",
    "DOB",
    "Sex",
    "Home Address",
    "Home Postcode",
    "Telephone",
    "Email",
    "Nominal Ref",
]
_GIVEN = [
    "Angharad",
    "Macsen",
    "Siân",
    "Dafydd",
    "Gwen",
    "Rhys",
    "Carys",
    "Owain",
    "Priya",
    "Tomos",
    "Nia",
    "Ahmed",
    "Zofia",
    "Elin",
    "Huw",
]
_FAMILY = [
    "Jones",
    "Davies",
    "Williams",
    "Evans",
    "Prawf",
    "O'Brien",
    "Rhys-Jones",
    "Morgan",
    "Patel",
    "Kowalska",
    "Griffiths",
]
_RAW = """
CREATE TEMP TABLE raw_incident (
  number text, opened_on text, opened_at text, closed text, opening text, closing text, qualifiers text, place text,
  town text, postcode text, area text, role text, given text, family text, born text, sex text, address text,
  home text, telephone text, email text, reference text
) ON COMMIT DROP
"""


def run() -> list[tuple[object, ...]]:
    """Write a file of made-up incidents, import it, and hold the time against COPY of the same file."""
    prepare()
    number = int(os.environ.get("INCIDENTS", QUICK))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "incidents.csv"
        rows = write_file(path, number)
        took = seconds(lambda: _import(path, number))
        bare = seconds(lambda: _copy(path))
        twice = seconds(lambda: _import(path, number))
    for_a_million = took / number * 1_000_000
    return [
        ("what", "incidents", "rows", "seconds", "ratio", "for a million"),
        (
            "earlyhelp import incidents",
            number,
            rows,
            f"{took:.1f}",
            f"{took / bare:.1f}",
            f"{for_a_million:.0f} s",
        ),
        ("the same file again", number, rows, f"{twice:.1f}", f"{twice / bare:.1f}", ""),
        ("COPY of the same file, nothing checked", number, rows, f"{bare:.1f}", "1.0", ""),
        ("promised", 1_000_000, "", "", "", f"{PROMISED:.0f} s"),
    ]


def write_file(path: Path, incidents: int) -> int:
    """Made-up incidents in the shape of the South Wales example; two in five have a second person. Returns rows."""
    chance = random.Random(incidents + os.getpid())
    tag, rows = f"{os.getpid() % 100_000:05d}", 0
    days = [date(2025, 1, 1) + timedelta(days=day) for day in range(365)]
    births = [date(1945, 1, 1) + timedelta(days=day) for day in range(27_000)]
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(_HEADINGS)
        for number in range(incidents):
            day, minute = chance.choice(days), chance.randrange(1440)
            event = [
                f"B{tag}-{number:07d}",
                f"{day:%d/%m/%Y}",
                f"{minute // 60:02d}:{minute % 60:02d}",
                f"{datetime.combine(day, datetime.min.time()) + timedelta(minutes=minute + 90):%d/%m/%Y %H:%M}",
                chance.choice(("PSW01", "PSW02", "PSW03", "ASB02", "ADM02")),
                chance.choice(("PSW01", "PSW02", "CRI")),
                chance.choice(("", "ALC", "ALC;DOM", "YTH;VUL;REP")),
                f"{chance.randrange(1, 200)} Heol Synthetig",
                "Pen-y-bont ar Ogwr",
                f"CF99 {chance.randrange(10)}CC",
                "Bridgend",
            ]
            for person in range(1 + (chance.random() < 0.4)):
                rows += 1
                table.writerow(
                    [
                        *event,
                        "Child" if person else "Subject",
                        chance.choice(_GIVEN),
                        chance.choice(_FAMILY),
                        f"{chance.choice(births):%d/%m/%Y}",
                        "F" if chance.random() < 0.5 else "M",
                        f"{chance.randrange(1, 200)} Heol Synthetig",
                        f"CF99 {chance.randrange(10)}KK",
                        f"07700 900{chance.randrange(1000):03d}",
                        "",
                        f"N{chance.randrange(10**7)}",
                    ]
                )
    return rows


def _import(path: Path, number: int) -> None:
    from datetime import UTC

    from earlyhelp import exchange
    from earlyhelp.exchange.management.importing import import_file, open_source
    from earlyhelp.govern.choices import Purpose
    from earlyhelp.kit.actor import Actor
    from earlyhelp.kit.database import acting
    from earlyhelp.partnership.actions import load_partners

    def now() -> datetime:
        return datetime.now(UTC)

    mapping = Path(exchange.__path__[0]) / "mappings" / "south-wales.toml"
    with acting(Actor.system(Purpose.RUNNING)) as by:
        load_partners(by=by, at=now())
    found = import_file(
        open_source(path, mapping, at=now()), at=now(), clock=now, again=True, tell=lambda records: None
    )
    if found.rejects or found.new + found.unchanged != number:
        raise SystemExit(f"not all of it was loaded: {found}")


def _copy(path: Path) -> None:
    """What PostgreSQL alone needs to take the same file in, into a table without a single rule."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_RAW)
        with (
            path.open("rb") as file,
            cursor.cursor.copy("COPY raw_incident FROM STDIN WITH (FORMAT csv, HEADER)") as copy,
        ):
            while block := file.read(1 << 16):
                copy.write(block)
