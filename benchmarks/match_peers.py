"""The ways beside which finding one person is measured: trigrams, every record compared, and Splink."""

import time
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

TEN = 10
ON = date(2026, 11, 22)
Answer = list[Any]
Find = Callable[[Any], Answer]
_FULL = "given_name || ' ' || family_name"
_COMPARED = ("unique_id", "given_name", "family_name", "date_of_birth", "postcode")


def has_trigrams() -> bool:
    """The embedded server comes without the extension: name another one in DATABASE_URL to measure it too."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_available_extensions WHERE name = 'pg_trgm'")
        return bool(cursor.fetchone()[0])


def trigrams(owner: UUID) -> Find:
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


def everybody(kept: Sequence[Any]) -> Find:
    from earlyhelp.understand.linkage import rank

    return lambda identity: [one.key for one in rank(identity, kept, on=ON, limit=TEN)]


def splink(kept: Sequence[Any]) -> Find:
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
