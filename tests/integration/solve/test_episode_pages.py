"""The pages of episodes, steps and caseloads, through the client: what they show, take and refuse."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import Role, TeamKind
from earlyhelp.partnership.models import Practitioner
from earlyhelp.solve import actions, queries
from earlyhelp.solve.choices import ActionState, Outcome, WorkerPart
from earlyhelp.solve.models import Action, Episode, StatutoryStep
from earlyhelp.understand.actions import make_person
from tests import factories
from tests.factories import episodes as made
from tests.factories.families import someone
from tests.factories.identify import notification
from tests.factories.solve import decision

pytestmark = pytest.mark.django_db
DUE = {"due_on-day": "1", "due_on-month": "2", "due_on-year": "2030"}


@pytest.fixture
def partners() -> factories.Partners:
    return factories.partners()


@pytest.fixture
def chief(partners: factories.Partners) -> Practitioner:
    return made.coordinator(partners)


@pytest.fixture
def hub(chief: Practitioner) -> Actor:
    return factories.actor(chief)


@pytest.fixture
def lead(partners: factories.Partners) -> Practitioner:
    return made.family_worker(partners)


@pytest.fixture
def episode(partners: factories.Partners, hub: Actor, lead: Practitioner) -> Episode:
    return made.episode(hub, made.family_team(partners), someone(hub, "Siân"), lead=lead)


def signed_in(who: Practitioner) -> Client:
    client = Client()
    client.force_login(who)
    return client


def url(name: str, *args: object) -> str:
    return reverse(f"solve:{name}", args=args)


def main(response: object) -> str:
    text = response.content.decode()
    return re.sub(r"\s+", " ", text[text.index("<main") : text.index("</main>")])


def test_an_episode_opens_from_a_decision_for_those_who_are_linked(partners, chief, hub, lead) -> None:
    officer = factories.practitioner(partners.response)
    sent = notification(partners, officer)
    client = signed_in(chief)
    early = client.get(url("open_episode", sent.reference))
    assert early.url == url("case", sent.reference)
    decision(chief, sent, Outcome.EARLY_HELP)
    assert "Nobody is here to choose from" in main(client.get(url("open_episode", sent.reference)))
    with acting(hub):
        person = make_person(by=hub, reported_id=sent.people.get().pk, at=factories.AT)
    assert url("open_episode", sent.reference) in main(client.get(url("case", sent.reference)))
    page = client.get(url("open_episode", sent.reference))
    assert "Synthetic Resident" in main(page)
    assert client.post(url("open_episode", sent.reference), {}).status_code == 400
    opened = client.post(
        url("open_episode", sent.reference), {"people": [str(person.pk)], "lead": str(lead.pk)}
    )
    with acting(hub):
        episode = Episode.objects.get()
    assert opened.url == url("episode", episode.reference)
    assert client.get(url("open_episode", sent.reference)).url == opened.url


@pytest.mark.parametrize("name", ["episode", "episode_people", "episode_actions", "episode_history"])
def test_a_tab_opens_to_those_who_have_to_do_with_it(name, partners, chief, lead, episode, hub) -> None:
    made.action(hub, episode)
    for who in (chief, lead):
        response = signed_in(who).get(url(name, episode.reference))
        assert response.status_code == 200
        assert "Siân Prys" in main(response)
    stranger = signed_in(made.family_worker(partners))
    assert stranger.get(url(name, episode.reference)).status_code == 403
    outside = signed_in(made.health_visitor(partners))
    assert outside.get(url(name, episode.reference)).status_code == 404


def test_a_member_of_the_team_does_their_action_and_loses_access(partners, lead, episode, hub) -> None:
    visitor = made.health_visitor(partners)
    client, health = signed_in(lead), signed_in(visitor)
    client.post(url("add_worker", episode.reference), {"worker": str(visitor.pk)})
    answer = {"text": "Weigh the baby", "who": f"worker:{visitor.pk}", "somebody": ""} | DUE
    assert client.post(url("add_action", episode.reference), answer).status_code == 302
    client.post(
        url("add_action", episode.reference), {"text": "Cook", "who": "somebody", "somebody": "Nan"} | DUE
    )
    with acting(hub):
        own, other = Action.objects.order_by("added_at")
        part = queries.list_live_parts(hub, [episode.pk]).get(part=WorkerPart.TEAM)
    page = main(health.get(url("episode_actions", episode.reference)))
    assert url("move_action", episode.reference, own.pk) in page
    assert url("move_action", episode.reference, other.pk) not in page
    done = {"state": "done", "came_of_it": "She grows."}
    assert health.post(url("move_action", episode.reference, own.pk), done).status_code == 302
    refused = health.post(url("move_action", episode.reference, other.pk), done)
    assert "You can change your own actions" in main(refused)
    client.post(url("end_worker", episode.reference, part.pk), {"why": "Her part is done."})
    assert health.get(url("episode", episode.reference)).status_code in (403, 404)
    with acting(hub):
        assert Action.objects.get(pk=own.pk).state == ActionState.DONE


def test_an_action_is_handed_over_and_refused_to_nobody(lead, episode, hub) -> None:
    action = made.action(hub, episode)
    client = signed_in(lead)
    where = url("hand_over_action", episode.reference, action.pk)
    assert client.post(where, {}).status_code == 400
    with acting(hub):
        person = queries.list_members(hub, [episode.pk]).get().person_id
    client.post(where, {"who": f"person:{person}", "somebody": ""})
    with acting(hub):
        assert Action.objects.get().person_id == person


def test_a_family_grows_and_shrinks(lead, episode, hub, chief) -> None:
    from tests.factories.families import home

    with acting(hub):
        mother = queries.list_members(hub, [episode.pk]).get().person
    home(hub, mother, someone(hub, "Gwen"))
    client = signed_in(chief)
    page = main(client.get(url("add_member", episode.reference)))
    key = re.search(r'value="([0-9a-f-]{36})"', page)[1]
    client.post(url("add_member", episode.reference), {"person": key})
    with acting(hub):
        new = queries.list_members(hub, [episode.pk]).get(person_id=key)
    assert "Gwen Prys" in main(client.get(url("end_member", episode.reference, new.pk)))
    client.post(url("end_member", episode.reference, new.pk))
    with acting(hub):
        assert queries.list_members(hub, [episode.pk]).count() == 1


def test_the_lead_changes_with_a_reason(partners, lead, episode) -> None:
    other = made.family_worker(partners)
    client = signed_in(lead)
    where = url("change_lead", episode.reference)
    assert client.post(where, {"worker": str(other.pk), "why": ""}).status_code == 400
    changed = client.post(where, {"worker": str(other.pk), "why": "Somebody nearer.", "stays": "on"})
    assert changed.status_code == 302
    assert other.full_name in main(client.get(url("episode", episode.reference)))


def test_an_episode_rests_goes_on_and_closes_with_nothing_open(lead, episode, hub) -> None:
    action = made.action(hub, episode)
    client = signed_in(lead)
    client.post(url("pause_episode", episode.reference), {"why": "Consent was taken back."})
    assert "Consent was taken back." in main(client.get(url("episode", episode.reference)))
    client.post(url("resume_episode", episode.reference))
    words = {"reason": "goals_reached", "summary": "They cook.", "family_view": "It helped."}
    refused = client.post(url("close_episode", episode.reference), words)
    assert "Finish every open action first" in main(refused)
    assert "They cook." in main(refused)
    client.post(
        url("move_action", episode.reference, action.pk), {"state": "not_needed", "came_of_it": "Solved."}
    )
    assert client.post(url("close_episode", episode.reference), words).url == url("my_episodes")
    with acting(hub):
        assert Episode.objects.get(pk=episode.pk).closed_at


def test_a_step_goes_up_is_asked_about_and_answered(partners, lead, episode, hub, chief) -> None:
    team = factories.team(partners.council, TeamKind.SAFEGUARDING, partners.area)
    social = signed_in(factories.practitioner(team, Role.PARTNER))
    client = signed_in(lead)
    asked = {
        "team": str(team.pk),
        "to": "care_and_support",
        "family_knows": "told",
        "reason": "They need more.",
        "last_met_on-day": "1",
        "last_met_on-month": "3",
        "last_met_on-year": "2026",
    }
    where = url("ask_step_up", episode.reference)
    assert "The family has to agree to this" in main(client.post(where, asked))
    made_step = client.post(where, asked | {"family_knows": "agrees"})
    with acting(hub):
        step = StatutoryStep.objects.get()
    page = url("step", step.reference)
    assert made_step.url == page
    assert step.reference in main(social.get(url("steps")))
    assert social.post(page, {"move": "need_more", "words": ""}).status_code == 200
    social.post(page, {"move": "need_more", "words": "What has been tried?"})
    assert "What has been tried?" in main(client.get(page))
    client.post(page, {"move": "tell", "words": "Six visits."})
    assert client.post(url("chase_step", step.reference)).status_code == 302
    social.post(page, {"move": "agree", "words": "We take them on."})
    assert social.get(page).status_code == client.get(page).status_code == 200
    with acting(hub):
        assert Episode.objects.get(pk=episode.pk).close_reason == "care_and_support"


def test_a_step_down_comes_in_with_what_is_left(partners, hub, chief, lead) -> None:
    team = factories.team(partners.council, TeamKind.SAFEGUARDING, partners.area)
    worker = factories.practitioner(team, Role.PARTNER)
    social, front = signed_in(worker), signed_in(chief)
    person = someone(hub, "Siân")
    lead = [made.family_worker(partners) for _ in range(3)][-1]  # not the first one in the list
    assert url("ask_step_down") in main(social.get(url("steps")))
    said = {
        "people": person.reference,
        "family_knows": "agrees",
        "reason": "The plan has ended.",
        "last_met_on-day": "1",
        "last_met_on-month": "3",
        "last_met_on-year": "2026",
        "carried-0-text": "Ring the nursery",
        "carried-0-who": "The nursery",
        "carried-0-due_on-day": "1",
        "carried-0-due_on-month": "2",
        "carried-0-due_on-year": "2030",
    }
    wrong = social.post(url("ask_step_down"), said | {"people": "nobody"})
    assert "at least one person" in main(wrong)
    assert social.post(url("ask_step_down"), said).status_code == 302
    with acting(hub):
        step = StatutoryStep.objects.get()
    front.post(url("step", step.reference), {"move": "agree", "words": "Welcome.", "lead": str(lead.pk)})
    with acting(hub):
        opened = Episode.objects.get()
        assert queries.get_standing(hub, opened).lead.practitioner == lead
        assert [one.text for one in queries.list_open_actions(hub, [opened.pk])] == ["Ring the nursery"]
    assert opened.reference in main(signed_in(lead).get(url("my_episodes")))
    assert signed_in(lead).get(url("ask_step_down")).status_code == 403


def test_a_caseload_is_shown_handed_over_and_said_row_by_row(partners, hub, chief, lead, episode) -> None:
    other = made.family_worker(partners)
    client = signed_in(chief)
    page = main(client.get(url("caseloads")))
    assert episode.reference in page
    where = url("hand_over_caseload", lead.pk)
    assert episode.reference in main(client.get(where))
    assert client.post(where, {"why": "He leaves."}).status_code == 400
    sheet = client.post(where, {"everybody": str(other.pk), "why": "He leaves."})
    assert "Handed over" in main(sheet)
    assert episode.reference in main(signed_in(other).get(url("my_episodes")))
    note = main(signed_in(other).get(url("handover_note", episode.reference)))
    assert "He leaves." in note
    assert client.get(url("hand_over_caseload", episode.pk)).status_code == 404


def test_who_works_elsewhere_is_named_only_while_they_work_with_a_family_here(
    partners, chief, hub, episode
) -> None:
    client, visitor = signed_in(chief), made.health_visitor(partners)
    where = url("hand_over_caseload", visitor.pk)
    assert client.get(where).status_code == 404
    with acting(hub):
        actions.add_worker(
            by=hub, episode=episode, practitioner=visitor, part=WorkerPart.TEAM, at=factories.AT
        )
    assert visitor.full_name in client.get(where).content.decode()


def test_supervision_is_written_and_read_by_the_two(partners, chief, lead) -> None:
    client, where = signed_in(chief), url("supervision", lead.pk)
    day = {"held_on-day": "1", "held_on-month": "3", "held_on-year": "2026"}
    assert client.post(where, day | {"text": ""}).status_code == 200
    client.post(where, day | {"text": "The visits go well.", "agreed": "A day off."})
    assert "The visits go well." in main(signed_in(lead).get(where))
    assert signed_in(made.family_worker(partners)).get(where).status_code == 403


def test_a_co_ordinator_sets_for_how_long_an_episode_reopens(chief, hub) -> None:
    client = signed_in(chief)
    assert "from 1 to 730" in main(client.post(url("caseloads"), {"days": "9999"}))
    assert client.post(url("caseloads"), {"days": "60"}).status_code == 302
    with acting(hub):
        assert queries.get_reopening_days(hub, hub.agency_key) == 60


def test_work_that_waits_is_on_my_work(partners, hub, chief, lead, episode) -> None:
    made.episode(hub, made.family_team(partners))
    assert "1 family whom nobody leads" in main(signed_in(chief).get(reverse("desk:my_work")))
    assert "1 family you work with" in main(signed_in(lead).get(reverse("desk:my_work")))


def test_an_earlier_episode_is_said(partners, hub, chief, lead, episode) -> None:
    with acting(hub):
        person = queries.list_members(hub, [episode.pk]).get().person
        at = factories.AT + timedelta(days=1)
        actions.close_episode(
            by=hub, episode=episode, reason="moved", summary="They moved.", family_view="Not asked.", at=at
        )
    team = made.family_team(partners)
    soon = made.episode(hub, team, person, lead=lead, at=at + timedelta(days=9))
    assert "Reopened" in main(signed_in(chief).get(url("episode", soon.reference)))
