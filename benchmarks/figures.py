"""Figures over millions of incidents (P6): each question in a fresh process, beside reading, Polars and pandas.

`python -m benchmarks figures` takes 1 million incidents; FIGURES=10000000 or 50000000 the sizes of the promises, on a
quiet machine. Facts are made once under `var/bench` (`earlyhelp synth facts`) and kept. Pandas stops at 10 million.
"""

import json
import os
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

from benchmarks.figure_peers import COLUMNS, PEERS

INCIDENTS = int(os.environ.get("FIGURES", "1000000"))
HOME = Path(__file__).resolve().parents[1] / "var" / "bench" / "facts"
FIRST, LAST = date(2021, 1, 1), date(2025, 12, 31)
"""The first year is only looked back to."""
AT_50, AT_10 = 50_000_000, 10_000_000
OF_READING = {"repeat": 12.0, "survival": 9.0, "monthly": 3.5, "concentration": 14.0}
OF_POLARS, OF_PANDAS, GB = 0.75, 1 / 15, 3.0
SAME = 1e-8

Row = tuple[object, ...]


def run() -> list[Row]:
    """Every question by everybody, whether they agree, and what was promised at this size."""
    facts = made(INCIDENTS)
    rows: list[Row] = [
        ("question", "who", "seconds", "CPU s", "GB", "of reading", "of Polars", "promised", "met")
    ]
    for question in COLUMNS:
        rows += _asked(facts, question)
    wall, cpu, memory, told = _child(facts, "everything", "everything")
    rows.append(
        (f"all {told['measures']:.0f} measures", "earlyhelp", *_figures(wall, cpu, memory), "", "", "", "")
    )
    rows.append((f"{INCIDENTS:,} incidents asked for, {told['rows']:,.0f} made", *[""] * 8))
    return rows


def made(incidents: int) -> Path:
    """The facts of this size, made where they are not there yet."""
    folder = HOME / str(incidents)
    if not (folder / "manifest.json").exists():
        subprocess.run(
            [sys.executable, "-m", "earlyhelp.config.commandline", "synth", "facts",
             "--incidents", str(incidents), "--out", str(folder)],
            check=True,
        )  # fmt: skip
    return folder


def _asked(facts: Path, question: str) -> list[Row]:
    found = {who: _child(facts, who, question) for who in _who()}
    ours, reading, polars = (found[who] for who in ("measured", "reading", "polars"))
    for who in found.keys() - {"reading"}:
        check_same(question, who, found[who][3], ours[3])
    rows: list[Row] = []
    for who, (wall, cpu, memory, _) in found.items():
        times, share = f"{wall / reading[0]:.1f}", f"{wall / polars[0]:.2f}"
        rows.append((question, who, *_figures(wall, cpu, memory), times, share, "", ""))
    promises = _promised(question, {who: told[:3] for who, told in found.items()})
    rows += [
        (question, "promise", "", "", "", "", "", words, "yes" if met else "no") for words, met in promises
    ]
    return rows


def check_same(question: str, who: str, theirs: dict[str, float], ours: dict[str, float]) -> None:
    """Fail where two do not agree: figures that differ are not compared by their time."""
    assert theirs.keys() == ours.keys(), (question, who, sorted(theirs.keys() ^ ours.keys())[:5])
    apart = {key: (theirs[key], ours[key]) for key in ours if abs(theirs[key] - ours[key]) > SAME}
    assert not apart, (question, who, list(apart.items())[:5])


def _promised(question: str, found: dict[str, tuple[float, float, float]]) -> list[tuple[str, bool]]:
    """What performance promises at this size; nothing below 10 million, where starting up is most of the time."""
    wall, memory = found["measured"][0], found["measured"][2]
    promises = []
    if INCIDENTS >= AT_50:
        limit = OF_READING[question]
        promises.append((f"at most {limit} x reading", wall <= limit * found["reading"][0]))
        promises.append((f"under {GB} GB", memory < GB))
    if INCIDENTS == AT_10 and question == "repeat":
        promises.append((f"at most {OF_POLARS} x Polars", wall <= OF_POLARS * found["polars"][0]))
        promises.append(("at most 1/15 of pandas", wall <= OF_PANDAS * found["pandas"][0]))
    return promises


def _who() -> list[str]:
    return [who for who in PEERS if who != "pandas" or INCIDENTS <= AT_10]


def _figures(wall: float, cpu: float, memory: float) -> tuple[str, str, str]:
    return f"{wall:.2f}", f"{cpu:.2f}", f"{memory:.2f}"


def _child(facts: Path, who: str, question: str) -> tuple[float, float, float, dict[str, float]]:
    """Seconds on the wall and of the processor, imports and all, the most memory in GB, and the answer."""
    began = time.perf_counter()
    words = [sys.executable, "-W", "ignore", "-m", "benchmarks.figures", who, question, str(facts)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        said = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - began
    assert process.returncode == 0, (who, question)
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024**2, json.loads(said)


def _everything(facts: Path) -> dict[str, float]:
    import pyarrow.parquet as pq

    from earlyhelp.evaluate.measures.engine import run as run_measures
    from earlyhelp.evaluate.measures.measure import Period

    found = run_measures(facts, Period(FIRST, LAST))
    rows = sum(pq.read_metadata(path).num_rows for path in (facts / "incidents").glob("**/*.parquet"))
    return {"measures": float(len(found)), "rows": float(rows)}


if __name__ == "__main__":
    asked_who, asked_question, where = sys.argv[1:]
    if asked_who == "everything":
        print(json.dumps(_everything(Path(where))))
    else:
        print(json.dumps(PEERS[asked_who](Path(where), asked_question, FIRST, LAST)))
