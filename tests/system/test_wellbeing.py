"""A survey on a phone in Welsh, what a worker keeps for themselves, and a lead who sees only what they allowed."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.system.person import Person

WORKER = {"en": "karen.treharne@bridgend.example.org", "cy": "eleri.gruffudd@bridgend.example.org"}
LEAD = {"en": "martin.sealy@bridgend.example.org", "cy": "rhiannon.cule@bridgend.example.org"}
SENTENCES = ("energy", "sleep", "valued", "support", "satisfaction")


def opens_a_survey(person: Person) -> None:
    """Set a window from today, unless one is set: windows never overlap."""
    person.open("/workforce/wellbeing/surveys/")
    today = datetime.now(UTC).date()
    if person.page.locator("main table tbody tr").count() == 0:
        for field, day in (("opens_on", today), ("closes_on", today + timedelta(days=20))):
            for part in ("day", "month", "year"):
                person.type(f"{field}-{part}", str(getattr(day, part)))
        person.press(person.page.locator("#main-form button[type=submit]"))
    expect(person.page.locator("main table tbody tr")).to_have_count(1)
    person.sees()


@pytest.mark.parametrize("person", [("cy", 375), ("en", 1280)], indirect=True)
def test_a_worker_answers_keeps_their_days_and_lets_a_check_in_be_offered(person: Person) -> None:
    person.signs_in_as(LEAD[person.language])
    opens_a_survey(person)
    person.open("/workforce/wellbeing/check-ins/")
    expect(person.page.locator("main .govuk-summary-card")).to_have_count(0)
    person.signs_out()

    person.signs_in_as(WORKER[person.language])
    person.open("/workforce/wellbeing/")
    person.sees()
    person.press(person.page.locator("main a[href='/workforce/wellbeing/survey/']"))
    person.sees()
    person.press(person.page.locator("#main-form button[type=submit]"))
    link = person.page.url
    assert "/workforce/wellbeing/answer/" in link
    person.sees()
    for place, name in enumerate(SENTENCES):
        person.choose(name, str(1 + place))
    person.press(person.page.locator("#main-form button[type=submit]"))
    assert person.page.url.endswith("/workforce/wellbeing/answered/")
    person.sees()

    person.open("/workforce/wellbeing/own/")
    person.press(person.page.locator("form[action$='/own/on/'] button"))
    person.tick("kinds", "child_death")
    person.press(person.page.locator("#main-form button[type=submit]"))
    expect(person.page.locator("main dl .govuk-summary-list__row")).to_have_count(1)
    met = person.page.locator("main dl dt").inner_text()
    person.sees()
    person.press(person.page.locator("form[action$='/own/check-in/'] button"))
    for page in ("support", "figures", "trends"):
        person.open(f"/workforce/wellbeing/{page}/")
        person.sees()
    person.signs_out()

    person.signs_in_as(LEAD[person.language])
    person.open("/workforce/wellbeing/check-ins/")
    expect(person.page.locator("main .govuk-summary-card")).to_have_count(1)
    assert met not in person.page.locator("main").inner_text()
    person.sees()
    person.press(person.page.locator("main .govuk-summary-card button"))
    person.open("/workforce/wellbeing/sums/")
    person.sees()
    person.signs_out()

    person.signs_in_as(WORKER[person.language])
    person.open("/workforce/wellbeing/own/")
    person.press(person.page.locator("form[action$='/own/check-in/back/'] button"))
    person.press(person.page.locator("form[action$='/own/off/'] button"))
    expect(person.page.locator("main dl")).to_have_count(0)
