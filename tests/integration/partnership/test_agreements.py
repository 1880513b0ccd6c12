"""Agreements from draft to end: who signs, what comes into force, and what each share cites."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection

from earlyhelp.govern.choices import Purpose
from earlyhelp.govern.models import AuditEntry
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership import queries
from earlyhelp.partnership.actions.agreements import Row
from earlyhelp.partnership.actions.disclosures import disclose
from earlyhelp.partnership.choices import AgencyKind, AgreementKind, DataSet, Role
from earlyhelp.partnership.choices.agreements import AgreementState
from earlyhelp.partnership.models import AgreementEvent, Disclosure, SharingAgreement
from earlyhelp.partnership.queries import agreements as reading
from earlyhelp.partnership.rules import NoAgreement
from earlyhelp.partnership.rules.agreements import CannotMoveAgreement
from tests import factories
from tests.factories import agreements as make
from tests.factories.agreements import actions

AT = factories.AT
S = AgreementState
pytestmark = pytest.mark.django_db


@pytest.fixture
def partners() -> factories.Partners:
    """Partners who have agreed nothing yet."""
    made = factories.partners()
    SharingAgreement.objects.all().delete()
    return made


def covered(giver, receiver, data_set=DataSet.REFERRAL, on=AT) -> bool:
    try:
        queries.get_live_agreement(
            by=Actor.system("running", agency_id=giver.pk),
            giver_id=giver.pk,
            receiver_id=receiver.pk,
            purpose=Purpose.EARLY_HELP,
            data_set=data_set,
            on=on.date(),
        )
    except NoAgreement:
        return False
    return True


def drawn_up(partners: factories.Partners, **said):
    parties = [partners.council, partners.charity]
    lead, other = (make.officer(one) for one in parties)
    made = actions.draw_up_agreement(by=lead, content=make.content(parties, **said), at=AT)
    return lead, other, made


def sign(by: Actor, made: SharingAgreement) -> SharingAgreement:
    return actions.sign_agreement(
        by=by, agreement_id=made.pk, designated_id=by.practitioner_id, contact="", at=AT
    )


def test_it_is_in_force_only_when_every_party_has_signed(partners: factories.Partners) -> None:
    lead, other, made = drawn_up(partners)
    assert (made.reference, made.version, made.state) == (made.reference, 1, S.DRAFT)
    actions.send_for_signature(by=lead, agreement_id=made.pk, at=AT)
    assert list(reading.list_to_sign(by=other)) == [made]
    assert sign(lead, made).state == S.SIGNING
    assert not covered(partners.council, partners.charity)
    assert sign(other, made).state == S.LIVE
    assert covered(partners.council, partners.charity)
    assert covered(partners.charity, partners.council)
    assert not covered(partners.council, partners.force)
    assert not covered(partners.council, partners.charity, DataSet.FEEDBACK)
    steps = list(AgreementEvent.objects.filter(agreement=made).values_list("step", flat=True))
    assert steps == ["draw_up", "send", "sign", "sign", "complete"]
    with acting(lead):
        did = set(AuditEntry.objects.filter(target_key=str(made.pk)).values_list("did", flat=True))
    assert "agreement.signed" in did


def test_signing_twice_is_signing_once_and_nobody_signs_for_another_agency(
    partners: factories.Partners,
) -> None:
    lead, _other, made = drawn_up(partners)
    actions.send_for_signature(by=lead, agreement_id=made.pk, at=AT)
    sign(lead, made)
    assert sign(lead, made).state == S.SIGNING
    with pytest.raises(NotAllowed):
        sign(make.officer(partners.force), made)
    with pytest.raises(NotAllowed):
        sign(factories.actor(factories.practitioner(partners.service_team, Role.SERVICE_WORKER)), made)


def test_taking_it_back_asks_for_every_signature_again(partners: factories.Partners) -> None:
    lead, other, made = drawn_up(partners)
    actions.send_for_signature(by=lead, agreement_id=made.pk, at=AT)
    sign(other, made)
    with pytest.raises(NotAllowed, match="drew this agreement up"):
        actions.take_back(by=other, agreement_id=made.pk, at=AT)
    assert actions.take_back(by=lead, agreement_id=made.pk, at=AT).state == S.DRAFT
    changed = replace(make.content([partners.council, partners.charity]), title_en="Early help, changed")
    actions.change_agreement(by=lead, agreement_id=made.pk, content=changed, at=AT)
    actions.send_for_signature(by=lead, agreement_id=made.pk, at=AT)
    assert sign(lead, made).state == S.SIGNING
    assert sign(other, made).state == S.LIVE


def test_a_disclosure_agreement_goes_one_way_in_the_rule_and_in_postgresql(
    partners: factories.Partners,
) -> None:
    make.signed(
        [partners.council, partners.charity],
        kind=AgreementKind.DDA,
        giver_id=partners.council.pk,
        rows=[Row(DataSet.RECORDS, "service", "asked")],
    )
    assert covered(partners.council, partners.charity, DataSet.RECORDS)
    assert not covered(partners.charity, partners.council, DataSet.RECORDS)
    for agency, seen in ((partners.charity, partners.council), (partners.council, None)):
        by = Actor.system("running", agency_id=agency.pk)
        with acting(by), connection.cursor() as cursor:
            cursor.execute("SELECT agencies_sharing('records')")
            (shown,) = cursor.fetchone()
        assert (seen.pk in shown) if seen else (partners.charity.pk not in shown)
        receivers = reading.list_receivers(
            by=by, purpose=Purpose.EARLY_HELP, data_set=DataSet.RECORDS, on=AT.date()
        )
        assert (partners.charity.pk in receivers) is (agency == partners.council)


def test_a_new_version_takes_the_place_of_the_old_one_when_all_have_signed(
    partners: factories.Partners,
) -> None:
    first = make.signed([partners.council, partners.charity])
    lead, other = make.officer(partners.council), make.officer(partners.charity)
    rows = [
        Row(DataSet.REFERRAL, "service", "happens"),
        Row(DataSet.CHECKS, "service", "asked"),
    ]
    content = make.content([partners.council, partners.charity], rows=rows)
    second = actions.change_agreement(by=lead, agreement_id=first.pk, content=content, at=AT)
    assert (second.reference, second.version, second.state) == (first.reference, 2, S.DRAFT)
    with pytest.raises(CannotMoveAgreement, match="already being drawn up"):
        actions.change_agreement(by=lead, agreement_id=first.pk, content=content, at=AT)
    actions.send_for_signature(by=lead, agreement_id=second.pk, at=AT)
    sign(lead, second)
    assert covered(partners.council, partners.charity)
    assert not covered(partners.council, partners.charity, DataSet.CHECKS)
    assert sign(other, second).state == S.LIVE
    first.refresh_from_db()
    assert first.state == S.ENDED
    assert covered(partners.council, partners.charity, DataSet.CHECKS)
    assert list(reading.list_versions(by=lead, agreement=second)) == [second, first]
    assert reading.get_agreement(by=lead, reference=first.reference) == second
    assert reading.get_agreement(by=other, reference=first.reference, version=1) == first
    with pytest.raises(NotAllowed):
        reading.get_agreement(by=make.officer(partners.force), reference=first.reference)
    with pytest.raises(SharingAgreement.DoesNotExist):
        reading.get_agreement(by=lead, reference="AG-26-9999999")


def test_it_ends_early_for_all_or_one_party_leaves(partners: factories.Partners) -> None:
    made = make.signed([partners.council, partners.charity, partners.force])
    lead, leaver = make.officer(partners.council), make.officer(partners.force)
    actions.leave_agreement(by=leaver, agreement_id=made.pk, why="We no longer work here.", at=AT)
    assert not covered(partners.council, partners.force)
    assert covered(partners.council, partners.charity)
    assert reading.get_agreement(by=leaver, reference=made.reference) == made
    with pytest.raises(NotAllowed):
        actions.end_agreement(by=make.officer(partners.charity), agreement_id=made.pk, why="x", at=AT)
    actions.end_agreement(by=lead, agreement_id=made.pk, why="A breach.", at=AT)
    assert not covered(partners.council, partners.charity)
    with pytest.raises(CannotMoveAgreement):
        actions.end_agreement(by=lead, agreement_id=made.pk, why="A breach.", at=AT)


def test_an_agreement_of_two_ends_when_one_leaves(partners: factories.Partners) -> None:
    made = make.signed([partners.council, partners.charity])
    left = actions.leave_agreement(
        by=make.officer(partners.charity), agreement_id=made.pk, why="Over.", at=AT
    )
    assert left.state == S.ENDED


def test_it_is_reviewed_and_kept(partners: factories.Partners) -> None:
    made = make.signed([partners.council, partners.charity])
    lead = make.officer(partners.council)
    assert actions.begin_review(by=lead, agreement_id=made.pk, at=AT).state == S.REVIEW
    assert covered(partners.council, partners.charity)
    ahead = AT.date() + timedelta(days=365)
    kept = actions.keep_agreement(by=lead, agreement_id=made.pk, review_on=ahead, why="It works.", at=AT)
    assert (kept.state, kept.review_on) == (S.LIVE, ahead)


def test_the_calendar_ends_what_is_over_and_asks_for_the_review(partners: factories.Partners) -> None:
    day = AT.date()
    over = make.signed([partners.council, partners.charity], ends_on=day + timedelta(days=1))
    due = make.signed([partners.council, partners.force], review_on=day + timedelta(days=2))
    by = Actor.system(Purpose.RUNNING)
    assert actions.follow_calendar(by=by, at=AT) == 0
    assert actions.follow_calendar(by=by, at=AT + timedelta(days=2)) == 2
    assert actions.follow_calendar(by=by, at=AT + timedelta(days=2)) == 0
    over.refresh_from_db()
    due.refresh_from_db()
    assert (over.state, due.state) == (S.EXPIRED, S.REVIEW)


def test_a_partner_without_accounts_signs_on_paper(partners: factories.Partners) -> None:
    partner = factories.agency(AgencyKind.HOUSING, "no-accounts", partners.area)
    lead, other = make.officer(partners.council), make.officer(partners.charity)
    content = make.content([partners.council, partners.charity, partner])
    made = actions.draw_up_agreement(by=lead, content=content, at=AT)
    actions.send_for_signature(by=lead, agreement_id=made.pk, at=AT)
    sign(lead, made)
    sign(other, made)
    assert reading.list_parties_without_accounts(by=lead, agreement=made) == [partner]
    with pytest.raises(CannotMoveAgreement, match="signs for it here"):
        actions.record_paper_signature(
            by=lead, agreement_id=made.pk, party_id=partners.charity.pk, paper_name="X", contact="", at=AT
        )
    signed = actions.record_paper_signature(
        by=lead, agreement_id=made.pk, party_id=partner.pk, paper_name="The director", contact="", at=AT
    )
    assert signed.state == S.LIVE


def test_the_refusal_names_what_is_missing_between_whom_and_whom_to_ask(
    partners: factories.Partners,
) -> None:
    officer = make.officer(partners.council)
    with acting(officer) as by, pytest.raises(NoAgreement) as refusal:
        disclose(
            by=by,
            receiver_id=partners.charity.pk,
            purpose=Purpose.EARLY_HELP,
            data_set=DataSet.REFERRAL,
            about=partners.council,
            at=AT,
        )
    said = str(refusal.value)
    for part in (
        "data disclosure agreement",
        "Referral: the least a service needs",
        "To get early help",
        partners.council.name,
        partners.charity.name,
        officer.label,
    ):
        assert part in said
    assert not Disclosure.objects.exists()


def test_each_share_cites_the_version_and_the_data_set(partners: factories.Partners) -> None:
    made = make.signed([partners.council, partners.charity])
    officer = make.officer(partners.council)
    with acting(officer) as by:
        share = disclose(
            by=by,
            receiver_id=partners.charity.pk,
            purpose=Purpose.EARLY_HELP,
            data_set=DataSet.REFERRAL,
            about=partners.council,
            at=AT,
        )
        assert share.agreement == made
        assert share.under.startswith(f"{made.reference}/1")
        counts = reading.count_shared_under(by=by, agreement=made, at=AT)
    assert counts == [("Referral: the least a service needs", 1), ("Notification as reported", 0)]
    with acting(make.officer(partners.charity)):
        assert not Disclosure.objects.exists()
