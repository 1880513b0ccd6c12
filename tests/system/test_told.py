"""What helps and what is hard, a child's eye, what matters, a warning: by keyboard, in both languages."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.system.person import Person
from tests.system.test_families import finds
from tests.system.test_journey import FRONT_DOOR, today

# Who the front door knows of the demonstration's two families: whom to find, their child, and words in their language.
FAMILY = {
    "en": (("Denise", "Prosser"), ("Jayden", "Prosser")),
    "cy": (("Lowri", "Cadwaladr"), ("Osian", "Cadwaladr")),
}
STRENGTH = {"en": "She sings in the chapel choir.", "cy": "Mae hi'n canu yng nghôr y capel."}
HARD = {"en": "The boiler has been broken since the autumn.", "cy": "Mae'r boeler wedi torri ers yr hydref."}


def opens(person: Person, reference: str, page: str) -> None:
    """Open a page of a record, and say why when it is asked."""
    person.open(f"/people/{reference}/{page}")
    if person.page.locator("input[name=because]").count():
        person.sees("why")
        person.choose("because", "help")
        person.press(person.page.locator("#main-form button[type=submit]").last)


def fills(person: Person, kind: str, words: str) -> None:
    """Answer the questions that stand the same for a strength and for a circumstance."""
    person.select("kind", kind)
    person.type("words", words)
    person.type("said_by", "Mam")
    person.choose("how_known", "disclosed")
    person.choose("assertion", "fact")
    person.choose("when_kind", "day")
    person.type("on-year", "2025")
    person.choose("person_knows", "yes")
    person.sees()
    person.press(person.page.locator("#main-form button[type=submit]").last)


@pytest.mark.parametrize(
    "person",
    [("en", 1280), ("cy", 375)],
    indirect=True,
    ids=lambda where: f"{where[0]}-{where[1]}",
)
def test_what_helps_stands_first_and_nothing_is_lost(person: Person) -> None:
    person.signs_in_as(FRONT_DOOR[person.language])
    adult, child = FAMILY[person.language]
    mother, son = finds(person, *adult), finds(person, *child)
    opens(person, mother, "strengths")
    person.press(person.page.locator("a[href$='/circumstances/new']"))
    fills(person, "housing", HARD[person.language])
    person.press(person.page.locator("a[href$='/strengths/new']"))
    fills(person, "community", STRENGTH[person.language])
    person.sees("strengths")
    shown = person.page.locator("main").inner_text()
    assert shown.index(STRENGTH[person.language]) < shown.index(HARD[person.language])
    sizes = person.page.locator(".kit-told__words").evaluate_all(
        "(all) => [...new Set(all.map((one) => getComputedStyle(one).fontSize))]"
    )
    assert sizes == [sizes[0]]
    opens(person, son, "childs-eye")
    person.sees("childs-eye")
    expect(person.page.locator("#saw")).to_be_visible()
    writes_what_matters(person, mother)
    reviews_a_warning(person, mother)


def writes_what_matters(person: Person, reference: str) -> None:
    """A conversation more: last time and now side by side, and the typed words kept before they are saved."""
    opens(person, reference, "what-matters")
    person.press(person.page.locator("main a[href$='/what-matters/new']").first)
    said = f"{STRENGTH[person.language][:-1]} ({time.strftime('%X')})."  # never the same as last time
    person.type("strengths", said)
    person.page.wait_for_selector("form[data-autosave-state=saved]", state="attached")
    person.open(f"/people/{reference}/what-matters/new")
    expect(person.page.locator("[name=strengths]")).to_have_value(said)
    person.type("spoken", "Cymraeg")
    person.sees()
    person.press(person.page.locator("#main-form button[type=submit]").last)
    person.sees("what-matters")
    expect(person.page.locator(".kit-compare ins").first).to_have_text(said)


def reviews_a_warning(person: Person, reference: str) -> None:
    """Write a note with a manager, look at it again, and keep it."""
    opens(person, reference, "warnings")
    person.press(person.page.locator("main a[href$='/warnings/new']"))
    person.type("words", "Ring first. / Ffoniwch yn gyntaf.")
    person.type("said_by", "Mam")
    person.choose("person_knows", "yes")
    for name in ("told_on", "agreed_on"):
        for part, text in zip(("day", "month", "year"), today(), strict=True):
            person.type(f"{name}-{part}", text)
    person.type("agreed_with", "Rhian Lewis")
    day, month, year = next_month()
    for part, text in (("day", day), ("month", month), ("year", year)):
        person.type(f"review_on-{part}", text)
    person.sees()
    person.press(person.page.locator("#main-form button[type=submit]").last)
    person.sees("warnings")
    person.press(person.page.locator("a[href*='/people/warnings/']").first)
    person.choose("still_needed", "yes")
    person.type("found", "Still so. / Felly o hyd.")
    for part, text in (("day", day), ("month", month), ("year", year)):
        person.type(f"next_on-{part}", text)
    person.sees()
    person.press(person.page.locator("#main-form button[type=submit]").last)
    expect(person.page.locator("main")).to_contain_text("Felly o hyd.")
    person.open("/people/warnings/to-review")
    person.sees("warnings-to-review")


def next_month() -> tuple[str, str, str]:
    """The first of the month after next month: always ahead, and within a year."""
    _, month, year = (int(part) for part in today())
    months = year * 12 + month + 1
    return "1", str(months % 12 + 1), str(months // 12)


def test_an_adults_childhood_asks_what_for(person: Person) -> None:
    person.signs_in_as(FRONT_DOOR["en"])
    reference = finds(person, "Kayleigh", "Prosser")
    opens(person, reference, "strengths")
    assert "five homes" not in person.page.content()
    person.press(person.page.locator("a[href$='/own-childhood']"))
    person.choose("what_for", "they_asked")
    person.sees("childhood")
    person.press(person.page.locator("#main-form button[type=submit]").last)
    person.sees()
    expect(person.page.locator("main")).to_contain_text(re.compile("five homes"))
