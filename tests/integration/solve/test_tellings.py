"""Nobody waits in silence for a worker: who hears when work is given, asked, answered or late."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from earlyhelp.govern.choices import Purpose
from earlyhelp.inform.choices import Template
from earlyhelp.inform.models import Message
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import Role, TeamKind
from earlyhelp.partnership.models import Practitioner
from earlyhelp.solve import actions
from earlyhelp.solve.actions.meeting_agenda import add_cases
from earlyhelp.solve.actions.meeting_sitting import add_meeting_action
from earlyhelp.solve.choices import ActionState, WorkerPart
from earlyhelp.solve.models import Action, Episode, StatutoryStep
from tests import factories
from tests.factories import episodes as made
from tests.factories import meetings as made_of
from tests.factories.families import someone
from tests.factories.identify import notification

AT = factories.AT
DAY = timedelta(days=1)
pytestmark = pytest.mark.django_db
both = pytest.mark.parametrize("language", ["en", "cy"])


@pytest.fixture
def partners() -> factories.Partners:
    return factories.partners()


@pytest.fixture
def chief(partners: factories.Partners) -> Practitioner:
    return made.coordinator(partners)


@pytest.fixture
def hub(chief: Practitioner) -> Actor:
    return factories.actor(chief)


def episode_of(hub: Actor, partners: factories.Partners, lead: Practitioner | None = None) -> Episode:
    return made.episode(hub, made.family_team(partners), someone(hub, "Siân"), lead=lead)


def social_worker(partners: factories.Partners, language: str = "en") -> Practitioner:
    team = factories.team(partners.council, TeamKind.SAFEGUARDING, partners.area)
    return factories.practitioner(team, Role.PARTNER, language)


def heard(who: Practitioner) -> list[Message]:
    return list(Message.objects.filter(recipient=who).order_by("queued_at", "pk"))


def templates(who: Practitioner) -> list[str]:
    return [one.template for one in heard(who)]


def check_leads_on(message: Message, page: str) -> None:
    """A message is in its reader's language, carries a reference and a page only, and the page opens to them."""
    assert set(message.context) == {"reference", "path"}
    assert message.path == page
    assert message.language == message.recipient.language
    client = Client()
    client.force_login(message.recipient)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = message.language
    response = client.get(page)
    assert response.status_code == 200
    assert f'<html lang="{message.language}"' in response.content.decode()


def service(of: factories.Partners) -> Actor:
    return Actor.system(Purpose.EARLY_HELP, agency_id=of.council.pk)


@both
def test_who_is_given_notifications_hears_once_however_many_they_are(partners, hub, language) -> None:
    colleague = factories.practitioner(partners.front_door, Role.DECISION_MAKER, language)
    officer = factories.practitioner(partners.response)
    sent = [notification(partners, officer) for _ in range(3)]
    with acting(hub):
        for some in (sent[:1], sent[:1], sent[1:]):
            references = [one.reference for one in some]
            actions.assign_notifications(by=hub, references=references, to=colleague.pk, at=AT)
        actions.assign_notifications(
            by=hub, references=[sent[0].reference], to=hub.practitioner_key, at=AT + DAY
        )
    one, several = heard(colleague)
    assert (one.template, several.template) == (Template.NOTIFICATION_GIVEN, Template.NOTIFICATIONS_GIVEN)
    assert one.reference == sent[0].reference
    check_leads_on(one, reverse("solve:case", args=[sent[0].reference]))
    check_leads_on(several, reverse("solve:queue"))
    assert not Message.objects.filter(recipient_id=hub.practitioner_key).exists()


@both
def test_who_leads_or_joins_a_team_hears_and_who_did_it_does_not(partners, chief, hub, language) -> None:
    lead, other = made.family_worker(partners, language), made.family_worker(partners, language)
    visitor = made.health_visitor(partners, language=language)
    episode = episode_of(hub, partners, lead)
    page = reverse("solve:episode", args=[episode.reference])
    with acting(hub):
        for _twice in range(2):
            actions.add_worker(
                by=hub, episode=episode, practitioner=visitor, part=WorkerPart.TEAM, at=AT + DAY
            )
        actions.change_lead(
            by=hub, episode=episode, practitioner=other, why="Leave.", at=AT + DAY, stays=True
        )
    assert templates(lead) == [Template.LEAD_GIVEN, Template.TEAM_JOINED]
    assert templates(other) == [Template.LEAD_GIVEN]
    assert templates(visitor) == [Template.TEAM_JOINED]
    for message in (heard(lead)[1], *heard(other), *heard(visitor)):
        check_leads_on(message, page)
    assert heard(chief) == []


@both
def test_a_caseload_is_one_message_and_its_actions_are_none(partners, hub, language) -> None:
    leaver, taker = made.family_worker(partners), made.family_worker(partners, language)
    found = [episode_of(hub, partners, leaver) for _ in range(2)]
    made.action(hub, found[0], practitioner=leaver)
    with acting(hub):
        receivers = {one.pk: taker for one in found}
        for _twice in range(2):
            actions.hand_over_caseload(by=hub, leaver=leaver, receivers=receivers, why="Leaves.", at=AT)
    (message,) = heard(taker)
    assert message.template == Template.CASELOAD_GIVEN
    check_leads_on(message, reverse("solve:my_episodes"))


@both
def test_who_is_given_an_action_hears_and_who_takes_one_on_does_not(partners, hub, language) -> None:
    lead = made.family_worker(partners)
    episode = episode_of(hub, partners, lead)
    visitor = made.health_visitor(partners, language=language)
    with acting(hub):
        actions.add_worker(by=hub, episode=episode, practitioner=visitor, part=WorkerPart.TEAM, at=AT)
    action = made.action(factories.actor(lead), episode, practitioner=lead)
    assert templates(lead) == [Template.LEAD_GIVEN]
    with acting(hub):
        actions.hand_over_action(by=hub, action_id=action.pk, practitioner=visitor, at=AT + DAY)
        # Another day for the same owner is no new work.
        actions.hand_over_action(
            by=hub, action_id=action.pk, practitioner=visitor, due_on=date(2026, 4, 1), at=AT + DAY
        )
    _joined, message = heard(visitor)
    assert (message.template, message.reference) == (Template.ACTION_GIVEN, episode.reference)
    check_leads_on(message, reverse("solve:my_actions"))


def step_of(
    partners: factories.Partners, hub: Actor, lead: Practitioner, asked: Practitioner
) -> StatutoryStep:
    return made.step_up(factories.actor(lead), episode_of(hub, partners, lead), asked.team)


@both
def test_both_sides_of_a_step_hear_of_each_other(partners, chief, hub, language) -> None:
    lead, asked = made.family_worker(partners, language), social_worker(partners, language)
    step = step_of(partners, hub, lead, asked)
    page = reverse("solve:step", args=[step.reference])
    for who, move in ((asked, "need_more"), (lead, "tell"), (asked, "agree")):
        by = factories.actor(who)
        act = actions.add_to_step if move == "tell" else actions.answer_step
        with acting(by):
            act(by=by, step_id=step.pk, move=move, words="In words.", at=AT + DAY)
    assert templates(asked) == [Template.STEP_ASKED, Template.STEP_TOLD]
    assert templates(lead) == [Template.LEAD_GIVEN, Template.STEP_MORE_NEEDED, Template.STEP_ANSWERED]
    for message in (*heard(asked), *heard(lead)[1:]):
        assert message.reference == step.reference
        check_leads_on(message, page)
    assert heard(chief) == []


def test_a_step_that_is_withdrawn_needs_no_answer(partners, hub) -> None:
    lead, asked = made.family_worker(partners), social_worker(partners)
    step, by = step_of(partners, hub, lead, asked), factories.actor(lead)
    with acting(by):
        actions.add_to_step(by=by, step_id=step.pk, move="withdraw", words="They moved.", at=AT)
    assert templates(asked) == [Template.STEP_ASKED, Template.STEP_WITHDRAWN]


def test_a_step_down_asks_the_front_door_and_answers_who_asked(partners, chief, hub) -> None:
    asker, colleague = social_worker(partners), made.coordinator(partners, "cy")
    person, by = someone(hub, "Siân"), factories.actor(asker)
    with acting(by):
        step = actions.ask_step_down(
            by=by,
            person_ids=[person.pk],
            team=partners.front_door,
            reason="They are safe now.",
            family_knows="agrees",
            last_met_on=None,
            carried=[],
            at=AT,
        )
    with acting(hub):
        actions.answer_step(by=hub, step_id=step.pk, move="decline", words="Not yet.", at=AT)
    assert templates(chief) == templates(colleague) == [Template.STEP_ASKED]
    assert templates(asker) == [Template.STEP_ANSWERED]
    check_leads_on(heard(colleague)[0], reverse("solve:step", args=[step.reference]))


@both
def test_a_late_answer_is_told_to_both_sides_once_and_again_after_more_was_said(
    partners, hub, language
) -> None:
    lead, asked = made.family_worker(partners, language), social_worker(partners, language)
    step = step_of(partners, hub, lead, asked)
    late = step.reply_due_at + timedelta(minutes=1)

    def follow_up(at) -> int:
        with acting(service(partners)) as by:
            return actions.follow_up_steps(by=by, at=at)

    assert [follow_up(step.reply_due_at), follow_up(late), follow_up(late + DAY)] == [0, 1, 0]
    assert templates(asked) == [Template.STEP_ASKED, Template.STEP_DUE]
    assert templates(lead) == [Template.LEAD_GIVEN, Template.STEP_LATE]
    check_leads_on(heard(lead)[1], reverse("solve:step", args=[step.reference]))
    with acting(hub):
        assert [word.said_by for word in step.words.filter(move="chase")] == [None]
    for who, move in ((asked, "need_more"), (lead, "tell")):
        by = factories.actor(who)
        act = actions.add_to_step if move == "tell" else actions.answer_step
        with acting(by):
            act(by=by, step_id=step.pk, move=move, words="In words.", at=late)
    assert [follow_up(late), follow_up(late + 30 * DAY), follow_up(late + 31 * DAY)] == [0, 1, 0]


@both
def test_coordinators_hear_once_a_day_of_families_that_wait(partners, chief, hub, language) -> None:
    other = made.coordinator(partners, language)

    def tell(at) -> int:
        with acting(service(partners)) as by:
            return actions.tell_of_families_that_wait(by=by, at=at)

    episode = episode_of(hub, partners, made.family_worker(partners))
    assert tell(AT + 14 * DAY) == 0
    # The first visit is overdue.
    assert [tell(AT + 15 * DAY), tell(AT + 15 * DAY)] == [2, 0]
    with acting(hub):
        actions.pause_episode(by=hub, episode=episode, reason="They are away.", at=AT + 16 * DAY)
    assert tell(AT + 16 * DAY) == 0
    # Nobody leads these two.
    for _twice in range(2):
        episode_of(hub, partners)
    assert [tell(AT + 17 * DAY), tell(AT + 17 * DAY)] == [2, 0]
    assert templates(other) == [Template.FAMILIES_WAIT] * 2
    for message in heard(other):
        check_leads_on(message, reverse("solve:caseloads"))


def from_meeting(chief: Practitioner, owner: Practitioner, case_of: dict[str, object]) -> Action:
    meeting, by = made_of.meeting(chief, [], [owner]), factories.actor(chief)
    with acting(by):
        add_cases(by=by, meeting_id=meeting.pk, at=AT, **case_of)
    made_of.opened(chief, meeting)
    case = made_of.cases(chief, meeting)[0]
    with acting(by):
        kept = add_meeting_action(
            by=by,
            case_id=case.pk,
            text="Ring the school",
            due_on=date(2026, 3, 9),
            practitioner=owner,
            at=AT,
        )
        return kept.action


@both
@pytest.mark.parametrize("about", ["notification", "episode"])
def test_a_partner_finds_and_finishes_an_action_of_a_meeting(partners, chief, hub, language, about) -> None:
    health = made_of.partner(partners, language)
    if about == "notification":
        case_of = notification(partners, factories.practitioner(partners.response))
    else:
        case_of = episode_of(hub, partners, made.family_worker(partners))
    action = from_meeting(chief, health, {"about": about, "record_ids": [case_of.pk]})
    assert templates(health) == [Template.MEETING_INVITED, Template.ACTION_GIVEN]
    check_leads_on(heard(health)[1], reverse("solve:my_actions"))
    client = Client()
    client.force_login(health)
    work = client.get(reverse("desk:my_work")).content.decode()
    assert work.count(f'href="{reverse("solve:my_actions")}"') == 2
    page = client.get(reverse("solve:my_actions")).content.decode()
    one = reverse("solve:my_action", args=[action.pk])
    assert "Ring the school" in page
    assert one in page
    assert client.get(one).status_code == 200
    assert client.post(one, {"state": ""}).status_code == 400
    assert client.post(one, {"state": "done", "came_of_it": "They listened."}).status_code == 302
    with acting(hub):
        assert Action.objects.get(pk=action.pk).state == ActionState.DONE
    assert "Ring the school" not in client.get(reverse("solve:my_actions")).content.decode()
    assert client.get(one).status_code == 404


def test_my_actions_say_what_is_overdue_and_open_to_their_owner_only(
    partners, hub, django_assert_max_num_queries
) -> None:
    lead, other = made.family_worker(partners), made.family_worker(partners)
    episode = episode_of(hub, partners, lead)
    action = made.action(hub, episode, practitioner=lead, due_on=date(2020, 1, 1))
    client = Client()
    client.force_login(lead)
    assert "1 action of yours is overdue" in client.get(reverse("desk:my_work")).content.decode()
    page = client.get(reverse("solve:my_actions")).content.decode()
    assert "Overdue" in page
    assert reverse("solve:episode_actions", args=[episode.reference]) in page
    for _more in range(10):
        made.action(hub, episode, practitioner=lead)
    with django_assert_max_num_queries(14):
        client.get(reverse("solve:my_actions"))
    client.force_login(other)
    assert client.get(reverse("solve:my_action", args=[action.pk])).status_code == 404
    client.force_login(factories.practitioner(partners.response))
    assert client.get(reverse("solve:my_actions")).status_code == 403


def test_whoever_left_a_family_is_told_to_ask_its_lead(partners, hub) -> None:
    lead, gone = made.family_worker(partners), made.family_worker(partners)
    episode = episode_of(hub, partners, lead)
    with acting(hub):
        part = actions.add_worker(by=hub, episode=episode, practitioner=gone, part=WorkerPart.TEAM, at=AT)
    action = made.action(hub, episode, practitioner=gone)
    with acting(hub):
        actions.end_worker(by=hub, worker_id=part.pk, why="Another job.", at=AT)
    client = Client()
    client.force_login(gone)
    page = client.get(reverse("solve:my_actions")).content.decode()
    assert "Ask the lead worker" in page
    assert reverse("solve:my_action", args=[action.pk]) not in page
