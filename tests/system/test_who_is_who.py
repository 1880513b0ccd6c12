"""A front-door worker finds the right Siân Jones among many, sees what linking would do, links, and takes it back."""

import re

import pytest
from playwright.sync_api import expect

from tests.system.person import Person
from tests.system.test_journey import FRONT_DOOR

EVERYWHERE = pytest.mark.parametrize(
    "person",
    [("cy", 375), ("en", 1280)],
    indirect=True,
    ids=lambda where: f"{where[0]}-{where[1]}",
)
# Two of many of that name in the demonstration: born on these days, and known to the health board.
BORN = {"en": ("11", "6", "1968"), "cy": ("13", "7", "1972")}


@EVERYWHERE
def test_the_right_sian_jones_is_found_among_many_linked_and_taken_back(person: Person) -> None:
    person.signs_in_as(FRONT_DOOR[person.language])
    person.open("/people/search")
    person.sees("search-person")
    name_her(person)
    expect(person.page.locator(".kit-match").nth(9)).to_be_attached()
    person.sees("found-many")
    person.open("/people/search")
    name_her(person, born=True)
    first = person.page.locator(".kit-match").first
    expect(first).to_contain_text(BORN[person.language][-1])
    person.press(person.page.locator("form[action$='/new-person'] button"))
    # The search said why already: the record does not ask again.
    person.sees("person-sources")
    reference = person.reference("PN")
    person.press(person.page.locator("a[href*='?of=person']"))
    search_for_her(person)
    person.press(person.page.locator(".kit-match a.govuk-button").first)
    person.sees("compare-people")
    expect(person.page.locator("main")).to_contain_text(reference)
    person.press(person.page.locator("form[action$='/compare'] button"))
    if person.page.locator("[name=because]").count():
        say_why(person)  # the other one was known already: it is their record now, and it asks anew
    links = person.page.locator("a[href*='/take-back/link/']")
    expect(links).to_have_count(2)
    person.press(links.first)
    person.sees("take-back")
    person.type("because", "Her cousin of the same name")
    person.press(person.page.locator("#main-form button[type=submit]").last)
    expect(person.page.locator("a[href*='/take-back/link/']")).to_have_count(1)
    expect(person.page.locator("main")).to_contain_text("Her cousin of the same name")
    assert not person.problems


def say_why(person: Person) -> None:
    """A record asks first why it is opened."""
    person.choose("because", "help")
    person.press(person.page.locator("#main-form button[type=submit]").last)


def name_her(person: Person, *, born: bool = False) -> None:
    """Type a common name, and the date of birth when it is known; nothing of it stands in an address."""
    person.type("given_name", "Sian")
    person.type("family_name", "Jones")
    if born:
        for part, text in zip(("day", "month", "year"), BORN[person.language], strict=True):
            person.type(f"date_of_birth-{part}", text)
    search_for_her(person)


def search_for_her(person: Person) -> None:
    """Send the search: what is known of a person stands in the form already."""
    person.choose("because", "help")
    person.press(person.page.locator("#main-form button[type=submit]").last)
    expect(person.page).to_have_url(re.compile(r"/people/search/[0-9a-f-]{36}$"))
