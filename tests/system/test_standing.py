"""A co-ordinator opens how far training is, what is asked, how the council sees itself, and the programme."""

import pytest
from playwright.sync_api import expect

from tests.system.person import Person

COORDINATOR = {"en": "martin.sealy@bridgend.example.org", "cy": "rhiannon.cule@bridgend.example.org"}


@pytest.mark.parametrize("person", [("en", 1280), ("cy", 375)], indirect=True)
def test_how_far_training_is_and_how_the_organisation_stands(person: Person) -> None:
    person.signs_in_as(COORDINATOR[person.language])
    person.open("/workforce/")
    person.sees("learning-and-wellbeing")
    expect(person.page.locator("main h2")).to_have_count(4)
    person.press(person.page.locator("main a[href='/workforce/coverage/']"))
    person.sees("training-coverage")
    expect(person.page.locator("main svg").first).to_be_visible()
    # A chart always stands with its table.
    expect(person.page.locator("main table").first).to_be_visible()
    person.open("/workforce/requirements/")
    person.sees("training-requirements")
    assert person.page.locator("main a[href*='/requirements/']").count() >= 2
    person.open("/workforce/organisation/")
    person.sees("organisation")
    person.open("/workforce/programme/")
    person.sees("programme")
    person.press(person.page.locator("main a[href*='/programme/report/']").first)
    person.sees("programme-report")
