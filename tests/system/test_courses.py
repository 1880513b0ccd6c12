"""Book a course and find it again; a trainer marks who is there on a telephone, and a certificate is checked."""

import re

import pytest
from playwright.sync_api import expect

from tests.system.person import Person

OFFICER = {"en": "sarah.beynon@police.example.org", "cy": "ifan.prydderch@police.example.org"}
TRAINER = {"en": "delyth.maddock@police.example.org", "cy": "gethin.morlais@police.example.org"}
NEEDS = {"en": "A hearing loop, please.", "cy": "Dolen glyw, os gwelwch yn dda."}


@pytest.mark.parametrize("person", [("en", 1280), ("cy", 375)], indirect=True)
def test_a_practitioner_books_a_course_and_gives_the_place_up(person: Person) -> None:
    person.signs_in_as(OFFICER[person.language])
    person.open("/my-work")
    person.press(person.page.locator("main a[href='/workforce/']"))
    person.sees("workforce")
    person.press(person.page.locator("main a[href='/workforce/sessions/']"))
    person.sees()
    person.select("level", "skilled")
    person.select("spoken", person.language)
    person.press(person.page.locator("form.kit-filter button[type=submit]"))
    person.sees("training-sessions")
    person.press(person.page.locator("main tbody th a").first)
    person.sees()
    person.press(person.page.locator("main a[href$='/book/']"))
    person.type("needs", NEEDS[person.language])
    person.press(person.page.locator("#main-form button[type=submit]"))
    person.sees()
    reference = person.reference("TS")
    person.open("/workforce/learning/")
    expect(person.page.locator(f"main a[href$='/sessions/{reference}/']")).to_be_visible()
    person.sees("my-learning")
    person.open(f"/workforce/sessions/{reference}/give-up/")
    person.sees()
    person.press(person.page.locator("#main-form button[type=submit]"))
    expect(person.page.locator("main a[href$='/book/']")).to_be_visible()


@pytest.mark.parametrize("person", [("en", 375), ("cy", 375)], indirect=True)
def test_a_trainer_marks_who_is_there_on_a_telephone(person: Person) -> None:
    person.signs_in_as(TRAINER[person.language])
    person.open("/workforce/sessions/leading/")
    person.sees()
    person.press(person.page.locator("main tbody th a").first)
    person.sees()
    person.press(person.page.locator("main a[href$='/attendance/']"))
    rows = person.page.locator(".develop-people__one")
    expect(rows).to_have_count(5)
    person.sees("training-attendance")
    first = rows.first.locator("input[type=radio]").first.get_attribute("name") or ""
    person.choose(first, "partly")
    person.press(person.page.locator("button[name=rest]"))
    expect(person.page.locator("input[type=radio][value=present]:checked")).to_have_count(4)
    expect(person.page.locator("input[type=radio][value=partly]:checked")).to_have_count(1)
    person.sees()


@pytest.mark.parametrize("person", [("cy", 1280), ("en", 375)], indirect=True)
def test_a_certificate_is_shown_and_checked_by_anybody(person: Person) -> None:
    person.signs_in_as(OFFICER[person.language])
    person.open("/workforce/learning/")
    paper = person.page.locator("main a[href*='/certificates/TC-']").first
    address = paper.get_attribute("href") or ""
    answer = person.page.request.get(person.address + address)
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF")
    number = re.search(r"TC-\d\d-\d{7}", address)
    assert number
    person.signs_out()
    person.open("/workforce/certificates/check/")
    person.sees()
    person.type("number", number[0])
    person.type("code", "AAAABBBBCCCC")
    person.press(person.page.locator("#main-form button[type=submit]"))
    expect(person.page.locator("main [role=status]")).to_be_visible()
    person.sees()
