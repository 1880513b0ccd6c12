"""An import that is killed in the middle, for real: what was committed is whole, and the next one goes on."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from earlyhelp.config import embedded
from tests.factories.exchange import SOUTH_WALES, many, table

INCIDENTS = 26_000
READY = """
from earlyhelp.config.commandline import prepare
prepare(fresh=False)
from django.utils import timezone
from earlyhelp.config.running import migrate
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.actions import load_partners
migrate()
with acting(Actor.system(Purpose.RUNNING)) as by:
    load_partners(by=by, at=timezone.now())
"""
COUNTS = """
SELECT (SELECT count(*) FROM identify_incident), (SELECT count(*) FROM identify_incidentperson),
  (SELECT coalesce(sum(new), 0) FROM exchange_importbatch), (SELECT count(*) FROM exchange_importrun),
  (SELECT coalesce(max(last_line), 0) FROM exchange_importrun), (SELECT count(*) FROM exchange_importreject)
"""


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A service of its own, with partners and nothing else."""
    home = tmp_path / "home"
    embedded.start(home / "database", durable=False)  # held here, so that it outlives who is killed
    run(home, "-c", READY, check=True)
    yield home
    embedded.remove(home / "database")


def surroundings(home: Path) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DATABASE_URL", "TEST_DATABASE_SUFFIX"}
    }
    settings = {"DJANGO_SETTINGS_MODULE": "earlyhelp.config.settings", "EARLYHELP_MODE": "demonstration"}
    path = os.pathsep.join(entry for entry in sys.path if entry)
    return kept | settings | {"EARLYHELP_HOME": str(home), "PYTHONPATH": path}


def run(home: Path, *words: str, check: bool = False) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-W", "ignore", *words]
    return subprocess.run(command, env=surroundings(home), capture_output=True, text=True, check=check)


def counts(home: Path) -> tuple[int, ...]:
    """Incidents, people, incidents that batches say, runs, last line and rejects, as the owner of the tables."""
    with psycopg.connect(embedded.address(home / "database", embedded.OWNER_ROLE)) as connection:
        found = connection.execute(COUNTS).fetchone()
    return tuple(int(number) for number in found or ())


@pytest.mark.slow
@pytest.mark.enable_socket
def test_a_killed_import_leaves_whole_batches_and_goes_on(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_text(table(many(INCIDENTS)), encoding="utf-8", newline="")
    words = (
        "-m",
        "earlyhelp.config.commandline",
        "import",
        "incidents",
        str(path),
        "--mapping",
        str(SOUTH_WALES),
    )
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", *words],
        env=surroundings(home),
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    until = time.monotonic() + 60
    while not counts(home)[2] and time.monotonic() < until:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()

    incidents, people, said, runs, last_line, _rejects = counts(home)
    assert 0 < incidents < INCIDENTS
    assert incidents == people == said == last_line - 1
    assert runs == 1

    again = run(home, *words)
    assert again.returncode == 0, again.stderr
    assert "Went on after line" in again.stdout
    assert counts(home) == (INCIDENTS, INCIDENTS, INCIDENTS, 1, INCIDENTS + 1, 0)
