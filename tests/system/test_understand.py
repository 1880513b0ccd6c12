"""A hub worker finds the right Siân Jones among many, sees a family, and prints a chronology: in Welsh and in English.

The parts of it in depth: test_who_is_who.py (linking and taking it back), test_families.py (drawing a family).
"""

import pytest
from playwright.sync_api import expect

from tests.system.person import Person
from tests.system.test_families import finds
from tests.system.test_journey import FRONT_DOOR
from tests.system.test_who_is_who import name_her, say_why

BOTH = pytest.mark.parametrize(
    "person", [("cy", 375), ("en", 1280)], indirect=True, ids=lambda where: f"{where[0]}-{where[1]}"
)


@BOTH
def test_from_a_name_to_a_printed_chronology(person: Person) -> None:
    person.signs_in_as(FRONT_DOOR[person.language])
    reference = finds_sian(person)
    person.press(person.page.locator(f"nav a[href='/people/{reference}/chronology']"))
    person.sees("chronology-of-sian")
    prints(person, reference)
    family(person)
    person.signs_out()
    assert not person.problems


def finds_sian(person: Person) -> str:
    """The right one among many, by her date of birth; her record is made, and opens without a second question."""
    person.open("/people/search")
    name_her(person)
    expect(person.page.locator(".kit-match").nth(4)).to_be_attached()
    person.open("/people/search")
    name_her(person, born=True)
    person.press(person.page.locator("form[action$='/new-person'] button").first)
    return person.reference("PN")


def family(person: Person) -> None:
    """A family of the demonstration: its drawing, and one chronology with a column for each of them."""
    mother = finds(person, "Lowri", "Cadwaladr")
    person.open(f"/people/{mother}/chronology")
    say_why(person)
    person.sees("chronology")
    entry = person.page.locator("a[href*='/chronology/entry/']").first
    person.press(entry)
    if person.page.locator(
        "button[value=unpin]"
    ).count():  # a colleague, in the other language, was here before
        person.press(person.page.locator("button[value=unpin]"))
    person.press(person.page.locator("button[value=pin]"))
    person.type("why", "She asked for this help herself.")
    person.choose("visibility", "agency")
    person.sees("chronology-entry")
    person.press(person.page.locator("button[value=note]"))
    expect(person.page.locator("main")).to_contain_text("She asked for this help herself.")
    person.open(f"/people/{mother}/chronology")
    expect(person.page.locator(".kit-chronology__pins li")).to_have_count(1)
    chip = person.page.locator(".kit-chronology__chip").nth(1)
    person.press(chip)
    expect(person.page.locator(".kit-chronology__chip[aria-current]")).to_have_count(1)
    person.press(person.page.locator("a[href$='?with=family']"))
    person.sees("chronology-together")
    expect(person.page.locator("main thead th")).not_to_have_count(2)


def prints(person: Person, reference: str) -> None:
    """In the reader's language as a page, and in both as a PDF."""
    person.open(f"/people/{reference}/chronology/print")
    person.choose("reason", "meeting")
    person.choose("language", person.language)
    person.choose("paper", "page")
    person.sees("chronology-print")
    person.press(person.page.locator("#main-form button[type=submit]").last)
    expect(person.page.locator(".kit-paper")).to_have_attribute("lang", person.language)
    expect(person.page.locator("main")).to_contain_text(reference)
    person.sees("chronology-paper")
    person.open(f"/people/{reference}/chronology/print")
    person.choose("reason", "meeting")
    person.choose("language", "both")
    person.choose("paper", "pdf")
    person.tab_to(person.page.locator("#main-form button[type=submit]").last)
    with person.page.expect_download() as waiting:
        person.page.keyboard.press("Enter")
    assert waiting.value.path().read_bytes().startswith(b"%PDF")
