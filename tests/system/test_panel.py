"""A panel of twenty cases in one sitting, by keyboard: what agencies say, one dissent, actions, minutes, the next."""

import re
import time
from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.system.person import Person

CHAIR = {"cy": "rhiannon.cule@bridgend.example.org", "en": "martin.sealy@bridgend.example.org"}
PARTNER = {"cy": "anwen.clee@health.example.org", "en": "colin.jeavons@homes.example.org"}
DISSENT = {
    "cy": "Byddem wedi aros: maen nhw newydd symud i mewn.",
    "en": "We would have waited: they have only just moved in.",
}
ACTION = {"cy": "Ffonio'r ysgol am y bore", "en": "Ring the school about the mornings"}
CASES = 20


@pytest.mark.parametrize("person", [("cy", 1280), ("en", 375)], indirect=True, ids=["cy-1280", "en-375"])
def test_a_panel_of_twenty_cases(person: Person) -> None:
    person.signs_in_as(CHAIR[person.language])
    panel = call(person)
    invite(person, panel)
    cases = build_agenda(person, panel)
    person.signs_out()
    partner_writes_before(person, panel)
    person.signs_in_as(CHAIR[person.language])
    person.open(panel)
    person.sees("meeting")
    person.press(person.page.locator("form[action$='/step/open/'] button"))
    if person.page.url.endswith("/actions/"):
        person.sees("meeting-actions")
        person.press(person.page.locator("form[action$='/step/next/'] button"))
    person.sees("meeting-case")
    for number in range(cases):
        decide(person, number)
        if number + 1 < cases:
            person.press(person.page.locator("form[action$='/step/next/'] button"))
    person.sees()
    person.open(panel)
    person.press(person.page.locator("form[action$='/step/close/'] button"))
    person.press(person.page.locator("form[action$='/step/attended/'] button"))
    person.press(person.page.locator("form[action$='/step/confirm/'] button"))
    person.sees("meeting-minutes")
    assert_minutes(person, panel)
    again = call(person, "11:30")
    person.press(person.page.locator("form[action$='/step/open/'] button"))
    expect(person.page).to_have_url(re.compile(rf"{again}actions/$"))
    section = person.page.locator("main section", has_text=ACTION[person.language]).first
    expect(section).to_be_visible()
    name = section.locator("input[type=radio]").first.get_attribute("name")
    assert name is not None
    person.choose(name, "done")
    person.press(section.locator("button"))
    person.sees()
    person.open(again)
    person.press(person.page.locator("form[action$='/step/close/'] button"))


def call(person: Person, starts: str = "09:30") -> str:
    """Call a panel for tomorrow, and give its address."""
    person.open("/meetings/")
    person.sees("meetings")
    person.press(person.page.locator("a[href='/meetings/new/']"))
    person.choose("kind", "panel")
    tomorrow = time.localtime(time.time() + 86_400)
    parts = (tomorrow.tm_mday, tomorrow.tm_mon, tomorrow.tm_year)
    for part, value in zip(("day", "month", "year"), parts, strict=True):
        person.type(f"on-{part}", str(value))
    person.type("starts", starts)
    person.type("lasts", "90")
    person.type("place", "Neuadd Enghreifftiol")
    person.choose("place_in_mail", "yes")
    person.sees("meeting-new")
    person.press(person.page.locator("#main-form button[type=submit]").last)
    person.sees()
    return person.page.url.removeprefix(person.address)


def invite(person: Person, panel: str) -> None:
    person.press(person.page.locator(f"a[href='{panel}people/']"))
    label = person.page.locator("label", has_text="Clee" if person.language == "cy" else "Jeavons").first
    key = person.page.locator(f"#{label.get_attribute('for')}").get_attribute("value")
    assert key is not None
    person.tick("practitioners", key)
    person.sees("meeting-people")
    person.press(person.page.locator("#main-form button[type=submit]").last)


def build_agenda(person: Person, panel: str) -> int:
    """Put cases from the queue on the agenda until there are twenty; say how many there are."""
    there = person.page.locator(".solve-meeting__agenda > li").count()
    person.press(person.page.locator(f"a[href='{panel}agenda/']"))
    person.sees("meeting-agenda")
    boxes = person.page.locator("input[name=chosen]")
    values = [boxes.nth(number).get_attribute("value") or "" for number in range(boxes.count())]
    chosen = [value for value in values if value.startswith("notification:")][: CASES - there]
    wanted = len(chosen)
    for number, value in enumerate(values):
        if boxes.nth(number).is_checked() is not (value in chosen):
            person.tab_to(boxes.nth(number))
            person.page.keyboard.press("Space")
    person.press(person.page.locator("main form button[type=submit]").last)
    cases = person.page.locator(".solve-meeting__agenda > li").count()
    assert cases == there + wanted
    assert cases == CASES, "the demonstration's queue has too little for a panel of twenty"
    return cases


def partner_writes_before(person: Person, panel: str) -> None:
    person.signs_in_as(PARTNER[person.language])
    person.open(panel)
    person.press(person.page.locator("form[action$='/step/coming/'] button"))
    person.press(person.page.locator(".solve-meeting__agenda a").first)
    person.choose("say-certainty", "fact")
    person.type("say-text", "Seen on Monday; all are well.")
    agency = person.page.locator("select[name='say-from_agency'] option:not([value=''])").first
    person.select("say-from_agency", agency.get_attribute("value") or "")
    person.press(person.page.locator("form[action$='/say/'] button"))
    person.sees()
    person.signs_out()


def decide(person: Person, number: int) -> None:
    """Decide one case; the first with dissent and an action."""
    outcome = "no_need" if number % 2 else "signpost"
    reason = "resolved" if number % 2 else "one_need"
    person.choose("decide-outcome", outcome)
    person.choose(f"decide-reason_{outcome}", reason)
    person.type("decide-rationale", "It is what they asked for.")
    person.press(person.page.locator("form[action$='/decide/'] button"))
    if number:
        return
    agency = person.page.locator("select[name='dissent-from_agency'] option").last.get_attribute("value")
    person.select("dissent-from_agency", agency or "")
    person.type("dissent-words", DISSENT[person.language])
    person.press(person.page.locator("form[action$='/dissent/'] button"))
    person.type("act-text", ACTION[person.language])
    who = person.page.locator("select[name='act-practitioner'] option").last.get_attribute("value")
    person.select("act-practitioner", who or "")
    for part, value in zip(("day", "month", "year"), ("9", "3", "2031"), strict=True):
        person.type(f"act-due_on-{part}", value)
    person.press(person.page.locator("form[action$='/act/'] button"))
    person.sees("meeting-decided")


def assert_minutes(person: Person, panel: str) -> None:
    """The paper says the same in both languages."""
    answer = person.page.request.get(f"{person.address}{panel}minutes.pdf")
    assert answer.status == 200
    reader = PdfReader(BytesIO(answer.body()))
    text = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
    assert text.count(DISSENT[person.language]) == 2
    assert text.count(ACTION[person.language]) == 2
    assert "Minutes" in text
    assert "Signpost to a service" in text
    assert "Cyfeirio at wasanaeth" in text
