"""Referrals on the real database: the whole loop, what comes back, what is refused, and who sees what when."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from earlyhelp.govern.choices import EntryKind, Purpose
from earlyhelp.govern.models import AuditEntry
from earlyhelp.identify.choices import PreferredLanguage, SafeContact
from earlyhelp.identify.models import Notification
from earlyhelp.inform.choices import Template
from earlyhelp.inform.models import Message
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.kit.models import new_id
from earlyhelp.partnership.choices import DataSet, Role
from earlyhelp.signpost.actions.moves import (
    Said,
    mark_returned_handled,
    move_referral,
    open_referral,
    withdraw_referral,
)
from earlyhelp.signpost.actions.referrals import record_signposting
from earlyhelp.signpost.choices.referrals import (
    DeclineReason,
    HelpOutcome,
    InboxTab,
    PersonReason,
    ReferralState,
    ToldHow,
)
from earlyhelp.signpost.models import Referral, ReferralEvent, Signposting
from earlyhelp.signpost.queries import referrals as queries
from earlyhelp.signpost.queries.choosing import get_agreement_for
from earlyhelp.signpost.rules import particulars as particular_rules
from earlyhelp.signpost.rules import referrals as rules
from earlyhelp.signpost.rules.particulars import Contact
from earlyhelp.solve.choices import Outcome
from earlyhelp.solve.models import Feedback
from earlyhelp.understand.models import Consent
from tests import factories
from tests.factories import signpost as made
from tests.factories.signpost import AT, Case, go

pytestmark = pytest.mark.django_db
S = ReferralState


@pytest.fixture
def case() -> Case:
    return made.case()


def heard_by_officer(case: Case) -> list[str]:
    with acting(factories.actor(case.officer)):
        return list(Feedback.objects.order_by("given_at").values_list("event", flat=True))


def messages_to(who: factories.Practitioner) -> list[str]:
    return list(
        Message.objects.filter(recipient=who).order_by("queued_at").values_list("template", flat=True)
    )


def seen_by(actor: Actor, sent: Referral) -> int:
    """How many rows of a referral PostgreSQL shows to this actor."""
    with acting(actor):
        return (
            Referral.objects.filter(pk=sent.pk).count()
            + ReferralEvent.objects.filter(referral=sent.pk).count()
        )


# --- sending --------------------------------------------------------------------------------------------


def test_a_referral_carries_the_least_and_no_more(case: Case) -> None:
    sent = made.referral(case)
    assert sent.reference.startswith("RF-26-")
    assert (sent.person_name, sent.person_age, sent.person_language) == (
        "Synthetic Resident",
        34,
        PreferredLanguage.WELSH,
    )
    assert (sent.person_telephone, sent.person_email, sent.person_address) == ("+447700900123", "", "")
    assert sent.request == "Help to make the money last."
    assert sent.agreement == case.partners.agreement
    assert not {"date_of_birth", "seen_and_heard", "postcode"} & {
        field.name for field in Referral._meta.fields
    }


def test_sending_records_the_consent_and_says_in_the_audit_what_was_shared_with_whom(case: Case) -> None:
    sent = made.referral(case)
    with acting(case.hub):
        consent = Consent.objects.get()
        entry = AuditEntry.objects.get(did="referral.requested")
    assert sent.consent == consent
    assert consent.to_whom == "Making ends meet"
    assert consent.hears_progress
    assert entry.kind == EntryKind.SHARE
    assert entry.detail["agreement"] == str(case.partners.agreement.pk)
    assert entry.detail["to_agency"] == str(case.partners.charity.pk)
    assert "Resident" not in str(entry.detail)


def test_the_service_sees_a_referral_from_the_moment_it_is_sent_and_nobody_else_does(case: Case) -> None:
    sent = made.referral(case)
    others = factories.partners("W06000015")
    stranger = factories.actor(factories.practitioner(others.service_team, Role.SERVICE_WORKER))
    assert seen_by(case.helper, sent) == 2
    assert seen_by(factories.actor(case.officer), sent) == 0
    assert seen_by(stranger, sent) == 0
    with acting(case.helper):
        assert not Notification.objects.exists()
        assert not Consent.objects.exists()


def test_the_service_gets_a_message_that_names_nobody(case: Case) -> None:
    sent = made.referral(case)
    message = Message.objects.get(recipient=case.worker)
    assert message.template == Template.REFERRAL
    assert message.context == {"reference": sent.reference, "path": f"/services/referrals/{sent.reference}/"}


def test_a_double_click_sends_one_referral(case: Case) -> None:
    key = new_id()
    first, second = (made.referral(case, referral_id=key) for _ in range(2))
    assert first == second
    with acting(case.hub):
        assert Referral.objects.count() == 1
        assert Consent.objects.count() == 1
    assert messages_to(case.worker) == [Template.REFERRAL]


def test_a_second_page_does_not_refer_the_same_person_to_the_same_service_again(case: Case) -> None:
    made.referral(case)
    with pytest.raises(rules.AlreadyReferred, match="already has an open referral"):
        made.referral(case)


@pytest.mark.parametrize(
    "change",
    [
        lambda agreement: agreement.parties.clear(),
        lambda agreement: setattr(agreement, "ends_on", date(2026, 3, 1)),
        lambda agreement: setattr(agreement, "starts_on", date(2026, 3, 3)),
        lambda agreement: setattr(agreement, "data_sets", [DataSet.NOTIFICATION]),
        lambda agreement: setattr(agreement, "purpose", Purpose.SAFEGUARDING),
    ],
)
def test_without_an_agreement_nothing_is_sent_and_the_sentence_says_what_is_missing_and_whom_to_ask(
    case: Case, change: Callable[[object], None]
) -> None:
    change(case.partners.agreement)
    case.partners.agreement.save()
    with pytest.raises(
        rules.NoReferralAgreement,
        match=r"No live sharing agreement.*Referral: the least a service needs.*Ask",
    ):
        made.referral(case)
    with acting(case.hub):
        assert not Referral.objects.exists()
        assert not Consent.objects.exists()


def test_where_no_contact_is_safe_no_address_or_number_is_sent(case: Case) -> None:
    known = Contact(
        SafeContact.NONE, "Ring us.", telephone="+447700900123", email="a@example.org", address="1 Street"
    )
    sent = made.referral(case, contact=known)
    assert (sent.person_telephone, sent.person_email, sent.person_address) == ("", "", "")
    assert sent.safe_contact_note == "Ring us."


@pytest.mark.parametrize(
    ("contact", "refusal"),
    [
        (Contact(SafeContact.NOT_KNOWN), particular_rules.ContactNotKnown),
        (Contact(SafeContact.VISIT, telephone="+447700900123"), particular_rules.ContactMissing),
    ],
)
def test_nothing_is_sent_until_the_person_can_be_reached_safely(
    case: Case, contact: Contact, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        made.referral(case, contact=contact)


@pytest.mark.parametrize("outcome", [None, Outcome.NO_NEED])
def test_nothing_is_sent_without_a_decision_that_leads_to_a_service(outcome: Outcome | None) -> None:
    with pytest.raises(rules.NoDecisionToRefer, match="Decide on early help"):
        made.referral(made.case(outcome=outcome))


def test_a_service_that_stopped_taking_referrals_is_refused(case: Case) -> None:
    case.service.closed_to_referrals_on = AT.date()
    case.service.save()
    with pytest.raises(rules.NotReferable):
        made.referral(case)


def test_nobody_but_a_decision_maker_sends(case: Case) -> None:
    with pytest.raises(NotAllowed):
        made.referral(replace(case, decider=case.worker))


# --- the loop -------------------------------------------------------------------------------------------


def test_a_referral_becomes_help_and_everybody_hears(case: Case) -> None:
    sent = made.referral(case)
    ended = go(case, sent, S.SEEN, S.WAITING, S.ACCEPTED, S.IN_PROGRESS, S.COMPLETED)
    assert ended.state == S.COMPLETED
    assert ended.help_outcome == HelpOutcome.BETTER
    assert ended.next_update_on is None
    assert heard_by_officer(case) == [
        "decided.early_help",
        "referral.waiting",
        "referral.accepted",
        "referral.started",
        "referral.better",
    ]
    assert messages_to(case.decider).count(Template.REFERRAL_NEWS) == 4
    with acting(case.hub) as by:
        steps = queries.list_steps(by=by, referral=ended)
        assert [step.to_state for step in steps] == [
            S.REQUESTED,
            S.SEEN,
            S.WAITING,
            S.ACCEPTED,
            S.IN_PROGRESS,
            S.COMPLETED,
        ]
    assert seen_by(case.helper, sent) > 0


def test_without_leave_to_hear_how_it_goes_neither_officer_nor_front_door_reads_it(case: Case) -> None:
    sent = made.referral(case, hears_progress=False)
    ended = go(case, sent, S.SEEN, S.ACCEPTED, S.IN_PROGRESS, S.COMPLETED)
    assert heard_by_officer(case) == ["decided.early_help", "referral.accepted"]
    with acting(case.hub) as by:
        assert [step.note for step in queries.list_steps(by=by, referral=ended)] == [""] * 5
    with acting(case.helper) as by:
        assert queries.list_steps(by=by, referral=ended)[-1].note == "They manage now."


def test_opening_is_recorded_once_and_every_reading_is_audited(case: Case) -> None:
    sent = made.referral(case)
    for hour in range(2):
        with acting(case.helper) as by:
            opened = open_referral(by=by, reference=sent.reference.lower(), at=AT + timedelta(hours=2 + hour))
    assert opened.state == S.SEEN
    assert opened.state_at == AT + timedelta(hours=2)
    with acting(case.helper):
        assert AuditEntry.objects.filter(did="referral.read").count() == 2
        assert AuditEntry.objects.filter(did="referral.seen").count() == 1


def test_the_front_door_reading_it_does_not_open_it(case: Case) -> None:
    sent = made.referral(case)
    with acting(case.hub) as by:
        assert open_referral(by=by, reference=sent.reference, at=AT).state == S.REQUESTED


def test_a_declined_referral_is_back_with_the_front_door_and_closed_to_the_service(case: Case) -> None:
    sent = made.referral(case)
    go(case, sent, S.SEEN)
    assert seen_by(case.helper, sent) == 3
    go(case, sent, S.DECLINED, at=AT + timedelta(hours=5))
    assert seen_by(case.helper, sent) == 0
    with acting(case.helper) as by, pytest.raises(Referral.DoesNotExist):
        queries.get_referral(by=by, reference=sent.reference, at=AT)
    assert heard_by_officer(case)[-1] == "referral.declined"
    assert messages_to(case.decider)[-1] == Template.REFERRAL_DECLINED
    with acting(case.hub) as by:
        (back,) = queries.list_returned(by=by, at=AT + timedelta(days=2))
        assert queries.count_returned(by) == 1
    assert (back.referral, back.reason, back.note, back.days) == (
        sent,
        DeclineReason.NO_ROOM.label,
        "We are full until the summer.",
        2,
    )
    assert "Choose another service" in str(back.next_step)


def test_marking_a_returned_referral_as_dealt_with_takes_it_off_the_list_and_twice_is_once(
    case: Case,
) -> None:
    sent = made.referral(case)
    go(case, sent, S.SEEN, S.DECLINED)
    for hour in (6, 7):
        with acting(case.hub) as by:
            handled = mark_returned_handled(by=by, reference=sent.reference, at=AT + timedelta(hours=hour))
    assert handled.handled_at == AT + timedelta(hours=6)
    with acting(case.hub) as by:
        assert queries.count_returned(by) == 0


def test_an_open_referral_cannot_be_marked_as_dealt_with(case: Case) -> None:
    sent = made.referral(case)
    with acting(case.hub) as by, pytest.raises(rules.CannotMove):
        mark_returned_handled(by=by, reference=sent.reference, at=AT)


def test_deciding_again_or_referring_anew_deals_with_a_returned_referral(case: Case) -> None:
    go(case, made.referral(case), S.SEEN, S.DECLINED)
    made.decide_again(case, Outcome.EARLY_HELP, expected_number=1, at=AT + timedelta(hours=8))
    with acting(case.hub) as by:
        assert queries.list_returned(by=by, at=AT) == []
    second = made.referral(case, at=AT + timedelta(hours=9))
    go(case, second, S.SEEN, S.DECLINED, at=AT + timedelta(hours=10))
    with acting(case.hub) as by:
        assert [item.referral for item in queries.list_returned(by=by, at=AT)] == [second]
    made.referral(case, at=AT + timedelta(hours=13))
    with acting(case.hub) as by:
        assert queries.count_returned(by) == 0


@pytest.mark.parametrize("path", [(), (S.SEEN,), (S.SEEN, S.WAITING), (S.SEEN, S.ACCEPTED)])
def test_the_front_door_takes_a_referral_back_and_the_service_is_told_and_loses_it(
    case: Case, path: tuple[ReferralState, ...]
) -> None:
    sent = made.referral(case)
    go(case, sent, *path)
    go(case, sent, S.WITHDRAWN, at=AT + timedelta(hours=8))
    assert seen_by(case.helper, sent) == 0
    assert messages_to(case.worker)[-1] == Template.REFERRAL_WITHDRAWN
    assert heard_by_officer(case)[-1] == "referral.withdrawn"


def test_taking_back_consent_is_recorded_with_the_withdrawal(case: Case) -> None:
    sent = made.referral(case)
    with acting(case.hub) as by:
        withdraw_referral(
            by=by,
            reference=sent.reference,
            seen=rules.version_of(sent.state, sent.state_at),
            reason=PersonReason.CONSENT,
            at=AT + timedelta(hours=2),
        )
        assert Consent.objects.get().withdrawn_at == AT + timedelta(hours=2)


def test_two_workers_never_overwrite_each_other(case: Case) -> None:
    sent = go(case, made.referral(case), S.SEEN)
    seen = rules.version_of(sent.state, sent.state_at)
    go(case, sent, S.ACCEPTED, at=AT + timedelta(hours=3))
    said = Said(decline_reason=DeclineReason.NO_ROOM)
    with acting(case.helper) as by, pytest.raises(rules.ReferralMoved, match="Somebody has moved"):
        move_referral(by=by, reference=sent.reference, to=S.DECLINED, seen=seen, said=said, at=AT)
    with acting(case.hub):
        assert Referral.objects.get().state == S.ACCEPTED


def test_a_broken_promise_is_renewed_without_telling_the_officer_twice(case: Case) -> None:
    sent = made.referral(case)
    renewed = go(case, sent, S.SEEN, S.WAITING, S.WAITING)
    assert renewed.state == S.WAITING
    assert heard_by_officer(case) == ["decided.early_help", "referral.waiting"]
    with acting(case.helper) as by:
        steps = queries.list_steps(by=by, referral=renewed)
    assert [step.is_change for step in steps] == [True, True, True, False]


@pytest.mark.parametrize(
    ("to", "said", "refusal"),
    [
        (S.WAITING, Said(), rules.PromiseNeeded),
        (S.DECLINED, Said(note="No."), rules.SaidTooLittle),
        (S.COMPLETED, Said(help_outcome=HelpOutcome.BETTER), rules.CannotMove),
        (S.WITHDRAWN, Said(person_reason=PersonReason.CONSENT), rules.CannotMove),
    ],
)
def test_a_move_that_is_not_allowed_or_says_too_little_changes_nothing(
    case: Case, to: ReferralState, said: Said, refusal: type[Exception]
) -> None:
    sent = go(case, made.referral(case), S.SEEN)
    seen = rules.version_of(sent.state, sent.state_at)
    with acting(case.helper) as by, pytest.raises(refusal):
        move_referral(
            by=by, reference=sent.reference, to=to, seen=seen, said=said, at=AT + timedelta(hours=3)
        )
    with acting(case.hub):
        assert Referral.objects.get().state == S.SEEN
        assert ReferralEvent.objects.count() == 2


def test_a_reason_that_does_not_belong_to_the_move_is_not_kept(case: Case) -> None:
    sent = go(case, made.referral(case), S.SEEN)
    said = Said(
        decline_reason=DeclineReason.KNOWN, help_outcome=HelpOutcome.SAME, next_update_on=date(2027, 1, 1)
    )
    with acting(case.helper) as by:
        moved = move_referral(
            by=by,
            reference=sent.reference,
            to=S.ACCEPTED,
            seen=rules.version_of(sent.state, sent.state_at),
            said=said,
            at=AT + timedelta(hours=3),
        )
    assert (moved.decline_reason, moved.help_outcome, moved.next_update_on) == ("", "", None)


def test_when_the_sender_has_left_their_team_hears(case: Case) -> None:
    colleague = factories.practitioner(case.partners.front_door, Role.DECISION_MAKER)
    sent = made.referral(case)
    case.decider.is_active = False
    case.decider.save()
    go(case, sent, S.SEEN, S.DECLINED)
    assert messages_to(colleague) == [Template.REFERRAL_DECLINED]


# --- telling a person -----------------------------------------------------------------------------------


def test_telling_a_person_about_a_service_is_noted_once_and_sends_nothing(case: Case) -> None:
    key = new_id()
    for _ in range(2):
        with acting(case.hub) as by:
            record_signposting(
                by=by,
                signposting_id=key,
                reference=case.notification.reference,
                service_id=case.service.pk,
                told_how=ToldHow.TELEPHONE,
                at=AT + timedelta(hours=1),
            )
    with acting(case.hub):
        assert Signposting.objects.get().told_how == ToldHow.TELEPHONE
    assert messages_to(case.worker) == []
    with acting(case.helper):
        assert not Signposting.objects.exists()


# --- worklists ------------------------------------------------------------------------------------------


def test_counts_for_the_desk_are_nothing_for_other_roles(case: Case) -> None:
    made.referral(case)
    with acting(case.helper) as by:
        assert queries.count_new_referrals(by) == 1
        assert queries.count_returned(by) == 0
        assert queries.count_inbox(by=by) == {
            InboxTab.NEW: 1,
            InboxTab.WAITING: 0,
            InboxTab.WORKING: 0,
            InboxTab.CLOSED: 0,
            InboxTab.ACTION: 0,
            InboxTab.MINE: 0,
        }
    with acting(case.hub) as by:
        assert queries.count_new_referrals(by) == 0
    with acting(factories.actor(case.officer)) as by:
        assert queries.list_referrals_of(by=by, notification=case.notification, at=AT) == []


def test_the_desk_learns_where_a_referral_stands_without_the_person(case: Case) -> None:
    sent = made.referral(case)
    with acting(case.hub) as by:
        (line,) = queries.list_referrals_of(by=by, notification=case.notification, at=AT + timedelta(days=9))
    assert (line.reference, line.state, line.days, line.is_late) == (sent.reference, S.REQUESTED, 9, True)
    assert "Resident" not in str(line)


@pytest.mark.parametrize("number", [1, 6])
def test_lists_cost_the_same_number_of_queries_however_long_they_are(
    number: int, django_assert_max_num_queries: Callable[..., object]
) -> None:
    case = made.case()
    for position in range(number):
        another = replace(case, service=made.service(case.partners, name_en=f"Service {position}"))
        made.referral(another)
        go(another, made.referral(replace(case, service=made.service(case.partners))), S.SEEN, S.DECLINED)
        with acting(case.hub):
            Referral.objects.filter(state=S.DECLINED).update(state_at=AT + timedelta(days=3))
    at = AT + timedelta(days=4)
    with acting(case.helper) as by, django_assert_max_num_queries(4):
        assert len(queries.list_inbox(by=by, tab=InboxTab.NEW, at=at).object_list) == number
    with acting(case.hub) as by, django_assert_max_num_queries(4):
        assert len(queries.list_returned(by=by, at=at)) == number
    with acting(case.hub) as by, django_assert_max_num_queries(3):
        _page, lines = queries.list_open_referrals(by=by, at=at)
        assert len(lines) == number


@pytest.mark.parametrize("reference", ["RF-26-9999999", "EH-26-0000001", "nonsense", ""])
def test_a_reference_that_leads_nowhere_is_not_found(case: Case, reference: str) -> None:
    with acting(case.hub) as by, pytest.raises(Referral.DoesNotExist):
        queries.get_referral(by=by, reference=reference, at=AT)


def test_a_colleague_of_the_front_door_in_another_role_does_not_read_it(case: Case) -> None:
    sent = made.referral(case)
    officer = replace(case.hub, role=Role.NOTIFIER, practitioner_id=uuid4())
    with acting(officer) as by, pytest.raises(NotAllowed):
        queries.get_referral(by=by, reference=sent.reference, at=AT)


def test_reading_a_referral_is_audited_and_rows_name_themselves_without_the_person(case: Case) -> None:
    sent = made.referral(case)
    with acting(case.hub) as by:
        found = queries.get_referral(by=by, reference=sent.reference, at=AT)
        assert AuditEntry.objects.filter(did="referral.read", target_key=str(sent.pk)).count() == 1
        assert str(found) == sent.reference
        assert str(ReferralEvent.objects.get()) == S.REQUESTED
    assert str(Signposting(service=case.service)) == str(case.service.pk)


def test_a_practitioner_without_an_agency_is_covered_by_no_agreement(case: Case) -> None:
    nobody = Actor.system(Purpose.EARLY_HELP)
    with pytest.raises(rules.NoReferralAgreement):
        get_agreement_for(by=nobody, receiver_id=case.partners.charity.pk, on=AT.date())
