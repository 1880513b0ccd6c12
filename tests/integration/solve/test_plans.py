"""A family's plan: goals on strengths, visits with distance, levels, and what nobody may do."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from earlyhelp.inform.models import Message
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner
from earlyhelp.solve.actions import goals, visits
from earlyhelp.solve.choices.plans import ReviewState, VisitKind, WhoReads
from earlyhelp.solve.models import Distance, Episode, Goal, GoalVersion, NeedLevel, Review
from earlyhelp.solve.queries.plans import plan_of
from earlyhelp.solve.rules.goals import GoalOvertaken, IncompleteGoal
from earlyhelp.solve.rules.plans import NoReasonForLevel, NothingToCarry, PlanEnded
from earlyhelp.solve.rules.reviews import IncompleteVisit, Mark, VisitOvertaken
from earlyhelp.understand.models import Person, Strength
from tests import factories
from tests.factories import episodes, plans
from tests.factories.families import someone

pytestmark = pytest.mark.django_db
AT = factories.AT


@dataclass(frozen=True, slots=True)
class Scene:
    hub: Actor
    worker: Actor
    practitioner: Practitioner
    episode: Episode
    mother: Person
    son: Person


@pytest.fixture
def scene() -> Scene:
    partners = factories.partners()
    hub = factories.actor(episodes.coordinator(partners))
    lead = episodes.family_worker(partners)
    mother, son = someone(hub, "Siân"), someone(hub, "Osian")
    made = episodes.episode(hub, episodes.family_team(partners), mother, son, lead=lead)
    return Scene(hub, factories.actor(lead), lead, made, mother, son)


def test_a_goal_rests_on_a_strength_that_is_kept_with_the_person(scene: Scene) -> None:
    goal = plans.goal(scene.worker, scene.episode)
    with acting(scene.worker):
        strength = Strength.objects.get()
        assert strength.person_id == scene.mother.pk
        assert strength.said_by == "Their mother"
        seen = plan_of(scene.worker, scene.episode, at=AT).open_goals[0]
        assert seen.goal == goal
        assert [one.entry for one in seen.strengths] == [strength]


def test_a_goal_that_rests_on_nothing_is_refused(scene: Scene) -> None:
    with acting(scene.worker), pytest.raises(IncompleteGoal):
        goals.add_goal(
            by=scene.worker,
            episode=scene.episode,
            wanted=goals.Wanted("A job", "en", None, WhoReads.FAMILY, plans.ON),
            strength_ids=(),
            at=AT,
        )
    with acting(scene.worker):
        assert not Goal.objects.exists()


def test_other_words_leave_the_earlier_ones_and_nobody_writes_over_a_colleague(scene: Scene) -> None:
    goal = plans.goal(scene.worker, scene.episode)
    wanted = goals.Wanted("Calm mornings", "en", None, WhoReads.FAMILY, plans.ON, "They said it shorter")
    with acting(scene.worker):
        goals.change_goal(by=scene.worker, goal_id=goal.pk, seen_number=1, wanted=wanted, at=AT)
        with pytest.raises(GoalOvertaken):
            goals.change_goal(by=scene.worker, goal_id=goal.pk, seen_number=1, wanted=wanted, at=AT)
        assert list(GoalVersion.objects.order_by("number").values_list("words", flat=True)) == [
            "I want mornings without shouting.",
            "Calm mornings",
        ]


def test_a_goal_that_ended_stays_and_is_not_ended_twice(scene: Scene) -> None:
    goal = plans.goal(scene.worker, scene.episode)
    with acting(scene.worker):
        goals.end_goal(by=scene.worker, goal_id=goal.pk, end="reached", words="We did it.", at=AT)
        with pytest.raises(GoalOvertaken):
            goals.end_goal(by=scene.worker, goal_id=goal.pk, end="not_wanted", words="", at=AT)
        assert [one.goal for one in plan_of(scene.worker, scene.episode, at=AT).ended_goals] == [goal]


def test_the_last_strength_is_not_taken_from_beneath_a_goal(scene: Scene) -> None:
    goal = plans.goal(scene.worker, scene.episode)
    with acting(scene.worker):
        with pytest.raises(IncompleteGoal):
            goals.lay_strengths(by=scene.worker, goal_id=goal.pk, strength_ids=(), at=AT)
        assert goal.strengths.filter(removed_at=None).count() == 1


def test_a_member_of_the_family_does_something_for_a_goal(scene: Scene) -> None:
    goal = plans.goal(scene.worker, scene.episode)
    with acting(scene.worker):
        done = goals.add_goal_action(
            by=scene.worker,
            goal_id=goal.pk,
            text="Lay out the uniform in the evening",
            due_on=plans.ON + timedelta(days=7),
            person=scene.son,
            at=AT,
        )
        assert plan_of(scene.worker, scene.episode, at=AT).open_goals[0].actions == (done,)


def test_visits_keep_what_each_person_said_and_set_the_next_day(scene: Scene) -> None:
    goal = plans.goal(scene.worker, scene.episode, whose=scene.mother)
    plans.visit(scene.worker, scene.episode, Mark(goal.pk, scene.mother.pk, 3, "Siân"))
    later = AT + timedelta(weeks=6)
    plans.visit(
        scene.worker,
        scene.episode,
        Mark(goal.pk, scene.mother.pk, None, "Siân"),
        kind=VisitKind.REVIEW,
        at=later,
    )
    with acting(scene.worker):
        plan = plan_of(scene.worker, scene.episode, at=later)
        assert [row.mark for row in plan.open_goals[0].marks[0].rows] == [3, None]
        assert plan.next_review is not None
        assert plan.next_review.due_on == later.date() + timedelta(weeks=6)
        assert plan.review_state is ReviewState.PLANNED
        assert Review.objects.count() == 3


def test_a_second_first_visit_and_a_late_review_without_a_reason_are_refused(scene: Scene) -> None:
    plans.visit(scene.worker, scene.episode)
    with pytest.raises(VisitOvertaken):
        plans.visit(scene.worker, scene.episode)
    with pytest.raises(IncompleteVisit):
        plans.visit(
            scene.worker,
            scene.episode,
            kind=VisitKind.REVIEW,
            next_on=AT.date() + timedelta(weeks=9),
        )


def test_levels_move_with_a_reason_and_none_is_overwritten(scene: Scene) -> None:
    with acting(scene.worker):
        visits.say_level(
            by=scene.worker, episode=scene.episode, seen_number=0, level=2, rationale="Two needs.", at=AT
        )
        with pytest.raises(NoReasonForLevel):
            visits.say_level(
                by=scene.worker, episode=scene.episode, seen_number=1, level=3, rationale=" ", at=AT
            )
        with pytest.raises(VisitOvertaken):
            visits.say_level(
                by=scene.worker, episode=scene.episode, seen_number=0, level=3, rationale="More.", at=AT
            )
        visits.say_level(
            by=scene.worker, episode=scene.episode, seen_number=1, level=3, rationale="More.", at=AT
        )
        assert [one.level for one in NeedLevel.objects.all()] == [3, 2]


def test_nobody_outside_the_team_changes_a_plan(scene: Scene) -> None:
    other = factories.actor(factories.practitioner(scene.practitioner.team, Role.PARTNER))
    with pytest.raises(NotAllowed):
        plans.goal(other, scene.episode, strength_of=scene.mother)


def test_a_lead_is_told_a_week_before_and_once_more_when_it_is_late(scene: Scene) -> None:
    plans.visit(scene.worker, scene.episode)
    system = Actor.system("early_help", agency_id=scene.episode.agency_id)
    told = []
    for days in (30, 36, 37, 43, 44):
        with acting(system):
            told.append(visits.remind_of_reviews(by=system, at=AT + timedelta(days=days)))
    assert told == [0, 1, 0, 1, 0]
    heard = Message.objects.filter(template__startswith="review_").order_by("queued_at")
    assert [one.template for one in heard] == ["review_soon", "review_overdue"]
    assert {one.recipient for one in heard} == {scene.practitioner}
    assert all(set(one.context) <= {"reference", "path"} for one in heard)


def test_another_day_for_the_review_says_why(scene: Scene) -> None:
    plans.visit(scene.worker, scene.episode)
    due_on = AT.date() + timedelta(weeks=6)
    with acting(scene.worker):
        with pytest.raises(IncompleteVisit):
            visits.move_review(
                by=scene.worker, episode=scene.episode, seen_on=due_on, due_on=due_on, why="", at=AT
            )
        moved = visits.move_review(
            by=scene.worker,
            episode=scene.episode,
            seen_on=due_on,
            due_on=due_on + timedelta(days=3),
            why="School holidays",
            at=AT,
        )
        assert moved.due_on == due_on + timedelta(days=3)


def test_the_plan_ends_with_its_help(scene: Scene) -> None:
    goal = plans.goal(scene.worker, scene.episode)
    plans.visit(scene.worker, scene.episode)
    with acting(scene.worker):
        visits.close_plan(by=scene.worker, episode=scene.episode, at=AT)
        goal.refresh_from_db()
        assert goal.end == "help_ended"
        assert plan_of(scene.worker, scene.episode, at=AT).next_review is None
        Episode.objects.filter(pk=scene.episode.pk).update(closed_at=AT, close_reason="moved")
        scene.episode.refresh_from_db()
    with pytest.raises(PlanEnded):
        plans.goal(scene.worker, scene.episode, strength_of=scene.mother)


def test_goals_go_on_from_the_last_plan_but_not_those_of_somebody_who_left(scene: Scene) -> None:
    plans.goal(scene.worker, scene.episode, "We want a walk on Sundays")
    plans.goal(scene.worker, scene.episode, "I want to see dad", whose=scene.son, who_reads=WhoReads.OWN)
    with acting(scene.hub):
        visits.close_plan(by=scene.hub, episode=scene.episode, at=AT)
        Episode.objects.filter(pk=scene.episode.pk).update(closed_at=AT, close_reason="moved")
    again = episodes.episode(
        scene.hub, scene.practitioner.team, scene.mother, lead=scene.practitioner, at=AT + timedelta(days=9)
    )
    with acting(scene.worker):
        again.refresh_from_db()
        assert again.previous_id == scene.episode.pk
        carried = goals.carry_goals(by=scene.worker, episode=again, at=AT + timedelta(days=9))
        words = [one.now.words for one in plan_of(scene.worker, again, at=AT).goals]
        assert words == ["We want a walk on Sundays"]
        assert carried[0].came_from is not None
        with pytest.raises(NothingToCarry):
            goals.carry_goals(by=scene.worker, episode=again, at=AT)


def test_the_plan_page_asks_no_more_for_more(
    scene: Scene, client: Client, django_assert_max_num_queries: object
) -> None:
    client.force_login(scene.practitioner)
    page = reverse("solve:plan", args=[scene.episode.reference])
    counts = []
    for number in range(2):
        goal = plans.goal(scene.worker, scene.episode, f"Goal {number}")
        if number == 0:
            plans.visit(scene.worker, scene.episode, Mark(goal.pk, scene.mother.pk, 4, "Siân"))
        with django_assert_max_num_queries(200) as counted:  # type: ignore[operator]
            assert client.get(page).status_code == 200
        counts.append(len(counted))
    assert counts[1] <= counts[0]


def test_a_plan_is_written_through_the_pages(scene: Scene, client: Client) -> None:
    client.force_login(scene.practitioner)
    base = reverse("solve:plan", args=[scene.episode.reference])
    day = {"agreed_on-day": "2", "agreed_on-month": "3", "agreed_on-year": "2026"}
    typed = {
        "words": "I want to cook with Osian",
        "language": "en",
        "whose": str(scene.mother.pk),
        "who_reads": "family",
        "new_strength": "She cooks well",
        "strength_of": str(scene.mother.pk),
        "strength_kind": "skills",
        "strength_said_by": "Osian",
        **day,
    }
    wrong = client.post(f"{base}goals/add/", typed | {"new_strength": ""})
    assert wrong.status_code == 400
    assert b"Error:" in wrong.content
    assert client.post(f"{base}goals/add/", typed).status_code == 302
    with acting(scene.worker):
        goal = Goal.objects.get()
    key = f"{goal.pk.hex}-{scene.mother.pk.hex}"
    held = {"held_on-day": "22", "held_on-month": "11", "held_on-year": "2026", "who_was_there": "All"}
    coming = {"next_on-day": "2", "next_on-month": "1", "next_on-year": "2027"}
    answer = client.post(
        f"{base}visits/first/", held | coming | {f"mark-{key}": "4", f"said-{key}": "Siân", "kind": "first"}
    )
    assert answer.status_code == 302, answer.content.decode()
    with acting(scene.worker):
        assert Distance.objects.get().mark == 4
    page = client.get(base).content.decode()
    assert "I want to cook with Osian" in page
    assert "She cooks well" in page
    assert "<svg" in page
    for path in ("visits/review/", "visits/end/", "level/", "review/", "give/", f"goals/{goal.pk}/end/"):
        assert client.get(base + path).status_code == 200, path
    assert client.get(f"{base}visits/nonsense/").status_code == 404
