"""A co-ordinator reads a board, follows a measure to what it counts, builds a table, and reads what should change."""

import pytest
from playwright.sync_api import expect

from tests.system.person import Person

COORDINATOR = {"en": "martin.sealy@bridgend.example.org", "cy": "rhiannon.cule@bridgend.example.org"}


@pytest.mark.parametrize("person", [("cy", 375), ("en", 1280)], indirect=True)
def test_a_board_a_measure_a_table_and_what_should_change(person: Person) -> None:
    person.signs_in_as(COORDINATOR[person.language])
    person.open("/my-work")
    person.press(person.page.locator("main a[href='/figures/']"))
    person.sees("figures")
    person.press(person.page.locator("main a[href='/figures/front-door/']"))
    expect(person.page.locator("h1")).to_be_visible()
    person.sees("figures-board")
    person.open("/figures/measures/told_in_10/")
    person.sees("figures-measure")
    person.open("/figures/table/?measure=notifications&down=month&across=place&places=areas&months=12")
    person.sees("figures-table")
    person.open("/figures/logic/")
    person.press(person.page.locator("main .kit-work a").first)
    expect(person.page.locator("table").first).to_be_visible()
    person.sees("figures-logic")
    person.open("/figures/benefits/")
    person.sees("figures-benefits")
