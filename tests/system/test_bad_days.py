"""Two people at once, a double click, a database that dies while something is sent: nothing lost, nothing doubled."""

import os
import re
import signal
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import expect

from tests.system.conftest import HOME
from tests.system.person import Person
from tests.system.test_journey import FRONT_DOOR, OFFICER, begin, fill_in


def send(person: Person, cookies: dict[str, str], path: str, typed: list[tuple[str, str]]) -> tuple[int, str]:
    """Post a form as the browser with these cookies would. Returns status and text, redirects not followed."""
    where = urlsplit(person.address)
    connection = HTTPConnection(where.hostname or "", where.port or 80, timeout=60)
    headers = {
        "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        "Content-Type": "application/x-www-form-urlencoded",
        "Referer": person.address + path,
    }
    connection.request("POST", path, urlencode(typed), headers)
    answer = connection.getresponse()
    return answer.status, answer.read().decode() + (answer.getheader("Location") or "")


def cookies_of(person: Person) -> dict[str, str]:
    return {cookie["name"]: cookie["value"] for cookie in person.page.context.cookies()}


def typed_in(person: Person, form: str = "#main-form") -> list[tuple[str, str]]:
    pairs = person.page.evaluate(f"[...new FormData(document.querySelector('{form}')).entries()]")
    return [(str(name), str(value)) for name, value in pairs]


def ready_to_send(person: Person) -> None:
    person.signs_in_as(OFFICER[person.language])
    begin(person)
    fill_in(person)
    person.press(person.page.locator("#main-form button[type=submit]:not([name])").last)


@pytest.mark.parametrize("person", [("en", 1280)], indirect=True)
def test_five_clicks_at_once_send_one_notification(person: Person) -> None:
    ready_to_send(person)
    path, typed, cookies = urlsplit(person.page.url).path, typed_in(person), cookies_of(person)
    with ThreadPoolExecutor(5) as crowd:
        answers = list(crowd.map(lambda _: send(person, cookies, path, typed), range(5)))
    references = {match for _, text in answers for match in re.findall(r"EH-\d\d-\d{7}", text)}
    assert len(references) == 1, answers
    assert {status for status, _ in answers} == {302}


@pytest.mark.parametrize("person", [("en", 1280)], indirect=True)
def test_of_two_people_who_decide_at_once_one_does_and_the_other_loses_no_word(person: Person) -> None:
    ready_to_send(person)
    person.press(person.page.locator("#main-form button[type=submit]").last)
    reference = person.reference("EH")
    person.signs_out()
    sent = []
    for who in FRONT_DOOR.values():
        person.signs_in_as(who)
        person.open(f"/triage/{reference}/")
        hidden = [pair for pair in typed_in(person) if pair[0] in ("csrfmiddlewaretoken", "expected_number")]
        words = f"In the words of {who}, nothing more is needed."
        chosen = [("outcome", "no_need"), ("reason_no_need", "resolved"), ("rationale", words)]
        sent.append((cookies_of(person), [*hidden, *chosen], words))
        person.page.context.clear_cookies(name="sessionid")
    path = f"/triage/{reference}/decide/"
    with ThreadPoolExecutor(2) as both:
        answers = list(both.map(lambda one: send(person, one[0], path, one[1]), sent))
    assert sorted(status for status, _ in answers) == [302, 409], [status for status, _ in answers]
    loser = next(place for place, (status, _) in enumerate(answers) if status == 409)
    assert sent[loser][2] in answers[loser][1]


@pytest.mark.parametrize("person", [("en", 375)], indirect=True)
def test_a_database_that_dies_while_a_notification_is_sent_loses_nothing(person: Person) -> None:
    ready_to_send(person)
    server = Path(os.environ.get("SYSTEM_HOME", HOME)) / "database" / "postmaster.pid"
    os.kill(int(server.read_text().splitlines()[0]), signal.SIGKILL)
    path, typed, cookies = urlsplit(person.page.url).path, typed_in(person), cookies_of(person)
    status, text = send(person, cookies, path, typed)
    for _ in range(60):
        if status == 302:
            break
        assert status == 503, text[:500]
        assert 'name="csrfmiddlewaretoken"' in text
        person.page.wait_for_timeout(500)
        status, text = send(person, cookies, path, typed)
    assert re.search(r"EH-\d\d-\d{7}", text), "it was not sent once the database was back"
    person.open("/my-notifications")
    expect(person.page.locator("main")).to_contain_text(re.findall(r"EH-\d\d-\d{7}", text)[0])
