"""Ten people of the hub clear a day of 250 notifications on a running server, and nothing is lost or decided twice.

They get in each other's way on purpose: every fifth notification is decided by two people at the same moment, and
every tenth is taken over from whoever has it. Afterwards the database is asked: how many decisions each has, whether
each officer heard once, and whether what the pages answered is what is stored.

    python -m benchmarks clear_a_day
"""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from random import Random
from urllib.parse import urlencode

from benchmarks.ground import HOME, percentile, prepare
from benchmarks.pages import Visitor, wait_for

WORKERS = 10
NOTIFICATIONS = 250
# Seconds. A person takes minutes to read and to write: this is a day at about ten times its speed.
READING = float(os.environ.get("READING", "15"))
REASONS = {
    "already_met": "open_to_service",
    "declined": "not_now",
    "no_contact": "no_answer",
    "no_need": "resolved",
    "safeguarding": "statutory_need",
    "asked_back": "what",
}
_REFERENCE = re.compile(r"/triage/(EH-\d\d-\d{7})/")
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_NUMBER = re.compile(r'name="expected_number" value="(\d+)"')
_CHANGES = re.compile(r'data-changes-url="([^"]+)"')

Ask = Callable[[str, str, str], tuple[int, str, str]]
Together = Callable[[list[Callable[[], object]]], None]


@dataclass
class Day:
    """What ten people saw. `decided` counts, by reference, the decisions that the server said it took."""

    milliseconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    decided: Counter[str] = field(default_factory=Counter)
    outcomes: dict[str, str] = field(default_factory=dict)
    refused: int = 0
    taken_over: int = 0
    errors: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, page: str, began: float, status: int) -> None:
        """Keep how long a page took, and that it was not what it should be."""
        took = 1000 * (time.perf_counter() - began)
        with self.lock:
            self.milliseconds[page].append(took)
            if status not in (200, 302, 304, 409):
                self.errors.append(f"{page}: {status}")


class Worker:
    """Somebody of the hub, signed in. `ask` sends a request and gives status, text and where it leads."""

    def __init__(self, ask: Ask, day: Day, number: int, reading: float) -> None:
        self.ask, self.day, self.number, self.reading = ask, day, number, reading
        self.token = ""
        # Nobody reads at the same pace: half as long to one and a half times as long, the same in each run.
        self.pace = Random(number)

    def get(self, page: str, path: str) -> str:
        """Open a page."""
        began = time.perf_counter()
        status, text, _ = self.ask("GET", path, "")
        self.day.note(page, began, status)
        if found := _TOKEN.search(text):
            self.token = found.group(1)
        return text

    def post(self, page: str, path: str, **typed: str) -> tuple[int, str]:
        """Send a form. Returns the status and where it leads."""
        began = time.perf_counter()
        status, _text, to = self.ask("POST", path, urlencode({"csrfmiddlewaretoken": self.token} | typed))
        self.day.note(page, began, status)
        return status, to

    def clear(self) -> None:
        """Take the next one, read it, decide, until there is none left. People do not all sit down at once."""
        time.sleep(self.reading * self.pace.random())
        text = self.get("queue", "/triage/")
        self.get("what changed", _changes(text))
        while True:
            _status, to = self.post("the next one", "/queue/next/")
            found = _REFERENCE.search(to)
            if found is None:
                return
            self.work_on(found.group(1))

    def work_on(self, reference: str) -> None:
        """Read one notification and decide about it; sometimes after somebody else, sometimes with them."""
        text = self.get("a notification", f"/triage/{reference}/")
        time.sleep(self.reading * self.pace.uniform(0.5, 1.5))
        self.decide(reference, text)
        if int(reference[-2:]) % 10 == 0:
            listed = self.get("queue", "/triage/")
            self.get("what changed", _changes(listed))

    def decide(self, reference: str, text: str) -> None:
        """Send a decision as it was read. 409 is a colleague who was a moment ahead."""
        number = _NUMBER.search(text)
        outcome = list(REASONS)[(int(reference[-3:]) + self.number) % len(REASONS)]
        status, _to = self.post(
            "a decision",
            f"/triage/{reference}/decide/",
            expected_number=number.group(1) if number else "0",
            outcome=outcome,
            rationale=f"Worker {self.number} of the day read it, and it fits what they want.",
            met_by="A synthetic service",
            question="Who was at home?",
            **{f"reason_{outcome}": REASONS[outcome]},
        )
        with self.day.lock:
            if status == 302:
                self.day.decided[reference] += 1
                self.day.outcomes[reference] = outcome
            elif status == 409:
                self.day.refused += 1

    def take_over(self, reference: str) -> None:
        """Take over what a colleague has open."""
        status, _to = self.post("a take-over", f"/triage/{reference}/claim/")
        with self.day.lock:
            self.day.taken_over += status == 302


def _changes(text: str) -> str:
    found = _CHANGES.search(text)
    references = ",".join(dict.fromkeys(_REFERENCE.findall(text)))
    return f"{found.group(1).replace('&amp;', '&')}of={references}" if found else "/queue/changes/"


def clear_a_day(workers: list[Worker], waiting: list[str], together: Together) -> Day:
    """Clear what waits. Before everybody goes their own way, pairs decide the same notification at the same moment.

    `together` runs some pieces of work at once and waits for all of them.
    """
    together([partial(worker.get, "queue", "/triage/") for worker in workers])
    for place, reference in enumerate(waiting[::5]):
        both = [workers[place % len(workers)], workers[(place + 1) % len(workers)]]
        if place % 2:
            workers[(place + 2) % len(workers)].take_over(reference)
        # Both have read the same page when they press the button.
        texts = [worker.get("a notification", f"/triage/{reference}/") for worker in both]
        pairs = zip(both, texts, strict=True)
        together([partial(one.decide, reference, text) for one, text in pairs])
    together([worker.clear for worker in workers])
    return workers[0].day


def lost_or_doubled(stored: dict[str, int], heard: dict[str, int], day: Day, waiting: list[str]) -> list[str]:
    """Each notification that is not decided exactly once, or whose officer did not hear exactly once. Empty is right.

    `stored` and `heard` count decisions and words to the officer by reference, as the database holds them.
    """
    wrong = []
    for reference in waiting:
        counts = stored.get(reference, 0), day.decided[reference], heard.get(reference, 0)
        if counts != (1, 1, 1):
            wrong.append(f"{reference}: stored {counts[0]}, answered {counts[1]}, heard {counts[2]}")
    return wrong


def rows_of(day: Day, wrong: list[str], seconds: float) -> list[tuple[object, ...]]:
    """One line for each page, and what was lost, doubled, refused and wrong."""
    rows: list[tuple[object, ...]] = [("page", "times", "median ms", "p95 ms", "p99 ms", "most ms")]
    for page, took in sorted(day.milliseconds.items()):
        shown = [f"{percentile(took, share):.0f}" for share in (0.5, 0.95, 0.99)]
        rows.append((page, len(took), *shown, f"{max(took):.0f}"))
    together = [one for took in day.milliseconds.values() for one in took]
    shown = [f"{percentile(together, share):.0f}" for share in (0.5, 0.95, 0.99)]
    rows.append(("every page", len(together), *shown, f"{max(together):.0f}"))
    rows.append(("decisions", sum(day.decided.values()), "", "", "", ""))
    rows.append(("refused, since a colleague was ahead", day.refused, "", "", "", ""))
    rows.append(("taken over", day.taken_over, "", "", "", ""))
    rows.append(("lost or decided twice", len(wrong), "", "", "", ""))
    rows.append(("pages that failed", len(day.errors), "", "", "", ""))
    rows.append(("seconds", f"{seconds:.0f}", "", "", "", ""))
    return rows


def at_once(work: list[Callable[[], object]]) -> None:
    """Run pieces of work at the same moment, each in a thread of its own."""
    gate = threading.Barrier(len(work))
    with ThreadPoolExecutor(len(work)) as crowd:
        for done in [crowd.submit(lambda one=one: (gate.wait(timeout=60), one())) for one in work]:
            done.result()


def run() -> list[tuple[object, ...]]:
    """Start a demonstration of its own, fill its queue up to a day's work, clear it, and ask the database."""
    home = HOME / "hub"
    os.environ |= {"EARLYHELP_HOME": str(home), "EARLYHELP_MODE": "demonstration"}
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "earlyhelp.config.commandline", "demo", "--fresh", "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        prepare()
        from benchmarks.hub import count_stored, make_a_day, make_colleagues

        waiting = make_a_day(NOTIFICATIONS)
        day = Day()
        workers = [
            Worker(Visitor(port, email).follow, day, number, READING)
            for number, email in enumerate(make_colleagues(WORKERS))
        ]
        began = time.perf_counter()
        clear_a_day(workers, waiting, at_once)
        took = time.perf_counter() - began
        wrong = lost_or_doubled(*count_stored(waiting), day, waiting)
        print("\n".join(["  " + one for one in (*wrong[:10], *day.errors[:10])]))
        return rows_of(day, wrong, took)
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=60)
