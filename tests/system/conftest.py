"""The real thing: `earlyhelp demo` as a process of its own, and the machine's own Chromium.

Nothing here imports the product: what is tested is what a person gets.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.system.person import Person

ROOT = Path(__file__).resolve().parents[2]
SOURCE = str(ROOT / "src")
# Two runs at once, each with a database suffix of its own, do not meet.
HOME = ROOT / "var" / "-".join(filter(None, ("system", os.environ.get("TEST_DATABASE_SUFFIX"))))
LOG = HOME.with_suffix(".log")
_PATIENCE = 600  # seconds, on a busy machine
_CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Start the demonstration from nothing, and give its address. SYSTEM_ADDRESS names one that runs already."""
    if os.environ.get("SYSTEM_ADDRESS"):
        yield os.environ["SYSTEM_ADDRESS"]
        return
    shutil.rmtree(HOME / "mailbox", ignore_errors=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    environment |= {"EARLYHELP_MODE": "demonstration", "EARLYHELP_HOME": str(HOME)}
    environment["PYTHONPATH"] = SOURCE  # what stands here, whichever copy is installed
    command = [sys.executable, "-m", "earlyhelp.config.commandline", "demo", "--fresh", "--port", str(port)]
    HOME.parent.mkdir(exist_ok=True)
    log = LOG.open("w")
    process = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        _wait_for(f"http://localhost:{port}/health", process)
        yield f"http://localhost:{port}"
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=40) == 0, "the demonstration did not stop cleanly"
        log.close()


def _wait_for(url: str, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        assert process.poll() is None, LOG.read_text()
        try:
            with urlopen(url, timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.3)
    raise AssertionError(f"{url} did not answer in {_PATIENCE} seconds")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's own Chromium, without a window."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or "/usr/bin/chromium", args=_CHROMIUM
        )
        yield opened
        opened.close()


@pytest.fixture
def person(address: str, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Person]:
    """A person at a screen: `@pytest.mark.parametrize("person", [("cy", 375)], indirect=True)`."""
    language, width = getattr(request, "param", ("en", 1280))
    context = browser.new_context(
        viewport={"width": width, "height": 900}, locale="en-GB", has_touch=width < 500
    )
    context.add_cookies([{"name": "language", "value": language, "url": address}])
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield Person(page, address, language, width)
    context.close()
