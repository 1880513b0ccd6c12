"""Lateral checks: who is asked and shown what, one click each, late answers, taking back, and no silence."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from earlyhelp.govern.choices import Purpose
from earlyhelp.govern.models import AccessGrant, AuditEntry
from earlyhelp.identify.models import Notification, ReportedPerson
from earlyhelp.inform.choices import Template
from earlyhelp.inform.models import Message
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import AgencyKind, Role
from earlyhelp.solve import actions, jobs, queries
from earlyhelp.solve.choices import Outcome
from earlyhelp.solve.choices.checks import CheckState, Known, WithdrawReason
from earlyhelp.solve.models import Check, CheckAnswer, CheckPerson
from earlyhelp.solve.queries.checks import get_check_to_answer, list_agencies_to_ask, list_checks_to_answer
from earlyhelp.solve.rules import checks as rules
from tests import factories
from tests.factories import checks as made
from tests.factories import solve
from tests.integration.solve.test_deciding import Desk
from tests.integration.solve.test_queue import ADULT, CHILD

pytestmark = pytest.mark.django_db
AT = factories.AT
HOUR = timedelta(hours=1)


class Asking(Desk):
    """A front door, a health board and a landlord that can be asked, a third agency without an agreement."""

    def __init__(self, at: datetime = AT) -> None:
        super().__init__()
        self.health = made.answerer(self.partners)
        self.homes = made.answerer(self.partners, AgencyKind.HOUSING, role=Role.SERVICE_WORKER)
        self.school = made.answerer(self.partners, AgencyKind.SCHOOL, agreed=False)
        self.sent = self.send(people=[ADULT, CHILD], at=at)

    def ask(self, *positions: int, at: datetime = AT, **changes: Any) -> Check:
        agencies = [self.health.agency.pk, self.homes.agency.pk]
        return made.check(self.hub, self.sent, agencies, positions=positions or (0,), at=at, **changes)

    def answers(self, of: made.Answerer, check: Check) -> list[CheckAnswer]:
        with acting(self.hub):
            found = CheckAnswer.objects.filter(checked=check, asked=of.agency)
            return list(found.order_by("person__position"))

    def say(
        self, of: made.Answerer, check: Check, known: str, *, summary: str = "", at: datetime = AT + HOUR
    ) -> CheckAnswer:
        (answer,) = self.answers(of, check)
        return answer_as(of.by, answer.pk, known, summary, at)


def answer_as(
    by: Actor, answer_id: UUID, known: str, summary: str = "", at: datetime = AT + HOUR
) -> CheckAnswer:
    with acting(by):
        return actions.answer_check(by=by, answer_id=answer_id, known=known, summary=summary, at=at)


@pytest.fixture
def asking() -> Asking:
    return Asking()


def told(template: Template) -> set[UUID]:
    return set(Message.objects.filter(template=template).values_list("recipient_id", flat=True))


def follow_up(asking: Asking, at: datetime) -> int:
    with acting(Actor.system(Purpose.EARLY_HELP, agency_id=asking.partners.council.pk)) as by:
        return actions.follow_up_checks(by=by, at=at)


def test_only_agencies_with_an_agreement_can_be_asked_and_the_others_are_named(asking: Asking) -> None:
    with acting(asking.hub):
        found = {
            one.agency.pk: one.is_covered
            for one in list_agencies_to_ask(asking.hub, asking.sent, on=AT.date())
        }
    assert found == {
        asking.health.agency.pk: True,
        asking.homes.agency.pk: True,
        asking.school.agency.pk: False,
    }
    with pytest.raises(rules.NobodyToAsk, match=asking.school.agency.name):
        made.check(asking.hub, asking.sent, [asking.school.agency.pk])
    with acting(asking.hub):
        assert not Check.objects.exists()


def test_an_agreement_that_has_ended_covers_nothing(asking: Asking) -> None:
    asking.partners.agreement.ends_on = AT.date() - timedelta(days=1)
    asking.partners.agreement.save()
    with pytest.raises(rules.NobodyToAsk):
        asking.ask()


def test_an_agency_is_shown_the_least_and_nothing_of_the_others(asking: Asking) -> None:
    check = asking.ask()
    with acting(asking.health.by) as by:
        shown = get_check_to_answer(by=by, check_id=check.pk, at=AT)
        (one,) = shown.said
        assert shown.check is not None
        assert shown.check.question == "Do you work with them now?"
        assert one.person is not None
        assert (one.person.full_name, one.person.date_of_birth) == (
            "Synthetig Prydderch",
            ADULT.date_of_birth,
        )
        assert one.state is CheckState.ASKED
        assert not Notification.objects.exists()
        assert not ReportedPerson.objects.exists()
        assert CheckAnswer.objects.count() == 1
        assert AuditEntry.objects.filter(did="check.read", target_key=str(check.pk)).count() == 1
    assert told(Template.CHECK) == {asking.health.who.pk, asking.homes.who.pk}
    assert set(Message.objects.get(recipient=asking.health.who).context) == {"reference", "path"}


def test_who_was_not_asked_sees_nothing(asking: Asking) -> None:
    check = asking.ask()
    with acting(asking.school.by) as by:
        assert [table.objects.count() for table in (Check, CheckPerson, CheckAnswer)] == [0, 0, 0]
        with pytest.raises(CheckAnswer.DoesNotExist):
            get_check_to_answer(by=by, check_id=check.pk, at=AT)
        assert list_checks_to_answer(by=by, at=AT) == ((), ())


@pytest.mark.parametrize("known", Known)
def test_one_answer_ends_what_the_agency_sees_and_the_front_door_hears(asking: Asking, known: Known) -> None:
    check = asking.ask()
    summary = "They see a health visitor." if known is Known.KNOWN else ""
    asking.say(asking.health, check, known, summary=summary)
    assert told(Template.CHECK_ANSWERED) == {asking.first.pk}
    with acting(asking.health.by) as by:
        assert [table.objects.count() for table in (Check, CheckPerson)] == [0, 0]
        shown = get_check_to_answer(by=by, check_id=check.pk, at=AT + HOUR)
        assert (shown.check, shown.said[0].answer.known, shown.said[0].person) == (None, known, None)
        assert queries.count_checks_to_answer(by) == 0
    with acting(asking.hub):
        (mine,) = queries.list_checks(asking.hub, asking.sent, at=AT + HOUR)
        states = {one.answer.asked_id: (one.state, one.answer.known) for one in mine.said}
        assert states == {
            asking.health.agency.pk: (CheckState.ANSWERED, known),
            asking.homes.agency.pk: (CheckState.ASKED, ""),
        }
        flag = queries.list_check_flags(asking.hub, [asking.sent.pk], at=AT)[asking.sent.pk]
        assert (flag.asked, flag.answered, flag.known, flag.late, flag.waiting) == (
            2,
            1,
            int(known is not Known.NOT_KNOWN),
            0,
            1,
        )
    with acting(asking.homes.by) as by:
        assert Check.objects.exists()


def test_an_answer_about_two_people_is_two_answers_and_access_ends_with_the_last(asking: Asking) -> None:
    check = asking.ask(0, 1)
    first, second = asking.answers(asking.health, check)
    answer_as(asking.health.by, first.pk, Known.CALL_ME)
    with acting(asking.health.by) as by:
        assert [one.answer.is_open for one in get_check_to_answer(by=by, check_id=check.pk, at=AT).said] == [
            False,
            True,
        ]
    assert not told(Template.CHECK_ANSWERED)
    answer_as(asking.health.by, second.pk, Known.NOT_KNOWN)
    assert Message.objects.filter(template=Template.CHECK_ANSWERED).count() == 1
    with acting(asking.homes.by) as by:
        assert actions.answer_not_known(by=by, check_id=check.pk, at=AT + HOUR) == 2
        assert actions.answer_not_known(by=by, check_id=check.pk, at=AT + HOUR) == 0
    assert not AccessGrant.objects.filter(record_id=check.pk, until_at=None).exists()


def test_the_same_check_and_the_same_answer_twice_are_one(asking: Asking) -> None:
    check = asking.ask(0, 1)
    assert asking.ask(0, 1) == check
    first, _ = asking.answers(asking.health, check)
    said = answer_as(asking.health.by, first.pk, Known.KNOWN, "A health visitor.")
    assert answer_as(
        asking.health.by, first.pk, Known.KNOWN, "A health visitor.", AT + 2 * HOUR
    ).answered_at == (said.answered_at)
    with pytest.raises(rules.CannotCheck):
        answer_as(asking.health.by, first.pk, Known.NOT_KNOWN)


def test_what_lacks_something_is_refused_and_says_what(asking: Asking) -> None:
    check = asking.ask()
    (answer,) = asking.answers(asking.health, check)
    for known, summary, field in (("known", " ", "summary"), ("perhaps", "", "known")):
        with pytest.raises(rules.IncompleteCheck) as refused:
            answer_as(asking.health.by, answer.pk, known, summary)
        assert refused.value.field == field
    with acting(asking.hub) as by:
        for lacks in ("positions", "agency_ids", "question", "why"):
            said: dict[str, Any] = {
                "positions": [0],
                "agency_ids": [asking.health.agency.pk],
                "question": "Do you?",
                "why": "So.",
                lacks: () if lacks in ("positions", "agency_ids") else " ",
            }
            with pytest.raises(rules.IncompleteCheck):
                actions.ask_check(by=by, notification_id=asking.sent.pk, wanted="today", at=AT, **said)
        with pytest.raises(ReportedPerson.DoesNotExist):
            made.check(by, asking.sent, [asking.health.agency.pk], positions=[9])


def test_nobody_else_answers_asks_or_takes_back(asking: Asking) -> None:
    check = asking.ask()
    (answer,) = asking.answers(asking.health, check)
    with pytest.raises(CheckAnswer.DoesNotExist):
        answer_as(asking.homes.by, answer.pk, Known.NOT_KNOWN)
    with pytest.raises(NotAllowed):
        answer_as(asking.hub, answer.pk, Known.NOT_KNOWN)
    colleague = factories.practitioner(asking.health.who.team, Role.AUDITOR)
    with pytest.raises(NotAllowed):
        answer_as(factories.actor(colleague), answer.pk, Known.NOT_KNOWN)
    with acting(asking.police) as by, pytest.raises(NotAllowed):
        made.check(by, asking.sent, [asking.health.agency.pk])
    with acting(asking.health.by) as by, pytest.raises(Notification.DoesNotExist):
        actions.withdraw_check(by=by, check_id=check.pk, why="mistake", at=AT)


def test_taking_a_check_back_tells_the_agencies_and_shows_them_nobody(asking: Asking) -> None:
    check = asking.ask()
    asking.say(asking.health, check, Known.NOT_KNOWN)
    with acting(asking.hub) as by:
        assert actions.withdraw_check(by=by, check_id=check.pk, why="not_needed", at=AT + HOUR) == 1
        assert actions.withdraw_check(by=by, check_id=check.pk, why="not_needed", at=AT + HOUR) == 0
    assert told(Template.CHECK_WITHDRAWN) == {asking.homes.who.pk}
    with acting(asking.homes.by) as by:
        assert not CheckPerson.objects.exists()
        ((over,), waiting) = list_checks_to_answer(by=by, at=AT + HOUR)[::-1]
        assert waiting == ()
        assert over.said[0].state is CheckState.WITHDRAWN
    with pytest.raises(rules.CannotCheck, match="taken back"):
        asking.say(asking.homes, check, Known.NOT_KNOWN)


def test_a_reminder_goes_once_and_the_front_door_hears_once_that_it_is_late(asking: Asking) -> None:
    check = asking.ask(0, 1)
    due = check.due_at
    assert [follow_up(asking, due - 4 * HOUR), follow_up(asking, due - HOUR), follow_up(asking, due)] == [
        0,
        4,
        0,
    ]
    assert Message.objects.filter(template=Template.CHECK_ENDS).count() == 2
    assert [follow_up(asking, due + HOUR), follow_up(asking, due + 2 * HOUR)] == [4, 0]
    late = Message.objects.filter(template=Template.CHECK_LATE)
    assert [one.recipient_id for one in late] == [asking.first.pk] * 2
    with acting(asking.hub):
        flag = queries.list_check_flags(asking.hub, [asking.sent.pk], at=due + HOUR)[asking.sent.pk]
        assert flag.late == 4
        (mine,) = queries.list_checks(asking.hub, asking.sent, at=due + HOUR)
        assert mine.is_late


def test_a_late_answer_is_seen_as_late_and_comes_to_who_decided(asking: Asking) -> None:
    check = asking.ask()
    solve.decision(asking.other, asking.sent, Outcome.SIGNPOST, at=AT + HOUR)
    answer = asking.say(asking.health, check, Known.CALL_ME, at=check.due_at + HOUR)
    assert answer.came_late
    assert told(Template.CHECK_ANSWERED) == {asking.first.pk, asking.second.pk}


def test_when_nobody_who_is_concerned_works_here_the_whole_front_door_hears(asking: Asking) -> None:
    check = asking.ask()
    asking.first.is_active = False
    asking.first.save()
    asking.say(asking.health, check, Known.NOT_KNOWN)
    assert told(Template.CHECK_ANSWERED) == {asking.second.pk}


def test_what_nobody_answers_for_28_days_ends_and_the_agency_is_told(asking: Asking) -> None:
    check = asking.ask()
    follow_up(asking, check.due_at + HOUR)
    follow_up(asking, check.due_at + timedelta(days=29))
    for of in (asking.health, asking.homes):
        (answer,) = asking.answers(of, check)
        assert (answer.withdrawn_why, answer.withdrawn_by_id) == (WithdrawReason.NOBODY_ANSWERED, None)
    assert told(Template.CHECK_WITHDRAWN) == {asking.health.who.pk, asking.homes.who.pk}
    assert not AccessGrant.objects.filter(record_id=check.pk, until_at=None).exists()


def test_the_job_goes_round_every_front_door() -> None:
    asking = Asking(at=timezone.now() - timedelta(days=10))
    asking.ask(at=timezone.now() - timedelta(days=9))
    jobs.follow_up_checks(0)
    assert told(Template.CHECK_LATE) == {asking.first.pk}


def test_ones_own_agency_needs_no_agreement(asking: Asking) -> None:
    worker = factories.practitioner(asking.partners.front_door, Role.PARTNER)
    check = made.check(asking.hub, asking.sent, [asking.partners.council.pk])
    assert not AccessGrant.objects.filter(record_id=check.pk).exists()
    with acting(factories.actor(worker)) as by:
        assert actions.answer_not_known(by=by, check_id=check.pk, at=AT) == 1
