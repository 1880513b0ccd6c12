"""A private note is written and read again; an organisation looks at itself, and sets it beside last time."""

import pytest
from playwright.sync_api import expect

from tests.system.person import Person

WRITER = {"en": "sarah.beynon@police.example.org", "cy": "ifan.prydderch@police.example.org"}
COORDINATOR = {"en": "martin.sealy@bridgend.example.org", "cy": "rhiannon.cule@bridgend.example.org"}
PASSPHRASE = "heron kettle marble cloud"
TEXT = {"en": "I listened longer than last week.", "cy": "Gwrandewais yn hirach na’r wythnos diwethaf."}
WORDS = {"en": "Say it in the plan of the year.", "cy": "Ei ddweud yng nghynllun y flwyddyn."}
DOMAINS = 6


def save(person: Person) -> None:
    person.press(person.page.locator("#main-form button[type=submit]"))


@pytest.mark.parametrize("person", [("en", 1280), ("cy", 375)], indirect=True)
def test_a_private_note_is_written_locked_and_read_again(person: Person) -> None:
    person.signs_in_as(WRITER[person.language])
    person.open("/workforce/notes/")
    person.sees("notes-start")
    person.type("passphrase", PASSPHRASE)
    person.type("again", PASSPHRASE)
    person.tick("understood", "on")
    save(person)
    person.sees()
    person.type("text", TEXT[person.language])
    save(person)
    person.sees("notes")
    person.press(person.page.locator("form[action$='/lock/'] button"))
    person.sees()
    person.type("passphrase", PASSPHRASE)
    save(person)
    person.press(person.page.locator("main tbody a").first)
    expect(person.page.locator("textarea[name=text]")).to_have_value(TEXT[person.language])
    person.sees()


def assess(person: Person, step: str) -> None:
    person.open("/workforce/organisation/")
    person.press(person.page.locator("form[action$='/begin/'] button"))
    person.press(person.page.locator("main tbody a").first)
    for place in range(DOMAINS):
        names = person.page.locator("input[type=radio]").evaluate_all(
            "(all) => [...new Set(all.map((one) => one.name))]"
        )
        for name in names:
            # One by the keys, the others as quickly as it goes: the keys are the same.
            if place == 0 and name == names[0]:
                person.choose(name, step)
            else:
                person.page.locator(f"input[name='{name}'][value='{step}']").check()
        if place == 0:
            person.sees("organisation-domain")
        save(person)
    save(person)


@pytest.mark.parametrize("person", [("en", 1280), ("cy", 375)], indirect=True)
def test_an_organisation_sets_itself_beside_last_time_and_does_something(person: Person) -> None:
    person.signs_in_as(COORDINATOR[person.language])
    assess(person, "2")
    assess(person, "3")
    person.sees("organisation-result")
    person.press(person.page.locator("main section a").first)
    person.type("text", WORDS[person.language])
    option = person.page.locator("select[name=owner] option").nth(1)
    person.select("owner", option.get_attribute("value") or "")
    for part, value in (("day", "1"), ("month", "2"), ("year", "2028")):
        person.type(f"due_on-{part}", value)
    save(person)
    expect(person.page.locator("main svg.develop-chart")).to_be_visible()
    expect(person.page.locator("main")).to_contain_text(WORDS[person.language])
    person.sees("organisation")
    person.open("/workforce/programme/")
    person.sees("programme")
    person.press(person.page.locator("main ul a").first)
    person.sees("programme-report")
