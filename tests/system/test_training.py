"""A group is asked: made by a co-ordinator, answered on a phone by somebody who is not signed in, and looked at."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.system.person import Person

COORDINATOR = {"en": "martin.sealy@bridgend.example.org", "cy": "rhiannon.cule@bridgend.example.org"}


def _answers(person: Person, address: str, answer: str) -> None:
    """Answer every sentence with the same number, on whatever page is open."""
    person.page.goto(address)
    person.sees("questionnaire")
    person.type("school", "Ma")
    person.type("street", "He")
    person.type("day", "7")
    for name in ("k1", "k2", "c1", "i1"):
        person.choose(f"item_{name}", answer)
    person.press(person.page.locator("#main-form button[type=submit]").last)
    person.sees()
    expect(person.page.locator(".govuk-panel")).to_be_visible()


@pytest.mark.parametrize("person", [("en", 1280), ("cy", 375)], indirect=True)
def test_a_group_is_asked_and_answers_on_a_phone(person: Person) -> None:
    person.signs_in_as(COORDINATOR[person.language])
    person.open("/workforce/evaluation/")
    person.sees("training-groups")
    group = person.page.locator("main .kit-work a").last.get_attribute("href")
    person.press(person.page.locator("main a[href='/workforce/evaluation/new/']"))
    person.sees("training-new-group")
    today = datetime.now(ZoneInfo("Europe/London")).date()
    person.type("name", f"Group {person.language}")
    for part, number in (("day", today.day), ("month", today.month), ("year", today.year)):
        person.type(f"trained_on-{part}", str(number))
    person.type("people", "12")
    box = person.page.locator("input[type=checkbox][name=teams]").first
    person.tick("teams", box.get_attribute("value") or "")
    person.press(person.page.locator("#main-form button[type=submit]").last)
    person.sees("training-group")
    addresses = re.findall(
        r"https?://\S+/workforce/evaluation/answer/\S+", person.page.locator("main").inner_text()
    )
    # Before and after are both open on the day of the training; each address stands there in both languages.
    assert len(addresses) == 4
    before, after = (
        person.address + re.sub(r"https?://[^/]+", "", one) for one in (addresses[0], addresses[2])
    )
    person.open(group or "")
    person.press(person.page.locator("main a[href$='/result/']"))
    person.sees("training-result")
    expect(person.page.locator("svg.change-chart")).to_have_count(3)
    person.open("/workforce/practice/")
    person.sees("training-practice")
    person.signs_out()
    for address, answer in ((before, "2"), (after, "4")):
        _answers(person, address, answer)
