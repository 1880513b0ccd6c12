"""What measurements stand on: an embedded database of their own, with migrations, in `var/bench`."""

import os
import time
from collections.abc import Callable
from pathlib import Path

HOME = Path(__file__).resolve().parents[1] / "var" / "bench"


def prepare() -> None:
    """Start the database of the measurements and load the settings, once in a process."""
    os.environ.setdefault("EARLYHELP_HOME", str(HOME))
    os.environ.setdefault("EARLYHELP_MODE", "demonstration")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "earlyhelp.config.settings")
    from earlyhelp.config.commandline import prepare as start

    start(fresh=False)
    from earlyhelp.config.running import migrate

    migrate()


def seconds(work: Callable[[], object]) -> float:
    """How long this takes, on the wall clock."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def percentile(values: list[float], share: float) -> float:
    """The value below which this share of the values lies (0 to 1), by the nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
