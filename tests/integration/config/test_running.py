"""The demonstration as a process: it starts its parts, mends them, says what is wrong, and stops cleanly."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.test import RequestFactory
from rich.console import Console

from earlyhelp.config.running import Demonstration
from earlyhelp.config.wsgi import application
from tests.integration.config.conftest import COMMAND, Run, Surroundings

_PATIENCE = 90  # seconds, on a busy machine


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(what: Callable[[], object], process: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + _PATIENCE
    while not what():
        assert process.poll() is None, log.read_text()
        assert time.monotonic() < until, log.read_text()
        time.sleep(0.1)


def answers(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/health", timeout=2) as answer:
            return bool(answer.read() == b"ok")
    except (URLError, OSError):
        return False


@contextmanager
def started(*words: str, env: Surroundings, log: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """A command that runs until it is told to stop. It must then end with 0."""
    with log.open("w") as out:
        process = subprocess.Popen(
            [*COMMAND, *words], env=env | {"COLUMNS": "300"}, stdout=out, stderr=subprocess.STDOUT
        )
    try:
        yield process
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=40) == 0, log.read_text()
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def children(of: int) -> dict[int, str]:
    """The processes that a process started, and the words of their commands."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = re.search(r"^PPid:\s+(\d+)$", (folder / "status").read_text(), re.MULTILINE)
            words = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
        if parent and int(parent[1]) == of:
            found[int(folder.name)] = words
    return found


def part(of: "subprocess.Popen[bytes]", name: str) -> int | None:
    return next((pid for pid, words in children(of.pid).items() if f"commandline {name}" in words), None)


def test_a_part_that_dies_is_started_again(own: Surroundings, tmp_path: Path) -> None:
    port, log = free_port(), tmp_path / "log"
    with started("demo", "--port", str(port), env=own, log=log) as process:
        wait_until(lambda: f"http://localhost:{port}" in log.read_text(), process, log)
        for name in ("worker", "serve"):
            before = part(process, name)
            assert before is not None
            os.kill(before, signal.SIGTERM)
            wait_until(lambda: part(process, name) not in {None, before}, process, log)  # noqa: B023
            assert f"{name} stopped with code" in log.read_text()
        wait_until(lambda: answers(port), process, log)
    assert not answers(port)


def test_a_demonstration_that_is_stopped_while_it_starts_ends_cleanly(
    own: Surroundings, tmp_path: Path
) -> None:
    port, log = free_port(), tmp_path / "log"
    with started("demo", "--port", str(port), env=own, log=log) as process:
        wait_until(lambda: part(process, "serve"), process, log)
    assert "Ctrl-C" not in log.read_text()


def test_a_port_that_is_taken_is_said(run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run("demo", "--port", str(port))
    assert done.returncode == 1
    assert f"Port {port} is taken. Choose another one" in done.stderr


def test_a_web_server_that_cannot_start_ends_the_demonstration(run: Run, tmp_path: Path) -> None:
    """It is the web server that collects the style sheets: here it finds a file where their folder should be."""
    (tmp_path / "static").write_text("in the way")
    done = run("demo", "--port", str(free_port()), EARLYHELP_HOME=str(tmp_path))
    assert done.returncode == 1
    assert "http://localhost" not in done.stderr


@pytest.mark.django_db
def test_what_the_web_server_runs_answers() -> None:
    answer = application.get_response(RequestFactory().get("/health"))
    assert (answer.status_code, answer.content) == (200, b"ok")


@pytest.mark.slow
def test_a_part_that_will_not_stop_is_ended() -> None:
    deaf = (
        "import signal, time; signal.signal(signal.SIGINT, signal.SIG_IGN); print(flush=True); time.sleep(60)"
    )
    demonstration = Demonstration(host="127.0.0.1", port=free_port(), console=Console())
    with subprocess.Popen([sys.executable, "-c", deaf], stdout=subprocess.PIPE) as part:
        assert part.stdout is not None
        part.stdout.readline()
        demonstration.parts["worker"] = part
        demonstration._end()
        assert part.wait(timeout=5) == -signal.SIGKILL
