"""No order of actions leaves a notification without an owner or a next date, unless it ended with a reason."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from earlyhelp.govern.choices import Purpose
from earlyhelp.govern.models import AccessGrant
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import RuleError
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner
from earlyhelp.solve import actions, queries, rules
from earlyhelp.solve.choices import Outcome, TriageState
from earlyhelp.solve.choices.checks import Known
from earlyhelp.solve.choices.queue import HoldReason
from earlyhelp.solve.models import Check, CheckAnswer, Decision, Question
from earlyhelp.solve.queries.followups import get_following
from earlyhelp.solve.queries.keeping import Keeping, get_keeping
from tests import factories
from tests.factories import checks as made
from tests.integration.solve.test_checks import Asking

DAYS = st.integers(0, 20)


class FrontDoor(RuleBasedStateMachine):
    """One notification, two decision-makers, a co-ordinator, an officer and two agencies that are asked."""

    @initialize()
    def begin(self) -> None:
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.world = Asking()
        self.at = factories.AT
        self.shares = factories.actor(
            factories.practitioner(self.world.partners.front_door, Role.COORDINATOR)
        )
        self.service = Actor.system(Purpose.EARLY_HELP, agency_id=self.world.partners.council.pk)

    def teardown(self) -> None:
        if hasattr(self, "transaction"):
            transaction.set_rollback(True)
            self.transaction.__exit__(None, None, None)

    def _do(self, by: Actor, act: Any, **said: Any) -> Any:
        """Try it. A refusal changes nothing, and is an answer like any other."""
        self.at += timedelta(minutes=5)
        try:
            with acting(by):
                return act(by=by, at=self.at, **said)
        except (RuleError, Practitioner.DoesNotExist):
            return None

    @rule(outcome=st.sampled_from(Outcome), who=st.booleans())
    def decide(self, outcome: Outcome, who: bool) -> None:
        by = self.world.hub if who else self.world.other
        with acting(by):
            last = queries.get_last_decision(by, self.world.sent.pk)
        self._do(
            by,
            actions.decide,
            notification_id=self.world.sent.pk,
            expected_number=last.number if last else 0,
            outcome=outcome,
            reason=rules.REASONS[outcome][0],
            rationale="Because it fits.",
            met_by="A synthetic service",
            question="Who was there?",
        )

    @rule()
    def answer_question(self) -> None:
        with acting(self.world.police):
            asked = Question.objects.order_by("-asked_at", "-pk").first()
        if asked is not None:
            self._do(self.world.police, actions.answer_question, question_id=asked.pk, answer="Two children.")

    @rule(days=DAYS)
    def hold(self, days: int) -> None:
        self._do(
            self.world.hub,
            actions.put_on_hold,
            notification_id=self.world.sent.pk,
            reason=next(iter(HoldReason)),
            until_on=(self.at + timedelta(days=days)).astimezone(LONDON).date(),
        )

    @rule()
    def end_hold(self) -> None:
        self._do(self.world.other, actions.end_hold, notification_id=self.world.sent.pk)

    @rule(to=st.sampled_from(["first", "second", "nobody"]))
    def assign(self, to: str) -> None:
        who = None if to == "nobody" else getattr(self.world, to).pk
        self._do(self.shares, actions.assign_notifications, references=[self.world.sent.reference], to=who)

    @rule(both=st.booleans())
    def ask_agencies(self, both: bool) -> None:
        self._do(
            self.world.hub,
            actions.ask_check,
            notification_id=self.world.sent.pk,
            positions=[0, 1] if both else [0],
            agency_ids=[self.world.health.agency.pk, self.world.homes.agency.pk],
            question=f"Do you know them at {self.at}?",
            why="To choose well.",
            wanted="today",
        )

    @rule(known=st.sampled_from(Known), of=st.sampled_from(["health", "homes"]))
    def answer_check(self, known: Known, of: str) -> None:
        agency: made.Answerer = getattr(self.world, of)
        with acting(agency.by):
            waiting = CheckAnswer.objects.filter(asked=agency.agency, answered_at=None).first()
        if waiting is not None:
            self._do(agency.by, actions.answer_check, answer_id=waiting.pk, known=known, summary="A little.")

    @rule()
    def withdraw(self) -> None:
        with acting(self.world.hub):
            check = Check.objects.order_by("-asked_at", "-pk").first()
        if check is not None:
            self._do(self.world.hub, actions.withdraw_check, check_id=check.pk, why="not_needed")

    @rule(days=DAYS, end=st.booleans(), to_team=st.booleans())
    def follow_up(self, days: int, end: bool, to_team: bool) -> None:
        on = (self.at + timedelta(days=days)).astimezone(LONDON).date()
        self._do(
            self.world.other,
            actions.follow_up,
            notification_id=self.world.sent.pk,
            because="So.",
            next_on=None if end else on,
            owner_id=None if to_team else self.world.second.pk,
            to_team=to_team,
        )

    @rule(days=DAYS)
    def wait(self, days: int) -> None:
        self.at += timedelta(days=days)
        self._do(self.service, actions.follow_up_checks)
        self._do(self.service, actions.follow_up_questions)

    @rule(who=st.sampled_from(["first", "second", "officer"]))
    def leave(self, who: str) -> None:
        """Somebody's account is closed. What they do afterwards in this test stands for a request under way."""
        practitioner = getattr(self.world, who)
        practitioner.is_active = False
        practitioner.save()

    def _keeping(self) -> Keeping:
        hub = self.world.hub
        case = queries.get_case(by=hub, reference=self.world.sent.reference, at=self.at)
        following = get_following(hub, case.last) if case.last else None
        return get_keeping(hub, case, hold=queries.get_hold(hub, case.notification), following=following)

    @invariant()
    def somebody_has_it_until_a_day_or_it_ended_with_a_reason(self) -> None:
        if not hasattr(self, "world"):
            return
        with acting(self.world.hub):
            keeping = self._keeping()
            last = Decision.objects.order_by("-number").first()
        assert keeping.has_ended or (keeping.owner and keeping.next_on is not None)
        if keeping.has_ended:
            assert keeping.state is TriageState.DECIDED
            assert last is not None
            assert last.reason in rules.REASONS[Outcome(last.outcome)]
            assert last.rationale
        gone = [one.full_name for one in (self.world.first, self.world.second) if not one.is_active]
        assert keeping.owner not in gone

    @invariant()
    def no_agency_sees_people_about_whom_it_is_no_longer_asked(self) -> None:
        if not hasattr(self, "world"):
            return
        with acting(self.world.hub):
            for check in Check.objects.all():
                for of in (self.world.health, self.world.homes):
                    waiting = check.answers.filter(asked=of.agency, answered_at=None, withdrawn_at=None)
                    sees = AccessGrant.objects.filter(
                        record_id=check.pk, agency_id=of.agency.pk, until_at=None
                    )
                    assert waiting.exists() == sees.exists()


@pytest.mark.django_db(transaction=False)
def test_no_order_of_actions_forgets_a_notification() -> None:
    run_state_machine_as_test(
        FrontDoor,
        settings=settings(
            max_examples=15,
            stateful_step_count=14,
            deadline=None,
            phases=(Phase.explicit, Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        ),
    )
