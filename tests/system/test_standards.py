"""The reason for a level is read and answered, a grade is changed, and a line is added to the routing table."""

import pytest
from playwright.sync_api import expect

from tests.system.person import Person
from tests.system.test_journey import officer_notifies

FRONT_DOOR = {"en": "karen.treharne@bridgend.example.org", "cy": "eleri.gruffudd@bridgend.example.org"}
COORDINATOR = {"en": "martin.sealy@bridgend.example.org", "cy": "rhiannon.cule@bridgend.example.org"}
ADMINISTRATOR = "catrin.yorath@bridgend.example.org"
LEVEL = {"en": "Level 3: Help that is brought together", "cy": "Lefel 3: Cymorth wedi"}
WHY = {"en": "One bill stands behind both worries.", "cy": "Un bil sydd y tu ôl i'r ddau bryder."}
LINE = {"en": "For a month, to try it.", "cy": "Am fis, i roi cynnig arni."}


@pytest.mark.parametrize("person", [("cy", 375), ("en", 1280), ("en", 375), ("cy", 1280)], indirect=True)
def test_a_level_is_explained_and_a_practitioner_says_otherwise(person: Person) -> None:
    reference = officer_notifies(person)
    person.signs_in_as(FRONT_DOOR[person.language])
    person.open(f"/triage/{reference}/")
    rules = person.page.locator("section[aria-labelledby=rules]")
    expect(rules).to_be_visible()
    person.sees("standards-case")
    person.choose("level-level", "3")
    person.type("level-rationale", WHY[person.language])
    person.press(person.page.locator("form[action$='/level/'] button[type=submit]"))
    expect(rules).to_contain_text(WHY[person.language])
    expect(rules.locator("h3 + p", has_text=LEVEL[person.language])).to_be_visible()
    person.choose("grade-grade", "amber")
    person.type("grade-rationale", WHY[person.language])
    person.press(person.page.locator("form[action$='/grade/'] button[type=submit]"))
    person.sees()
    assert rules.inner_text().count(WHY[person.language]) >= 2
    person.open("/standards/second-looks/")
    person.sees("second-looks")


@pytest.mark.parametrize("person", [("cy", 375), ("en", 1280)], indirect=True)
def test_a_line_is_added_moved_up_and_ended(person: Person) -> None:
    person.signs_in_as(COORDINATOR[person.language])
    person.open("/standards/")
    person.sees("standards")
    person.press(person.page.locator("main a[href$='/routes/']"))
    person.sees()
    person.select("need", "bereavement")
    person.select("hours", "any")
    option = person.page.locator("select[name=team] option").nth(1)
    person.select("team", option.get_attribute("value") or "")
    person.type("why", LINE[person.language])
    person.press(person.page.locator("#main-form button[type=submit]"))
    line = person.page.locator("main tbody tr").filter(has_text=LINE[person.language])
    expect(line).to_be_visible()
    person.press(line.locator("button[name=up]"))
    person.sees("standards-routes")
    person.press(line.locator("form[action$='/end/'] button"))
    expect(line).to_have_count(0)
    person.sees()


@pytest.mark.parametrize("person", [("en", 375), ("cy", 1280)], indirect=True)
def test_a_new_version_is_looked_at_before_it_is_saved(person: Person) -> None:
    person.signs_in_as(ADMINISTRATOR)
    person.open("/standards/new/")
    person.sees("standards-new")
    person.type("why", WHY[person.language])
    person.type("pattern_count", "2")
    person.press(person.page.locator("button[name=preview]"))
    expect(person.page.locator("#preview")).to_be_visible()
    person.sees()
