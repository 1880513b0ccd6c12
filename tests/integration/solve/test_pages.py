"""The pages of the front door through the browser's door: read, link, decide, refuse, keep what was typed."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from earlyhelp.govern.models import AuditEntry
from earlyhelp.identify.choices import PersonRole
from earlyhelp.identify.models import Notification, ReportedPerson
from earlyhelp.identify.report import Named
from earlyhelp.kit.database import acting
from earlyhelp.kit.models import new_id
from earlyhelp.kit.time_words import written_date
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES, Role
from earlyhelp.solve.choices import Outcome
from earlyhelp.solve.models import Claim, Decision, Grading, Question
from earlyhelp.understand.models import NotSame, PersonLink
from tests import factories
from tests.factories import solve
from tests.integration.solve.test_deciding import Desk
from tests.integration.solve.test_queue import ADULT, UNKNOWN

pytestmark = pytest.mark.django_db
COMPARE = "/people/compare"


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def hub(client: Client, desk: Desk) -> Client:
    client.force_login(desk.first)
    return client


def send(desk: Desk, *people: Any, days_ago: int = 0, **changes: Any) -> Notification:
    at = timezone.now() - timedelta(days=days_ago, hours=3)
    return desk.send(people=people or (ADULT,), at=at, **changes)


def url(name: str, *args: object) -> str:
    return reverse(f"solve:{name}", args=args)


def reported(desk: Desk, sent: Notification) -> str:
    """The only person of a notification, as a page carries them."""
    with acting(desk.hub):
        return f"report:{ReportedPerson.objects.get(notification=sent).pk}"


def typed(**changes: Any) -> dict[str, Any]:
    said = {
        "expected_number": "0",
        "outcome": "declined",
        "reason_declined": "not_now",
        "rationale": "They know <b>how</b> to ask.",
    }
    return said | changes


def test_the_queue_leads_to_a_case(hub: Client, desk: Desk) -> None:
    sent = send(desk, ADULT, UNKNOWN)
    page = hub.get(url("queue"))
    assert page.status_code == 200
    assert page.content.count(b"<h1") == 1
    assert url("case", sent.reference) in page.content.decode()
    assert "To decide (1)" in page.content.decode()
    assert "Name not known: A man in a blue coat" in " ".join(page.content.decode().split())


@pytest.mark.parametrize(
    "tab", ["to_decide", "waiting", "checks", "on_hold", "decided", "closed", "nonsense"]
)
def test_every_tab_has_a_page_even_when_it_is_empty(hub: Client, desk: Desk, tab: str) -> None:
    page = hub.get(url("queue"), {"tab": tab}).content.decode()
    assert "Nothing here" in page


def test_what_is_looked_for_is_not_in_the_address(hub: Client, desk: Desk) -> None:
    sent = send(desk)
    answer = hub.post(url("queue"), {"text": "prydderch"})
    assert answer["Location"] == "/triage/"
    page = hub.get(answer["Location"]).content.decode()
    assert sent.reference in page
    assert 'value="prydderch"' in page
    hub.post(url("queue"), {"text": "nobody"})
    page = hub.get(url("queue")).content.decode()
    assert sent.reference not in page
    assert "Nothing here fits what you looked for" in page
    hub.post(url("queue"), {"text": "nobody", "clear": "1"})
    assert sent.reference in hub.get(url("queue")).content.decode()
    assert "Shorten what you wrote" in hub.post(url("queue"), {"text": "x" * 101}).content.decode()


def test_the_tabs_show_waiting_and_decided(hub: Client, desk: Desk) -> None:
    waiting, decided = send(desk), send(desk)
    solve.question(desk.hub, waiting, at=timezone.now())
    solve.decision(desk.hub, decided, Outcome.NO_NEED, at=timezone.now())
    assert "Asked:" in hub.get(url("queue"), {"tab": "waiting"}).content.decode()
    assert "No need found" in hub.get(url("queue"), {"tab": "closed"}).content.decode()


def test_a_case_shows_strengths_first_and_who_may_be_the_same(hub: Client, desk: Desk) -> None:
    earlier = send(desk, ADULT, days_ago=9)
    sent = send(desk, ADULT, UNKNOWN, incident_number="77")
    page = hub.get(url("case", sent.reference)).content.decode()
    assert page.count("<h1") == 1
    assert page.index("A neighbour helps") < page.index("The cupboards were empty")
    assert "Likely the same person" in page
    assert "Another report, not linked yet" in page
    assert earlier.reference in page
    assert page.count('value="one_need"') == 1
    ids = [part.split('"')[0] for part in page.split(' id="')[1:]]
    assert len(ids) == len(set(ids))


def test_a_case_that_is_not_there(hub: Client, desk: Desk) -> None:
    assert hub.get(url("case", "EH-26-9999999")).status_code == 404
    assert hub.get(url("case", "nonsense")).status_code == 404
    assert hub.post(url("not_same", "EH-26-9999999", 0), {"other": f"person:{new_id()}"}).status_code == 404


def test_a_person_is_linked_parted_made_and_unlinked(hub: Client, desk: Desk) -> None:
    earlier, sent = send(desk, days_ago=9), send(desk)
    other = send(desk, days_ago=5)
    with acting(desk.hub):
        theirs = ReportedPerson.objects.get(notification=earlier)
        others = ReportedPerson.objects.get(notification=other)
    assert hub.post(url("new_person", sent.reference, 0)).status_code == 302
    with acting(desk.hub):
        person = PersonLink.objects.get().person
    mine = reported(desk, sent)
    answer = hub.post(COMPARE, {"one": mine, "other": f"report:{theirs.pk}"})
    assert answer["Location"] == f"/triage/{sent.reference}/#person-0"
    answer = hub.post(url("not_same", other.reference, 0), {"other": f"person:{person.pk}"})
    assert answer.status_code == 302
    with acting(desk.hub):
        assert PersonLink.objects.filter(person=person).count() == 2
        assert NotSame.objects.get().reported == others
    page = hub.get(url("case", sent.reference)).content.decode()
    assert person.reference in page
    assert "2 notifications in 90 days" in page
    refused = hub.post(url("undo", sent.reference, 0), {"undo-0-because": ""})
    assert refused.status_code == 400
    assert "<title>Error: " in refused.content.decode()
    assert 'href="#id_undo-0-because"' in refused.content.decode()
    assert hub.post(url("undo", sent.reference, 0), {"undo-0-because": "Her twin"}).status_code == 302
    assert hub.get(url("undo", sent.reference, 0))["Location"] == url("case", sent.reference)
    answer = hub.post(COMPARE, {"one": mine, "other": f"person:{person.pk}"})
    assert answer.status_code == 302


def test_link_shows_first_what_it_would_do(hub: Client, desk: Desk) -> None:
    earlier, sent = send(desk, days_ago=9), send(desk)
    page = hub.get(url("case", sent.reference)).content.decode()
    mine, theirs = reported(desk, sent), reported(desk, earlier)
    link = f"{COMPARE}?one={mine}&amp;other={theirs}"
    assert page.count(f'href="{link}"') == 1
    preview = hub.get(link.replace("&amp;", "&")).content.decode()
    assert "What linking would do" in preview
    assert "A new person is recorded, and both are linked to them." in preview
    place = f"/triage/{sent.reference}/#person-0"
    assert f'href="{place}"' in preview
    with acting(desk.hub):
        assert not PersonLink.objects.exists()
    assert hub.post(COMPARE, {"one": mine, "other": theirs})["Location"] == place
    with acting(desk.hub):
        assert PersonLink.objects.count() == 2


def test_saying_on_the_preview_that_they_are_two_leads_back_to_the_notification(
    hub: Client, desk: Desk
) -> None:
    earlier, sent = send(desk, days_ago=9), send(desk)
    sides = {"one": reported(desk, sent), "other": reported(desk, earlier)}
    answer = hub.post(reverse("understand:part"), sides)
    assert answer["Location"] == f"/triage/{sent.reference}/#person-0"


def test_a_link_that_cannot_be_is_refused_on_the_page(hub: Client, desk: Desk) -> None:
    earlier, sent = send(desk, days_ago=9), send(desk)
    hub.post(url("new_person", earlier.reference, 0))
    with acting(desk.hub):
        person = PersonLink.objects.get().person
    hub.post(url("new_person", sent.reference, 0))
    sides = {"one": reported(desk, sent), "other": f"person:{person.pk}"}
    refused = hub.post(COMPARE, sides)
    assert refused.status_code == 409
    assert "already linked to another person" in refused.content.decode()
    assert "The two people stand as one from now on" in refused.content.decode()
    assert 'name="joins"' in refused.content.decode()
    assert hub.post(COMPARE, sides | {"joins": "yes"}).status_code == 302


@pytest.mark.parametrize("keys", [{}, {"other": "nonsense"}, {"other": f"person:{new_id()}"}])
def test_nonsense_parts_nobody(hub: Client, desk: Desk, keys: dict[str, str]) -> None:
    sent = send(desk)
    assert hub.post(url("not_same", sent.reference, 0), keys).status_code == 404


def test_a_decision_is_sent_and_the_queue_says_so(hub: Client, desk: Desk) -> None:
    sent = send(desk)
    answer = hub.post(url("decide", sent.reference), typed(), follow=True)
    assert answer.redirect_chain == [("/triage/", 302)]
    assert f"Decided: {sent.reference}. The officer is told." in answer.content.decode()
    page = hub.get(url("case", sent.reference)).content.decode()
    assert "The family declined help" in page
    assert "how&lt;/b&gt;" in page or "&lt;b&gt;how" in page
    assert hub.get(url("decide", sent.reference))["Location"] == url("case", sent.reference)


@pytest.mark.parametrize(("outcome", "reason"), [("signpost", "one_need"), ("early_help", "several_needs")])
def test_a_decision_to_help_leads_on_to_choosing_a_service(
    hub: Client, desk: Desk, outcome: str, reason: str
) -> None:
    sent = send(desk)
    said = typed(outcome=outcome) | {f"reason_{outcome}": reason}
    answer = hub.post(url("decide", sent.reference), said)
    assert answer["Location"] == reverse("signpost:choose", args=[sent.reference])
    again = hub.post(url("decide", sent.reference), said)
    assert again["Location"] == answer["Location"]
    with acting(desk.hub):
        assert Decision.objects.count() == 1
    assert "Choose a service" in hub.get(url("case", sent.reference)).content.decode()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"outcome": ""}, "Select what should happen"),
        ({"outcome": "nothing"}, "Select one of the answers on this page"),
        ({"reason_declined": ""}, "Select a reason for this outcome"),
        ({"rationale": "  "}, "Enter why, so that a colleague can follow it"),
        (
            {"outcome": "already_met", "reason_already_met": "open_to_service"},
            "Enter who already meets the need",
        ),
        ({"outcome": "asked_back", "reason_asked_back": "who"}, "Enter the question for the officer"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_is_kept(
    hub: Client, desk: Desk, changes: dict[str, str], sentence: str
) -> None:
    sent = send(desk)
    page = hub.post(url("decide", sent.reference), typed(question="", **changes))
    assert page.status_code == 400
    assert sentence in page.content.decode()
    assert "<title>Error: " in page.content.decode()
    if changes.get("rationale") is None:
        assert "They know &lt;b&gt;how&lt;/b&gt; to ask." in page.content.decode()


def test_two_people_deciding_lose_nothing(hub: Client, desk: Desk) -> None:
    sent = send(desk)
    solve.decision(desk.other, sent, Outcome.NO_CONTACT, at=timezone.now())
    page = hub.post(url("decide", sent.reference), typed())
    text = page.content.decode()
    assert page.status_code == 409
    assert desk.second.full_name in text
    assert "They know &lt;b&gt;how&lt;/b&gt; to ask." in text
    assert 'name="expected_number" value="1"' in text
    assert "We could not reach them" in text
    assert hub.post(url("decide", sent.reference), typed(expected_number="1")).status_code == 302


def test_deciding_reads_nobody_again_unless_the_page_is_shown_again(hub: Client, desk: Desk) -> None:
    sent = send(desk)

    def readings() -> int:
        with acting(desk.hub):
            return AuditEntry.objects.filter(did="notification.read", target_key=str(sent.pk)).count()

    assert hub.post(url("decide", sent.reference), typed(rationale="")).status_code == 400
    assert readings() == 1
    assert hub.post(url("decide", sent.reference), typed()).status_code == 302
    assert readings() == 1


def test_the_language_switch_keeps_what_was_typed_and_decides_nothing(hub: Client, desk: Desk) -> None:
    sent = send(desk)
    page = hub.post(url("decide", sent.reference), typed(switch_language="cy"))
    assert page.status_code == 200
    assert 'lang="cy"' in page.content.decode()
    assert "They know &lt;b&gt;how&lt;/b&gt; to ask." in page.content.decode()
    with acting(desk.hub):
        assert not Decision.objects.exists()


def test_work_is_claimed_taken_over_and_left(hub: Client, desk: Desk) -> None:
    sent = send(desk)
    hub.post(url("claim", sent.reference))
    assert "You work on this" in hub.get(url("case", sent.reference)).content.decode()
    assert "You work on this" in hub.get(url("queue")).content.decode()
    hub.force_login(desk.second)
    assert desk.first.full_name in hub.get(url("case", sent.reference)).content.decode()
    assert desk.first.full_name in hub.get(url("queue")).content.decode()
    hub.post(url("claim", sent.reference))
    hub.post(url("release", sent.reference))
    with acting(desk.hub):
        assert not Claim.objects.filter(released_at=None).exists()


def test_a_grade_is_changed_on_the_page(hub: Client, desk: Desk) -> None:
    sent = send(desk)
    refused = hub.post(url("regrade", sent.reference), {"grade-grade": "red", "grade-rationale": ""})
    assert refused.status_code == 400
    assert "<title>Error: " in refused.content.decode()
    hub.post(url("regrade", sent.reference), {"grade-grade": "red", "grade-rationale": "No heating."})
    with acting(desk.hub):
        assert Grading.objects.get().rationale == "No heating."
    assert "Changed by:" in hub.get(url("case", sent.reference)).content.decode()
    assert hub.get(url("regrade", sent.reference))["Location"] == url("case", sent.reference)


def test_what_came_before_is_on_the_page(hub: Client, desk: Desk) -> None:
    sent = [send(desk, days_ago=days) for days in range(12, -1, -1)]
    solve.decision(desk.hub, sent[-2], Outcome.DECLINED, at=timezone.now())
    with acting(desk.hub):
        keys = [ReportedPerson.objects.get(notification=one).pk for one in sent]
    for key in keys[:-1]:
        hub.post(COMPARE, {"one": reported(desk, sent[-1]), "other": f"report:{key}"})
    page = hub.get(url("case", sent[-1].reference)).content.decode()
    assert "There are 2 more, older than these." in page
    assert "Not decided yet" in page
    assert "They said so, and it fits what they want." in page


def test_the_officer_answers_on_a_page_in_their_language(client: Client, desk: Desk) -> None:
    sent = send(desk)
    question = solve.question(desk.hub, sent, at=timezone.now())
    client.force_login(desk.officer)
    page = client.get(url("answer", question.pk))
    assert "Who was at home?" in page.content.decode()
    refused = client.post(url("answer", question.pk), {"answer": " "})
    assert refused.status_code == 400
    kept = client.post(url("answer", question.pk), {"answer": "Two", "switch_language": "en"})
    assert ">\nTwo</textarea>" in kept.content.decode()
    done = client.post(url("answer", question.pk), {"answer": "Two children."})
    assert done["Location"] == reverse("desk:my_work")
    page = client.get(url("answer", question.pk)).content.decode()
    assert "Two children." in page
    assert "<textarea" not in page
    late = client.post(url("answer", question.pk), {"answer": "Three."})
    assert late.status_code == 400
    assert "Three." in late.content.decode()
    client.force_login(desk.first)
    page = client.get(url("case", sent.reference)).content.decode()
    assert "Two children." in page
    assert "The officer has answered" in client.get(url("queue")).content.decode()


def test_a_question_that_was_decided_without_the_answer_says_so(client: Client, desk: Desk) -> None:
    sent = send(desk)
    question = solve.question(desk.hub, sent, at=timezone.now())
    client.force_login(desk.first)
    assert "Not answered yet" in client.get(url("case", sent.reference)).content.decode()
    solve.decision(desk.hub, sent, Outcome.NO_NEED, at=timezone.now())
    assert "without waiting" in client.get(url("case", sent.reference)).content.decode()
    client.force_login(desk.officer)
    assert "no answer is needed" in client.get(url("answer", question.pk)).content.decode()


def test_a_question_is_not_there_for_others(client: Client, desk: Desk) -> None:
    question = solve.question(desk.hub, send(desk), at=timezone.now())
    with acting(desk.hub):
        assert Question.objects.count() == 1
    client.force_login(factories.practitioner(desk.partners.response))
    assert client.get(url("answer", question.pk)).status_code == 403
    client.force_login(factories.practitioner(factories.partners("W06000014").response))
    assert client.get(url("answer", question.pk)).status_code == 404


@pytest.mark.parametrize("role", FRONT_DOOR_ROLES)
def test_decision_makers_and_coordinators_see_the_front_door(client: Client, desk: Desk, role: Role) -> None:
    sent = send(desk)
    client.force_login(factories.practitioner(desk.partners.front_door, role))
    for address in (url("queue"), url("case", sent.reference)):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("role", [role for role in Role if role not in FRONT_DOOR_ROLES])
def test_other_roles_do_not_see_the_front_door(client: Client, desk: Desk, role: Role) -> None:
    sent = send(desk)
    client.force_login(factories.practitioner(desk.partners.front_door, role))
    for address in (url("queue"), url("case", sent.reference)):
        assert client.get(address).status_code == 403
    for name in ("decide", "claim", "release", "regrade"):
        assert client.post(url(name, sent.reference)).status_code == 403
    for name in ("not_same", "new_person", "undo"):
        assert client.post(url(name, sent.reference, 0)).status_code == 403


def test_a_report_without_strengths_says_that_it_was_not_asked(hub: Client, desk: Desk) -> None:
    page = hub.get(url("case", send(desk, strengths="").reference)).content.decode()
    assert "Ask the family what is going well." in page


def test_a_safeguarding_report_says_who_was_told(hub: Client, desk: Desk) -> None:
    sent = send(desk, danger="at_risk", told_whom="The contact centre", sharing_words="Asked at the door.")
    page = hub.get(url("case", sent.reference)).content.decode()
    assert "The contact centre" in page
    assert "Asked at the door." in page
    assert "It is a safeguarding report." in page


def test_a_case_shows_all_that_was_said_of_a_child(hub: Client, desk: Desk) -> None:
    due = timezone.localdate() + timedelta(days=60)
    unborn = Named(role=PersonRole.UNBORN, description="The baby they expect", due_on=due)
    child = Named(
        role=PersonRole.CHILD, given_name="Made", age=6, looked="Tired", own_words="I like my school."
    )
    page = hub.get(url("case", send(desk, ADULT, unborn, child).reference)).content.decode()
    for said in ("The baby they expect", written_date(due), "Tired", "I like my school."):
        assert said in page
