"""A small demonstration of the tests' own: a database beside the test database, filled by the real commands."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from earlyhelp.config import embedded

COMMAND = [sys.executable, "-m", "earlyhelp.config.commandline"]
_NAME = "test_earlyhelp_own_" + os.environ.get("TEST_DATABASE_SUFFIX", "main")
Surroundings = dict[str, str]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def plain_surroundings() -> Surroundings:
    """The environment without anything that the tests' own settings put into it."""
    ours = ("EARLYHELP_", "DATABASE_", "DJANGO_SETTINGS_MODULE", "TEST_DATABASE_SUFFIX")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def earlyhelp(*words: str, env: Surroundings) -> "subprocess.CompletedProcess[str]":
    """Run the command `earlyhelp` as a person does, to its end."""
    # A wide screen, so that no sentence is broken in the middle.
    return subprocess.run(
        [*COMMAND, *words],
        env=env | {"COLUMNS": "300"},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


@pytest.fixture(scope="session")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Surroundings]:
    """The environment of a small demonstration: tables made by `earlyhelp migrate`, synthetic people by `synth`."""
    folder = embedded.data_folder() / "database"
    addresses = {
        role: embedded.address(folder, role).replace("/earlyhelp?", f"/{_NAME}?")
        for role in (embedded.APP_ROLE, embedded.OWNER_ROLE)
    }
    env = plain_surroundings() | {
        "EARLYHELP_MODE": "demonstration",
        "EARLYHELP_HOME": str(tmp_path_factory.mktemp("own")),
        "DATABASE_URL": addresses[embedded.APP_ROLE],
        "DATABASE_OWNER_URL": addresses[embedded.OWNER_ROLE],
    }
    owner = embedded.address(folder, embedded.OWNER_ROLE)
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{_NAME}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{_NAME}"')
        made = earlyhelp("migrate", env=env)
        assert made.returncode == 0, made.stderr
        _fill(env)
        yield env
        connection.execute(f'DROP DATABASE "{_NAME}" WITH (FORCE)')


def _fill(env: Surroundings) -> None:
    """Three in a hundred of a council area: `earlyhelp synth` fills a whole one, which takes too long here."""
    words = [sys.executable, "-m", "django", "synth", "--scale", "sample"]
    done = subprocess.run(
        words,
        env=env | {"DJANGO_SETTINGS_MODULE": "earlyhelp.config.settings"},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture
def run(own: Surroundings) -> Run:
    """Run a command on the small demonstration. `changes` are variables of the environment; None unsets one."""

    def run(*words: str, **changes: str | None) -> "subprocess.CompletedProcess[str]":
        env = {name: value for name, value in (own | changes).items() if value is not None}
        return earlyhelp(*words, env=env)

    return run


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    """A feed of one service."""
    path = tmp_path / "feed.json"
    path.write_text(
        '[{"id": "ac148810-d857-441c-9679-408f346de14b", "name": "Talking Room", "status": "active", '
        '"organization": {"id": "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610", "name": "Clust", '
        '"description": "A charity."}}]'
    )
    return path
