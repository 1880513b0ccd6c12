"""Help looked for without signing in, entries that owners change, and services that are full: by keyboard."""

import re

import pytest
from playwright.sync_api import expect

from tests.system.person import Person
from tests.system.test_journey import front_door_decides, officer_notifies

OWNER = {"en": "jade.loosemore@barnardos.example.org", "cy": "gwenllian.parry@barnardos.example.org"}
STEWARD = {"en": "tom.voyle@bridgend.example.org", "cy": "catrin.yorath@bridgend.example.org"}
FRONT_DOOR = {"en": "karen.treharne@bridgend.example.org", "cy": "eleri.gruffudd@bridgend.example.org"}
FULL = {"en": "It says that it is full now", "cy": "ei fod yn llawn nawr"}
EVERYWHERE = pytest.mark.parametrize(
    "person",
    [("cy", 375), ("en", 375), ("en", 1280), ("cy", 1280)],
    indirect=True,
    ids=lambda at: f"{at[0]}-{at[1]}",
)
_SEND = "#main-form button[type=submit]:not([aria-hidden])"


@EVERYWHERE
def test_anyone_finds_support_near_them_and_leaves_no_trace(person: Person) -> None:
    person.open("/find-support")
    person.sees("find-support")
    expect(person.page.locator("a[href='tel:999']")).to_be_visible()
    person.tick("home", "money")
    person.type("place", "CF31 1AA")
    person.press(person.page.locator(_SEND).last)
    person.sees("find-support-results")
    distances = [
        float(found)
        for text in person.page.locator("main dd").all_inner_texts()
        if (found := "".join(re.findall(r"\((\d+) ", text)[:1]))
    ]
    assert distances == sorted(distances), "the nearest does not come first"
    assert person.page.url.endswith("/find-support"), "what was looked for stands in the address"
    person.press(person.page.locator("button[name=remove][value='place:CF31 1AA']"))
    person.sees()
    expect(person.page.locator("button[name=remove][value^='place:']")).to_have_count(0)
    assert {cookie["name"] for cookie in person.page.context.cookies()} == {"language"}
    person.press(person.page.locator("button[name=print]"))
    person.sees()


@pytest.mark.parametrize("person", [("cy", 375), ("en", 1280)], indirect=True)
def test_a_visitor_sends_themselves_the_list_and_prints_a_leaflet(person: Person) -> None:
    person.open("/find-support")
    person.tick("people", "loneliness")
    person.press(person.page.locator(_SEND).last)
    person.type("email", "visitor@example.org")
    person.press(person.page.locator("button[name=send]"))
    person.sees("find-support-sent")
    expect(person.page.locator(".govuk-notification-banner--success")).to_be_visible()
    person.press(person.page.locator("a[href$='/leaflet']").first)
    person.sees("leaflet")
    expect(person.page.locator("section[lang=cy]")).to_be_visible()
    expect(person.page.locator("section[lang=en]")).to_be_visible()


@pytest.mark.parametrize("person", [("en", 375), ("cy", 375)], indirect=True)
def test_leaving_the_page_at_once(person: Person) -> None:
    for leave in (("Escape",), ("Shift", "Shift", "Shift")):
        person.page.route("**/weather", lambda route: route.fulfill(body="weather", content_type="text/html"))
        person.open("/find-support")
        with person.page.expect_request("**/weather"):
            for key in leave:
                person.page.keyboard.press(key)
        person.page.wait_for_url("**/weather")


@pytest.mark.parametrize("person", [("en", 375), ("cy", 1280)], indirect=True)
def test_an_owner_proposes_a_steward_approves_and_the_finder_shows_it(person: Person) -> None:
    said = {
        "en": "Families with a child under 18, wherever they live.",
        "cy": "Teuluoedd ble bynnag y maent.",
    }
    person.signs_in_as(OWNER[person.language])
    person.open("/services/ours/")
    person.sees("our-entries")
    person.press(person.page.locator("a[href$='/edit/']").first)
    name = person.page.locator("[name=name_en]").input_value()
    person.type(f"eligibility_{person.language}", said[person.language])
    person.sees()
    person.press(person.page.locator(_SEND).last)
    person.sees()
    person.press(person.page.locator("a[href$='/room/']").first)
    person.select("unit", "families")
    person.type("free", "0")
    person.choose("keeps_list", "yes")
    person.sees()
    person.press(person.page.locator(_SEND).last)
    person.signs_out()
    person.signs_in_as(STEWARD[person.language])
    person.open("/services/steward/")
    person.sees("steward")
    expect(person.page.locator("main")).to_contain_text(said[person.language])
    person.press(person.page.locator("button[name=approve]").first)
    person.sees()
    person.open("/services/unmet/")
    person.sees("unmet")
    person.signs_out()
    person.open("/find-support")
    person.type("words", name.split(":")[0])
    person.press(person.page.locator(_SEND).last)
    person.sees()
    expect(person.page.locator("main")).to_contain_text(said[person.language])


@pytest.mark.parametrize("person", [("en", 1280)], indirect=True)
def test_a_visitor_says_that_an_entry_is_wrong(person: Person) -> None:
    person.open("/find-support")
    person.tick("home", "money")
    person.press(person.page.locator(_SEND).last)
    person.press(person.page.locator("a[href$='/remark']").first)
    person.sees()
    person.choose("kind", "times")
    person.press(person.page.locator(_SEND).last)
    person.sees()
    person.signs_in_as(STEWARD[person.language])
    person.open("/services/steward/")
    expect(person.page.locator("form[action*='/remarks/']").first).to_be_visible()


@pytest.mark.parametrize(
    "person", [("cy", 375), ("en", 1280)], indirect=True, ids=lambda at: f"{at[0]}-{at[1]}"
)
def test_a_full_service_says_so_and_a_need_that_nothing_met_is_noted(person: Person) -> None:
    reference = officer_notifies(person)
    front_door_decides(person, reference)
    service, name = offered(person)
    person.signs_out()
    says_room(person, service, "0")
    person.signs_in_as(FRONT_DOOR[person.language])
    person.open(f"/services/for/{reference}/")
    card = person.page.locator("section.govuk-summary-card", has=person.page.locator(f"a[href*='{service}']"))
    expect(card.locator(".govuk-tag--orange")).to_be_visible()
    person.sees("choose-full")
    person.choose("why", "no_room")
    person.press(person.page.locator("form[action$='/none-suits/'] button[type=submit]"))
    expect(person.page.locator(".govuk-notification-banner--success")).to_be_visible()
    person.sees()
    person.signs_out()
    person.open("/find-support")
    person.type("words", name.split(":")[0])
    person.press(person.page.locator(_SEND).last)
    found = person.page.locator("section.govuk-summary-card", has_text=name)
    expect(found.first).to_contain_text(FULL[person.language])
    person.sees("find-support-full")
    says_room(person, service, "4")


def offered(person: Person) -> tuple[str, str]:
    """The key and the name of the service that the front door would choose first among this provider's."""
    link = person.page.locator("section", has_text="Barnardo").locator("a[href*='/services/']").first
    found = re.search(r"[0-9a-f]{8}-[0-9a-f-]{27}", link.get_attribute("href") or "")
    assert found
    return found[0], link.inner_text().strip()


def says_room(person: Person, service: str, free: str) -> None:
    """The provider says how many families it has room for today."""
    person.signs_in_as(OWNER[person.language])
    person.open("/services/ours/")
    person.press(person.page.locator(f"a[href*='{service}'][href$='/room/']"))
    person.select("unit", "families")
    person.type("total", "12")
    person.type("free", free)
    person.choose("keeps_list", "yes")
    person.press(person.page.locator(_SEND).last)
    person.sees("our-room")
    person.signs_out()
