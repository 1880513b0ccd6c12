"""Match one person against many records (P1), explained, beside pg_trgm, Splink and every record compared.

RECORDS=1000000 for the quick form of the promise. The ratios stand beside each other in one run on one machine.
"""

import os
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from benchmarks.ground import percentile, prepare

QUICK = 20_000
ASKED = 120
ALL_COMPARED = 15
TEN = 10
ON = date(2026, 11, 22)
PER_PERSON = 2.6
_FULL = "given_name || ' ' || family_name"

_COMPARED = ("unique_id", "given_name", "family_name", "date_of_birth", "postcode")

Row = tuple[object, ...]
Answer = list[Any]


def run() -> list[Row]:
    """Load records, hold some out, and look for each of those in every way."""
    prepare()
    from django.db import connections

    from earlyhelp.kit.models import new_id

    number = int(os.environ.get("RECORDS", QUICK))
    kept, held, person_of = _population(number)
    owner = new_id()
    try:
        _load(owner, kept)
        ways: list[tuple[str, Callable[[Any], Answer], int]] = [
            ("earlyhelp, 22 keys, explained", _ours(owner), ASKED),
            ("every record compared with the same weights", _everybody(kept), ALL_COMPARED),
            ("Splink predict_between, untuned", _splink(kept), ALL_COMPARED),
        ]
        if _has_trigrams():
            ways.append(("PostgreSQL pg_trgm, then the same weights", _trigrams(owner), ASKED))
        return _rows(number, ways, held, person_of)
    finally:
        with connections["owner"].cursor() as cursor:
            cursor.execute("DELETE FROM understand_sourcerecord WHERE agency_id = %s", [owner])
            cursor.execute("DELETE FROM partnership_agency WHERE id = %s", [owner])


def _rows(
    number: int,
    ways: Sequence[tuple[str, Callable[[Any], Answer], int]],
    held: Sequence[Any],
    person_of: dict[UUID, str],
) -> list[Row]:
    rows: list[Row] = [("way", "records", "asked", "p50 ms", "p99 ms", "hit@10", "recall@10")]
    about: dict[str, int] = defaultdict(int)
    for person in person_of.values():
        about[person] += 1
    for name, find, most in ways:
        times, hits, found, there = [], 0, 0, 0
        for person, identity in held[:most]:
            began = time.perf_counter()
            answer = find(identity)[:TEN]
            times.append((time.perf_counter() - began) * 1_000)
            right = sum(person_of[key] == person for key in answer)
            hits, found, there = hits + bool(right), found + right, there + min(TEN, about[person])
        asked = len(times)
        rows.append(
            (
                name,
                number,
                asked,
                f"{percentile(times, 0.5):.1f}",
                f"{percentile(times, 0.99):.1f}",
                f"{hits / asked:.3f}",
                f"{found / max(1, there):.3f}",
            )
        )
    return rows


def _population(number: int) -> tuple[list[Any], list[Any], dict[UUID, str]]:
    """Records to look through as (key, identity), those who are looked for as (person, identity), and the truth."""
    from earlyhelp.kit.models import new_id
    from earlyhelp.synth.records import make_records

    made = make_records(7, people=round(number / PER_PERSON))
    rows = made.rows.to_pylist()
    truth = made.truth.column("person").to_pylist()
    places: dict[str, list[int]] = defaultdict(list)
    for place, person in enumerate(truth):
        places[person].append(place)
    out = {many[0]: person for person, many in places.items() if len(many) > 2}
    out = dict(list(out.items())[:: max(1, len(out) // ASKED)][:ASKED])
    kept, person_of = [], {}
    for place, row in enumerate(rows):
        if place not in out:
            key = new_id()
            kept.append((key, _identity(row)))
            person_of[key] = truth[place]
    return kept, [(person, _identity(rows[place])) for place, person in out.items()], person_of


def _identity(row: dict[str, Any]) -> Any:
    from earlyhelp.kit.identity import Identity

    return Identity(
        row["given_name"] or "",
        row["family_name"] or "",
        tuple((row["other_names"] or "").split()),
        _day(row["date_of_birth"]),
        None,
        row["address"] or "",
        (row["postcode"] or "")[:8],
        (row["telephone"] or "")[:30],
        (("nhs", row["nhs_number"]),) if row["nhs_number"] else (),
    )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _load(owner: UUID, kept: Sequence[Any]) -> None:
    """Write the records as their owner's loader would, with keys; the index of the keys comes with them."""
    from django.db import connections
    from django.utils import timezone

    from earlyhelp.kit.identity import search_keys
    from earlyhelp.partnership.models import Agency
    from earlyhelp.synth.load.copying import OWNER, copy_values

    Agency.objects.using(OWNER).create(
        id=owner, kind="council", code=f"bench-{owner.hex[:12]}", name_en="Bench", name_cy="Mainc"
    )
    now = timezone.now()
    columns = [
        "id",
        "agency_id",
        "system",
        "source_key",
        "regime",
        "given_name",
        "family_name",
        "other_names",
        "date_of_birth",
        "sex_recorded",
        "address",
        "postcode",
        "telephone",
        "email",
        "received_at",
        "digest",
        "search_keys",
    ]
    rows = (
        (
            key,
            owner,
            "bench",
            str(place),
            "uk_gdpr",
            one.given_name,
            one.family_name,
            list(one.other_names),
            one.date_of_birth,
            "",
            one.address,
            one.postcode,
            one.telephone,
            "",
            now,
            b"\0" * 16,
            search_keys(one),
        )
        for place, (key, one) in enumerate(kept)
    )
    copy_values("understand_sourcerecord", columns, rows)
    with connections[OWNER].cursor() as cursor:
        cursor.execute("ANALYZE understand_sourcerecord")
        cursor.execute("SELECT understand_count_keys(1000)")


def _ours(owner: UUID) -> Callable[[Any], Answer]:
    from earlyhelp.kit.actor import Actor
    from earlyhelp.kit.database import acting
    from earlyhelp.kit.models import new_id
    from earlyhelp.understand.queries.matching import find_alike, likely_first, sought_of

    by = Actor.system("running", agency_id=owner)

    def find(identity: Any) -> Answer:
        with acting(by):
            sought = sought_of(new_id(), identity)
            return [
                one.side.key
                for one in likely_first(identity, find_alike([sought])[sought.key], ON, typed=False)
            ]

    return find


def _has_trigrams() -> bool:
    """The embedded server comes without the extension: name another one in DATABASE_URL to measure it too."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_available_extensions WHERE name = 'pg_trgm'")
        return bool(cursor.fetchone()[0])


def _trigrams(owner: UUID) -> Callable[[Any], Answer]:
    from django.db import connections

    from earlyhelp.understand.linkage import rank

    cursor = connections["owner"].cursor()
    cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    cursor.execute(
        f"CREATE INDEX IF NOT EXISTS bench_trigrams ON understand_sourcerecord USING gin (({_FULL}) gin_trgm_ops)"
    )
    ask = (
        f"SELECT id, given_name, family_name, date_of_birth, address, postcode, telephone FROM understand_sourcerecord "
        f"WHERE ({_FULL}) %% %s AND agency_id = %s ORDER BY similarity({_FULL}, %s) DESC LIMIT 200"
    )

    def find(identity: Any) -> Answer:
        from earlyhelp.kit.identity import Identity

        name = f"{identity.given_name} {identity.family_name}"
        cursor.execute(ask, [name, owner, name])
        found = [
            (key, Identity(given, family, (), born, None, *where))
            for key, given, family, born, *where in cursor.fetchall()
        ]
        return [one.key for one in rank(identity, found, on=ON, limit=TEN)]

    return find


def _everybody(kept: Sequence[Any]) -> Callable[[Any], Answer]:
    from earlyhelp.understand.linkage import rank

    return lambda identity: [one.key for one in rank(identity, kept, on=ON, limit=TEN)]


def _splink(kept: Sequence[Any]) -> Callable[[Any], Answer]:
    import duckdb
    import pyarrow as pa
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    def table(rows: Sequence[Any]) -> pa.Table:
        return pa.table(
            {
                "unique_id": [str(key) for key, _one in rows],
                "given_name": [one.given_name or None for _key, one in rows],
                "family_name": [one.family_name or None for _key, one in rows],
                "date_of_birth": [str(one.date_of_birth or "") or None for _key, one in rows],
                "postcode": [one.postcode or None for _key, one in rows],
            },
            schema=pa.schema([(name, pa.string()) for name in _COMPARED]),
        )

    here = duckdb.connect()
    here.register("kept_rows", table(kept))
    here.execute("CREATE TABLE kept AS SELECT * FROM kept_rows")
    api = DuckDBAPI(here)
    people = api.register("kept")
    linker = Linker(
        people,
        SettingsCreator(
            link_type="dedupe_only",
            comparisons=[
                cl.NameComparison("given_name"),
                cl.NameComparison("family_name"),
                cl.DateOfBirthComparison("date_of_birth", input_is_string=True),
                cl.PostcodeComparison("postcode"),
            ],
            blocking_rules_to_generate_predictions=[
                block_on("given_name", "family_name"),
                block_on("date_of_birth"),
                block_on("postcode"),
            ],
        ),
    )

    for column in ("given_name", "family_name"):
        linker.table_management.compute_tf_table(column)

    def find(identity: Any) -> Answer:
        here.register("asked_rows", table([(UUID(int=1), identity)]))
        name = f"asked_{time.perf_counter_ns()}"
        here.execute(f"CREATE TABLE {name} AS SELECT * FROM asked_rows")
        told = linker.inference.predict_between(people, api.register(name), warning_mode="never")
        rows = told.as_record_list()
        rows.sort(key=lambda row: -row["match_weight"])
        one = str(UUID(int=1))
        return [UUID(row["unique_id_l"] if row["unique_id_r"] == one else row["unique_id_r"]) for row in rows]

    return find
