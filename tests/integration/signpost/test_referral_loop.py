"""Around a referral: drafts, grounds, changes, messages, workers, appointments, chases, transfers, goals, shares."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from earlyhelp.govern.models import AuditEntry
from earlyhelp.inform.choices import Template
from earlyhelp.inform.models import Message
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.models import new_id
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner
from earlyhelp.signpost.actions.amending import Amended, NothingChanged, amend_referral
from earlyhelp.signpost.actions.assigning import assign_worker
from earlyhelp.signpost.actions.chasing import chase_referrals, free_referrals_of_leavers
from earlyhelp.signpost.actions.conversing import write_referral_message
from earlyhelp.signpost.actions.drafts import (
    discard_referral_draft,
    purge_referral_drafts,
    save_referral_draft,
)
from earlyhelp.signpost.actions.meeting import When, book_appointment, close_appointment, move_appointment
from earlyhelp.signpost.actions.moves import GoalSaid, Said, move_referral
from earlyhelp.signpost.actions.referrals import Ground, send_referral
from earlyhelp.signpost.choices.referrals import (
    AppointmentReason,
    AppointmentState,
    AskedBy,
    Basis,
    GoalOutcome,
    HelpOutcome,
    InboxTab,
    Item,
    MeetingWay,
    PersonReason,
    ReferralState,
    ReferralView,
    SenderReason,
)
from earlyhelp.signpost.models import (
    Assignment,
    NeededItem,
    Referral,
    ReferralAmendment,
    ReferralDraft,
    ReferralGoal,
)
from earlyhelp.signpost.queries import loop as queries
from earlyhelp.signpost.queries import referrals as referral_queries
from earlyhelp.signpost.queries.choosing import get_choice
from earlyhelp.signpost.rules import appointments as meeting_rules
from earlyhelp.signpost.rules import referrals as rules
from earlyhelp.signpost.rules.particulars import Contact
from earlyhelp.solve.models import Feedback
from tests import factories
from tests.factories import signpost as made
from tests.factories.signpost import AT, REQUEST, Case, go

pytestmark = pytest.mark.django_db
S = ReferralState
HOUR = timedelta(hours=1)


@pytest.fixture
def case() -> Case:
    return made.case()


@pytest.fixture
def sent(case: Case) -> Referral:
    return made.referral(case)


def stored(case: Case, referral: Referral) -> Referral:
    with acting(case.hub):
        return Referral.objects.get(pk=referral.pk)


def messages_to(who: Practitioner) -> list[str]:
    return list(
        Message.objects.filter(recipient=who).order_by("queued_at", "id").values_list("template", flat=True)
    )


def system(case: Case) -> Actor:
    return Actor.system("early_help", agency_id=case.partners.council.pk)


# --- grounds --------------------------------------------------------------------------------------------


def sent_on(case: Case, ground: Ground) -> Referral:
    with acting(case.hub) as by:
        return send_referral(
            by=by,
            referral_id=new_id(),
            reference=case.notification.reference,
            position=case.position,
            service_id=case.service.pk,
            ground=ground,
            request=REQUEST,
            at=AT + HOUR,
        )


@pytest.mark.parametrize("basis", [Basis.SAFEGUARDING, Basis.VITAL_INTERESTS, Basis.LEGAL_DUTY])
def test_another_lawful_basis_with_its_reason_takes_the_place_of_consent(case: Case, basis: Basis) -> None:
    referral = sent_on(case, Ground(basis, reason="Asking would put the child at risk."))
    assert (referral.basis, referral.consent, referral.hears_progress) == (basis, None, False)
    with acting(case.hub):
        assert AuditEntry.objects.get(did="referral.requested").detail["basis"] == basis


@pytest.mark.parametrize("ground", [Ground(Basis.CONSENT), Ground(Basis.LEGAL_DUTY, reason=" ")])
def test_without_consent_or_a_reason_nothing_is_sent_and_the_sentence_says_whom_to_ask(
    case: Case, ground: Ground
) -> None:
    with pytest.raises(rules.NoBasis, match=r"Missing: .* Ask .* Nothing was sent"):
        sent_on(case, ground)
    with acting(case.hub):
        assert not Referral.objects.exists()


def test_a_service_gets_what_it_said_it_needs_and_no_more(case: Case) -> None:
    NeededItem.objects.create(
        service=case.service,
        item=Item.DATE_OF_BIRTH,
        reason_en="To check the age.",
        reason_cy="I wirio’r oed.",
    )
    referral = made.referral(case)
    assert referral.person_date_of_birth == date(1991, 3, 3)
    assert (referral.person_age, referral.person_language, referral.strengths) == (None, "", "")


# --- drafts ---------------------------------------------------------------------------------------------


def drafted(case: Case, *, at: datetime = AT + HOUR, **typed: str) -> ReferralDraft:
    with acting(case.hub) as by:
        choice = get_choice(by=by, reference=case.notification.reference, at=at)
        return save_referral_draft(
            by=by,
            choice=choice,
            service_id=case.service.pk,
            typed={name: [value] for name, value in typed.items()},
            at=at,
        )


def test_a_draft_keeps_what_was_typed_and_goes_when_it_is_sent(case: Case) -> None:
    first = drafted(case, request="Help")
    second = drafted(case, request="Help with money", at=AT + 2 * HOUR)
    assert first == second
    with acting(case.hub) as by:
        (unsent,) = queries.list_drafts(by=by)
        assert unsent.draft.typed == {"request": ["Help with money"]}
    made.referral(case, at=AT + 3 * HOUR)
    with acting(case.hub) as by:
        assert queries.list_drafts(by=by) == []


def test_a_draft_is_thrown_away_or_deleted_in_time_and_shown_to_nobody_else(case: Case) -> None:
    draft = drafted(case, request="Help")
    with acting(case.helper):
        assert not ReferralDraft.objects.exists()
    for _ in range(2):
        with acting(case.hub) as by:
            discard_referral_draft(by=by, draft_id=draft.pk, at=AT + 2 * HOUR)
    drafted(case, request="Again")
    for days, gone in ((29, 0), (31, 1)):
        with acting(system(case)) as by:
            assert purge_referral_drafts(by=by, keep_days=30, at=AT + timedelta(days=days)) == gone


# --- changes --------------------------------------------------------------------------------------------


def amended(
    case: Case, referral: Referral, *, version: int = 1, request: str = "Help with rent."
) -> Referral:
    with acting(case.hub) as by:
        return amend_referral(
            by=by,
            reference=referral.reference,
            version=version,
            request=request,
            strengths=referral.strengths,
            contact=Contact(referral.safe_contact, referral.safe_contact_note, referral.person_telephone),
            reason="They told us more.",
            at=AT + 3 * HOUR,
        )


def test_a_change_after_sending_keeps_the_old_value_and_tells_the_service(case: Case, sent: Referral) -> None:
    assert amended(case, sent).version == 2
    with acting(case.helper):
        change = ReferralAmendment.objects.get()
        assert (change.field, change.old_value, change.new_value) == (
            "request",
            "Help to make the money last.",
            "Help with rent.",
        )
        assert Referral.objects.get().request == "Help with rent."
    assert messages_to(case.worker)[-1] == Template.REFERRAL_CHANGED


def test_two_colleagues_do_not_change_it_over_each_other_and_nothing_is_no_change(
    case: Case, sent: Referral
) -> None:
    with pytest.raises(NothingChanged):
        amended(case, sent, request=sent.request)
    amended(case, sent)
    with pytest.raises(Amended):
        amended(case, sent, request="Something else.")


def test_what_is_over_is_not_changed(case: Case, sent: Referral) -> None:
    go(case, sent, S.CANCELLED)
    with pytest.raises(rules.CannotMove):
        amended(case, sent)


# --- messages -------------------------------------------------------------------------------------------


def wrote(by: Actor, referral: Referral, *, is_question: bool, at: datetime = AT + 3 * HOUR) -> None:
    with acting(by):
        write_referral_message(
            by=by, reference=referral.reference, text="When suits?", is_question=is_question, at=at
        )


def test_a_question_waits_on_the_side_that_is_asked_until_it_answers(case: Case, sent: Referral) -> None:
    go(case, sent, S.SEEN, S.ACCEPTED)
    wrote(case.helper, sent, is_question=True, at=AT + 5 * HOUR)
    at = AT + 6 * HOUR
    with acting(case.hub) as by:
        assert referral_queries.count_action_needed(by) == 1
    assert messages_to(case.decider)[-1] == Template.REFERRAL_MESSAGE
    wrote(case.hub, sent, is_question=True, at=at)
    with acting(case.hub) as by:
        assert referral_queries.count_action_needed(by) == 0
    with acting(case.helper) as by:
        assert referral_queries.count_inbox(by=by)[InboxTab.ACTION] == 1
    wrote(case.helper, sent, is_question=False, at=AT + 7 * HOUR)
    with acting(case.helper) as by:
        assert referral_queries.count_inbox(by=by)[InboxTab.ACTION] == 0


def test_nobody_writes_in_what_is_over(case: Case, sent: Referral) -> None:
    go(case, sent, S.CANCELLED)
    with pytest.raises(rules.CannotMove):
        wrote(case.hub, sent, is_question=False)


# --- workers --------------------------------------------------------------------------------------------


def test_a_named_worker_is_told_and_every_one_before_stays_visible(case: Case, sent: Referral) -> None:
    colleague = factories.practitioner(case.partners.service_team, Role.SERVICE_WORKER)
    for hour, worker in ((3, case.worker), (4, colleague), (5, colleague)):
        with acting(case.helper) as by:
            assign_worker(by=by, reference=sent.reference, worker_id=worker.pk, at=AT + hour * HOUR)
    with acting(case.hub):
        history = list(Assignment.objects.values_list("worker_id", "until_at"))
    assert history == [(case.worker.pk, AT + 4 * HOUR), (colleague.pk, None)]
    assert messages_to(colleague)[-1] == Template.REFERRAL_YOURS
    with acting(factories.actor(colleague)) as by:
        assert referral_queries.count_inbox(by=by)[InboxTab.MINE] == 1


def test_a_worker_of_another_agency_cannot_be_named(case: Case, sent: Referral) -> None:
    stranger = factories.practitioner(factories.partners("W06000015").service_team, Role.SERVICE_WORKER)
    with acting(case.helper) as by, pytest.raises(Practitioner.DoesNotExist):
        assign_worker(by=by, reference=sent.reference, worker_id=stranger.pk, at=AT)


def test_when_the_named_worker_leaves_the_team_has_it_again(case: Case, sent: Referral) -> None:
    leaver = factories.practitioner(case.partners.service_team, Role.SERVICE_WORKER)
    with acting(case.helper) as by:
        assign_worker(by=by, reference=sent.reference, worker_id=leaver.pk, at=AT + 3 * HOUR)
    Practitioner.objects.filter(pk=leaver.pk).update(is_active=False)
    for expected in (1, 0):
        with acting(system(case)) as by:
            assert free_referrals_of_leavers(by=by, at=AT + 5 * HOUR) == expected
    assert stored(case, sent).worker is None
    assert messages_to(case.worker)[-1] == Template.REFERRAL


# --- appointments ---------------------------------------------------------------------------------------

TOMORROW = When(AT + timedelta(days=1), 60, MeetingWay.AT_SERVICE, "Room 2")


def test_a_moved_appointment_stays_with_who_asked_and_why(case: Case, sent: Referral) -> None:
    with acting(case.helper) as by:
        first = book_appointment(by=by, reference=sent.reference, when=TOMORROW, at=AT + 2 * HOUR)
        second = move_appointment(
            by=by,
            reference=sent.reference,
            appointment_id=first.pk,
            when=replace(TOMORROW, starts_at=AT + timedelta(days=3)),
            asked_by=AskedBy.PERSON,
            reason=AppointmentReason.ILL,
            at=AT + 3 * HOUR,
        )
        first.refresh_from_db()
    assert (first.state, first.asked_by, first.reason) == (
        AppointmentState.MOVED,
        AskedBy.PERSON,
        AppointmentReason.ILL,
    )
    assert second.instead_of == first
    with acting(case.hub) as by:
        around = queries.list_around(by=by, referral=stored(case, sent), side=rules.Side.SENDER)
        assert len(around.appointments) == 2


@pytest.mark.parametrize(
    "became", [AppointmentState.ATTENDED, AppointmentState.LATE, AppointmentState.MISSED]
)
def test_whether_somebody_came_is_said_after_it_began(
    case: Case, sent: Referral, became: AppointmentState
) -> None:
    with acting(case.helper) as by:
        booked = book_appointment(by=by, reference=sent.reference, when=TOMORROW, at=AT + 2 * HOUR)
        said = {"reference": sent.reference, "appointment_id": booked.pk, "became": became}
        with pytest.raises(meeting_rules.CannotClose):
            close_appointment(by=by, at=AT + 3 * HOUR, reason=AppointmentReason.FORGOT, **said)
        if became is AppointmentState.MISSED:
            with pytest.raises(meeting_rules.CannotClose, match="Select a reason"):
                close_appointment(by=by, at=AT + timedelta(days=2), **said)
        closed = close_appointment(by=by, at=AT + timedelta(days=2), reason=AppointmentReason.FORGOT, **said)
    assert closed.state == became
    assert bool(closed.reason) is (became is AppointmentState.MISSED)


def test_an_appointment_lies_ahead_and_only_the_service_books_one(case: Case, sent: Referral) -> None:
    with acting(case.helper) as by, pytest.raises(meeting_rules.NotInTheFuture):
        book_appointment(by=by, reference=sent.reference, when=TOMORROW, at=AT + timedelta(days=2))
    with acting(case.hub) as by, pytest.raises(rules.CannotMove):
        book_appointment(by=by, reference=sent.reference, when=TOMORROW, at=AT)


def test_what_was_booked_is_cancelled_when_the_referral_ends(case: Case, sent: Referral) -> None:
    with acting(case.helper) as by:
        booked = book_appointment(by=by, reference=sent.reference, when=TOMORROW, at=AT + 2 * HOUR)
    go(case, sent, S.WITHDRAWN, at=AT + 3 * HOUR)
    with acting(case.hub):
        booked.refresh_from_db()
    assert booked.state == AppointmentState.CANCELLED


# --- chases ---------------------------------------------------------------------------------------------


def test_a_service_is_asked_again_twice_and_then_the_sender_has_it(case: Case, sent: Referral) -> None:
    asked = []
    for day in range(10):
        for _ in range(2):
            with acting(system(case)) as by:
                asked.append(chase_referrals(by=by, at=datetime(2026, 3, 2 + day, 10, tzinfo=UTC)))
    assert sum(asked) == 2
    assert messages_to(case.worker).count(Template.REFERRAL_WAITS) == 2
    assert messages_to(case.decider)[-1] == Template.REFERRAL_UNANSWERED
    at = datetime(2026, 3, 20, 10, tzinfo=UTC)
    with acting(case.hub) as by:
        _page, lines = referral_queries.list_open_referrals(by=by, at=at, view=ReferralView.ACTION)
        assert [line.reference for line in lines] == [sent.reference]
    go(case, sent, S.SEEN, at=at)
    with acting(case.hub) as by:
        assert stored(case, sent).chased == 0


def test_a_promise_that_was_kept_is_not_chased(case: Case, sent: Referral) -> None:
    go(case, sent, S.SEEN, S.WAITING)
    with acting(system(case)) as by:
        assert chase_referrals(by=by, at=datetime(2026, 11, 30, 10, tzinfo=UTC)) == 0
        assert chase_referrals(by=by, at=datetime(2026, 12, 2, 10, tzinfo=UTC)) == 1


# --- transfer -------------------------------------------------------------------------------------------


def transferred(case: Case, old: Referral) -> Referral:
    other = made.service(case.partners, name_en="Another service")
    with acting(case.hub) as by:
        return send_referral(
            by=by,
            referral_id=new_id(),
            reference=case.notification.reference,
            position=case.position,
            service_id=other.pk,
            consent=made.CONSENT,
            request=REQUEST,
            takes_over=old.reference,
            at=AT + 6 * HOUR,
        )


def test_the_old_referral_ends_when_the_new_service_accepts_and_not_before(
    case: Case, sent: Referral
) -> None:
    go(case, sent, S.SEEN, S.ACCEPTED, S.IN_PROGRESS)
    new = transferred(case, sent)
    go(case, new, S.SEEN, at=AT + 7 * HOUR)
    assert stored(case, sent).state == S.IN_PROGRESS
    go(case, new, S.ACCEPTED, at=AT + 8 * HOUR)
    old = stored(case, sent)
    assert (old.state, old.sender_reason) == (S.CANCELLED, SenderReason.TRANSFERRED)


def test_a_transfer_that_is_declined_leaves_the_old_referral_as_it_was(case: Case, sent: Referral) -> None:
    go(case, sent, S.SEEN, S.ACCEPTED)
    go(case, transferred(case, sent), S.SEEN, S.DECLINED, at=AT + 7 * HOUR)
    assert stored(case, sent).state == S.ACCEPTED


def test_what_is_over_is_not_taken_over(case: Case, sent: Referral) -> None:
    go(case, sent, S.SEEN, S.DECLINED)
    with pytest.raises(rules.CannotMove, match="Only an open referral"):
        transferred(case, sent)


# --- goals and the end ----------------------------------------------------------------------------------


@pytest.mark.parametrize("hears", [True, False])
def test_how_each_goal_went_comes_back_as_far_as_the_person_agreed(case: Case, hears: bool) -> None:
    with acting(case.hub) as by:
        referral = send_referral(
            by=by,
            referral_id=new_id(),
            reference=case.notification.reference,
            position=case.position,
            service_id=case.service.pk,
            consent=replace(made.CONSENT, hears_progress=hears),
            request=replace(REQUEST, goals=("I sleep through the night", "")),
            at=AT + HOUR,
        )
    now = go(case, referral, S.SEEN, S.ACCEPTED, S.IN_PROGRESS)
    said = Said(help_outcome=HelpOutcome.BETTER, goals={1: GoalSaid(GoalOutcome.SOMEWHAT, "Most nights.")})
    with acting(case.helper) as by:
        move_referral(
            by=by,
            reference=referral.reference,
            to=S.COMPLETED,
            seen=rules.version_of(now.state, now.state_at),
            said=said,
            at=AT + 9 * HOUR,
        )
    with acting(case.hub):
        goal = ReferralGoal.objects.get()
        assert (goal.outcome, goal.note) == (GoalOutcome.SOMEWHAT, "Most nights.")
    with acting(factories.actor(case.officer)):
        heard = list(Feedback.objects.values_list("event", flat=True))
    assert ("referral.better" in heard) is hears


# --- consent taken back, and who was told ---------------------------------------------------------------


@pytest.mark.parametrize("path", [(), (S.SEEN, S.ACCEPTED), (S.SEEN, S.ACCEPTED, S.IN_PROGRESS)])
def test_taking_consent_back_in_the_middle_stops_everything_at_once(
    case: Case, path: tuple[ReferralState, ...]
) -> None:
    referral = made.referral(case)
    go(case, referral, *path)
    go(case, referral, S.WITHDRAWN, at=AT + 8 * HOUR)
    with acting(case.helper):
        assert not Referral.objects.exists()
    assert messages_to(case.worker)[-1] == Template.REFERRAL_WITHDRAWN
    with acting(factories.actor(case.officer)):
        assert Feedback.objects.order_by("-given_at")[0].event == "referral.withdrawn"
    with acting(case.hub) as by:
        told = queries.list_shares(by=by, reported_ids=[referral.reported_id], at=AT + 9 * HOUR)
    (share,) = told.shares
    assert share.is_withdrawn
    assert not share.sees_it
    assert share.referral.person_reason == PersonReason.CONSENT


def test_who_was_told_lists_every_share_and_its_reading_is_audited(case: Case, sent: Referral) -> None:
    amended(case, sent)
    with acting(case.hub) as by:
        told = queries.list_shares(by=by, reported_ids=[sent.reported_id], at=AT + 9 * HOUR)
        assert AuditEntry.objects.filter(did="shares.read").count() == 1
    (share,) = told.shares
    assert (share.referral, share.amendments, share.sees_it, share.is_withdrawn) == (sent, 1, True, False)


# --- ways to look ---------------------------------------------------------------------------------------


def test_the_front_door_looks_by_sender_by_team_and_at_what_is_closed_apart(
    case: Case, sent: Referral
) -> None:
    colleague = factories.actor(factories.practitioner(case.partners.front_door, Role.DECISION_MAKER))
    at = AT + 9 * HOUR

    def seen(by: Actor, view: ReferralView) -> list[str]:
        with acting(by):
            _page, lines = referral_queries.list_open_referrals(by=by, at=at, view=view)
        return [line.reference for line in lines]

    assert seen(case.hub, ReferralView.BY_ME) == [sent.reference]
    assert seen(colleague, ReferralView.BY_ME) == []
    assert seen(colleague, ReferralView.BY_TEAM) == [sent.reference]
    assert seen(case.hub, ReferralView.CLOSED) == []
    go(case, sent, S.CANCELLED)
    assert seen(case.hub, ReferralView.BY_TEAM) == []
    assert seen(case.hub, ReferralView.CLOSED) == [sent.reference]
