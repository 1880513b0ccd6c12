"""Every page of the journey (P3), beside an empty view with one query on the same server.

At demonstration size: one council area's year. First one person, then twenty at once.
"""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.ground import HOME, percentile

ROOT = Path(__file__).resolve().parents[1]
TIMES = 40
AT_ONCE = 20
OFFICER = "sarah.beynon@police.example.org"
FRONT_DOOR = "karen.treharne@bridgend.example.org"
SERVICE = "jade.loosemore@barnardos.example.org"
AUDITOR = "helen.maddocks@bridgend.example.org"
PAGES = (
    (OFFICER, "/my-work"),
    (OFFICER, "/notifications/start"),
    (OFFICER, "/my-notifications"),
    (FRONT_DOOR, "/my-work"),
    (FRONT_DOOR, "/triage/"),
    (FRONT_DOOR, "/triage/?tab=decided"),
    (FRONT_DOOR, "case"),
    (FRONT_DOOR, "/services/referrals/returned/"),
    (FRONT_DOOR, "/services/"),
    (SERVICE, "/services/referrals/"),
    (AUDITOR, "/audit/"),
)


class Visitor:
    """Somebody with a browser's cookies, signed in as a persona."""

    def __init__(self, port: int, email: str = "") -> None:
        self.port, self.cookies, self.leads_to = port, {}, ""
        if email:
            token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get("/sign-in"))
            assert token
            body = urlencode({"csrfmiddlewaretoken": token.group(1), "persona": email})
            self.ask("POST", "/sign-in/persona", body)

    def ask(self, method: str, path: str, body: str = "") -> tuple[int, str]:
        """Ask for a page. Returns its status and text."""
        connection = http.client.HTTPConnection("localhost", self.port, timeout=120)
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if body:
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Referer": f"http://localhost:{self.port}/",
            }
        connection.request(method, path, body or None, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        self.leads_to = answer.getheader("Location") or ""
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.split(";")[0]
        connection.close()
        return answer.status, text

    def follow(self, method: str, path: str, body: str = "") -> tuple[int, str, str]:
        """Ask for a page. Returns its status and text, and where it leads to, or nothing."""
        status, text = self.ask(method, path, body)
        return status, text, self.leads_to

    def get(self, path: str) -> str:
        """Ask for a page that must be there."""
        status, text = self.ask("GET", path)
        assert status == 200, (path, status)
        return text

    def milliseconds(self, path: str) -> float:
        """How long a page takes, to its last byte."""
        began = time.perf_counter()
        self.get(path)
        return 1000 * (time.perf_counter() - began)


def run() -> list[tuple[object, ...]]:
    """Start the demonstration, warm each page once, and measure."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {"EARLYHELP_HOME": str(HOME / "demo"), "EARLYHELP_MODE": "demonstration"}
    command = [sys.executable, "-m", "earlyhelp.config.commandline", "demo", "--port", str(port)]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        return measure(port)
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=60)


def wait_for(port: int) -> None:
    """Wait until the server answers."""
    for _ in range(600):
        try:
            Visitor(port).get("/health")
            return
        except OSError:
            time.sleep(0.5)
    raise SystemExit("the demonstration did not start")


def measure(port: int) -> list[tuple[object, ...]]:
    """One line for each page: median and 95th percentile for one person, and for twenty at once."""
    empty = Visitor(port)
    base = sorted(empty.milliseconds("/health") for _ in range(TIMES))[TIMES // 2]
    rows: list[tuple[object, ...]] = [("page", "median ms", "× empty", "p95 ms", "p95 ms, 20 at once")]
    rows.append(("an empty view with one query", f"{base:.1f}", "1.0", "", ""))
    for email, path in PAGES:
        visitor = Visitor(port, email)
        if path == "case":
            found = re.search(r'href="(/triage/EH-\d\d-\d{7}/)"', visitor.get("/triage/"))
            assert found
            path = found.group(1)
        visitor.get(path)
        alone = [visitor.milliseconds(path) for _ in range(TIMES)]
        with ThreadPoolExecutor(AT_ONCE) as crowd:
            together = list(crowd.map(visitor.milliseconds, [path] * AT_ONCE * 4))
        median = percentile(alone, 0.5)
        shown = re.sub(r"EH-\d\d-\d{7}", "REFERENCE", path)
        rows.append(
            (
                shown,
                f"{median:.1f}",
                f"{median / base:.1f}",
                f"{percentile(alone, 0.95):.1f}",
                f"{percentile(together, 0.95):.1f}",
            )
        )
    return rows
