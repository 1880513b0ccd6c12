"""The four questions of P6 in Polars and pandas, and the reading of the columns alone: what measures stand beside.

Each gives the same answer as the measure: figures by place (empty: all of Wales), to nine digits.
"""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

DAY = 86_400
LONDON = ZoneInfo("Europe/London")
# What each question reads; closing codes say what is demand, opening ones where nothing was closed.
CLASSES = ("opening_class", "closing_class")
COLUMNS = {
    "monthly": ("month", "force", "at", *CLASSES),
    "repeat": ("month", "force", "at", "incident", "person", *CLASSES),
    "concentration": ("force", "at", "person", *CLASSES),
    "survival": ("force", "at", "incident", "person", *CLASSES),
}
MEASURES = {
    "monthly": "demand_share.1",
    "repeat": "repeat_person.1",
    "concentration": "gini_person.1",
    "survival": "time_to_next.1",
}
Answer = dict[str, float]


def start_of(day: date) -> int:
    """The second at which a day starts in London."""
    return int(datetime(day.year, day.month, day.day, tzinfo=LONDON).astimezone(UTC).timestamp())


def reading(facts: Path, question: str, first: date, last: date) -> Answer:
    """The columns, decoded and thrown away."""
    import polars as pl

    # The quickest reader here, a file at a time: nothing but decoding is left.
    rows = 0
    for path in sorted((facts / "incidents").glob("**/*.parquet")):
        rows += pl.read_parquet(path, columns=list(COLUMNS[question]), hive_partitioning=False).height
    return {"rows": float(rows)}


def polars(facts: Path, question: str, first: date, last: date) -> Answer:
    """The answer in Polars, lazily."""
    import polars as pl

    rows = pl.scan_parquet(f"{facts}/incidents/**/*.parquet", hive_partitioning=False)
    end = start_of(last + timedelta(days=1))
    closed = pl.when(pl.col("closing_class") != "").then("closing_class").otherwise("opening_class")
    if question == "monthly":
        counted = (
            rows.filter(
                (pl.col("at") >= start_of(first))
                & (pl.col("at") < end)
                & ~pl.col("closing_class").is_in(["", "administration"])
            )
            .group_by("month", "force", "closing_class")
            .len()
            .collect()
        )
        return _by_month((row[0], row[1], row[2], row[3]) for row in counted.iter_rows())
    since = (
        start_of(last.replace(year=last.year - 1) + timedelta(days=1)) if question == "concentration" else 0
    )
    since = since or start_of(first) - 365 * DAY
    rows = rows.filter(
        pl.col("person").is_not_null()
        & (pl.col("at") >= since)
        & (pl.col("at") < end)
        & (closed != "administration")
    )
    if question == "concentration":
        each = rows.group_by("person").len().group_by("len").agg(pl.len().alias("units")).collect()
        return _gini(each["len"].to_numpy(), each["units"].to_numpy())
    return (_polars_repeat if question == "repeat" else _polars_survival)(rows, start_of(first), end)


def _polars_repeat(rows: Any, start: int, end: int) -> Answer:
    import polars as pl

    rows = rows.select("month", "force", "person", "at", "incident").sort("person", "at", "incident")
    before = pl.when(pl.col("person") == pl.col("person").shift(1)).then(pl.col("at").shift(1))
    counted = (
        rows.with_columns(again=(pl.col("at") - before <= 365 * DAY).fill_null(value=False))
        .filter(pl.col("at") >= start)
        .group_by("month", "force")
        .agg(pl.col("again").sum(), pl.len())
        .collect()
    )
    return _repeats(counted.iter_rows())


def _polars_survival(rows: Any, start: int, end: int) -> Answer:
    import polars as pl

    rows = rows.select("force", "person", "at", "incident").sort("person", "at", "incident")
    before = pl.when(pl.col("person") == pl.col("person").shift(1)).then(pl.col("at").shift(1))
    after = pl.when(pl.col("person") == pl.col("person").shift(-1)).then(pl.col("at").shift(-1))
    is_first = pl.col("before").is_null() | (pl.col("before") < start)
    until = (
        pl.when(pl.col("after").is_not_null())
        .then((pl.col("after") - pl.col("at") + DAY - 1) // DAY)
        .otherwise((end - pl.col("at")) // DAY)
    )
    counted = (
        rows.with_columns(before=before, after=after)
        .filter((pl.col("at") >= start) & is_first)
        .with_columns(ended=pl.col("after").is_not_null(), waited=pl.min_horizontal(until, 366))
        .group_by("waited", "ended")
        .len()
        .collect()
    )
    return _kaplan_meier(counted["waited"].to_numpy(), counted["ended"].to_numpy(), counted["len"].to_numpy())


def pandas(facts: Path, question: str, first: date, last: date) -> Answer:
    """The answer in pandas."""
    import pandas as pd

    rows = pd.read_parquet(facts / "incidents", columns=list(COLUMNS[question]), partitioning=None)
    end = start_of(last + timedelta(days=1))
    if question == "monthly":
        rows = rows[
            (rows["at"] >= start_of(first))
            & (rows["at"] < end)
            & ~rows["closing_class"].isin(["", "administration"])
        ]
        counted = rows.groupby(["month", "force", "closing_class"]).size()
        return _by_month((*key, int(number)) for key, number in counted.items())
    since = (
        start_of(last.replace(year=last.year - 1) + timedelta(days=1)) if question == "concentration" else 0
    )
    since = since or start_of(first) - 365 * DAY
    closed = rows["closing_class"].where(rows["closing_class"] != "", rows["opening_class"])
    rows = rows[
        rows["person"].notna() & (rows["at"] >= since) & (rows["at"] < end) & (closed != "administration")
    ].astype({"person": "int64"})
    if question == "concentration":
        each = rows.groupby("person").size().value_counts()
        return _gini(each.index.to_numpy(), each.to_numpy())
    rows = rows.sort_values(["person", "at", "incident"])
    before = rows["at"].shift(1).where(rows["person"] == rows["person"].shift(1))
    if question == "repeat":
        rows["again"] = (rows["at"] - before) <= 365 * DAY
        counted = (
            rows[rows["at"] >= start_of(first)].groupby(["month", "force"])["again"].agg(["sum", "size"])
        )
        return _repeats((*key, int(again), int(number)) for key, again, number in counted.itertuples())
    after = rows["at"].shift(-1).where(rows["person"] == rows["person"].shift(-1))
    is_first = (rows["at"] >= start_of(first)) & (before.isna() | (before < start_of(first)))
    waited = (after - rows["at"] + DAY - 1) // DAY
    waited = waited.where(after.notna(), (end - rows["at"]) // DAY).clip(upper=366)[is_first]
    each = waited.astype("int64").to_frame("waited").assign(ended=after.notna()[is_first])
    counted = each.groupby(["waited", "ended"]).size().reset_index(name="len")
    return _kaplan_meier(counted["waited"].to_numpy(), counted["ended"].to_numpy(), counted["len"].to_numpy())


def measured(facts: Path, question: str, first: date, last: date) -> Answer:
    """The answer by the measure, through the engine that `earlyhelp measures run` uses."""
    from earlyhelp.evaluate.measures.engine import run
    from earlyhelp.evaluate.measures.measure import Period

    table = run(facts, Period(first, last), only=[MEASURES[question]])[MEASURES[question]]
    kept = [row for row in table.to_pylist() if row["area"] == ""]
    if question == "monthly":
        return {f"{row['first']} {row['force']} {row['group']}": row["count"] for row in kept if row["count"]}
    if question == "repeat":
        return {f"{row['first']} {row['force']}": row["count"] for row in kept if row["group"] == "365"}
    if question == "concentration":
        return dict.fromkeys([""], next(row["value"] for row in kept if row["force"] == ""))
    return {row["group"]: row["value"] for row in kept if row["force"] == ""}


PEERS: dict[str, Any] = {"reading": reading, "measured": measured, "polars": polars, "pandas": pandas}


def _by_month(rows: Any) -> Answer:
    found: Answer = {}
    for month, force, kind, number in rows:
        for place in ("", force):
            key = f"{_date(month)} {place} {kind}"
            found[key] = found.get(key, 0) + int(number)
    return found


def _repeats(rows: Any) -> Answer:
    found: Answer = {}
    for month, force, again, _ in rows:
        for place in ("", force):
            key = f"{_date(month)} {place}"
            found[key] = found.get(key, 0) + int(again)
    return found


def _date(month: Any) -> str:
    return str(month)[:10]


def _gini(events: Any, units: Any) -> Answer:
    order = np.argsort(events)
    total = (events * units)[order].astype(float)
    number = units[order].astype(float)
    before = np.cumsum(total) - total
    return {"": float(1 - (number * (2 * before + total)).sum() / (number.sum() * total.sum()))}


def _kaplan_meier(waited: Any, ended: Any, number: Any) -> Answer:
    came = np.bincount(waited, weights=number * ended, minlength=367)
    everybody = np.bincount(waited, weights=number, minlength=367)
    watched = everybody.sum() - np.cumsum(everybody) + everybody
    left = np.cumprod(1 - came / np.maximum(watched, 1))
    return {f"{day:03}": float(1 - left[day]) for day in range(5, 366, 5)}
