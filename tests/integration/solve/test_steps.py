"""Stepping up to a statutory team and back down: nothing ends here before the other side has said yes."""

from datetime import timedelta

import pytest

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import Role, TeamKind
from earlyhelp.partnership.models import Practitioner
from earlyhelp.solve import actions, queries, rules
from earlyhelp.solve.choices import ActionState, CloseReason, EpisodeState, FamilyKnows, StepState, StepTo
from earlyhelp.solve.models import Action, Episode
from tests import factories
from tests.factories import episodes as made
from tests.factories.families import someone

AT = factories.AT
LATER = AT + timedelta(days=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def partners() -> factories.Partners:
    return factories.partners()


@pytest.fixture
def hub(partners: factories.Partners) -> Actor:
    return factories.actor(made.coordinator(partners))


@pytest.fixture
def lead(partners: factories.Partners) -> Practitioner:
    return made.family_worker(partners)


@pytest.fixture
def social_worker(partners: factories.Partners) -> Practitioner:
    team = factories.team(partners.council, TeamKind.SAFEGUARDING, partners.area)
    return factories.practitioner(team, Role.PARTNER)


@pytest.fixture
def episode(partners: factories.Partners, hub: Actor, lead: Practitioner) -> Episode:
    return made.episode(hub, made.family_team(partners), someone(hub, "Siân"), lead=lead)


def answer(
    who: Practitioner, step: object, move: str, words: str = "We know them.", **more: object
) -> object:
    by = factories.actor(who)
    with acting(by):
        return actions.answer_step(by=by, step_id=step.pk, move=move, words=words, at=LATER, **more)


def test_the_episode_stays_open_until_the_other_side_says_yes(hub, lead, episode, social_worker) -> None:
    action = made.action(hub, episode)
    step = made.step_up(factories.actor(lead), episode, social_worker.team)
    with acting(hub):
        assert queries.get_standing(hub, episode).state == EpisodeState.STEPPING_UP
        assert [one.text for one in step.actions.all()] == [action.text]
        with pytest.raises(rules.CannotStepEpisode):
            actions.close_episode(
                by=hub,
                episode=episode,
                reason=CloseReason.MOVED,
                summary="They moved.",
                family_view="Not asked.",
                at=AT,
            )
    assert answer(social_worker, step, "agree").state == StepState.AGREED
    with acting(hub):
        closed = Episode.objects.get(pk=episode.pk)
        assert closed.close_reason == CloseReason.CARE_AND_SUPPORT
        handed = Action.objects.get(pk=action.pk)
        assert (handed.state, handed.came_of_it) == (ActionState.NOT_NEEDED, step.reference)


def test_a_no_leaves_the_episode_with_its_lead(hub, lead, episode, social_worker) -> None:
    step = made.step_up(factories.actor(lead), episode, social_worker.team)
    answer(social_worker, step, "decline", "Early help is right for them.")
    with acting(hub):
        assert queries.get_standing(hub, episode).state == EpisodeState.LED


def test_more_is_asked_for_and_told(lead, episode, social_worker) -> None:
    step = made.step_up(factories.actor(lead), episode, social_worker.team)
    assert answer(social_worker, step, "need_more", "What has been tried?").state == StepState.MORE_NEEDED
    by = factories.actor(lead)
    with acting(by):
        told = actions.add_to_step(by=by, step_id=step.pk, move="tell", words="Six visits.", at=LATER)
    assert told.state == StepState.ASKED
    assert told.reply_due_at > step.reply_due_at


def test_an_answer_says_why_and_only_the_team_that_was_asked_gives_it(
    hub, lead, episode, social_worker
) -> None:
    step = made.step_up(factories.actor(lead), episode, social_worker.team)
    with pytest.raises(rules.IncompleteStep):
        answer(social_worker, step, "decline", " ")
    with pytest.raises(NotAllowed):
        answer(lead, step, "agree")
    answer(social_worker, step, "decline")
    assert answer(social_worker, step, "decline").state == StepState.DECLINED
    with pytest.raises(rules.CannotMoveStep):
        answer(social_worker, step, "agree", "After all.")


def test_protection_needs_no_consent_and_has_a_day(lead, episode, social_worker) -> None:
    by = factories.actor(lead)
    with pytest.raises(rules.IncompleteStep):
        made.step_up(by, episode, social_worker.team, family_knows=FamilyKnows.TOLD)
    step = made.step_up(
        by, episode, social_worker.team, to=StepTo.CHILD_PROTECTION, family_knows=FamilyKnows.NOT_SAFE
    )
    assert step.reply_due_at < AT + timedelta(days=2)


def test_a_resting_episode_can_be_stepped_up(hub, episode, social_worker) -> None:
    with acting(hub):
        actions.pause_episode(by=hub, episode=episode, reason="They took their consent back.", at=AT)
    step = made.step_up(
        hub, episode, social_worker.team, to=StepTo.CHILD_PROTECTION, family_knows=FamilyKnows.TOLD
    )
    assert step.state == StepState.ASKED


def test_the_other_side_is_reminded_when_it_is_late_and_not_before(lead, episode, social_worker) -> None:
    step = made.step_up(factories.actor(lead), episode, social_worker.team)
    by = factories.actor(lead)
    with acting(by):
        with pytest.raises(rules.CannotMoveStep):
            actions.chase_step(by=by, step_id=step.pk, at=LATER)
        chased = actions.chase_step(by=by, step_id=step.pk, at=step.reply_due_at + timedelta(minutes=1))
        assert [word.move for word in chased.words.order_by("said_at")] == ["ask", "chase"]


def test_stepping_down_opens_an_episode_with_what_is_left(partners, hub, lead, social_worker) -> None:
    mother = someone(hub, "Siân")
    by = factories.actor(social_worker)
    with acting(by):
        step = actions.ask_step_down(
            by=by,
            person_ids=[mother.pk],
            team=partners.front_door,
            reason="The plan has ended well.",
            family_knows=FamilyKnows.AGREES,
            last_met_on=AT.date(),
            carried=[actions.Carried("Ring the nursery", "The nursery", made.DUE)],
            at=AT,
        )
        with pytest.raises(NotAllowed):
            actions.answer_step(by=by, step_id=step.pk, move="agree", words="Yes.", at=AT)
    with acting(hub):
        agreed = actions.answer_step(
            by=hub, step_id=step.pk, move="agree", words="Welcome.", lead=lead, at=LATER
        )
        opened = agreed.episode
        assert queries.get_standing(hub, opened).lead.practitioner == lead
        assert [(one.text, one.somebody) for one in queries.list_open_actions(hub, [opened.pk])] == [
            ("Ring the nursery", "The nursery")
        ]


def test_only_a_statutory_team_steps_down(partners, hub, lead) -> None:
    by = factories.actor(lead)
    with pytest.raises(NotAllowed), acting(by):
        actions.ask_step_down(
            by=by,
            person_ids=[],
            team=partners.front_door,
            reason="x",
            family_knows="agrees",
            last_met_on=None,
            carried=[],
            at=AT,
        )


def test_a_worker_of_another_family_sees_no_step(partners, lead, episode, social_worker) -> None:
    step = made.step_up(factories.actor(lead), episode, social_worker.team)
    by = factories.actor(made.family_worker(partners))
    with pytest.raises(NotAllowed), acting(by):
        queries.get_step(by=by, reference=step.reference, at=AT)
    for who in (lead, social_worker):
        by = factories.actor(who)
        with acting(by):
            assert queries.get_step(by=by, reference=step.reference, at=AT) == step
