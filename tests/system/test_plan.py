"""A plan from the first visit to close, with two reviews and the family's answer: by keyboard, in both languages."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.system.person import Person

LEAD = {"en": "dean.rosser@bridgend.example.org", "cy": "lowri.tudor@bridgend.example.org"}
MEMBER = {"en": "Joanne", "cy": "Mali"}
GOAL = {
    "en": "I want mornings that are calm, and to walk to school together.",
    "cy": "Dw i eisiau boreau tawel, a cherdded i'r ysgol gyda'n gilydd.",
}
STRENGTH = {"en": "They sing together in the car.", "cy": "Maen nhw'n canu gyda'i gilydd yn y car."}
DOES = {"en": "Set out the school bag each evening", "cy": "Paratoi'r bag ysgol bob nos"}
ANSWER = {"en": "Please say Saturdays.", "cy": "Dywedwch ddydd Sadwrn os gwelwch yn dda."}
SEND = "#main-form button[type=submit]:not([name])"
_DAY = 24 * 60 * 60


@pytest.mark.parametrize("person", [("cy", 375), ("en", 1280)], indirect=True)
def test_a_plan_from_the_first_visit_to_its_close_with_two_reviews(person: Person) -> None:
    person.signs_in_as(LEAD[person.language])
    plan = plan_whose_first_visit_is_to_come(person)
    agree_on_a_goal(person, plan)
    let_the_family_do_something(person, plan)
    visit(person, plan, "first", mark="3", days_ago=9)
    visit(person, plan, "review", mark="5", days_ago=5, beside="3")
    visit(person, plan, "review", mark="6", days_ago=2, beside="5")
    say_the_level(person, plan)
    code, reader = give_it_to_the_family(person, plan)
    answer_as_the_family(person, code, reader)
    read_the_answer(person, plan)
    visit(person, plan, "end", mark="8", days_ago=0, beside="6")
    see_chart_and_table(person, plan)
    close(person, plan)


def plan_whose_first_visit_is_to_come(person: Person) -> str:
    person.open("/episodes/")
    person.sees()
    row = person.page.locator("main tr, main li, main section", has_text=MEMBER[person.language]).last
    href = row.locator("a[href*='/episodes/EP-']").first.get_attribute("href")
    found = re.search(r"/episodes/EP-\d\d-\d+/", str(href))
    assert found, href
    person.open(f"{found[0]}plan/")
    person.sees("plan-empty")
    return f"{found[0]}plan/"


def agree_on_a_goal(person: Person, plan: str) -> None:
    person.press(person.page.locator("a[href$='/plan/goals/add/']"))
    person.type("words", GOAL[person.language])
    person.choose("language", person.language)
    whose = person.page.locator("input[name=whose]").nth(1).get_attribute("value")
    assert whose
    person.choose("whose", whose)
    person.choose("who_reads", "family")
    person.press(person.page.locator(SEND).last)
    # A goal that rests on nothing is refused, which the browser notes, and what was typed stays.
    person.problems.clear()
    person.sees()
    expect(person.page.locator("[name=words]")).to_have_value(GOAL[person.language])
    person.type("new_strength", STRENGTH[person.language])
    person.select("strength_of", whose)
    person.select("strength_kind", "safe_relationships")
    person.type("strength_said_by", MEMBER[person.language])
    person.press(person.page.locator(SEND).last)
    expect(person.page.locator("article.plan-goal")).to_contain_text(GOAL[person.language])
    expect(person.page.locator("article.plan-goal")).to_contain_text(STRENGTH[person.language])


def let_the_family_do_something(person: Person, plan: str) -> None:
    person.press(person.page.locator("article.plan-goal a[href$='/actions/']"))
    person.type("text", DOES[person.language])
    who = person.page.locator("input[name=who][value^='person:']").first.get_attribute("value")
    assert who
    person.choose("who", who)
    type_day(person, "due_on", -14)
    person.sees()
    person.press(person.page.locator(SEND).last)
    expect(person.page.locator("article.plan-goal")).to_contain_text(DOES[person.language])


def visit(person: Person, plan: str, kind: str, *, mark: str, days_ago: int, beside: str = "") -> None:
    """Hold a visit so many days ago: what was said last time stands beside what is said now."""
    person.open(plan)
    person.press(person.page.locator(f"a[href$='/plan/visits/{kind}/']"))
    type_day(person, "held_on", days_ago)
    person.type("who_was_there", MEMBER[person.language])
    if beside:
        expect(person.page.locator(".plan-beside")).to_contain_text(beside)
    name = person.page.locator("select[name^='mark-']").first.get_attribute("name")
    assert name
    person.select(name, mark)
    if kind != "end":
        type_day(person, "next_on", days_ago - 42)
    person.sees(f"plan-{kind}")
    person.press(person.page.locator(SEND).last)
    expect(person.page.locator(".plan-distance td", has_text=mark).first).to_be_visible()


def say_the_level(person: Person, plan: str) -> None:
    person.press(person.page.locator("a[href$='/plan/level/']"))
    person.choose("level", "2")
    person.type("rationale", GOAL[person.language])
    person.sees()
    person.press(person.page.locator(SEND).last)


def give_it_to_the_family(person: Person, plan: str) -> tuple[str, str]:
    """Make the paper, look at it and at its PDF, and send a private link. Returns the code and the reader's mailbox."""
    person.press(person.page.locator("a[href$='/plan/give/']"))
    person.sees()
    person.press(person.page.locator(SEND).last)
    person.sees("plan-paper")
    paper = person.page.locator("a[href$='plan.pdf']").get_attribute("href")
    made = person.page.request.get(person.address + str(paper)).body()
    assert max(int(number) for number in re.findall(rb"/Count (\d+)", made)) <= 2
    assert b"/MarkInfo" in made
    assert re.search(rb"/Lang ?\(" + person.language.encode(), made)
    person.press(person.page.locator("a[href$='/link/']"))
    reader = f"family.{time.time_ns()}@example.org"
    person.choose("reader", str(person.page.locator("input[name=reader]").first.get_attribute("value")))
    person.choose("channel", "email")
    person.type("destination", reader)
    person.choose("code_way", "spoken")
    person.sees()
    person.press(person.page.locator(SEND).last)
    person.sees("plan-code")
    return person.page.locator(".govuk-panel__title").inner_text().strip(), reader


def answer_as_the_family(person: Person, code: str, reader: str) -> None:
    person.signs_out()
    person.open(link_sent_to(person, reader))
    person.sees("family-code")
    person.type("code", code)
    person.press(person.page.locator(SEND).last)
    expect(person.page.locator("main")).to_contain_text(GOAL[person.language])
    expect(person.page.locator("main")).to_contain_text(DOES[person.language])
    person.choose("answer", "change")
    person.type("own_words", ANSWER[person.language])
    person.sees("family-plan")
    person.press(person.page.locator(SEND).last)
    expect(person.page.locator("main")).to_contain_text(ANSWER[person.language])


def link_sent_to(person: Person, reader: str) -> str:
    """Read the demonstration's mailbox until the e-mail is there: the worker sends it."""
    for _ in range(60):
        person.open("/messages/mailbox/")
        row = person.page.locator("tr", has_text=reader)
        if row.count():
            person.press(row.first.locator("a"))
            found = re.search(r"/our-plan/[\w.-]+/", person.page.locator("main").inner_text())
            assert found, person.page.locator("main").inner_text()
            return found[0]
        time.sleep(1)
    raise AssertionError("the link was not sent within a minute")


def read_the_answer(person: Person, plan: str) -> None:
    person.signs_in_as(LEAD[person.language])
    person.open(plan)
    expect(person.page.locator("main")).to_contain_text(ANSWER[person.language])
    person.sees("plan-answer")
    name = person.page.locator("[name$='-what_was_done']").first.get_attribute("name")
    assert name
    person.type(name, STRENGTH[person.language])
    person.press(person.page.locator("form[action*='/replies/'] button").first)


def see_chart_and_table(person: Person, plan: str) -> None:
    person.open(plan)
    person.sees("plan")
    chart = person.page.locator("article.plan-goal .plan-distance").first
    assert chart.locator("svg[role=img] circle").count() == 4
    cells = chart.locator("tbody td:nth-child(2)").all_inner_texts()
    assert [one.strip() for one in cells] == ["3", "5", "6", "8"]


def close(person: Person, plan: str) -> None:
    """What was to be done is done; then the help ends with a reason, and the plan with it."""
    person.press(person.page.locator("article.plan-goal a[href*='/actions/']").first)
    person.choose("state", "done")
    person.type("came_of_it", STRENGTH[person.language])
    person.press(person.page.locator(SEND).last)
    person.open(plan.removesuffix("plan/") + "close/")
    reason = person.page.locator("[name=reason][value='goals_reached'], select[name=reason]").first
    if reason.evaluate("(element) => element.tagName") == "SELECT":
        person.select("reason", "goals_reached")
    else:
        person.choose("reason", "goals_reached")
    person.type("summary", GOAL[person.language])
    person.type("family_view", ANSWER[person.language])
    person.sees()
    person.press(person.page.locator(SEND).last)
    person.signs_out()
    other = {"en": "martin.sealy@bridgend.example.org", "cy": "rhiannon.cule@bridgend.example.org"}
    person.signs_in_as(other[person.language])
    person.open(plan)
    person.sees("plan-ended")
    assert person.page.locator("a[href$='/plan/goals/add/']").count() == 0
    expect(person.page.locator("main")).to_contain_text(GOAL[person.language])


def type_day(person: Person, name: str, days_ago: int) -> None:
    """A day so many days ago; in so many days when the number is below nought."""
    on = time.localtime(time.time() - days_ago * _DAY)
    for part, value in (("day", on.tm_mday), ("month", on.tm_mon), ("year", on.tm_year)):
        person.type(f"{name}-{part}", str(value))
