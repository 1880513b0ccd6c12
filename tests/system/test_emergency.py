"""A worker opens one record in an emergency, reads it, closes it; the owner's officer is told, and reviews it."""

import pytest
from playwright.sync_api import expect

from tests.system.person import Person

WORKER = "jade.loosemore@barnardos.example.org"
OFFICER = "helen.maddocks@bridgend.example.org"
FAMILY_NAME = "Penhale"  # of the one whose record she opened yesterday, too


@pytest.mark.parametrize(
    "person", [("en", 1280), ("cy", 375)], indirect=True, ids=lambda where: f"{where[0]}-{where[1]}"
)
def test_a_record_is_opened_in_an_emergency_and_the_owners_officer_reviews_it(person: Person) -> None:
    person.signs_in_as(WORKER)
    reference = opens(person)
    reads_and_closes(person, reference)
    person.signs_out()
    person.signs_in_as(OFFICER)
    reviews(person, reference)


def opens(person: Person) -> str:
    """Show once more who they are, and say which record and why. Returns its reference."""
    person.open("/my-work")
    person.press(person.page.locator("main a[href='/emergencies/']"))
    person.sees()
    person.press(person.page.locator("#main-form button[type=submit]").last)
    person.sees("open-in-an-emergency")
    reference = person.reference("PN")
    person.type("reference", reference)
    person.choose("why", "child")
    person.type("words", "A neighbour rang: a child cries for help.")
    person.press(person.page.locator("#main-form button[type=submit]").last)
    return reference


def reads_and_closes(person: Person, reference: str) -> None:
    """The record is open and every page says so on top; closed, it is not there."""
    assert person.page.url.endswith(f"/people/{reference}")
    expect(person.page.locator("h1")).to_contain_text(FAMILY_NAME)
    expect(person.page.locator(".kit-emergency")).to_contain_text(reference)
    person.sees()
    close = person.page.locator(".kit-emergency form button")
    # axe gives no verdict on words in the very colour of what is behind them.
    expect(close).to_have_css("background-color", "rgb(255, 255, 255)")
    person.press(close)
    expect(person.page.locator(".kit-emergency")).to_have_count(0)
    person.sees()
    person.open(f"/people/{reference}")
    expect(person.page.locator("main")).not_to_contain_text(FAMILY_NAME)
    person.problems.clear()  # the browser's own note that the page was refused, which is right


def reviews(person: Person, reference: str) -> None:
    """The newest message of it leads to the opening, which names nobody; the officer says what they find."""
    person.open("/messages/")
    person.press(person.page.locator("main table tr", has_text=reference).first.locator("a"))
    person.press(person.page.locator("main a[href^='/emergencies/to-review/']"))
    person.sees("review-an-emergency")
    expect(person.page.locator("main")).not_to_contain_text(FAMILY_NAME)
    person.choose("verdict", "justified")
    person.type("words", "A child was in danger, and nobody else could be reached.")
    person.press(person.page.locator("#main-form button[type=submit]").last)
    assert person.page.url.endswith("/emergencies/to-review/")
    person.sees()
