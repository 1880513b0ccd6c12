"""No order of actions breaks the transition table, loses a decision, or changes data without an audit row."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from earlyhelp.govern.models import AuditEntry
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import RuleError
from earlyhelp.solve import actions, queries, rules
from earlyhelp.solve.choices import Grade, Outcome, Step, TriageState
from earlyhelp.solve.models import Claim, Decision, Feedback, Grading, Question
from earlyhelp.understand import actions as understand
from earlyhelp.understand.models import NotSame, Person, PersonLink
from tests import factories
from tests.integration.solve.test_deciding import Desk
from tests.integration.solve.test_queue import ADULT

_TABLES: tuple[Any, ...] = (Claim, Decision, Feedback, Grading, Question, Person, PersonLink, NotSame)


class World(Desk):
    """Two decision-makers, an officer, and two notifications about people who look alike."""

    def __init__(self) -> None:
        super().__init__()
        self.sent = [self.send(people=[ADULT]) for _ in range(2)]
        self.at = factories.AT
        with acting(self.hub):
            self.people = [one.people.get() for one in self.sent]

    def rows(self) -> list[Any]:
        """Everything that these actions may change, as values."""
        with acting(self.hub):
            return [sorted(map(repr, table.objects.values_list())) for table in _TABLES]

    def changes(self) -> int:
        """How many audit entries speak of a change, in both agencies."""
        count = 0
        for by in (self.hub, self.police):
            with acting(by):
                count += AuditEntry.objects.exclude(kind="read").count()
        return count


Do = Callable[[World], Any]


def decide(number: int, who: int, outcome: Outcome, seen: int) -> Do:
    def do(world: World) -> Any:
        by = (world.hub, world.other)[who]
        return actions.decide(
            by=by,
            notification_id=world.sent[number].pk,
            expected_number=seen,
            outcome=outcome,
            reason=rules.REASONS[outcome][-1],
            rationale="Because it fits.",
            met_by="A synthetic service",
            question="Who was there?",
            at=world.at,
        )

    return do


def answer(number: int) -> Do:
    def do(world: World) -> Any:
        question = Question.objects.filter(notification=world.sent[number]).order_by("-asked_at").first()
        return question and actions.answer_question(
            by=world.police, question_id=question.pk, answer="Two children.", at=world.at
        )

    return do


def hold(number: int, who: int, *, take: bool) -> Do:
    def do(world: World) -> Any:
        act = actions.claim if take else actions.release
        return act(by=(world.hub, world.other)[who], notification_id=world.sent[number].pk, at=world.at)

    return do


def grade(number: int, to: Grade) -> Do:
    return lambda world: actions.regrade(
        by=world.hub, notification_id=world.sent[number].pk, grade=to, rationale="So.", at=world.at
    )


def join(number: int, what: str) -> Do:
    def do(world: World) -> Any:
        one, other = world.people[number].pk, world.people[1 - number].pk
        if what == "link":
            return understand.link_reports(by=world.hub, reported_id=one, other_id=other, at=world.at)
        if what == "new":
            return understand.make_person(by=world.hub, reported_id=one, at=world.at)
        if what == "part":
            return understand.say_not_same(by=world.hub, reported_id=one, other_id=other, at=world.at)
        return understand.undo_link(by=world.hub, reported_id=one, because="A twin", at=world.at)

    return do


NUMBER, WHO = st.integers(0, 1), st.integers(0, 1)
STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.just("hub"), st.builds(decide, NUMBER, WHO, st.sampled_from(Outcome), st.integers(0, 3))
        ),
        st.tuples(st.just("police"), st.builds(answer, NUMBER)),
        st.tuples(st.just("hub"), st.builds(hold, NUMBER, WHO, take=st.booleans())),
        st.tuples(st.just("hub"), st.builds(grade, NUMBER, st.sampled_from(Grade))),
        st.tuples(st.just("hub"), st.builds(join, NUMBER, st.sampled_from(["link", "new", "part", "undo"]))),
    ),
    min_size=1,
    max_size=14,
)


def states(world: World) -> list[TriageState]:
    return [world.state(one) for one in world.sent]


def check(before: list[TriageState], after: list[TriageState]) -> None:
    """A notification moved along the table, or not at all; never two at once."""
    moved = [(was, now) for was, now in zip(before, after, strict=True) if was is not now]
    assert len(moved) <= 1
    for was, now in moved:
        assert now in rules.TRANSITIONS[was].values()


@pytest.mark.django_db(transaction=False)
@settings(
    max_examples=25,
    deadline=None,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_no_order_of_actions_breaks_the_table_or_escapes_the_audit(steps: list[tuple[str, Do]]) -> None:
    with transaction.atomic():
        world = World()
        for who, do in steps:
            by: Actor = world.hub if who == "hub" else world.police
            world.at += timedelta(minutes=1)
            before, rows, changes = states(world), world.rows(), world.changes()
            try:
                with acting(by):
                    do(world)
            except RuleError:
                assert world.rows() == rows
                assert world.changes() == changes
            else:
                assert (world.rows() == rows) == (world.changes() == changes)
            check(before, states(world))
        with acting(world.hub):
            assert_sound(world)
        transaction.set_rollback(True)


def assert_sound(world: World) -> None:
    """What must be true of the tables, however they came to be."""
    for one in world.sent:
        numbers = sorted(Decision.objects.filter(notification=one).values_list("number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))
        heard = Feedback.objects.filter(notification=one, event__startswith="decided.").count()
        assert heard == len(numbers)
        is_open = Question.objects.filter(notification=one, answered_at=None, closed_at=None).count()
        waits = queries.get_state(world.hub, one.pk) is TriageState.ASKED_BACK
        assert is_open == waits
        assert Claim.objects.filter(notification=one, released_at=None).count() <= 1
    for person in world.people:
        assert PersonLink.objects.filter(reported=person, undone_at=None).count() <= 1


def test_the_table_is_closed() -> None:
    assert {step for steps in rules.TRANSITIONS.values() for step in steps} == set(Step)
