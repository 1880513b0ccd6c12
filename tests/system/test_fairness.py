"""Figures of fairness are opened from Governance or from My work, read group by group, and taken as a file."""

import csv

import pytest
from playwright.sync_api import expect

from tests.system.person import Person

OFFICER = "helen.maddocks@bridgend.example.org"
COORDINATOR = {"en": "martin.sealy@bridgend.example.org", "cy": "rhiannon.cule@bridgend.example.org"}


@pytest.mark.parametrize("person", [("cy", 375), ("en", 1280)], indirect=True)
def test_a_half_year_is_read_by_language_and_by_age(person: Person) -> None:
    person.signs_in_as(COORDINATOR[person.language] if person.language == "cy" else OFFICER)
    person.open("/my-work" if person.language == "cy" else "/governance/")
    person.press(person.page.locator("main a[href='/figures/fairness/']"))
    person.sees("fairness")
    person.press(person.page.locator("main .kit-work a").first)
    expect(person.page.locator("table")).to_have_count(4)
    person.sees("fairness-quarters")
    person.press(person.page.locator("main a[href$='/by/language/']"))
    table = person.page.locator("table").first
    # Welsh, English, somebody of whom it is not recorded, and everybody.
    assert table.locator("tbody tr").count() >= 4
    person.sees("fairness-language")
    with person.page.expect_download() as taken:
        person.page.locator("main a[href$='/file/']").click()
    rows = list(csv.DictReader(taken.value.path().read_text(encoding="utf-8-sig").splitlines()))
    counts = [int(row["count"]) for row in rows if row["count"] != "left out"]
    assert counts
    assert not [count for count in counts if count % 5]
