"""A list of choices is changed: the front door is offered the new reason at once, and the history says what changed."""

import pytest
from playwright.sync_api import expect

from tests.system.person import Person
from tests.system.test_joiners import ADMINISTRATOR, FRONT_DOOR

LIST = "/administration/lists/decision-reasons/"
# What each of the two adds, in English and in Welsh: both work on the same list.
WORDS = {
    "en": ("They are away at Easter", "Maent i ffwrdd dros y Pasg"),
    "cy": ("They are away at Whitsun", "Maent i ffwrdd dros y Sulgwyn"),
}


@pytest.mark.parametrize("person", [("cy", 375), ("en", 1280)], indirect=True)
def test_a_reason_is_added_offered_and_offered_no_longer(person: Person) -> None:
    english, welsh = WORDS[person.language]
    words = welsh if person.language == "cy" else english
    save = person.page.locator("#main-form button[type=submit]")
    person.signs_in_as(ADMINISTRATOR[person.language])
    person.open("/administration/thresholds/")
    person.sees()
    person.open("/administration/lists/")
    person.sees()
    person.press(person.page.locator(f"main a[href='{LIST}']"))
    person.press(person.page.locator(f"main a[href='{LIST}add/']"))
    person.press(save)
    expect(person.page.locator(".govuk-error-summary")).to_be_visible()
    person.problems.clear()  # the browser says that the answer was 400, as it should be
    person.sees()
    person.select("group", "no_contact")
    person.type("words_en", english)
    person.type("words_cy", welsh)
    person.type("why", "Synthetic")
    person.press(save)
    expect(person.page.locator("main")).to_contain_text(words)
    person.sees()
    address = person.page.locator("tr", has_text=words).locator("a").get_attribute("href")
    person.signs_out()

    person.signs_in_as(FRONT_DOOR[person.language])
    person.open("/triage/")
    person.press(person.page.locator("[data-queue-next] button"))
    assert words in (person.page.locator("main").text_content() or "")
    person.sees()
    # Left as it was found: what is open with somebody cannot be given to another.
    person.press(person.page.locator("form[action$='/release/'] button"))
    person.signs_out()

    person.signs_in_as(ADMINISTRATOR[person.language])
    person.open(address or "")
    person.choose("offered", "no")
    person.type("why", "Synthetic")
    person.sees()
    person.press(save)
    person.press(person.page.locator(f"main a[href='{LIST}versions/1/']"))
    person.sees()
