"""The loop of a referral as people live it: goals and feedback, a provider without an account, consent taken back."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.system.person import Person
from tests.system.test_journey import (
    BARNARDOS,
    FRONT_DOOR,
    OFFICER,
    front_door_decides,
    officer_notifies,
    today,
)

LINKED = re.compile(r"Linc Cymru|Cymdeithas Tai Linc Cymru")
BOTH = pytest.mark.parametrize(
    "person", [("cy", 375), ("en", 1280)], indirect=True, ids=lambda where: f"{where[0]}-{where[1]}"
)


def sends(person: Person, reference: str, service: str | re.Pattern[str]) -> str:
    """Write a referral with a goal, leave it, come back, look at what is sent, and send it."""
    person.open(f"/services/for/{reference}/")
    card = person.page.locator("section", has_text=service).locator("a[href$='/refer/']")
    person.press(card.first)
    person.type("request", "Somebody to talk with about the boys and about evenings.")
    person.choose("contact_way", "call")
    person.type("goal_1", "We have tea together without shouting.")
    person.press(person.page.locator("button[name=step][value=save]"))
    person.sees("referral-drafts")
    person.press(person.page.locator("main tbody th a").last)
    expect(person.page.locator("[name=goal_1]")).to_have_value("We have tea together without shouting.")
    person.choose("basis", "consent")
    person.choose("given_by", "self")
    person.choose("way", "telephone")
    for part, text in zip(("day", "month", "year"), today(), strict=True):
        person.type(f"given_on-{part}", text)
    person.choose("hears_progress", "yes")
    person.tick("agreed", "on")
    person.sees()
    person.press(person.page.locator("#main-form button[type=submit]:not([name])").last)
    person.sees()
    expect(person.page.locator("main")).to_contain_text("We have tea together")
    person.press(person.page.locator("button[name=step][value=send]"))
    person.sees("referral-sent")
    referral = person.reference("RF")
    person.signs_out()
    return referral


def decided(person: Person) -> str:
    reference = officer_notifies(person)
    front_door_decides(person, reference)
    return reference


@BOTH
def test_goals_come_back_and_the_officer_hears_that_things_are_better(person: Person) -> None:
    reference = decided(person)
    referral = sends(person, reference, "Barnardo")
    person.signs_in_as(BARNARDOS[person.language])
    person.open(f"/services/referrals/{referral}/")
    person.press(person.page.locator("a[href$='/worker/']"))
    person.sees()
    person.press(person.page.locator("#main-form button[type=submit]").last)
    person.press(person.page.locator("a[href$='/appointments/']"))
    for part, text in zip(("day", "month", "year"), ("3", "6", "2099"), strict=True):
        person.type(f"on-{part}", text)
    person.type("time", "14:30")
    person.type("minutes", "60")
    person.choose("way", "at_service")
    person.sees()
    person.press(person.page.locator("#main-form button[type=submit]").last)
    person.sees("referral-appointment")
    person.press(person.page.locator("a[href$='/write/']"))
    person.type("text", "Which evening suits them best?")
    person.tick("is_question", "on")
    person.press(person.page.locator("#main-form button[type=submit]").last)
    person.sees()
    person.signs_out()
    person.signs_in_as(FRONT_DOOR[person.language])
    person.open("/services/referrals/open/?view=action")
    expect(person.page.locator("main")).to_contain_text(referral)
    person.sees("needs-you")
    person.signs_out()
    helps_to_the_end(person, referral)
    person.signs_in_as(OFFICER[person.language])
    person.open(f"/my-notifications/{reference}")
    better = "n well nawr" if person.language == "cy" else "things are better now"
    expect(person.page.locator("main")).to_contain_text(better)
    person.signs_out()


def helps_to_the_end(person: Person, referral: str) -> None:
    person.signs_in_as(BARNARDOS[person.language])
    person.open(f"/services/referrals/{referral}/")
    for to in ("accepted", "in_progress", "completed"):
        person.press(person.page.locator(f"a[href$='/{to}/']"))
        if to == "completed":
            person.choose("help_outcome", "better")
            person.choose("goal_1", "better")
        person.sees()
        person.press(person.page.locator("#main-form button[type=submit]").last)
    expect(person.page.locator("main")).to_contain_text("We have tea together")
    person.sees("referral-goals")
    person.signs_out()


@BOTH
def test_a_provider_without_an_account_answers_by_link_and_code(person: Person) -> None:
    reference = decided(person)
    referral = sends(person, reference, LINKED)
    path = mailed(person, r"/services/answer/([0-9a-f]{32}\.[A-Za-z0-9_-]+)/")
    link = f"/services/answer/{path}/"
    person.open(link)
    expect(person.page.locator("main")).not_to_contain_text("Siân")
    person.sees("answer-code")
    person.press(person.page.locator("form[action$='/code/'] button"))
    code = mailed(person, r"\b(\d{6})\b")
    person.open(link)
    person.type("code", code)
    person.press(person.page.locator("#main-form button[type=submit]").last)
    person.sees("answer-referral")
    expect(person.page.locator("main")).to_contain_text("Siân")
    person.press(person.page.locator("a[href$='/declined/']"))
    person.choose("decline_reason", "no_room")
    person.sees()
    person.press(person.page.locator("#main-form button[type=submit]").last)
    person.problems.clear()
    person.sees("answer-over")
    person.open(link)
    expect(person.page.locator("main")).not_to_contain_text("Siân")
    person.problems.clear()
    person.signs_in_as(FRONT_DOOR[person.language])
    person.open("/services/referrals/returned/")
    expect(person.page.locator("main")).to_contain_text(referral)
    # Declined is not the end: another service, asked anew.
    sends(person, reference, "Barnardo")


@BOTH
def test_consent_taken_back_in_the_middle_stops_the_sharing_at_once(person: Person) -> None:
    reference = decided(person)
    referral = sends(person, reference, "Barnardo")
    person.signs_in_as(BARNARDOS[person.language])
    person.open(f"/services/referrals/{referral}/")
    person.press(person.page.locator("a[href$='/accepted/']"))
    person.press(person.page.locator("#main-form button[type=submit]").last)
    person.signs_out()
    person.signs_in_as(FRONT_DOOR[person.language])
    person.open(f"/services/referrals/{referral}/")
    person.press(person.page.locator("a[href$='/withdrawn/']"))
    person.choose("person_reason", "consent")
    person.sees("withdraw")
    person.press(person.page.locator("#main-form button[type=submit]").last)
    person.sees()
    person.signs_out()
    person.signs_in_as(BARNARDOS[person.language])
    gone = person.page.goto(f"{person.address}/services/referrals/{referral}/")
    assert gone is not None
    assert gone.status == 404, "the service can still see what the person took back"
    person.problems.clear()
    person.signs_out()


def mailed(person: Person, pattern: str) -> str:
    """What stands in the newest mail of the demonstration that holds it."""
    person.open("/messages/mailbox/")
    for _ in range(60):
        rows = person.page.locator("main tbody tr a")
        for number in range(min(3, rows.count())):
            person.page.goto(person.address + (rows.nth(number).get_attribute("href") or ""))
            found = re.search(pattern, person.page.locator("main").inner_text())
            if found:
                return found[1]
            person.open("/messages/mailbox/")
        time.sleep(1)
        person.open("/messages/mailbox/")
    raise AssertionError("no mail holds it")
