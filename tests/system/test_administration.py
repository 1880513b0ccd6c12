"""A list of choices is changed: the front door is offered the new reason at once, and the history says what changed."""

import pytest
from playwright.sync_api import expect

from tests.system.person import Person
from tests.system.test_joiners import ADMINISTRATOR, FRONT_DOOR

LIST = "/administration/lists/decision-reasons/"
WORDS = {"en": "They are away for the summer", "cy": "Maent i ffwrdd dros yr haf"}


@pytest.mark.parametrize("person", [("cy", 375), ("en", 1280)], indirect=True)
def test_a_reason_is_added_offered_and_offered_no_longer(person: Person) -> None:
    words = WORDS[person.language]
    save = person.page.locator("#main-form button[type=submit]")
    person.signs_in_as(ADMINISTRATOR[person.language])
    person.open("/administration/lists/")
    person.sees("lists")
    person.press(person.page.locator(f"main a[href='{LIST}']"))
    person.press(person.page.locator(f"main a[href='{LIST}add/']"))
    person.press(save)
    expect(person.page.locator(".govuk-error-summary")).to_be_visible()
    person.sees()
    person.select("group", "no_contact")
    person.type("words_en", WORDS["en"])
    person.type("words_cy", WORDS["cy"])
    person.type("why", "Synthetic")
    person.press(save)
    expect(person.page.locator("main")).to_contain_text(words)
    person.sees("list")
    address = person.page.locator("tr", has_text=words).locator("a").get_attribute("href")
    person.signs_out()

    person.signs_in_as(FRONT_DOOR[person.language])
    person.open("/triage/")
    person.press(person.page.locator("[data-queue-next] button"))
    assert words in (person.page.locator("main").text_content() or "")
    person.sees()
    person.signs_out()

    person.signs_in_as(ADMINISTRATOR[person.language])
    person.open(address or "")
    person.choose("offered", "no")
    person.type("why", "Synthetic")
    person.sees()
    person.press(save)
    person.press(person.page.locator(f"main a[href='{LIST}versions/1/']"))
    person.sees()
