"""A network that can really be cut, and a server that can really be killed.

The browser reaches the server through `Network`, a relay of its own port: cut, it breaks every connection and refuses
new ones; `lose_answer` lets one request through to the server and breaks the connection before its answer comes back.
"""

import os
import selectors
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
_RESET = struct.pack("ii", 1, 0)  # SO_LINGER: closing breaks the connection instead of ending it
_PATIENCE = 90  # seconds


class Server:
    """`earlyhelp serve` as a process of its own, on a database that is there."""

    def __init__(self, home: Path, settings: dict[str, str] | None = None) -> None:
        self.home, self.port, self.settings = home, free_port(), settings or {}
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, and wait until it answers."""
        environment = {
            k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
        }
        environment |= {"EARLYHELP_MODE": "demonstration", "EARLYHELP_HOME": str(self.home)}
        environment["PYTHONPATH"] = str(ROOT / "src")
        environment["DATABASE_URL"] = self.database
        environment |= self.settings
        command = [sys.executable, "-m", "earlyhelp.config.commandline", "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(command, env=environment, start_new_session=True)
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            assert self.process.poll() is None, "the server stopped"
            with suppress(URLError, OSError), urlopen(f"http://127.0.0.1:{self.port}/health", timeout=2):
                return
            time.sleep(0.2)
        raise AssertionError("the server did not answer")

    @property
    def database(self) -> str:
        """The demonstration's database. Named, so that no other process has a share in starting and stopping it."""
        socket_folder = (self.home / "database" / "postmaster.pid").read_text().splitlines()[4]
        return f"postgresql://earlyhelp_app@/earlyhelp?host={quote(socket_folder, safe='')}"

    @property
    def runs(self) -> bool:
        """Whether it was started and not killed."""
        return self.process is not None and self.process.poll() is None

    def kill(self) -> None:
        """End it and its workers at once, as a power cut does."""
        if self.process is not None and self.runs:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(timeout=20)


class Network:
    """A relay between the browser and a server."""

    def __init__(self, target: int) -> None:
        self.target, self.port = target, free_port()
        self.is_cut = False
        self.lost = threading.Event()
        self._to_lose = b""
        self._pairs: set[tuple[socket.socket, socket.socket]] = set()
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", self.port), backlog=64)
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """No connection survives, and none is made."""
        self.is_cut = True
        with self._lock:
            pairs = list(self._pairs)
        for pair in pairs:
            _break(*pair)

    def mend(self) -> None:
        """Let everything through again."""
        self.is_cut, self._to_lose = False, b""

    def lose_answer(self, to: bytes) -> None:
        """Cut the network when the server has answered a request that begins with these bytes, before it arrives."""
        self.lost.clear()
        self._to_lose = to

    def close(self) -> None:
        """Stop for good."""
        self.cut()
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                browser, _address = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._relay, args=(browser,), daemon=True).start()

    def _relay(self, browser: socket.socket) -> None:
        try:
            if self.is_cut:
                raise ConnectionError
            server = socket.create_connection(("127.0.0.1", self.target), timeout=10)
        except OSError:
            _break(browser)
            return
        pair = (browser, server)
        with self._lock:
            self._pairs.add(pair)
        with suppress(OSError, ValueError):
            self._carry(browser, server)
        _break(*pair)
        with self._lock:
            self._pairs.discard(pair)

    def _carry(self, browser: socket.socket, server: socket.socket) -> None:
        losing = False
        with selectors.DefaultSelector() as ready:
            ready.register(browser, selectors.EVENT_READ)
            ready.register(server, selectors.EVENT_READ)
            while not self.is_cut:
                for key, _events in ready.select(timeout=0.5):
                    some = key.fileobj.recv(65536)  # type: ignore[union-attr]
                    if not some:
                        return
                    if key.fileobj is browser:
                        losing = losing or bool(self._to_lose and some.startswith(self._to_lose))
                        server.sendall(some)
                    elif losing:
                        self.is_cut = True
                        self.lost.set()
                        return
                    else:
                        browser.sendall(some)


def _break(*sockets: socket.socket) -> None:
    for one in sockets:
        with suppress(OSError):
            one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            one.close()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
