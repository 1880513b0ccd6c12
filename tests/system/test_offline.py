"""A notification outlives a dead spot: the network is really cut, the server really killed, the browser closed."""

import re
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Locator, Page, expect

from tests.system.conftest import _CHROMIUM, HOME
from tests.system.network import Network, Server
from tests.system.person import Person

pytestmark = pytest.mark.slow
SARAH, IFAN = "sarah.beynon@police.example.org", "ifan.prydderch@police.example.org"
LATEST = 20  # the page shows 25
REFERENCE = re.compile(r"EH-\d\d-\d{7}")
# Everything that this telephone keeps, as somebody with the browser's tools would find it.
LOOK = """async () => {
  const database = await new Promise((resolve, reject) => {
    const request = indexedDB.open("earlyhelp");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const all = (name) => new Promise((resolve) => {
    const store = database.transaction(name).objectStore(name);
    const values = store.getAll();
    values.onsuccess = () => resolve(values.result);
  });
  const key = await new Promise((resolve) => {
    const request = database.transaction("settings").objectStore("settings").get("key");
    request.onsuccess = () => resolve(request.result);
  });
  const items = await all("items");
  database.close();
  const exported = key ? await crypto.subtle.exportKey("raw", key).then(() => true, () => false) : false;
  const text = items.map((item) => item.data ? new TextDecoder("latin1").decode(item.data) : "").join(" ");
  const states = items.map((item) => item.state);
  return { key: Boolean(key), exported, count: items.length, states, text: text + JSON.stringify(items) };
}"""
CACHED = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      found.push([new URL(request.url).pathname, await (await cache.match(request)).text()]);
    }
  }
  return found;
}"""


def until(page: Page, truth: str) -> None:
    """Wait until something is true in the page, without the eval that the content security policy forbids."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        with suppress(Error):
            if page.evaluate(truth):
                return
        time.sleep(0.1)
    raise AssertionError(f"{truth} never came true on {page.url}")


class Faults(list[str]):
    """What goes wrong in a page. That there is no network is what these tests are about, and no fault."""

    def append(self, fault: str) -> None:
        if "net::ERR" not in fault:
            super().append(fault)


class Phone:
    """A telephone with a profile that outlives the browser."""

    def __init__(self, browser: Browser, profile: Path, address: str, language: str = "en") -> None:
        self.browser, self.profile, self.address, self.language = browser, profile, address, language
        self.context: BrowserContext
        self.page: Page
        self.person: Person
        self.open()

    def open(self) -> None:
        """Start the browser with what the profile keeps."""
        self.context = self.browser.browser_type.launch_persistent_context(
            self.profile,
            executable_path="/usr/bin/chromium",
            args=_CHROMIUM,
            viewport={"width": 375, "height": 812},
            locale="en-GB",
            has_touch=True,
        )
        self.context.add_cookies([{"name": "language", "value": self.language, "url": self.address}])
        self.page = self.context.pages[0] if self.context.pages else self.context.new_page()
        self.page.set_default_timeout(20_000)
        self.person = Person(self.page, self.address, self.language, 375)
        self.person.problems = Faults()

    def close(self) -> None:
        """Close the browser; the profile stays."""
        self.context.close()

    def signs_in_as(self, email: str) -> None:
        """Sign in while there is a signal, and wait until the telephone is ready for a time without one."""
        self.page.goto(f"{self.address}/sign-in")
        self.page.locator(f"form:has(input[name=persona][value='{email}']) button").click()
        self.page.wait_for_url("**/my-work")
        self.is_ready()
        self.page.evaluate("navigator.serviceWorker.ready")
        until(self.page, "navigator.serviceWorker.controller !== null")

    def is_ready(self) -> None:
        """Wait until the page has looked at what the telephone keeps."""
        until(self.page, "document.documentElement.dataset.offlineReady === 'true'")

    def goes_to(self, path: str) -> None:
        """Open an address, whether there is a signal or not."""
        self.page.goto(self.address + path)
        self.is_ready()

    def writes(self, place: str, *, danger: str = "neither", **changes: str) -> None:
        """Write a whole notification on the page for a time without a signal."""
        self.goes_to(f"/notifications/offline?language={self.language}")
        page, day = self.page, datetime.now(UTC).date() - timedelta(days=1)
        said = {
            "occurred_on-day": str(day.day),
            "occurred_on-month": str(day.month),
            "occurred_on-year": str(day.year),
            "occurred_time": "10:15",
            "place": place,
            "seen_and_heard": "The cupboards were empty.",
            "people-0-given_name": "Synthetic",
            "people-0-family_name": "Resident",
        } | changes
        page.check(f"input[name=danger][value={danger}]")
        for name, text in said.items():
            page.fill(f"[name='{name}']", text)
        page.select_option("select[name=area]", "W06000013")
        page.check("input[name=needs][value=money]")
        page.check("input[name=help_offered][value=wants]")
        page.check("input[name=sharing_view][value=agrees]")

    def sends(self) -> None:
        """Press the button, and see the list."""
        self.page.locator("form[data-offline-form] button[type=submit]:not([name])").click()
        self.page.wait_for_url("**/notifications/waiting*")
        self.is_ready()

    def card(self, number: int) -> Locator:
        """One of what waits, counted from 1."""
        return self.page.locator("[data-offline-list] li[data-key]").nth(number - 1)

    def shows(self, number: int, state: str) -> str:
        """Wait until an item is in a state; the reference, when it has one."""
        card = self.card(number)
        expect(card).to_have_attribute("data-state", state, timeout=60_000)
        found = REFERENCE.search(card.inner_text())
        return found[0] if found else ""

    def sent(self) -> list[str]:
        """The references of what the service last got from this officer, the newest first."""
        self.page.goto(f"{self.address}/my-notifications")
        return list(dict.fromkeys(REFERENCE.findall(self.page.locator("main").inner_text())))[:LATEST]

    def keeps(self) -> Any:
        """What stands in the telephone's database."""
        return self.page.evaluate(LOOK)


@pytest.fixture(scope="module")
def server(address: str) -> Iterator[Server]:
    """A server of our own on the demonstration's database, to be killed."""
    found = Server(HOME)
    found.start()
    yield found
    found.kill()


@pytest.fixture
def network(server: Server) -> Iterator[Network]:
    if not server.runs:
        server.start()
    found = Network(server.port)
    yield found
    found.close()


@pytest.fixture
def phone(network: Network, browser: Browser, tmp_path: Path) -> Iterator[Phone]:
    found = Phone(browser, tmp_path / "profile", f"http://localhost:{network.port}")
    yield found
    with suppress(Exception):
        found.close()


def test_what_is_written_in_a_dead_spot_is_sent_when_the_signal_returns(
    phone: Phone, network: Network
) -> None:
    phone.signs_in_as(SARAH)
    before = phone.sent()
    network.cut()
    phone.context.set_offline(True)
    phone.page.goto(f"{phone.address}/my-work")  # any page leads to where one can write
    phone.page.wait_for_url("**/notifications/offline?language=en")
    phone.writes("1 Made-up Street")
    phone.sends()
    phone.shows(1, "waiting")
    kept = phone.keeps()
    assert kept["key"]
    assert not kept["exported"]
    assert "Made-up" not in kept["text"]
    assert "cupboards" not in kept["text"]
    network.mend()
    phone.context.set_offline(False)
    reference = phone.shows(1, "sent")
    expect(phone.page.locator("[data-offline-live]")).to_contain_text(reference)
    assert phone.sent() == [reference, *before][:LATEST]


def test_it_outlives_the_browser_and_the_server(phone: Phone, network: Network, server: Server) -> None:
    phone.signs_in_as(SARAH)
    before = phone.sent()
    server.kill()
    phone.writes("2 Made-up Street")
    phone.sends()
    phone.writes("3 Made-up Street", seen_and_heard="The second.")
    phone.sends()
    phone.shows(2, "waiting")
    phone.close()
    phone.open()
    phone.goes_to("/notifications/waiting")
    assert [phone.card(number).get_attribute("data-state") for number in (1, 2)] == ["waiting", "waiting"]
    server.start()
    references = [phone.shows(1, "sent"), phone.shows(2, "sent")]
    assert references == sorted(references), "sent in another order than written"
    assert phone.sent() == [*reversed(references), *before][:LATEST]


def test_a_network_that_dies_in_the_middle_of_sending_sends_once(phone: Phone, network: Network) -> None:
    phone.signs_in_as(SARAH)
    before = phone.sent()
    phone.writes("4 Made-up Street")
    network.lose_answer(b"POST /notifications/offline/send/")
    phone.page.locator("form[data-offline-form] button[type=submit]:not([name])").click()
    assert network.lost.wait(30), "the request never reached the server"
    phone.page.wait_for_url("**/notifications/waiting*")
    phone.is_ready()
    phone.shows(1, "waiting")
    network.mend()
    phone.page.locator("[data-offline-now]").click()
    reference = phone.shows(1, "sent")
    assert phone.sent() == [reference, *before][:LATEST]


def test_a_server_that_is_killed_in_the_middle_of_sending_sends_once(
    phone: Phone, network: Network, server: Server
) -> None:
    phone.signs_in_as(SARAH)
    before = phone.sent()
    network.cut()
    for street in (5, 6, 7):
        phone.writes(f"{street} Made-up Street")
        phone.sends()
    network.mend()
    phone.page.locator("[data-offline-now]").click()
    until(phone.page, "document.querySelector('[data-state=sending], [data-state=sent]') !== null")
    server.kill()
    server.start()
    phone.page.locator("[data-offline-now]").click()
    references = [phone.shows(number, "sent") for number in (1, 2, 3)]
    assert references == sorted(references)
    assert phone.sent() == [*reversed(references), *before][:LATEST]


def test_two_pages_that_send_at_once_send_once(phone: Phone, network: Network) -> None:
    phone.signs_in_as(SARAH)
    before = phone.sent()
    network.cut()
    phone.writes("8 Made-up Street")
    phone.sends()
    other = phone.context.new_page()
    other.goto(f"{phone.address}/notifications/waiting")
    until(other, "document.documentElement.dataset.offlineReady === 'true'")
    network.mend()
    for page in (phone.page, other):
        page.evaluate("document.querySelector('[data-offline-now]').click()")
    reference = phone.shows(1, "sent")
    assert phone.sent() == [reference, *before][:LATEST]


def test_the_worker_sends_when_no_page_of_the_service_is_open(phone: Phone, network: Network) -> None:
    phone.signs_in_as(SARAH)
    before = phone.sent()
    network.cut()
    phone.writes("17 Made-up Street")
    phone.sends()
    network.mend()
    phone.page.goto(f"{phone.address}/health")  # plain text: no script of ours runs here
    devtools = phone.context.new_cdp_session(phone.page)
    registrations: list[str] = []
    devtools.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: registrations.extend(one["registrationId"] for one in told["registrations"]),
    )
    devtools.send("ServiceWorker.enable")
    until(phone.page, "navigator.serviceWorker.controller !== null")
    assert phone.keeps()["states"] == ["waiting"]
    tried = {"origin": phone.address, "tag": "earlyhelp-outbox", "lastChance": False}
    devtools.send("ServiceWorker.dispatchSyncEvent", tried | {"registrationId": registrations[0]})
    end = time.monotonic() + 30
    while phone.keeps()["states"] != ["sent"] and time.monotonic() < end:
        time.sleep(0.2)
    assert phone.keeps()["states"] == ["sent"]
    assert phone.sent()[1:] == before[: LATEST - 1]


def test_signing_out_warns_and_then_destroys(phone: Phone, network: Network) -> None:
    phone.signs_in_as(SARAH)
    before = phone.sent()
    network.cut()
    phone.writes("9 Made-up Street")
    until(phone.page, "document.querySelector('[data-offline-status]').textContent !== ''")
    network.mend()
    phone.goes_to("/my-work")
    expect(phone.page.locator("main")).to_contain_text("On this phone and not sent yet: 1")
    phone.page.locator("form[action='/sign-out'] button").click()
    dialog = phone.page.locator("[data-offline-sign-out]")
    expect(dialog).to_be_visible()
    dialog.locator("[data-stay]").click()
    expect(dialog).to_be_hidden()
    assert phone.keeps()["count"] == 1
    phone.page.locator("form[action='/sign-out'] button").click()
    dialog.locator("[data-leave]").click()
    phone.page.wait_for_url(phone.address + "/")
    phone.is_ready()
    kept = phone.keeps()
    assert (kept["key"], kept["count"]) == (False, 0)
    network.cut()
    phone.goes_to("/notifications/offline")
    expect(phone.page.locator("[data-offline-nobody]")).to_be_visible()
    expect(phone.page.locator("[name=place]")).to_be_disabled()
    network.mend()
    phone.signs_in_as(SARAH)
    assert phone.sent() == before


def test_what_waits_is_never_opened_or_sent_by_somebody_else(phone: Phone, network: Network) -> None:
    phone.signs_in_as(IFAN)
    of_other = phone.sent()
    phone.goes_to("/my-work")
    phone.page.evaluate("self.outbox.destroy()")
    phone.context.clear_cookies(name="sessionid")
    phone.signs_in_as(SARAH)
    before = phone.sent()
    network.cut()
    phone.writes("10 Made-up Street")
    phone.sends()
    [item] = phone.page.evaluate("self.outbox.list()")
    phone.context.clear_cookies(name="sessionid")  # the session ended
    network.mend()
    phone.page.locator("[data-offline-now]").click()
    phone.shows(1, "signin")
    phone.page.goto(f"{phone.address}/sign-in")
    expect(phone.page.locator("main .govuk-warning-text")).to_contain_text("not sent yet")
    # Somebody else signs in and comes straight to a page that the telephone keeps.
    form = phone.page.locator(f"form:has(input[name=persona][value='{IFAN}'])")
    form.locator("[name=next]").evaluate(
        "(field, to) => { field.value = to; }", f"/notifications/offline#{item['id']}"
    )
    form.locator("button").click()
    phone.page.wait_for_url("**/notifications/offline*")
    phone.is_ready()
    expect(phone.page.locator("[name=place]")).to_have_value("")
    assert phone.keeps()["count"] == 0
    assert phone.sent() == of_other
    phone.context.clear_cookies(name="sessionid")
    phone.signs_in_as(SARAH)
    assert phone.sent() == before


def test_an_ended_session_waits_for_its_writer(phone: Phone, network: Network) -> None:
    phone.signs_in_as(SARAH)
    before = phone.sent()
    phone.context.clear_cookies(name="sessionid")
    phone.writes("11 Made-up Street")
    phone.sends()
    phone.shows(1, "signin")
    phone.card(1).get_by_role("button", name="Sign in").click()
    phone.page.locator(f"form:has(input[name=persona][value='{SARAH}']) button").click()
    phone.page.wait_for_url("**/notifications/drafts")
    phone.goes_to("/notifications/waiting")
    reference = phone.shows(1, "sent")
    assert phone.sent() == [reference, *before][:LATEST]


def test_what_is_to_be_put_right_is_said_and_put_right_with_a_signal(phone: Phone, network: Network) -> None:
    phone.signs_in_as(SARAH)
    before = phone.sent()
    network.cut()
    phone.writes("12 Made-up Street", **{"occurred_on-month": "", "people-0-family_name": "Enghraifft"})
    phone.sends()  # a day without a month: only the server sees that
    network.mend()
    phone.page.locator("[data-offline-now]").click()
    phone.shows(1, "mend")
    assert phone.card(1).locator("[data-problems] li").count() >= 1
    phone.card(1).get_by_role("button", name="Put it right").click()
    phone.page.wait_for_url("**/write?problems=1")
    expect(phone.page.locator("[name='people-0-family_name']")).to_have_value("Enghraifft")
    phone.page.fill("[name='occurred_on-month']", str((datetime.now(UTC).date() - timedelta(days=1)).month))
    phone.page.get_by_role("button", name="Check your answers").click()
    phone.page.wait_for_url("**/check")
    phone.page.get_by_role("button", name="Send the notification").click()
    phone.page.wait_for_url("**/notifications/sent/*")
    phone.goes_to("/notifications/waiting")
    reference = phone.shows(1, "sent")
    assert phone.sent() == [reference, *before][:LATEST]


def test_a_page_that_loses_its_signal_while_it_is_written_keeps_what_was_typed(
    phone: Phone, network: Network
) -> None:
    phone.signs_in_as(SARAH)
    phone.goes_to("/notifications/start")
    phone.page.check("input[value=neither]")
    phone.page.locator("#main-form button.govuk-button").last.click()
    phone.page.wait_for_url("**/write")
    phone.is_ready()
    network.cut()
    phone.page.fill("[name=place]", "13 Made-up Street")
    lost = phone.page.locator("[data-offline-lost]")
    expect(lost).to_be_visible()
    phone.page.get_by_role("button", name="Check your answers").click()  # it leads nowhere, and loses nothing
    expect(phone.page.locator("[name=place]")).to_have_value("13 Made-up Street")
    assert phone.keeps()["states"] == ["writing"]
    network.mend()
    phone.page.fill("[name=place]", "14 Made-up Street")
    expect(lost).to_be_hidden()
    until(phone.page, "self.outbox.list().then((items) => items.length === 0)")
    network.cut()
    phone.page.fill("[name=place]", "15 Made-up Street")
    expect(lost).to_be_visible()
    phone.close()  # the browser goes, the words stay
    phone.open()
    phone.goes_to("/notifications/waiting")
    phone.shows(1, "writing")
    phone.card(1).get_by_role("link", name="Open").click()
    expect(phone.page.locator("[name=place]")).to_have_value("15 Made-up Street")


def test_what_was_not_finished_comes_back_whole(phone: Phone, network: Network) -> None:
    phone.signs_in_as(SARAH)
    network.cut()
    phone.writes("16 Made-up Street")
    phone.page.locator("[data-rows-add]").first.click()
    phone.page.fill("[name='people-1-given_name']", "Second")
    phone.page.locator("[data-rows-add]").first.click()
    phone.page.fill("[name='people-2-given_name']", "Third")
    phone.page.locator("button[name=remove_person]").nth(0).click()
    until(phone.page, "self.outbox.list().then((items) => items.length === 1)")
    phone.page.wait_for_timeout(1500)
    phone.page.reload()
    phone.is_ready()
    expect(phone.page.locator("[name='people-0-given_name']")).to_have_value("Synthetic")
    assert "Third" in phone.page.locator("[data-row] [name$=given_name]").evaluate_all(
        "(all) => all.map((one) => one.value)"
    )
    expect(phone.page.locator("[name=needs][value=money]")).to_be_checked()
    expect(phone.page.locator("[name=needs][value=housing]")).not_to_be_checked()
    expect(phone.page.locator("[name=help_offered][value=wants]")).to_be_checked()


def test_nothing_of_anybody_is_in_a_cache(phone: Phone) -> None:
    phone.signs_in_as(SARAH)
    phone.goes_to("/my-notifications")
    found = phone.page.evaluate(CACHED)
    assert {path for path, _text in found if not path.startswith("/static/")} == {
        "/notifications/offline",
        "/notifications/waiting",
    }
    for path, text in found:
        assert "Beynon" not in text, path
        assert "csrfmiddlewaretoken" not in text or path.startswith("/static/"), path
        assert not REFERENCE.search(text), path


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_shells_are_read_by_everybody(
    network: Network, browser: Browser, tmp_path: Path, language: str
) -> None:
    phone = Phone(browser, tmp_path / "profile", f"http://localhost:{network.port}", language)
    phone.signs_in_as(SARAH)
    phone.goes_to(f"/notifications/offline?language={language}")
    phone.person.sees()
    phone.page.locator("form[data-offline-form] button[type=submit]:not([name])").click()
    expect(phone.page.locator("[data-offline-danger]")).to_be_focused()
    phone.page.check("input[name=danger][value=now]")
    phone.page.locator("form[data-offline-form] button[type=submit]:not([name])").click()
    expect(phone.page.locator("[data-offline-missing]")).to_be_focused()
    phone.person.sees()
    network.cut()
    phone.person.press(phone.page.locator("form[data-offline-form] button[type=submit]:not([name])"))
    phone.page.wait_for_url("**/notifications/waiting*")
    phone.is_ready()
    phone.shows(1, "waiting")
    phone.person.sees()
    phone.person.press_here(phone.card(1).locator("[data-remove]"))
    expect(phone.page.locator("[data-offline-delete]")).to_be_visible()
    phone.person.press_here(phone.page.locator("[data-offline-delete] [data-leave]"))
    expect(phone.page.locator("[data-offline-empty]")).to_be_visible()
    phone.close()
