"""A queue is cleared by keyboard alone, and a co-ordinator shares it out: in both languages and at both widths."""

import re

import pytest
from playwright.sync_api import expect

from tests.system.person import Person

FRONT_DOOR = {"en": "karen.treharne@bridgend.example.org", "cy": "eleri.gruffudd@bridgend.example.org"}
COORDINATOR = {"en": "martin.sealy@bridgend.example.org", "cy": "rhiannon.cule@bridgend.example.org"}
CLEARED = 3
EVERYWHERE = pytest.mark.parametrize(
    "person",
    [("cy", 375), ("en", 1280), ("en", 375), ("cy", 1280)],
    indirect=True,
    ids=lambda where: f"{where[0]}-{where[1]}",
)
# What is left for the journeys of others: a filter of this test's own.
GREEN = "/triage/?grade=green"


@EVERYWHERE
def test_a_queue_is_cleared_by_keyboard_alone(person: Person) -> None:
    person.signs_in_as(FRONT_DOOR[person.language])
    person.open(GREEN)
    person.sees("queue-filtered")
    person.press(person.page.locator("[data-queue-next] button"))
    seen = []
    for _ in range(CLEARED):
        seen.append(open_reference(person))
        person.sees()
        person.choose("outcome", "no_need")
        person.choose("reason_no_need", "resolved")
        person.type("rationale", "It is over, and they know whom to ask.")
        person.press(person.page.locator("#main-form button[name=next]"))
        assert "grade=green" in person.page.url
    assert len(set(seen)) == CLEARED
    # The next one is left to a colleague, when there is one.
    if open_reference(person):
        person.press(person.page.locator("form[action$='/release/'] button"))
    person.open("/triage/?tab=closed")
    for reference in seen:
        expect(person.page.locator("table")).to_contain_text(reference)
    person.sees()


def open_reference(person: Person) -> str:
    """The notification that is open, by the address of the page."""
    found = re.search(r"EH-\d\d-\d{7}", person.page.url)
    return found.group(0) if found else ""


@pytest.mark.parametrize("person", [("cy", 1280), ("en", 375)], indirect=True)
def test_keys_go_through_the_queue_and_can_be_turned_off(person: Person) -> None:
    person.signs_in_as(FRONT_DOOR[person.language])
    person.open("/triage/")
    page = person.page
    page.wait_for_selector("[data-queue-keys]:not([hidden])")
    focused = "document.activeElement.textContent.trim()"
    links = page.locator("[data-queue-row] .kit-reference")
    page.keyboard.press("j")
    assert page.evaluate(focused) == links.nth(0).inner_text()
    page.keyboard.press("j")
    assert page.evaluate(focused) == links.nth(1).inner_text()
    page.keyboard.press("k")
    assert page.evaluate(focused) == links.nth(0).inner_text()
    page.keyboard.press("/")
    expect(page.locator("input[name=text]")).to_be_focused()
    page.keyboard.type("jk?")
    expect(page.locator("input[name=text]")).to_have_value("jk?")
    page.locator("input[name=text]").fill("")
    person.tab_to(links.nth(0))
    page.keyboard.press("?")
    expect(page.locator("[data-queue-keys]")).to_have_attribute("open", "")
    person.sees()
    person.press_here(page.locator("[data-queue-keys-switch]"))
    page.keyboard.press("j")
    expect(page.locator("[data-queue-keys-switch]")).to_be_focused()
    person.press_here(page.locator("[data-queue-keys-switch]"))


@EVERYWHERE
def test_a_coordinator_shares_out_the_work_and_sees_what_was_given(person: Person) -> None:
    person.signs_in_as(COORDINATOR[person.language])
    person.open("/my-work")
    person.sees()
    person.press(person.page.locator("main a[href='/queue/who/']"))
    person.sees("who-has-what")
    person.press(person.page.locator("main a[href*='owner=nobody']"))
    picks = person.page.locator("input[name=pick]")
    references = [picks.nth(place).get_attribute("value") or "" for place in range(2)]
    for reference in references:
        person.tick("pick", reference)
    person.press(person.page.locator("button[form=pick-form]").first)
    person.sees("give")
    to = person.page.locator("input[name=to]").first.get_attribute("value") or ""
    person.choose("to", to)
    person.press(person.page.locator("#main-form button[name=give]"))
    person.sees("given")
    for reference in references:
        expect(person.page.locator("main")).to_contain_text(reference)
    give_back(person, to, references)


def give_back(person: Person, to: str, references: list[str]) -> None:
    """Leave the queue as it was found: what was given is nobody's again."""
    person.open(f"/triage/?owner={to}")
    for reference in references:
        person.tick("pick", reference)
    person.press(person.page.locator("button[form=pick-form]").first)
    person.choose("to", "nobody")
    person.press(person.page.locator("#main-form button[name=give]"))
    expect(person.page.locator("main")).to_contain_text(references[0])


@pytest.mark.parametrize("person", [("en", 1280), ("cy", 375)], indirect=True)
def test_something_rests_and_a_view_is_kept(person: Person) -> None:
    person.signs_in_as(FRONT_DOOR[person.language])
    person.open("/triage/?grade=green&owner=nobody")
    link = person.page.locator("[data-queue-row] .kit-reference").last
    reference = link.inner_text()
    person.press(link)
    person.press(person.page.locator(f"a[href*='/queue/{reference}/hold/']"))
    person.sees("hold")
    person.choose("reason", "visit")
    for part, text in zip(("day", "month", "year"), soon(person), strict=True):
        person.type(f"until_on-{part}", text)
    person.press(person.page.locator("#main-form button[type=submit]"))
    person.open(f"/triage/{reference}/")
    person.sees()
    person.press(person.page.locator("form[action$='/hold/end/'] button"))
    person.open("/triage/?grade=green&overdue=1")
    person.type("view-name", f"Green and late {person.width}")
    person.press(person.page.locator("form[action*='/queue/views/'] button"))
    person.press(person.page.locator("a[href^='/queue/views/']").last)
    person.sees()
    person.press(person.page.locator("form[action$='/remove/'] button"))
    person.sees()
    for tab in ("waiting", "checks", "on_hold", "decided"):
        person.open(f"/triage/?tab={tab}")
        person.sees()


def soon(person: Person) -> tuple[str, str, str]:
    """Three days from now, by the clock of the page."""
    told = person.page.evaluate(
        "(() => { const d = new Date(Date.now() + 3 * 864e5); return d.toISOString().slice(0, 10); })()"
    )
    year, month, day = re.split("-", told)
    return day, month, year
