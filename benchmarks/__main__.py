"""`python -m benchmarks [NAME]`: run one measurement, or all of them. Results go to benchmarks/results/NAME.jsonl."""

import importlib
import json
import pkgutil
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

import benchmarks

RESULTS = Path(__file__).parent / "results"
_HELPERS = {"__main__", "figure_peers", "ground", "hub", "match_peers"}


def names() -> list[str]:
    """Every measurement that there is."""
    return sorted(m.name for m in pkgutil.iter_modules(benchmarks.__path__) if m.name not in _HELPERS)


def main(asked: list[str]) -> int:
    """Run what was asked for. Returns an exit code."""
    unknown = set(asked) - set(names())
    if unknown:
        print(
            f"There is no measurement called {', '.join(sorted(unknown))}. There are: {', '.join(names())}."
        )
        return 2
    for name in asked or names():
        module = importlib.import_module(f"benchmarks.{name}")
        print(f"\n{name}: {(module.__doc__ or '').splitlines()[0]}")
        rows = module.run()
        widths = [max(len(str(row[i])) for row in rows) for i in range(len(rows[0]))]
        for row in rows:
            print("  " + "  ".join(str(cell).ljust(width) for cell, width in zip(row, widths, strict=True)))
        keep(name, rows)
    return 0


def keep(name: str, rows: list[tuple[object, ...]]) -> None:
    """Add this run to the history of the measurement: one line of JSON each, so that a change shows in review."""
    RESULTS.mkdir(exist_ok=True)
    run = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "machine": platform.machine(),
        "rows": [[str(cell) for cell in row] for row in rows],
    }
    with (RESULTS / f"{name}.jsonl").open("a") as history:
        history.write(json.dumps(run, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
