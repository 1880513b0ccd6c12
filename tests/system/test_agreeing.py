"""Consent as people live it: asked after the notice, taken back in the middle of a referral and of help together."""

import re

import pytest
from playwright.sync_api import expect

from tests.system.person import Person
from tests.system.test_closed_loop import decided, sends
from tests.system.test_journey import FRONT_DOOR, today
from tests.system.test_told import opens


def says_day(person: Person, name: str) -> None:
    for part, text in zip(("day", "month", "year"), today(), strict=True):
        person.type(f"{name}-{part}", text)


def saves(person: Person) -> None:
    person.sees()
    person.press(person.page.locator("#main-form button[type=submit]:not([name])").last)


def says_yes(person: Person, record: str) -> None:
    """They agree to take part, said aloud."""
    opens(person, record, "consent")
    person.press(person.page.locator("main a[href$='/yes/']").first)
    person.choose("purpose", "take_part")
    person.choose("giver", "self")
    person.choose("evidence", "aloud")
    says_day(person, "on")
    saves(person)


@pytest.mark.parametrize(
    "person", [("cy", 375), ("en", 1280)], indirect=True, ids=lambda where: f"{where[0]}-{where[1]}"
)
def test_consent_is_taken_back_in_the_middle_of_a_referral_and_of_help(person: Person) -> None:
    reference = decided(person)
    found = re.search(r"PN-\d\d-\d+", person.page.content())
    if found is None:
        person.open(f"/triage/{reference}/")
        found = re.search(r"PN-\d\d-\d+", person.page.content())
    assert found
    record = found[0]
    gives_the_notice(person, record)
    says_yes(person, record)
    person.open(f"/episodes/from/{reference}/")
    person.page.locator("input[name=people]").first.check()
    saves(person)
    episode = re.search(r"EP-\d\d-\d+", person.page.content())
    assert episode
    referral = sends(person, reference, "Barnardo")
    person.signs_in_as(FRONT_DOOR[person.language])
    takes_it_back(person, record)
    expect(person.page.locator("main")).to_contain_text(episode[0])
    person.sees("consent")
    person.open(f"/services/referrals/{referral}/")
    person.sees()
    assert not person.page.locator("main a[href$='/withdrawn/']").count()
    person.open(f"/episodes/{episode[0]}/consent/")
    person.choose("step", "safeguarding")
    person.type("because", "The boys still need to be safe. / Rhaid i'r bechgyn fod yn ddiogel.")
    saves(person)
    person.open(f"/people/{record}/who-was-told")
    person.sees()
    # The demonstration is everybody's: they agree again.
    says_yes(person, record)
    person.sees()
    person.open("/privacy/notice")
    person.sees("privacy-notice")


def gives_the_notice(person: Person, record: str) -> None:
    """The notice comes first, in the language of the page."""
    opens(person, record, "consent")
    person.sees()
    person.press(person.page.locator("main a[href$='/consent/notice']").first)
    person.choose("language", person.language)
    person.choose("form", "read_out")
    says_day(person, "on")
    saves(person)


def takes_it_back(person: Person, record: str) -> None:
    """They no longer want to take part, and say so."""
    opens(person, record, "consent")
    person.press(person.page.locator("main a[href$='/taken-back/']").first)
    person.choose("purpose", "take_part")
    person.choose("giver", "self")
    person.type("words", "We would like to stop. / Hoffem stopio.")
    says_day(person, "on")
    saves(person)
