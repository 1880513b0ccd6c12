"""A family steps down and up again, a partner does their part and leaves, a caseload is handed over: by keyboard."""

import pytest
from playwright.sync_api import expect

from tests.system.person import Person
from tests.system.test_families import finds
from tests.system.test_journey import today
from tests.system.test_told import FAMILY

COORDINATOR = {"en": "martin.sealy@bridgend.example.org", "cy": "rhiannon.cule@bridgend.example.org"}
LEAD = {
    "en": ("dean.rosser@bridgend.example.org", "Rosser"),
    "cy": ("lowri.tudor@bridgend.example.org", "Tudor"),
}
PARTNER = {
    "en": ("colin.jeavons@homes.example.org", "Jeavons"),
    "cy": ("anwen.clee@health.example.org", "Clee"),
}
STATUTORY = {"en": "simon.wadley@bridgend.example.org", "cy": "catrin.probert@bridgend.example.org"}
BOTH = pytest.mark.parametrize(
    "person", [("en", 1280), ("cy", 375)], indirect=True, ids=lambda where: f"{where[0]}-{where[1]}"
)


def sends(person: Person) -> None:
    """Look at the form, and send it."""
    person.sees()
    person.press(person.page.locator("#main-form button[type=submit], main form button[type=submit]").last)


def picks(person: Person, name: str, words: str) -> None:
    """Choose from a list the line that holds these words."""
    line = person.page.locator(f"select[name='{name}'] option", has_text=words).first
    person.select(name, line.get_attribute("value") or "")


def steps_down(person: Person) -> str:
    """The statutory team asks early help to take a family on, and the front door says yes. Gives the episode."""
    language = person.language
    person.signs_in_as(COORDINATOR[language])
    mother = finds(person, *FAMILY[language][0])
    person.signs_out()
    person.signs_in_as(STATUTORY[language])
    person.open("/steps/")
    person.sees()
    person.press(person.page.locator("a[href='/steps/down/']"))
    person.type("people", mother)
    person.choose("family_knows", "agrees")
    person.type("reason", "The plan has ended well. / Daeth y cynllun i ben yn dda.")
    for part, text in zip(("day", "month", "year"), today(), strict=True):
        person.type(f"last_met_on-{part}", text)
    sends(person)
    step = person.reference("ST")
    person.sees()
    person.signs_out()
    person.signs_in_as(COORDINATOR[language])
    person.open(f"/steps/{step}/")
    person.choose("move", "agree")
    picks(person, "lead", LEAD[language][1])
    person.type("words", "Croeso. / Welcome.")
    sends(person)
    person.press(person.page.locator("main a[href^='/episodes/EP-']"))
    episode = person.reference("EP")
    person.sees()
    person.signs_out()
    return episode


@BOTH
def test_a_family_comes_down_a_partner_does_their_part_and_it_goes_up(person: Person) -> None:
    language, said = person.language, "Ring the school. / Ffonio'r ysgol."
    episode = steps_down(person)
    person.signs_in_as(LEAD[language][0])
    person.open(f"/episodes/{episode}/people/")
    person.sees()
    person.press(person.page.locator("a[href$='/workers/add/']").first)
    picks(person, "worker", PARTNER[language][1])
    sends(person)
    person.open(f"/episodes/{episode}/actions/add/")
    person.type("text", said)
    option = person.page.locator("label", has_text=PARTNER[language][1]).first.get_attribute("for")
    value = person.page.locator(f"#{option}").get_attribute("value") or ""
    person.choose("who", value)
    day, month, year = today()
    for part, text in (("day", day), ("month", month), ("year", str(int(year) + 1))):
        person.type(f"due_on-{part}", text)
    sends(person)
    person.signs_out()
    person.signs_in_as(PARTNER[language][0])
    person.open(f"/episodes/{episode}/actions/")
    person.sees()
    person.press(person.page.locator("main a[href*='/actions/']").last)
    person.choose("state", "done")
    sends(person)
    expect(person.page.locator("main")).to_contain_text(said)
    person.open("/episodes/")
    person.sees()
    person.signs_out()
    person.signs_in_as(LEAD[language][0])
    person.open(f"/episodes/{episode}/people/")
    person.press(person.page.locator("a[href*='/workers/'][href$='/end/']").last)
    person.type("why", "Their part is done. / Daeth eu rhan i ben.")
    sends(person)
    person.signs_out()
    person.signs_in_as(PARTNER[language][0])
    person.open(f"/episodes/{episode}/")
    expect(person.page.locator("main")).not_to_contain_text(FAMILY[language][0][1])
    person.problems.clear()  # the browser says of a page that is not there that it is not there
    person.signs_out()
    steps_up(person, episode)


def steps_up(person: Person, episode: str) -> None:
    """The lead worker asks the statutory team; they say yes, and the episode is closed."""
    language = person.language
    person.signs_in_as(LEAD[language][0])
    person.open(f"/steps/up/{episode}/")
    person.page.locator("input[name=team]").first.check()
    person.choose("to", "child_protection")
    person.choose("family_knows", "not_safe")
    person.type("reason", "Somebody is at risk. / Mae rhywun mewn perygl.")
    sends(person)
    step = person.reference("ST")
    person.signs_out()
    person.signs_in_as(STATUTORY[language])
    person.open(f"/steps/{step}/")
    person.choose("move", "agree")
    person.type("words", "We take it on. / Rydym yn ei gymryd ymlaen.")
    sends(person)
    person.sees()
    person.signs_out()
    person.signs_in_as(COORDINATOR[language])
    for tab in ("", "history/", "handover-note/"):
        person.open(f"/episodes/{episode}/{tab}")
        person.sees()


@BOTH
def test_a_family_is_handed_over_with_a_caseload(person: Person) -> None:
    language = person.language
    episode = steps_down(person)
    person.signs_in_as(COORDINATOR[language])
    person.open("/episodes/team/")
    person.sees()
    name = LEAD[language][1]
    worker = person.page.locator("section", has=person.page.locator("h2", has_text=name))
    person.press(worker.locator("a[href$='/hand-over/']"))
    field = person.page.locator("label", has_text=episode).first.get_attribute("for") or ""
    picks(person, field.removeprefix("id_"), LEAD["cy" if language == "en" else "en"][1])
    person.type("why", "They leave. / Maent yn gadael.")
    sends(person)
    expect(person.page.locator("main")).to_contain_text(episode)
    person.sees()
    person.open(f"/episodes/{episode}/")
    expect(person.page.locator("main")).to_contain_text(LEAD["cy" if language == "en" else "en"][1])
