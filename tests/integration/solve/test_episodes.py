"""Episodes of help: who opens, joins, leads, does and ends; and that both walls agree about it."""

from datetime import timedelta

import pytest
from django.db.models import QuerySet

from earlyhelp.govern.models import AuditEntry
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.models import Practitioner
from earlyhelp.partnership.rules import NoAgreement
from earlyhelp.solve import actions, queries, rules
from earlyhelp.solve.choices import ActionState, CloseReason, EpisodeState, WorkerPart
from earlyhelp.solve.models import Action, Episode, EpisodeMember
from earlyhelp.understand.models import Person
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


def join(hub: Actor, episode: Episode, who: Practitioner, part: str = WorkerPart.TEAM) -> object:
    with acting(hub):
        return actions.add_worker(by=hub, episode=episode, practitioner=who, part=part, at=AT)


def seen(by: Actor, rows: QuerySet) -> int:
    with acting(by):
        return rows.count()


def close(by: Actor, episode: Episode, at: object = LATER, **said: str) -> Episode:
    words = {
        "reason": CloseReason.GOALS_REACHED,
        "summary": "They cook together.",
        "family_view": "It helped.",
    }
    with acting(by):
        return actions.close_episode(by=by, episode=episode, at=at, **(words | said))


def test_an_episode_has_a_reference_members_and_a_lead(partners, hub, lead) -> None:
    mother, child = someone(hub, "Siân"), someone(hub, "Gwen")
    episode = made.episode(hub, made.family_team(partners), mother, child, lead=lead)
    with acting(hub):
        assert episode.reference.startswith("EP-26-")
        assert [one.called for one in queries.list_members(hub, [episode.pk])] == ["Siân Prys", "Gwen Prys"]
        standing = queries.get_standing(hub, episode)
    assert (standing.state, standing.lead.practitioner) == (EpisodeState.LED, lead)


def test_a_person_joined_with_another_is_one_member(partners, hub) -> None:
    from tests.factories.understand import joined

    one, other = someone(hub, "Siân"), someone(hub, "Sian")
    joined(hub, other, one)
    episode = made.episode(hub, made.family_team(partners), one, other)
    assert seen(hub, EpisodeMember.objects.filter(episode=episode)) == 1
    with acting(hub):
        assert list(queries.list_episodes_of_person(hub, other.pk)) == [episode]


def test_only_the_front_door_opens_an_episode(partners, lead) -> None:
    by = factories.actor(lead)
    hub = factories.actor(made.coordinator(partners))
    person = someone(hub)
    with pytest.raises(NotAllowed):
        made.episode(by, made.family_team(partners), person)


def test_an_episode_is_about_somebody(partners, hub) -> None:
    with pytest.raises(rules.CannotStepEpisode), acting(hub):
        actions.open_episode(
            by=hub,
            notification=None,
            decision=None,
            person_ids=[],
            lead=None,
            team=made.family_team(partners),
            at=AT,
        )


def test_a_stranger_and_a_colleague_without_a_part_do_not_open_it(partners, hub, lead) -> None:
    episode = made.episode(hub, made.family_team(partners), lead=lead)
    for other in (made.family_worker(partners), made.health_visitor(partners)):
        by = factories.actor(other)
        with pytest.raises((NotAllowed, Episode.DoesNotExist)), acting(by):
            queries.get_episode(by=by, reference=episode.reference, at=AT)


def test_both_walls_open_while_a_part_lasts_and_close_with_it(partners, hub, lead) -> None:
    person = someone(hub, "Siân")
    episode = made.episode(hub, made.family_team(partners), person, lead=lead)
    visitor = made.health_visitor(partners)
    health = factories.actor(visitor)
    rows = (
        Episode.objects.filter(pk=episode.pk),
        EpisodeMember.objects.filter(episode=episode),
        Person.objects.filter(pk=person.pk),
    )
    assert [seen(health, one.all()) for one in rows] == [0, 0, 0]
    part = join(hub, episode, visitor)
    assert [seen(health, one.all()) for one in rows] == [1, 1, 1]
    with acting(health):
        assert queries.get_episode(by=health, reference=episode.reference, at=AT) == episode
        actions.end_worker(by=health, worker_id=part.pk, why="My part is done.", at=LATER)
    assert [seen(health, one.all()) for one in rows] == [0, 0, 0]
    with pytest.raises(Episode.DoesNotExist), acting(health):
        queries.get_episode(by=health, reference=episode.reference, at=LATER)


def test_an_agency_keeps_its_access_while_one_of_its_people_is_left(partners, hub, lead) -> None:
    episode = made.episode(hub, made.family_team(partners), lead=lead)
    first = made.health_visitor(partners)
    second = factories.practitioner(first.team, first.role)
    part = join(hub, episode, first)
    join(hub, episode, second)
    with acting(hub):
        actions.end_worker(by=hub, worker_id=part.pk, why="She moves on.", at=LATER)
    assert seen(factories.actor(second), Episode.objects.all()) == 1
    by = factories.actor(first)
    with pytest.raises(NotAllowed), acting(by):
        queries.get_episode(by=by, reference=episode.reference, at=LATER)


def test_who_joins_the_family_later_is_seen_and_who_leaves_is_not(partners, hub, lead) -> None:
    episode = made.episode(hub, made.family_team(partners), lead=lead)
    visitor = made.health_visitor(partners)
    join(hub, episode, visitor)
    baby = someone(hub, "Gwen")
    health = factories.actor(visitor)
    with acting(hub):
        member = actions.add_member(by=hub, episode=episode, person_id=baby.pk, at=AT)
    assert seen(health, Person.objects.filter(pk=baby.pk)) == 1
    with acting(hub):
        actions.end_member(by=hub, member_id=member.pk, at=LATER)
    assert seen(health, Person.objects.filter(pk=baby.pk)) == 0


def test_access_for_another_reason_outlives_the_episode(partners, hub, lead) -> None:
    from earlyhelp.govern.actions import open_access

    person = someone(hub, "Siân")
    episode = made.episode(hub, made.family_team(partners), person, lead=lead)
    visitor = made.health_visitor(partners)
    with acting(hub):
        open_access(by=hub, record_id=person.pk, agency_id=visitor.agency_id, because="referral", at=AT)
    join(hub, episode, visitor)
    close(hub, episode)
    health = factories.actor(visitor)
    assert seen(health, Person.objects.filter(pk=person.pk)) == 1
    assert seen(health, Episode.objects.all()) == 0


def test_without_a_live_agreement_nobody_of_the_agency_joins(partners, hub, lead) -> None:
    episode = made.episode(hub, made.family_team(partners), lead=lead)
    with pytest.raises(NoAgreement):
        join(hub, episode, made.health_visitor(partners, agreed=False))


def test_a_member_of_the_team_changes_their_own_actions_only(partners, hub, lead) -> None:
    episode = made.episode(hub, made.family_team(partners), lead=lead)
    visitor = made.health_visitor(partners)
    join(hub, episode, visitor)
    own = made.action(hub, episode, practitioner=visitor)
    others = made.action(hub, episode)
    by = factories.actor(visitor)
    with acting(by):
        moved = actions.move_action(
            by=by, action_id=own.pk, state=ActionState.DONE, came_of_it="I rang.", at=LATER
        )
    assert moved.state == ActionState.DONE
    with pytest.raises(NotAllowed), acting(by):
        actions.move_action(by=by, action_id=others.pk, state=ActionState.DONE, came_of_it="", at=LATER)
    with pytest.raises(NotAllowed), acting(by):
        actions.change_lead(by=by, episode=episode, practitioner=visitor, why="I want to.", at=LATER)


def test_a_dropped_action_says_why_and_a_done_one_stays_done(partners, hub, lead) -> None:
    episode = made.episode(hub, made.family_team(partners), lead=lead)
    action = made.action(hub, episode)
    with acting(hub):
        with pytest.raises(rules.CannotMoveAction):
            actions.move_action(by=hub, action_id=action.pk, state="not_needed", came_of_it=" ", at=AT)
        actions.move_action(by=hub, action_id=action.pk, state="done", came_of_it="", at=AT)
        with pytest.raises(rules.CannotMoveAction):
            actions.move_action(by=hub, action_id=action.pk, state="in_progress", came_of_it="", at=AT)


def test_an_action_has_one_owner(partners, hub, lead) -> None:
    episode = made.episode(hub, made.family_team(partners), lead=lead)
    with pytest.raises(rules.CannotMoveAction):
        made.action(hub, episode, somebody="")
    with pytest.raises(rules.CannotMoveAction):
        made.action(hub, episode, practitioner=lead, somebody="Their grandmother")


def test_a_new_lead_needs_a_reason_and_the_history_is_kept(partners, hub, lead) -> None:
    episode = made.episode(hub, made.family_team(partners), lead=lead)
    other = made.family_worker(partners)
    with acting(hub):
        with pytest.raises(rules.CannotStepEpisode):
            actions.change_lead(by=hub, episode=episode, practitioner=other, why="", at=LATER)
        actions.change_lead(
            by=hub, episode=episode, practitioner=other, why="She asked.", at=LATER, stays=True
        )
        parts = [(one.practitioner, one.part, one.until_at) for one in queries.list_parts(hub, episode)]
    assert (lead, WorkerPart.LEAD, LATER) in parts
    assert (lead, WorkerPart.TEAM, None) in parts
    assert (other, WorkerPart.LEAD, None) in parts


def test_a_second_lead_is_refused(partners, hub, lead) -> None:
    episode = made.episode(hub, made.family_team(partners), lead=lead)
    with pytest.raises(rules.CannotStepEpisode):
        join(hub, episode, made.family_worker(partners), WorkerPart.LEAD)


def test_nothing_open_is_left_behind_by_a_close(partners, hub, lead) -> None:
    episode = made.episode(hub, made.family_team(partners), lead=lead)
    action = made.action(hub, episode)
    for said in ({}, {"summary": ""}, {"family_view": ""}, {"reason": CloseReason.CHILD_PROTECTION}):
        with pytest.raises(rules.IncompleteClose):
            close(hub, episode, **said)
    with acting(hub):
        actions.move_action(by=hub, action_id=action.pk, state="done", came_of_it="", at=AT)
    visitor = made.health_visitor(partners)
    join(hub, episode, visitor)
    closed = close(hub, episode)
    assert closed.close_reason == CloseReason.GOALS_REACHED
    assert close(hub, episode).closed_at == LATER
    assert seen(factories.actor(visitor), Episode.objects.all()) == 0
    with acting(hub):
        assert not queries.list_live_parts(hub, [episode.pk]).exists()
        with pytest.raises(rules.CannotStepEpisode):
            actions.add_worker(by=hub, episode=closed, practitioner=lead, part=WorkerPart.LEAD, at=LATER)


def test_coming_back_is_a_new_episode_that_goes_on_from_the_last(partners, hub, lead) -> None:
    mother = someone(hub, "Siân")
    first = made.episode(hub, made.family_team(partners), mother, lead=lead)
    close(hub, first)
    back = made.episode(hub, made.family_team(partners), mother, lead=lead, at=LATER + timedelta(days=30))
    assert back.previous == first
    assert rules.is_reopening(LATER, at=back.opened_at)
    assert not rules.is_reopening(LATER, at=LATER + timedelta(days=91))
    with acting(hub):
        actions.set_reopening(by=hub, days=14, at=LATER)
        assert queries.get_reopening_days(hub, hub.agency_key) == 14


def test_an_episode_rests_and_goes_on(partners, hub, lead) -> None:
    episode = made.episode(hub, made.family_team(partners), lead=lead)
    with acting(hub):
        paused = actions.pause_episode(by=hub, episode=episode, reason="Consent was withdrawn.", at=AT)
        assert queries.get_standing(hub, paused).state == EpisodeState.PAUSED
        gone_on = actions.resume_episode(by=hub, episode=paused, at=LATER)
        assert queries.get_standing(hub, gone_on).state == EpisodeState.LED
        with pytest.raises(rules.CannotStepEpisode):
            actions.resume_episode(by=hub, episode=gone_on, at=LATER)


def test_every_change_is_in_the_audit(partners, hub, lead) -> None:
    episode = made.episode(hub, made.family_team(partners), lead=lead)
    made.action(hub, episode)
    with acting(hub):
        queries.get_episode(by=hub, reference=episode.reference, at=AT)
        did = set(AuditEntry.objects.values_list("did", flat=True))
    assert {
        "episode.opened",
        "episode.member_joined",
        "episode.worker_joined",
        "action.added",
        "episode.read",
    } <= did


def test_the_work_of_who_has_left_is_with_the_team(partners, hub, lead) -> None:
    episode = made.episode(hub, made.family_team(partners), lead=lead)
    made.action(hub, episode, practitioner=lead)
    Practitioner.objects.filter(pk=lead.pk).update(is_active=False)
    with acting(hub):
        assert queries.get_standing(hub, episode).state == EpisodeState.UNLED
        first = queries.list_workloads(by=hub, at=AT)[0]
        assert first.worker is None
        assert [one.episode for one in first.families] == [episode]
    system = Actor.system("running", agency_id=partners.council.pk)
    with acting(system):
        assert actions.return_work_of_leavers(by=system, at=LATER) == 1
        assert actions.return_work_of_leavers(by=system, at=LATER) == 0


def test_a_whole_caseload_is_handed_over_row_by_row(partners, hub, lead) -> None:
    team, other = made.family_team(partners), made.family_worker(partners)
    one, two, three = (made.episode(hub, team, lead=lead) for _ in range(3))
    action = made.action(hub, one, practitioner=lead)
    stranger = made.health_visitor(partners, agreed=False)
    with acting(hub):
        with pytest.raises(rules.CannotStepEpisode):
            actions.hand_over_caseload(by=hub, leaver=lead, receivers={one.pk: other}, why="", at=LATER)
        sheet = actions.hand_over_caseload(
            by=hub, leaver=lead, receivers={one.pk: other, two.pk: stranger}, why="He leaves.", at=LATER
        )
        assert [bool(row.refusal) for row in sheet] == [False, True]
        assert queries.get_standing(hub, one).lead.practitioner == other
        assert queries.get_standing(hub, two).lead.practitioner == lead
        assert queries.get_standing(hub, three).lead.practitioner == lead
        assert Action.objects.get(pk=action.pk).practitioner == other


def test_a_lead_worker_hands_nobodys_caseload_over(partners, hub, lead) -> None:
    by = factories.actor(lead)
    with pytest.raises(NotAllowed), acting(by):
        actions.hand_over_caseload(by=by, leaver=lead, receivers={}, why="I leave.", at=AT)


def test_a_caseload_asks_the_same_number_of_queries_however_long(
    partners, hub, lead, django_assert_max_num_queries
) -> None:
    team = made.family_team(partners)
    for _ in range(4):
        made.action(hub, made.episode(hub, team, lead=lead))
    with acting(hub), django_assert_max_num_queries(12):
        assert [one.led for one in queries.list_workloads(by=hub, at=AT)] == [4]
    by = factories.actor(lead)
    with acting(by), django_assert_max_num_queries(10):
        assert len(queries.list_my_families(by=by, at=AT)) == 4


def test_supervision_is_between_the_two(partners, hub, lead) -> None:
    with acting(hub):
        note = actions.write_supervision_note(
            by=hub, worker=lead, held_on=AT.date(), text="It goes well.", agreed="", at=AT
        )
    own = factories.actor(lead)
    with acting(own):
        assert queries.list_supervision_notes(by=own, worker=lead, at=AT) == [note]
    colleague = factories.actor(made.family_worker(partners))
    with pytest.raises(NotAllowed), acting(colleague):
        queries.list_supervision_notes(by=colleague, worker=lead, at=AT)
    with pytest.raises(NotAllowed), acting(own):
        actions.write_supervision_note(by=own, worker=lead, held_on=AT.date(), text="I.", agreed="", at=AT)
