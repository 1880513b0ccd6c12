"""Three agencies are asked what they know: two answer with one click, one does not, and is told that it need not."""

import re

import pytest
from playwright.sync_api import expect

from tests.system.person import Person
from tests.system.test_journey import BARNARDOS, FRONT_DOOR, officer_notifies

HEALTH, HOUSING = "anwen.clee@health.example.org", "colin.jeavons@homes.example.org"
CHECK = re.compile(r"/checks/([0-9a-f-]{36})/withdraw/")
BOTH = pytest.mark.parametrize(
    "person", [("cy", 375), ("en", 1280)], indirect=True, ids=lambda where: f"{where[0]}-{where[1]}"
)


def asks(person: Person, reference: str) -> str:
    """Ask health visiting, Barnardo's and housing from the page of the notification; the key of the check."""
    person.signs_in_as(FRONT_DOOR[person.language])
    person.open(f"/triage/{reference}/")
    person.press(person.page.locator(f"a[href='/checks/ask/{reference}/']").first)
    person.sees()
    person.tick("people", "0")
    agencies = person.page.locator("input[name=agencies]")
    wanted = re.compile(r"Barnardo|Cwm Taf|Valleys to Coast|Cymoedd i’r Arfordir|V2C", re.I)
    for box in agencies.all():
        label = person.page.locator(f"label[for='{box.get_attribute('id')}']").inner_text()
        if wanted.search(label):
            person.tick("agencies", box.get_attribute("value") or "")
    person.type("question", "Do you work with them now?")
    person.type("why", "So that help fits what they have.")
    person.choose("wanted", "three_days")
    person.sees()
    person.press(person.page.locator("#main-form button[type=submit]").last)
    person.sees()
    expect(person.page.locator("#checks")).to_be_visible()
    action = person.page.locator("form[action*='/withdraw/']").first.get_attribute("action") or ""
    found = CHECK.search(action)
    assert found, action
    person.signs_out()
    return found.group(1)


def answers(person: Person, email: str, check: str, known: str) -> None:
    """Answer with one click."""
    person.signs_in_as(email)
    person.open("/my-work")
    person.sees()
    person.press(person.page.locator("main a[href='/checks/']"))
    person.sees()
    person.press(person.page.locator(f"main a[href='/checks/{check}/']"))
    person.sees()
    expect(person.page.locator("main")).to_contain_text("Prydderch")
    person.press(person.page.locator(f"button[name=say][value$='-{known}']"))
    person.sees()
    person.open(f"/checks/{check}/")
    person.sees()
    expect(person.page.locator("main")).not_to_contain_text("Prydderch")
    person.signs_out()


@BOTH
def test_three_agencies_are_asked_and_nothing_ends_in_silence(person: Person) -> None:
    reference = officer_notifies(person)
    check = asks(person, reference)
    answers(person, HEALTH, check, "call_me")
    answers(person, BARNARDOS[person.language], check, "not_known")
    person.signs_in_as(HOUSING)
    person.open("/checks/")
    person.sees()
    # One check of the demonstration was never answered, and its time has passed.
    expect(person.page.locator("main .govuk-tag--red").first).to_be_visible()
    person.signs_out()
    person.signs_in_as(FRONT_DOOR[person.language])
    person.open(f"/triage/{reference}/")
    person.sees()
    expect(person.page.locator("main table.kit-cards tbody tr")).to_have_count(3)
    follows_up(person, reference)
    person.open(f"/triage/{reference}/")
    person.press(person.page.locator(f"form[action*='{check}'] button[value=not_needed]"))
    person.sees()
    person.signs_out()
    person.signs_in_as(HOUSING)
    person.open(f"/checks/{check}/")
    person.sees()
    expect(person.page.locator("main")).not_to_contain_text("Prydderch")
    person.signs_out()


def follows_up(person: Person, reference: str) -> None:
    """Decide; the decision has an owner and a day, and what the family heard is recorded."""
    person.choose("outcome", "early_help")
    person.choose("reason_early_help", "asked_for_help")
    person.type("rationale", "She asked for help, and the health visitor knows them.")
    person.press(person.page.locator("#main-form button[type=submit]").last)
    person.open(f"/triage/{reference}/")
    person.press(person.page.locator(f"a[href='/follow-ups/{reference}/']"))
    person.sees()
    person.choose("what", "again")
    for part, text in zip(("day", "month", "year"), ("3", "6", "2099"), strict=True):
        person.type(f"next_on-{part}", text)
    person.type("because", "The school holidays come first.")
    person.sees()
    person.press(person.page.locator("#main-form button[type=submit]").last)
    expect(person.page.locator("main")).to_contain_text("2099")
    person.press(person.page.locator(f"a[href='/follow-ups/{reference}/family/']"))
    person.choose("how", "called")
    person.sees()
    person.press(person.page.locator("#main-form button[type=submit]").last)
    person.sees()
    person.open("/follow-ups/")
    person.sees()
