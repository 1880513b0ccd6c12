"""After a decision: who has it, by which day, what the family heard; and questions that nobody answered in time."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from earlyhelp.govern.choices import Purpose
from earlyhelp.identify.models import Notification
from earlyhelp.inform.choices import Template
from earlyhelp.inform.models import Message
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner
from earlyhelp.solve import actions, queries
from earlyhelp.solve.choices import Outcome
from earlyhelp.solve.choices.followups import FollowState
from earlyhelp.solve.models import FamilyWord, FollowUp, Question
from earlyhelp.solve.queries.followups import Following, list_overdue
from earlyhelp.solve.rules import followups as rules
from tests import factories
from tests.factories import solve
from tests.integration.solve.test_deciding import Desk

pytestmark = pytest.mark.django_db
AT = factories.AT
DAY = timedelta(days=1)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def following(desk: Desk, sent: Notification) -> Following:
    with acting(desk.hub) as by:
        last = queries.get_last_decision(by, sent.pk)
        assert last is not None
        return queries.get_following(by, last)


def told(template: Template) -> list[UUID]:
    return list(
        Message.objects.filter(template=template).order_by("pk").values_list("recipient_id", flat=True)
    )


@pytest.mark.parametrize(
    ("outcome", "on"),
    [
        (Outcome.SAFEGUARDING, date(2026, 3, 11)),
        (Outcome.EARLY_HELP, date(2026, 3, 9)),
        (Outcome.SIGNPOST, date(2026, 3, 9)),
        (Outcome.ASKED_BACK, date(2026, 3, 4)),
        (Outcome.ALREADY_MET, None),
        (Outcome.DECLINED, None),
        (Outcome.NO_CONTACT, None),
        (Outcome.NO_NEED, None),
    ],
)
def test_a_decision_has_its_decider_and_a_day_unless_it_is_an_end(
    desk: Desk, outcome: Outcome, on: date | None
) -> None:
    sent = desk.send()
    solve.decision(desk.hub, sent, outcome)
    found = following(desk, sent)
    assert (found.practitioner, found.next_on) == (desk.first, on)
    assert found.state is (FollowState.STANDING if on else FollowState.COMPLETE)


def test_it_is_given_to_a_colleague_who_hears_and_to_the_team(desk: Desk) -> None:
    sent = desk.send()
    solve.decision(desk.hub, sent)
    with acting(desk.hub) as by:
        for _twice in range(2):
            actions.follow_up(
                by=by,
                notification_id=sent.pk,
                because="On leave.",
                next_on=date(2026, 3, 20),
                owner_id=desk.second.pk,
                at=AT,
            )
        assert FollowUp.objects.count() == 2
    found = following(desk, sent)
    assert (found.owner, found.next_on) == (desk.second.full_name, date(2026, 3, 20))
    assert told(Template.FOLLOW_UP) == [desk.second.pk]
    with acting(desk.other) as by:
        assert [one.decision.notification_id for one in list_overdue(by=by, at=AT + 18 * DAY)] == [sent.pk]
        actions.follow_up(
            by=by, notification_id=sent.pk, because="So.", next_on=date(2026, 3, 21), to_team=True, at=AT
        )
    assert following(desk, sent).practitioner is None
    with acting(desk.hub) as by:
        assert queries.count_overdue(by, at=AT + 19 * DAY) == 1


def test_who_leaves_leaves_nothing_without_an_owner(desk: Desk) -> None:
    sent = desk.send()
    solve.decision(desk.hub, sent)
    desk.first.is_active = False
    desk.first.save()
    found = following(desk, sent)
    assert (found.practitioner, found.team) == (None, desk.partners.front_door)
    with acting(desk.other) as by:
        assert queries.count_overdue(by, at=AT + 10 * DAY) == 1


def test_it_is_complete_with_a_reason_and_then_no_longer_followed_up(desk: Desk) -> None:
    sent = desk.send()
    solve.decision(desk.hub, sent)
    with acting(desk.hub) as by:
        with pytest.raises(rules.IncompleteFollowUp):
            actions.follow_up(by=by, notification_id=sent.pk, because=" ", next_on=None, at=AT)
        with pytest.raises(rules.IncompleteFollowUp):
            actions.follow_up(by=by, notification_id=sent.pk, because="So.", next_on=date(2026, 3, 1), at=AT)
        actions.follow_up(by=by, notification_id=sent.pk, because="The help began.", next_on=None, at=AT)
        with pytest.raises(rules.CannotFollow):
            actions.follow_up(
                by=by, notification_id=sent.pk, because="Again.", next_on=date(2026, 4, 1), at=AT
            )
        assert queries.count_overdue(by, at=AT + 90 * DAY) == 0


def test_only_the_front_door_follows_up_and_only_what_is_decided(desk: Desk) -> None:
    sent = desk.send()
    with acting(desk.hub) as by, pytest.raises(rules.NothingDecided):
        actions.follow_up(by=by, notification_id=sent.pk, because="So.", next_on=None, at=AT)
    solve.decision(desk.hub, sent)
    with acting(desk.police) as by, pytest.raises(NotAllowed):
        actions.follow_up(by=by, notification_id=sent.pk, because="So.", next_on=None, at=AT)
    with acting(desk.hub) as by, pytest.raises(Practitioner.DoesNotExist):
        actions.follow_up(
            by=by,
            notification_id=sent.pk,
            because="So.",
            next_on=date(2026, 4, 1),
            owner_id=desk.officer.pk,
            at=AT,
        )
    with acting(desk.police):
        assert not FollowUp.objects.exists()


def test_what_the_family_heard_is_recorded_or_why_not(desk: Desk) -> None:
    sent = desk.send()
    solve.decision(desk.hub, sent)
    with acting(desk.hub) as by:
        for how in ("", "not_safe"):
            with pytest.raises(rules.IncompleteFollowUp):
                actions.tell_family(by=by, notification_id=sent.pk, how=how, at=AT)
        said = {"how": "not_safe", "note": "Somebody reads her messages."}
        first = actions.tell_family(by=by, notification_id=sent.pk, at=AT, **said)
        assert actions.tell_family(by=by, notification_id=sent.pk, at=AT, **said) == first
    with acting(desk.police):
        assert not FamilyWord.objects.exists()


# --- questions ------------------------------------------------------------------------------------------


def remind(desk: Desk, days: float) -> int:
    with acting(Actor.system(Purpose.EARLY_HELP, agency_id=desk.partners.council.pk)) as by:
        return actions.follow_up_questions(by=by, at=AT + days * DAY)


def test_an_officer_is_reminded_once_and_the_front_door_hears_once_that_nothing_came(desk: Desk) -> None:
    boss = factories.practitioner(desk.partners.response, Role.SUPERVISOR)
    sent = desk.send()
    asked = solve.question(desk.hub, sent)
    assert asked.due_at is not None
    assert [remind(desk, day) for day in (0.5, 1.5, 1.6, 3, 4)] == [0, 1, 0, 1, 0]
    assert told(Template.QUESTION_ENDS) == [desk.officer.pk, boss.pk]
    assert told(Template.QUESTION_LATE) == [desk.first.pk]


def test_a_supervisor_answers_only_for_who_is_away_in_their_own_team(desk: Desk) -> None:
    boss = factories.actor(factories.practitioner(desk.partners.response, Role.SUPERVISOR), Purpose.OWN_WORK)
    asked = solve.question(desk.hub, desk.send())
    with acting(boss) as by:
        assert queries.list_team_questions(by=by, at=AT) == []
        with pytest.raises(NotAllowed):
            actions.answer_question(by=by, question_id=asked.pk, answer="Two.", at=AT)
        assert [one.pk for one in queries.list_team_questions(by=by, at=AT + 3 * DAY)] == [asked.pk]
        answered = actions.answer_question(by=by, question_id=asked.pk, answer="Two.", at=AT + 3 * DAY)
    assert answered.answered_by_id == boss.practitioner_id
    assert told(Template.ANSWER) == [desk.first.pk]


def test_a_question_to_who_left_goes_to_their_supervisor(desk: Desk) -> None:
    boss = factories.practitioner(desk.partners.response, Role.SUPERVISOR)
    sent = desk.send()
    desk.officer.is_active = False
    desk.officer.save()
    solve.question(desk.hub, sent)
    assert told(Template.QUESTION) == [boss.pk]


def test_several_questions_follow_each_other(desk: Desk) -> None:
    sent = desk.send()
    for number in range(3):
        asked = solve.question(desk.hub, sent, at=AT + number * DAY)
        with acting(desk.police) as by:
            actions.answer_question(
                by=by, question_id=asked.pk, answer=f"Answer {number}.", at=AT + (number + 0.5) * DAY
            )
    with acting(desk.hub):
        case = queries.get_case(by=desk.hub, reference=sent.reference, at=AT + 4 * DAY)
        assert [one.answer for one in case.questions] == ["Answer 2.", "Answer 1.", "Answer 0."]
        assert Question.objects.filter(answered_at=None).count() == 0


# --- pages ----------------------------------------------------------------------------------------------


def test_the_page_of_the_case_leads_to_who_has_it_and_what_the_family_heard(
    client: Client, desk: Desk
) -> None:
    sent = desk.send(at=timezone.now() - DAY)
    client.force_login(desk.first)
    change, family = (
        reverse(f"solve:{name}", args=[sent.reference]) for name in ("follow_up", "family_told")
    )
    assert client.get(change).status_code == 404
    solve.decision(desk.hub, sent, at=timezone.now() - DAY)
    case = reverse("solve:case", args=[sent.reference])
    page = client.get(case).content.decode()
    assert "Nothing is recorded yet." in page
    assert change in page
    assert client.post(change, {"what": "again"}).status_code == 400
    on = timezone.now().date() + 30 * DAY
    said = {
        "what": "again",
        "next_on-day": str(on.day),
        "next_on-month": str(on.month),
        "next_on-year": str(on.year),
        "owner": str(desk.second.pk),
        "because": "She knows them.",
    }
    assert client.post(change, said)["Location"] == case
    assert client.post(family, {"how": "harm", "note": ""}).status_code == 400
    assert client.post(family, {"how": "called"})["Location"] == case
    page = client.get(case).content.decode()
    assert "She knows them." in page
    assert "We told them by telephone" in page
    assert client.post(change, {"what": "complete", "because": "Done."})["Location"] == case
    assert "nothing more is to be done" in client.get(case).content.decode()


def test_what_is_due_stands_on_my_work(client: Client, desk: Desk) -> None:
    sent = desk.send(at=timezone.now() - 60 * DAY)
    solve.decision(desk.hub, sent, at=timezone.now() - 50 * DAY)
    client.force_login(desk.first)
    assert "1 decision to look at again" in client.get(reverse("desk:my_work")).content.decode()
    assert sent.reference in client.get(reverse("solve:follow_ups")).content.decode()
    boss = factories.practitioner(desk.partners.response, Role.SUPERVISOR)
    late = desk.send(at=timezone.now() - 50 * DAY)
    asked = solve.question(desk.hub, late, at=timezone.now() - 40 * DAY)
    client.force_login(boss)
    assert (
        "1 question to an officer of your team who is away"
        in client.get(reverse("desk:my_work")).content.decode()
    )
    assert late.reference in client.get(reverse("solve:team_questions")).content.decode()
    page = reverse("solve:answer", args=[asked.pk])
    assert client.post(page, {"answer": "Two."})["Location"] == reverse("desk:my_work")
    assert "No question waits for you" in client.get(reverse("solve:team_questions")).content.decode()
