"""A notification becomes help, and the officer hears: by keyboard, in both languages, on a phone and at a desk."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.system.person import Person

OFFICER = {"en": "sarah.beynon@police.example.org", "cy": "ifan.prydderch@police.example.org"}
FRONT_DOOR = {"en": "karen.treharne@bridgend.example.org", "cy": "eleri.gruffudd@bridgend.example.org"}
BARNARDOS = {"en": "jade.loosemore@barnardos.example.org", "cy": "gwenllian.parry@barnardos.example.org"}
AUDITOR = {"en": "helen.maddocks@bridgend.example.org", "cy": "helen.maddocks@bridgend.example.org"}
ADMINISTRATOR = {"en": "catrin.yorath@bridgend.example.org", "cy": "catrin.yorath@bridgend.example.org"}

SUPERVISOR = {"en": "delyth.maddock@police.example.org", "cy": "gethin.morlais@police.example.org"}

EVERYWHERE = pytest.mark.parametrize(
    "person",
    [("cy", 375), ("en", 1280), ("en", 375), ("cy", 1280)],
    indirect=True,
    ids=lambda where: f"{where[0]}-{where[1]}",
)
SEEN = "The kitchen was warm and there was food. The boys were tired. Their mother said that she cannot go on alone."


@EVERYWHERE
def test_a_notification_becomes_help_and_the_officer_hears(person: Person) -> None:
    person.open("/")
    person.sees("home")
    reference = officer_notifies(person)
    front_door_decides(person, reference)
    referral = front_door_refers(person, reference)
    service_helps(person, referral)
    officer_hears(person, reference)
    auditor_looks(person, reference)


@pytest.mark.parametrize("person", [("cy", 375)], indirect=True)
def test_a_declined_referral_comes_back_to_the_front_door(person: Person) -> None:
    reference = officer_notifies(person)
    front_door_decides(person, reference)
    referral = front_door_refers(person, reference)
    person.signs_in_as(BARNARDOS[person.language])
    person.open(f"/services/referrals/{referral}/")
    person.press(person.page.locator("a[href$='/declined/']"))
    person.choose("decline_reason", "no_room")
    person.sees("decline")
    person.press(person.page.locator("#main-form button[type=submit]").last)
    gone = person.page.goto(f"{person.address}/services/referrals/{referral}/")
    assert gone is not None
    assert gone.status == 404, "the service can still see what it declined"
    person.problems.clear()
    person.signs_out()
    person.signs_in_as(FRONT_DOOR[person.language])
    person.open("/services/referrals/returned/")
    person.sees("returned")
    expect(person.page.locator("main")).to_contain_text(referral)


@pytest.mark.parametrize("person", [("en", 375), ("cy", 1280)], indirect=True)
def test_danger_leads_on_to_the_safeguarding_report_and_is_recorded(person: Person) -> None:
    person.signs_in_as(OFFICER[person.language])
    person.open("/notifications/start")
    person.choose("danger", "at_risk")
    person.press(person.page.locator("#main-form button[type=submit]").last)
    person.sees("safeguarding")
    person.type("told_whom", "The duty social worker")
    for part, text in zip(("day", "month", "year"), yesterday(), strict=True):
        person.type(f"told_on-{part}", text)
    person.type("told_time", "00:20")
    person.press(person.page.locator("#main-form button[type=submit]:not([name])").last)
    fill_in(person)
    person.press(person.page.locator("#main-form button[type=submit]:not([name])").last)
    person.sees()
    person.press(person.page.locator("#main-form button[type=submit]").last)
    person.sees("safeguarding-sent")
    reference = person.reference("EH")
    person.signs_out()
    person.signs_in_as(FRONT_DOOR[person.language])
    person.open(f"/triage/{reference}/")
    expect(person.page.locator("main")).to_contain_text("The duty social worker")


@pytest.mark.parametrize("person", [("en", 1280), ("cy", 375), ("cy", 1280)], indirect=True)
def test_pages_that_anyone_may_read(person: Person) -> None:
    for path in ("/walk", "/contact", "/accessibility", "/privacy", "/cookies", "/language", "/sign-in"):
        person.open(path)
        person.sees(path.strip("/"))


@pytest.mark.parametrize("person", [("cy", 375), ("en", 1280)], indirect=True)
def test_the_other_pages_of_each_role(person: Person) -> None:
    for who, paths in (
        (OFFICER, ("/my-work", "/my-notifications", "/notifications/drafts", "/services/", "/messages/")),
        (FRONT_DOOR, ("/my-work", "/triage/?tab=decided", "/services/referrals/open/")),
        (BARNARDOS, ("/my-work", "/services/referrals/?tab=working")),
        (ADMINISTRATOR, ("/my-work", "/messages/failed/", "/imports/", "/imports/codes/")),
        (SUPERVISOR, ("/my-work", "/my-team")),
    ):
        person.signs_in_as(who[person.language])
        for path in paths:
            person.open(path)
            person.sees()
        person.signs_out()


def test_what_was_typed_survives_a_change_of_language_and_a_lost_session(person: Person) -> None:
    person.signs_in_as(OFFICER["en"])
    begin(person)
    person.type("seen_and_heard", SEEN)
    person.press(person.page.locator("button[name=switch_language]"))
    assert person.page.locator("html").get_attribute("lang") == "cy"
    expect(person.page.locator("[name=seen_and_heard]")).to_have_value(SEEN)
    person.press(person.page.locator("button[name=switch_language]"))
    # An answer that is still under way would bring the session back.
    person.page.wait_for_load_state("networkidle")
    person.page.context.clear_cookies(name="sessionid")
    person.type("place", "7 Synthetic Row")
    person.press(person.page.locator("#main-form button[type=submit]:not([name])").last)
    person.press(person.page.locator(f"form:has(input[name=persona][value='{OFFICER['en']}']) button"))
    person.press(person.page.locator("main form button"))
    expect(person.page.locator("[name=place]")).to_have_value("7 Synthetic Row")
    expect(person.page.locator("[name=seen_and_heard]")).to_have_value(SEEN)


def test_a_page_can_be_left_in_a_hurry(person: Person) -> None:
    person.open("/contact")
    elsewhere = re.compile("^https://")
    person.page.context.route(
        elsewhere, lambda route: route.fulfill(body="elsewhere", content_type="text/html")
    )
    person.page.keyboard.press("Escape")
    person.page.wait_for_url(elsewhere, wait_until="commit")


def today() -> tuple[str, str, str]:
    now = time.localtime()
    return str(now.tm_mday), str(now.tm_mon), str(now.tm_year)


def yesterday() -> tuple[str, str, str]:
    """A day of which every time has passed, whenever the test runs."""
    then = time.localtime(time.time() - 24 * 60 * 60)
    return str(then.tm_mday), str(then.tm_mon), str(then.tm_year)


def begin(person: Person) -> None:
    person.open("/notifications/start")
    person.sees("start")
    person.choose("danger", "neither")
    person.press(person.page.locator("#main-form button[type=submit]").last)


def fill_in(person: Person) -> None:
    person.type("incident_number", "26324001")
    for part, text in zip(("day", "month", "year"), yesterday(), strict=True):
        person.type(f"occurred_on-{part}", text)
    person.type("occurred_time", "00:10")
    person.type("place", "12 Heol y Gwennol Arian")
    person.select("area", "W06000013")
    person.type("people-0-given_name", "Siân")
    person.type("people-0-family_name", "Prydderch")
    for part, text in zip(("day", "month", "year"), ("4", "6", "1988"), strict=True):
        person.type(f"people-0-date_of_birth-{part}", text)
    person.type("people-0-telephone", "07700 900123")
    person.choose("people-0-language", "cy")
    person.select("people-0-safe_contact", "call")
    person.type("strengths", "Her sister comes on Sundays. The boys like school.")
    person.type("seen_and_heard", SEEN)
    person.type("own_words", "“Dw i jest eisiau i rywun wrando.”")
    person.tick("needs", "family")
    person.choose("help_offered", "wants")
    person.choose("sharing_view", "agrees")


def officer_notifies(person: Person) -> str:
    person.signs_in_as(OFFICER[person.language])
    person.open("/my-work")
    person.sees("my-work")
    begin(person)
    fill_in(person)
    person.sees("write")
    person.press(person.page.locator("#main-form button[type=submit]:not([name])").last)
    person.sees("check")
    person.press(person.page.locator("#main-form button[type=submit]").last)
    person.sees("sent")
    reference = person.reference("EH")
    person.signs_out()
    return reference


def front_door_decides(person: Person, reference: str) -> None:
    person.signs_in_as(FRONT_DOOR[person.language])
    person.open("/triage/")
    person.sees("queue")
    person.open(f"/triage/{reference}/")
    person.sees("case")
    same = person.page.locator(".kit-match a[href*='/compare?one=report']")
    person.press(same.first if same.count() else person.page.locator("form[action$='/new/'] button").first)
    if "/people/compare" in person.page.url:
        person.sees("link")
        person.press(person.page.locator("form[action$='/compare'] button"))
    person.sees()
    person.choose("outcome", "early_help")
    person.choose("reason_early_help", "asked_for_help")
    person.type("rationale", "She asked for help with the boys, and her sister will be there too.")
    person.sees("decide")
    person.press(person.page.locator("#main-form button[type=submit]").last)


def front_door_refers(person: Person, reference: str) -> str:
    expect(person.page).to_have_url(f"{person.address}/services/for/{reference}/")
    person.sees("choose")
    card = person.page.locator("section", has_text="Barnardo").locator("a[href$='/refer/']")
    person.press(card.first)
    person.type("request", "Somebody to talk with about the boys and about evenings.")
    person.choose("contact_way", "call")
    person.choose("basis", "consent")
    person.choose("given_by", "self")
    person.choose("way", "telephone")
    for part, text in zip(("day", "month", "year"), today(), strict=True):
        person.type(f"given_on-{part}", text)
    person.choose("hears_progress", "yes")
    person.tick("agreed", "on")
    person.sees("refer")
    person.press(person.page.locator("#main-form button[type=submit]:not([name])").last)
    person.sees("refer-check")
    person.press(person.page.locator("button[name=step][value=send]"))
    referral = person.reference("RF")
    person.signs_out()
    return referral


def service_helps(person: Person, referral: str) -> None:
    person.signs_in_as(BARNARDOS[person.language])
    person.open("/services/referrals/")
    person.sees("inbox")
    person.open(f"/services/referrals/{referral}/")
    person.sees("referral")
    for to in ("accepted", "in_progress", "completed"):
        person.press(person.page.locator(f"a[href$='/{to}/']"))
        if to == "completed":
            person.choose("help_outcome", "better")
        person.sees()
        person.press(person.page.locator("#main-form button[type=submit]").last)
    person.sees()
    person.signs_out()


def officer_hears(person: Person, reference: str) -> None:
    person.signs_in_as(OFFICER[person.language])
    person.open(f"/my-notifications/{reference}")
    person.sees("heard")
    assert person.page.locator(".kit-heard__item").count() >= 4
    for _ in range(60):
        person.open("/messages/mailbox/")
        if (
            person.page.locator("main", has_text=reference).count()
            or person.page.locator("main tbody tr").count()
        ):
            break
        time.sleep(1)
    person.sees("mailbox")
    person.signs_out()


def auditor_looks(person: Person, reference: str) -> None:
    person.signs_in_as(AUDITOR[person.language])
    person.open("/audit/")
    person.type("text", reference)
    person.press(person.page.locator("main form button[type=submit]").first)
    assert person.page.locator("main tbody tr").count() >= 3
    person.sees("audit")
    person.signs_out()
