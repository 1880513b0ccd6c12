"""Deciding, asking back, answering, telling: who may, what is written, and what happens when two do it at once."""

from datetime import timedelta
from typing import Any

import pytest

from earlyhelp.govern.choices import Purpose
from earlyhelp.govern.models import AuditEntry
from earlyhelp.identify.models import Notification
from earlyhelp.inform.choices import Template
from earlyhelp.inform.models import Message
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES, Role
from earlyhelp.solve import actions, queries, rules
from earlyhelp.solve.choices import Grade, Outcome, TriageState
from earlyhelp.solve.models import Claim, Decision, Feedback, Grading, Question
from tests import factories
from tests.factories import identify, solve

pytestmark = pytest.mark.django_db
AT = factories.AT
LATER = AT + timedelta(hours=1)


class Desk:
    def __init__(self) -> None:
        self.partners = factories.partners()
        self.officer = factories.practitioner(self.partners.response, language="cy")
        self.first = solve.decision_maker(self.partners)
        self.second = solve.decision_maker(self.partners)
        self.hub = factories.actor(self.first)
        self.other = factories.actor(self.second)
        self.police = factories.actor(self.officer)

    def send(self, **changes: Any) -> Notification:
        return identify.notification(self.partners, self.officer, **changes)

    def state(self, notification: Notification) -> TriageState:
        with acting(self.hub):
            return queries.get_state(self.hub, notification.pk)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def did(by: Actor, *names: str) -> list[str]:
    with acting(by):
        found = AuditEntry.objects.filter(kind="change").order_by("at", "id").values_list("did", flat=True)
        return [name for name in found if not names or name.split(".")[0] in names]


@pytest.mark.parametrize("outcome", [outcome for outcome in Outcome if outcome is not Outcome.ASKED_BACK])
def test_every_outcome_is_recorded_and_told_to_the_officer(desk: Desk, outcome: Outcome) -> None:
    sent = desk.send()
    decision = solve.decision(desk.hub, sent, outcome)
    assert (decision.number, decision.outcome) == (1, outcome)
    assert desk.state(sent) is TriageState.DECIDED
    with acting(desk.police):
        (heard,) = queries.list_feedback_for(desk.police, [sent])[sent.pk]
        assert heard.sentence == str(rules.FEEDBACK[f"decided.{outcome.value}"].sentence)
        assert heard.is_new
        assert not heard.needs_answer
    message = Message.objects.get(template=Template.FEEDBACK)
    assert (message.recipient, message.language) == (desk.officer, "cy")
    assert message.context["reference"] == sent.reference
    assert message.context["path"] == f"/my-notifications/{sent.reference}"
    assert did(desk.hub, "notification", "feedback") == ["notification.decided", "feedback.given"]


def test_a_double_click_decides_once(desk: Desk) -> None:
    sent = desk.send()
    first = solve.decision(desk.hub, sent, expected_number=0)
    again = solve.decision(desk.hub, sent, expected_number=0, at=LATER)
    assert again == first
    with acting(desk.hub):
        assert Decision.objects.count() == 1
        assert Feedback.objects.count() == 1
    assert Message.objects.filter(template=Template.FEEDBACK).count() == 1


def test_whoever_decides_second_is_told_who_was_first(desk: Desk) -> None:
    sent = desk.send()
    solve.decision(desk.hub, sent, Outcome.DECLINED, expected_number=0)
    with pytest.raises(rules.DecidedMeanwhile, match=desk.first.full_name) as refused:
        solve.decision(desk.other, sent, Outcome.SIGNPOST, expected_number=0)
    assert refused.value.at == AT
    with pytest.raises(rules.DecidedMeanwhile):
        solve.decision(desk.hub, sent, Outcome.SIGNPOST, expected_number=0)
    with acting(desk.hub):
        assert Decision.objects.get().outcome == Outcome.DECLINED
        assert Feedback.objects.count() == 1


def test_a_later_decision_takes_the_place_of_the_last(desk: Desk) -> None:
    sent = desk.send()
    solve.decision(desk.hub, sent, Outcome.NO_CONTACT)
    solve.decision(desk.other, sent, Outcome.SIGNPOST, at=LATER)
    with acting(desk.hub):
        found = queries.list_decisions(desk.hub, [sent.pk])[sent.pk]
        assert [(one.number, one.outcome) for one in found] == [(2, "signpost"), (1, "no_contact")]
        assert queries.get_last_decision(desk.hub, sent.pk) == found[0]
    with acting(desk.police):
        heard = queries.list_feedback_for(desk.police, [sent])[sent.pk]
        assert [one.event for one in heard] == ["decided.signpost", "decided.no_contact"]


def test_asking_back_puts_it_with_the_officer_and_the_answer_brings_it_back(desk: Desk) -> None:
    sent = desk.send()
    question = solve.question(desk.hub, sent)
    assert desk.state(sent) is TriageState.ASKED_BACK
    message = Message.objects.get(template=Template.QUESTION)
    assert message.recipient == desk.officer
    assert message.context["path"] == f"/triage/questions/{question.pk}/"
    with acting(desk.police):
        assert list(queries.list_open_questions(desk.police)) == [question]
        (heard,) = queries.list_feedback_for(desk.police, [sent])[sent.pk]
        assert heard.needs_answer
        for _ in range(2):
            answered = actions.answer_question(
                by=desk.police, question_id=question.pk, answer=" Two children. ", at=LATER
            )
        assert (answered.answer, answered.answered_at) == ("Two children.", LATER)
        assert not queries.list_open_questions(desk.police)
        with pytest.raises(rules.CannotStep):
            actions.answer_question(by=desk.police, question_id=question.pk, answer="Three.", at=LATER)
    assert desk.state(sent) is TriageState.ANSWERED
    told = Message.objects.get(template=Template.ANSWER)
    assert (told.recipient, told.context["path"]) == (desk.first, f"/triage/{sent.reference}/")
    assert did(desk.police, "question", "feedback") == ["question.answered", "feedback.given"]


def test_nobody_asks_twice_at_once(desk: Desk) -> None:
    sent = desk.send()
    solve.question(desk.hub, sent)
    with pytest.raises(rules.CannotStep, match="already waiting"):
        solve.decision(desk.hub, sent, Outcome.ASKED_BACK)


def test_deciding_without_the_answer_closes_the_question(desk: Desk) -> None:
    sent = desk.send()
    question = solve.question(desk.hub, sent)
    solve.decision(desk.hub, sent, Outcome.NO_NEED, at=LATER)
    with acting(desk.police):
        assert not queries.list_open_questions(desk.police)
        with pytest.raises(rules.CannotStep, match="no longer open"):
            actions.answer_question(by=desk.police, question_id=question.pk, answer="Late.", at=LATER)
    assert desk.state(sent) is TriageState.DECIDED
    solve.question(desk.hub, sent, at=LATER)
    assert desk.state(sent) is TriageState.ASKED_BACK


def test_only_the_sender_answers_and_only_with_words(desk: Desk) -> None:
    question = solve.question(desk.hub, desk.send())
    colleague = factories.actor(factories.practitioner(desk.partners.response))
    with acting(colleague), pytest.raises(NotAllowed):
        actions.answer_question(by=colleague, question_id=question.pk, answer="Yes.", at=LATER)
    with acting(colleague), pytest.raises(NotAllowed):
        queries.get_question(by=colleague, question_id=question.pk, at=LATER)
    with acting(desk.police), pytest.raises(rules.NothingToAnswer):
        actions.answer_question(by=desk.police, question_id=question.pk, answer=" ", at=LATER)


@pytest.mark.parametrize("role", [role for role in Role if role not in FRONT_DOOR_ROLES])
def test_other_roles_decide_nothing(desk: Desk, role: Role) -> None:
    sent = desk.send()
    by = factories.actor(factories.practitioner(desk.partners.front_door, role))
    with pytest.raises(NotAllowed):
        solve.decision(by, sent)


def test_another_front_door_sees_nothing_and_decides_nothing(desk: Desk) -> None:
    sent = desk.send()
    solve.decision(desk.hub, sent)
    elsewhere = factories.actor(solve.decision_maker(factories.partners("W06000014")))
    with pytest.raises(Notification.DoesNotExist):
        solve.decision(elsewhere, sent, expected_number=1)
    with acting(elsewhere):
        assert not Decision.objects.exists()
        assert not Feedback.objects.exists()


def test_the_force_sees_what_it_hears_and_not_why(desk: Desk) -> None:
    sent = desk.send()
    solve.decision(desk.hub, sent)
    with acting(desk.hub):
        actions.claim(by=desk.hub, notification_id=sent.pk, at=AT)
        actions.regrade(by=desk.hub, notification_id=sent.pk, grade="red", rationale="Soon.", at=AT)
    with acting(desk.police):
        assert not Decision.objects.exists()
        assert not Grading.objects.exists()
        assert not Claim.objects.exists()
        assert Feedback.objects.count() == 1


def test_a_claim_is_seen_taken_over_and_let_go(desk: Desk) -> None:
    sent = desk.send()
    with acting(desk.hub):
        first = actions.claim(by=desk.hub, notification_id=sent.pk, at=AT)
        assert actions.claim(by=desk.hub, notification_id=sent.pk, at=LATER) == first
    with acting(desk.other):
        actions.claim(by=desk.other, notification_id=sent.pk, at=LATER)
        first.refresh_from_db()
        assert first.released_at == LATER
    with acting(desk.hub):
        actions.release(by=desk.hub, notification_id=sent.pk, at=LATER)
        assert Claim.objects.get(released_at=None).practitioner == desk.second
    with acting(desk.other):
        actions.release(by=desk.other, notification_id=sent.pk, at=LATER)
        assert not Claim.objects.filter(released_at=None).exists()
    assert did(desk.hub, "claim") == ["claim.made", "claim.taken_over", "claim.released"]


def test_deciding_lets_the_claim_go(desk: Desk) -> None:
    sent = desk.send()
    with acting(desk.other):
        actions.claim(by=desk.other, notification_id=sent.pk, at=AT)
    solve.decision(desk.hub, sent)
    with acting(desk.hub):
        assert not Claim.objects.filter(released_at=None).exists()


def test_a_grade_is_changed_with_a_reason_once(desk: Desk) -> None:
    sent = desk.send()
    with acting(desk.hub):
        for _ in range(2):
            actions.regrade(by=desk.hub, notification_id=sent.pk, grade="amber", rationale="Winter.", at=AT)
        assert Grading.objects.get().grade == Grade.AMBER
        with pytest.raises(rules.IncompleteDecision):
            actions.regrade(by=desk.hub, notification_id=sent.pk, grade="red", rationale=" ", at=AT)
        with pytest.raises(ValueError, match="purple"):
            actions.regrade(by=desk.hub, notification_id=sent.pk, grade="purple", rationale="So.", at=AT)


def test_the_service_tells_the_officer_in_the_front_doors_name(desk: Desk) -> None:
    sent = desk.send()
    with acting(Actor.system(Purpose.EARLY_HELP, agency_id=desk.partners.council.pk)) as by:
        notification = Notification.objects.get(pk=sent.pk)
        given = actions.give_feedback(by=by, notification=notification, event="referral.started", at=AT)
        assert given.given_by is None
        with pytest.raises(KeyError):
            actions.give_feedback(by=by, notification=notification, event="referral.guessed", at=AT)
    with acting(desk.police):
        (heard,) = queries.list_feedback_for(desk.police, [sent])[sent.pk]
        assert heard.event == "referral.started"
        assert actions.mark_feedback_read(by=desk.police, notification_id=sent.pk, at=LATER) == 1
        assert actions.mark_feedback_read(by=desk.police, notification_id=sent.pk, at=LATER) == 0
        (heard,) = queries.list_feedback_for(desk.police, [sent])[sent.pk]
        assert not heard.is_new
        with pytest.raises(NotAllowed):
            actions.give_feedback(by=desk.police, notification=sent, event="referral.started", at=AT)


def test_a_refused_decision_leaves_nothing_behind(desk: Desk) -> None:
    sent = desk.send()
    before = Message.objects.count()
    with pytest.raises(rules.IncompleteDecision):
        solve.decision(desk.hub, sent, Outcome.ALREADY_MET, met_by="")
    with acting(desk.hub):
        assert not Decision.objects.exists()
        assert not Question.objects.exists()
    assert Message.objects.count() == before
