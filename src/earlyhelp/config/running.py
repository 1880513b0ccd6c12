"""Starting the web server and the worker, and both together for the demonstration."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from io import StringIO
from pathlib import Path
from types import FrameType
from urllib.error import URLError
from urllib.request import urlopen

from django.conf import settings
from django.core.management import call_command
from rich.console import Console

from earlyhelp.config import embedded

_PATIENCE = 60.0  # seconds to wait for the first page
_PAUSE = 0.2
_AFTER_PAGES = 5  # how much a job stands back where a page wants the same processor
_AGAIN_AFTER = 2.0  # seconds before a part that stopped is started again


def serve(*, host: str, port: int, processes: int) -> None:
    """Serve the pages until told to stop."""
    from granian.constants import Interfaces
    from granian.server import Server

    collect_static()
    Server(
        "earlyhelp.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=4,
        respawn_failed_workers=True,
        log_level="warning",  # type: ignore[arg-type]
        websockets=False,
    ).serve()


def collect_static() -> None:
    """Put style sheets and scripts where the web server finds them, under names that change with them."""
    call_command("collectstatic", interactive=False, verbosity=0)


def work() -> None:
    """Do jobs until told to stop, after those who wait for a page. A database that goes away is waited for."""
    os.nice(_AFTER_PAGES)
    call_command("procrastinate", "worker", "--concurrency", "2")


def migrate() -> None:
    """Bring the tables up to date, as their owner."""
    call_command("migrate", database="owner", interactive=False, verbosity=0)


def _ask_for_figures() -> None:
    """Ask the worker for facts, and for figures of them: the boards of a demonstration show them a little later."""
    from procrastinate.contrib.django import app
    from procrastinate.exceptions import AlreadyEnqueued

    from earlyhelp.desk.jobs import FACTS_JOB
    from earlyhelp.inform.choices import QUEUE

    with suppress(AlreadyEnqueued):
        app.configure_task(FACTS_JOB, queue=QUEUE, queueing_lock=FACTS_JOB).defer(timestamp=0)


class Demonstration:
    """The web server, the worker and the mailbox of the demonstration, in one foreground process."""

    def __init__(self, *, host: str, port: int, console: Console) -> None:
        self.host, self.port, self.console = host, port, console
        self.parts: dict[str, subprocess.Popen[bytes]] = {}
        self.stopping = False

    def run(self) -> int:
        """Start everything, say where it is, and watch over it until Ctrl-C. Returns an exit code."""
        from earlyhelp.inform.mailbox import open_mailbox

        if not _is_free(self.host, self.port):
            self.console.print(f"Port {self.port} is taken. Choose another one: make demo PORT=8001")
            return 1
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, self._stop)
        if settings.FACTS_DIR:
            self.console.print("Preparing the facts for figures …")
            call_command("export_facts", stdout=StringIO())
        mail_port = _free_port()
        os.environ["EARLYHELP_SMTP_HOST"], os.environ["EARLYHELP_SMTP_PORT"] = "127.0.0.1", str(mail_port)
        os.environ["EARLYHELP_ADDRESS"] = f"http://localhost:{self.port}"
        with open_mailbox(Path(settings.DEMO_MAILBOX_DIR), port=mail_port):
            self._start("serve", "--host", self.host, "--port", str(self.port))
            self._start("worker")
            _ask_for_figures()
            try:
                return self._watch()
            finally:
                self._end()

    def _start(self, *words: str) -> None:
        command = [sys.executable, "-m", "earlyhelp.config.commandline", *words]
        # In a group of its own, so that what it started ends with it.
        self.parts[words[0]] = subprocess.Popen(command, process_group=0)  # noqa: S603 our own command

    def _watch(self) -> int:
        if not self._answers():
            return 0 if self.stopping else 1
        self.console.print(f"\n  Early Action Together: [bold]http://localhost:{self.port}[/bold]")
        self.console.print("  Camau Cynnar gyda'n Gilydd. Ctrl-C stops it; everything is kept.\n")
        while not self.stopping:
            time.sleep(_PAUSE)
            self._keep_database()
            for name, part in list(self.parts.items()):
                if part.poll() is not None and not self.stopping:
                    self.console.print(f"{name} stopped with code {part.returncode}; starting it again.")
                    _sweep(part)
                    time.sleep(_AGAIN_AFTER)
                    words = ("serve", "--host", self.host, "--port", str(self.port))
                    self._start(*(words if name == "serve" else (name,)))
        return 0

    def _keep_database(self) -> None:
        if os.environ.get("DATABASE_URL") or self.stopping or embedded.is_running(settings.EMBEDDED):
            return
        self.console.print("The database stopped; starting it again.")
        embedded.start(settings.EMBEDDED)

    def _answers(self) -> bool:
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until and not self.stopping:
            if self.parts["serve"].poll() is not None:
                return False
            with suppress(URLError, OSError), urlopen(f"http://127.0.0.1:{self.port}/health", timeout=2):
                return True
            time.sleep(_PAUSE)
        return False

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def _end(self) -> None:
        for part in self.parts.values():
            with suppress(ProcessLookupError):
                part.send_signal(signal.SIGINT)
        for part in self.parts.values():
            try:
                part.wait(timeout=10)
            except subprocess.TimeoutExpired:
                part.kill()
            _sweep(part)


def _sweep(part: "subprocess.Popen[bytes]") -> None:
    """End whatever a part that has stopped left behind: a web process that it had just started goes on without it."""
    with suppress(ProcessLookupError):
        os.killpg(part.pid, signal.SIGKILL)


def forget_mail() -> None:
    """Throw the demonstration's e-mails away."""
    shutil.rmtree(settings.DEMO_MAILBOX_DIR, ignore_errors=True)


def _is_free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with suppress(OSError):
            probe.bind((host, port))
            return True
    return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
