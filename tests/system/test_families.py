"""The front door draws a family from what an officer reported, records a birth, and prints it: in both languages."""

import re

import pytest
from playwright.sync_api import expect

from tests.system.person import Person
from tests.system.test_journey import FRONT_DOOR, today

BOTH = pytest.mark.parametrize(
    "person", [("cy", 375), ("en", 1280)], indirect=True, ids=lambda where: f"{where[0]}-{where[1]}"
)


@BOTH
def test_a_family_is_drawn_and_a_child_is_born(person: Person) -> None:
    person.signs_in_as(FRONT_DOOR[person.language])
    mother = finds(person, "Lowri", "Cadwaladr")
    person.open(f"/people/{mother}")
    says_why(person)
    expect(person.page.locator("h1")).to_contain_text("Lowri Cadwaladr")
    person.sees("person")
    person.press(person.page.locator(f"nav a[href='/people/{mother}/family']"))
    person.sees("family")
    drawing = person.page.locator("svg[role=img]")
    expect(drawing).to_contain_text("Marged")
    words = person.page.locator("main table").first
    for name in ("Marged Cadwaladr", "Emrys Cadwaladr", "Osian Cadwaladr"):
        expect(words).to_contain_text(name)
    confirms_what_an_officer_reported(person)
    adds_a_friend(person, mother)
    person.press(person.page.locator(f"a[href='/people/{mother}/family/print']"))
    person.sees("family-print")
    expect(person.page.locator("main")).not_to_contain_text("CF99")
    person.open(f"/people/{mother}/generations")
    person.sees("generations")
    is_born(person, mother)
    person.signs_out()


@pytest.mark.parametrize("person", [("en", 375), ("cy", 1280)], indirect=True)
def test_an_address_and_a_birth_family_are_kept_back(person: Person) -> None:
    person.signs_in_as(FRONT_DOOR[person.language])
    former = finds(person, "Dewi", "Rhydderch")
    mother = finds(person, "Kayleigh", "Prosser")
    person.open(f"/people/{former}/family")
    says_why(person)
    expect(person.page.locator("main")).not_to_contain_text("Barcud")
    person.sees()
    person.open(f"/people/{mother}/family")
    says_why(person)
    expect(person.page.locator("main")).not_to_contain_text("Mia Hartland")
    person.choose("kept-back-why", "court")
    person.press(person.page.locator("form[action$='/kept-back'] button"))
    expect(person.page.locator("main")).to_contain_text("Mia Hartland")
    person.sees()
    home = person.page.locator("a[href^='/households/']")
    if home.count():
        person.press(home.first)
        person.sees()
    person.signs_out()


def finds(person: Person, given: str, family: str) -> str:
    """The reference of somebody, by the search."""
    person.open("/people/search")
    person.type("given_name", given)
    person.type("family_name", family)
    person.choose("because", "help")
    person.press(person.page.locator("#main-form button[type=submit]:not([name])").last)
    card = person.page.locator("main")
    found = re.search(r"PN-\d\d-\d+", card.inner_text())
    assert found, card.inner_text()
    return found[0]


def says_why(person: Person) -> None:
    """Answer why the record is opened."""
    person.sees("why")
    person.choose("because", "help")
    person.press(person.page.locator("#main-form button[type=submit]:not([name])").last)


def confirms_what_an_officer_reported(person: Person) -> None:
    """Say that what was reported holds, when it has not been said by an earlier visitor of this demonstration."""
    offered = person.page.locator("form[action$='/confirm'] button")
    if before := offered.count():
        person.press(offered.first)
        assert person.page.locator("form[action$='/confirm'] button").count() == before - 1
        person.sees()


def adds_a_friend(person: Person, mother: str) -> None:
    """Record somebody whom no report names."""
    person.press(person.page.locator(f"a[href='/people/{mother}/relationships/new']"))
    person.sees("add-relative")
    person.press(person.page.locator("#main-form button[type=submit]:not([name])").last)
    assert person.page.locator(".govuk-error-summary").count() == 1
    person.sees()
    person.choose("who", "new")
    person.type("given_name", "Catrin")
    person.type("family_name", f"Bebb {person.width}")
    person.select("term", "friend")
    person.type("said_by", "Lowri")
    person.press(person.page.locator("#main-form button[type=submit]:not([name])").last)
    expect(person.page.locator("main")).to_contain_text(f"Catrin Bebb {person.width}")


def is_born(person: Person, mother: str) -> None:
    """Record that the child was born: the same person, drawn by another sign."""
    person.open(f"/people/{mother}/relationships/new")
    person.choose("who", "new")
    person.type("family_name", f"Cadwaladr-{person.width}")
    person.select("life", "unborn")
    person.select("term", "child")
    person.type("said_by", "Lowri")
    person.press(person.page.locator("#main-form button[type=submit]:not([name])").last)
    child = person.page.locator("main table a", has_text=f"Cadwaladr-{person.width}").first
    reference = str(child.get_attribute("href")).rsplit("/", 1)[-1]
    person.open(f"/people/{reference}/family")
    says_why(person)
    person.press(person.page.locator("a[href$='/birth']"))
    person.sees("birth")
    for part, text in zip(("day", "month", "year"), today(), strict=True):
        person.type(f"born_on-{part}", text)
    person.type("given_name", "Mabon")
    person.type("said_by", "The midwife")
    person.press(person.page.locator("#main-form button[type=submit]:not([name])").last)
    expect(person.page.locator("h1")).to_contain_text("Mabon")
    assert reference in person.page.url
    person.sees()
