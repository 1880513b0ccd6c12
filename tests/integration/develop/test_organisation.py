"""An organisation assesses itself, compares with last time, and does something about it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from earlyhelp.develop import actions, queries
from earlyhelp.develop.choices.maturity import LATEST, instrument
from earlyhelp.develop.models import ImprovementAction, SelfAssessment, SharedMaturity
from earlyhelp.develop.rules import maturity as rules
from earlyhelp.inform.models import Message
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner
from tests import factories
from tests.factories import reflection as made

AT = factories.AT
LATER = AT + timedelta(days=200)
FIRST = instrument(LATEST).domains[0]
pytestmark = pytest.mark.django_db


@pytest.fixture
def partners() -> factories.Partners:
    return factories.partners()


@pytest.fixture
def coordinator(partners: factories.Partners) -> Practitioner:
    return factories.practitioner(partners.front_door, Role.COORDINATOR)


@pytest.fixture
def by(coordinator: Practitioner) -> Actor:
    return made.as_own(coordinator)


@pytest.fixture
def client(coordinator: Practitioner) -> Client:
    browser = Client()
    browser.force_login(coordinator)
    return browser


def answers(step: int = 3) -> dict[str, str]:
    return {f"{one.key}-step": str(step) for one in FIRST.statements}


def test_a_self_assessment_is_answered_page_by_page_and_finished(client: Client, by: Actor) -> None:
    begun = client.post(reverse("develop:begin_assessment"))
    assert client.post(reverse("develop:begin_assessment"))["Location"] == begun["Location"]
    with acting(by):
        found = SelfAssessment.objects.get()
    refused = client.post(begun["Location"], {})
    assert refused.status_code == 400
    assert "Answer every statement first" in refused.content.decode()
    for domain in instrument(LATEST).domains:
        url = reverse("develop:answer_domain", args=[found.pk, domain.key])
        assert domain.name in client.get(url).content.decode()
        said = {f"{one.key}-step": "2" for one in domain.statements}
        assert client.post(url, said).status_code == 302
    assert "4 of 4" in client.get(begun["Location"]).content.decode()
    assert client.post(begun["Location"], {"share": "on"}).status_code == 302
    page = client.get(reverse("develop:organisation")).content.decode()
    assert "How many statements stand at each step" in page
    assert SharedMaturity.objects.filter(second=4, first=0).count() == 6
    assert client.get(begun["Location"])["Location"].endswith("/result/")


def test_a_statement_may_stay_open_and_what_was_said_before_is_shown(client: Client, by: Actor) -> None:
    url = client.post(reverse("develop:begin_assessment"))["Location"] + f"{FIRST.key}/"
    said = {"commitment-step": "4", "commitment-evidence": "The plan of 2026"}
    assert client.post(url, said).status_code == 302
    page = client.get(url).content.decode()
    assert "The plan of 2026" in page
    assert page.count("                 checked") == 1


def test_a_colleagues_answers_are_not_written_over(by: Actor) -> None:
    with acting(by):
        found = actions.begin_assessment(by=by, at=AT)
        said = {"by": by, "assessment": found, "domain": FIRST, "seen": "", "at": AT}
        actions.answer_domain(**said, answers={"commitment": (2, "")})
        with pytest.raises(rules.AnsweredMeanwhile):
            actions.answer_domain(**said, answers={"commitment": (4, "")})
        assert queries.list_steps(by=by, assessment=found) == {"commitment": 2}


def test_it_is_set_beside_last_time(client: Client, by: Actor) -> None:
    made.assessment(by, at=AT)
    second = made.assessment(by, steps={"commitment": 4, "money": 1}, at=LATER)
    with acting(by):
        result = queries.get_result(by=by, assessment=second)
    assert result.earlier is not None
    assert (result.domains[0].up, result.domains[0].down, result.domains[0].same) == (1, 1, 2)
    page = client.get(reverse("develop:assessment_result", args=[second.pk])).content.decode()
    assert "Further than last time." in page
    assert "Back since last time." in page
    assert "further: 1, back: 1, the same: 2" in client.get(reverse("develop:organisation")).content.decode()
    with acting(by), CaptureQueriesContext(connection) as counted:
        queries.get_result(by=by, assessment=second)
    assert len(counted) <= 4


def test_what_is_finished_is_not_changed(client: Client, by: Actor) -> None:
    found = made.assessment(by)
    with acting(by):
        with pytest.raises(rules.FinishedAssessment):
            actions.answer_domain(by=by, assessment=found, domain=FIRST, answers={}, seen="", at=LATER)
        with pytest.raises(rules.FinishedAssessment):
            actions.finish_assessment(by=by, assessment=found, share=True, at=LATER)
    assert not SharedMaturity.objects.exists()
    page = client.post(reverse("develop:answer_domain", args=[found.pk, FIRST.key]), answers())
    assert page["Location"] == reverse("develop:assessment_result", args=[found.pk])


def test_an_action_has_an_owner_who_hears_and_says_how_it_goes(
    client: Client, by: Actor, partners: factories.Partners
) -> None:
    owner = factories.practitioner(partners.front_door, Role.DECISION_MAKER)
    found = made.assessment(by)
    url = reverse("develop:add_improvement", args=[found.pk, "commitment"])
    said = {
        "text": "Put it in the plan",
        "owner": str(owner.pk),
        "due_on-day": "1",
        "due_on-month": "1",
        "due_on-year": "2099",
    }
    assert client.post(url, said).status_code == 400
    with acting(by):
        one = actions.add_improvement(
            by=by, assessment=found, statement="commitment", text="Put it in the plan",
            owner=owner, due_on=made.SOON, at=AT,
        )  # fmt: skip
    assert Message.objects.get().recipient_id == owner.pk
    browser = Client()
    browser.force_login(owner)
    page = reverse("develop:improvement", args=[one.pk])
    assert "Say how it goes" in browser.get(page).content.decode()
    assert browser.post(page, {"state": "done", "words": ""}).status_code == 400
    assert browser.post(page, {"state": "done", "words": "It is in the plan."}).status_code == 302
    with acting(by):
        seen = queries.get_improvement(by=by, action_id=one.pk, today=made.SOON)
        assert (seen.state, seen.words[0].words, seen.is_late) == ("done", "It is in the plan.", False)
    other = Client()
    other.force_login(factories.practitioner(partners.front_door, Role.DECISION_MAKER))
    assert "Say how it goes" not in other.get(page).content.decode()


def test_an_overdue_action_says_so(client: Client, by: Actor, coordinator: Practitioner) -> None:
    found = made.assessment(by)
    with acting(by):
        actions.add_improvement(
            by=by, assessment=found, statement="money", text="Ask", owner=coordinator, due_on=AT.date(), at=AT
        )
    assert not Message.objects.exists()
    assert "Overdue" in client.get(reverse("develop:organisation")).content.decode()


def test_another_organisation_sees_and_changes_nothing(partners: factories.Partners, by: Actor) -> None:
    found = made.assessment(by)
    stranger = factories.practitioner(partners.response, Role.ADMINISTRATOR)
    with acting(made.as_own(stranger)) as other:
        assert not SelfAssessment.objects.exists()
        assert not queries.list_improvements(by=other, today=AT.date())
        with pytest.raises(NotAllowed):
            actions.finish_assessment(by=other, assessment=found, share=True, at=LATER)
    browser = Client()
    browser.force_login(stranger)
    assert browser.get(reverse("develop:assessment_result", args=[found.pk])).status_code == 404
    assert browser.get(reverse("develop:organisation")).status_code == 200


def test_an_owner_works_for_the_organisation(partners: factories.Partners, by: Actor) -> None:
    found, stranger = made.assessment(by), factories.practitioner(partners.response)
    with acting(by):
        with pytest.raises(rules.UnclearImprovement):
            actions.add_improvement(
                by=by, assessment=found, statement="money", text="Ask", owner=stranger,
                due_on=made.SOON, at=AT,
            )  # fmt: skip
        assert not ImprovementAction.objects.exists()
