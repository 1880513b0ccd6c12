"""Each place that shares cites what allowed it, and refuses when nothing does any more."""

from datetime import timedelta

import pytest

from earlyhelp.identify.choices import Danger
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.models import Disclosure
from earlyhelp.partnership.rules import NoAgreement
from earlyhelp.signpost.actions.amending import amend_referral
from earlyhelp.signpost.actions.conversing import write_referral_message
from earlyhelp.signpost.rules.particulars import Contact
from earlyhelp.solve import actions as solving
from earlyhelp.solve.choices import WorkerPart
from earlyhelp.solve.models import CheckAnswer
from tests import factories
from tests.factories import checks, episodes, meetings, signpost, solve
from tests.factories import identify as reports

AT = factories.AT
LATER = AT + timedelta(hours=3)
pytestmark = pytest.mark.django_db


def end(partners: factories.Partners) -> None:
    """Nothing is agreed any more."""
    partners.agreement.state = "ended"
    partners.agreement.save(update_fields=["state"])


def shared(by: Actor) -> list[tuple[str, str, str]]:
    """What left an agency: data set, kind of record, and what allowed it."""
    with acting(by):
        found = Disclosure.objects.filter(agency_id=by.agency_key).order_by("at", "pk")
        return [
            (one.data_set, one.about_label, one.duty or ("agreement" if one.agreement_id else "exception"))
            for one in found
        ]


def test_a_notification_and_a_safeguarding_report() -> None:
    partners = factories.partners()
    officer = factories.actor(factories.practitioner(partners.response))
    reports.notification(partners, officer)
    reports.notification(
        partners, officer, danger=Danger.AT_RISK, sharing_view=None, told_whom="Duty team", told_at=AT
    )
    assert sorted(shared(officer)) == [
        ("notification", "notification", "agreement"),
        ("notification", "notification", "safeguarding"),
    ]


def test_a_referral_its_messages_and_its_changes() -> None:
    case = signpost.case()
    sent = signpost.referral(case)
    for by in (case.hub, case.helper):
        with acting(by):
            write_referral_message(by=by, reference=sent.reference, text="When?", is_question=False, at=LATER)
    assert ("referral", "notification", "agreement") in shared(case.hub)
    assert ("referral", "referral", "agreement") in shared(case.hub)
    assert shared(case.helper) == [("referral", "referral", "agreement")]
    end(case.partners)
    for by in (case.hub, case.helper):
        with acting(by), pytest.raises(NoAgreement, match="No live sharing agreement"):
            write_referral_message(by=by, reference=sent.reference, text="When?", is_question=False, at=LATER)
    with acting(case.hub) as by, pytest.raises(NoAgreement):
        amend_referral(
            by=by,
            reference=sent.reference,
            version=1,
            request="Help with rent.",
            strengths=sent.strengths,
            contact=Contact(sent.safe_contact, sent.safe_contact_note, sent.person_telephone),
            reason="They told us more.",
            at=LATER,
        )


def test_a_check_and_its_answer() -> None:
    partners = factories.partners()
    officer = factories.actor(factories.practitioner(partners.response))
    sent = reports.notification(partners, officer)
    hub = factories.actor(solve.decision_maker(partners))
    asked = checks.answerer(partners)
    checks.check(hub, sent, [asked.agency.pk])
    assert shared(hub) == [("checks", "notification", "agreement")]
    with acting(asked.by) as by:
        answer = CheckAnswer.objects.get(asked=asked.agency)
    end(partners)
    with acting(asked.by) as by, pytest.raises(NoAgreement):
        solving.answer_check(by=by, answer_id=answer.pk, known="not_known", at=LATER)
    partners.agreement.state = "review"
    partners.agreement.save(update_fields=["state"])
    with acting(asked.by) as by:
        solving.answer_check(by=by, answer_id=answer.pk, known="not_known", at=LATER)
    assert shared(asked.by) == [("checks", "checkanswer", "agreement")]


def test_a_case_at_a_meeting() -> None:
    partners = factories.partners()
    chair, guest = meetings.coordinator(partners), meetings.partner(partners)
    meetings.meeting(chair, meetings.notifications(partners, 2), [guest])
    assert shared(factories.actor(chair)) == [("notification", "notification", "agreement")] * 2


def test_somebody_of_a_partner_who_joins_a_familys_help() -> None:
    partners = factories.partners()
    hub = factories.actor(solve.decision_maker(partners))
    lead = episodes.family_worker(partners)
    made = episodes.episode(hub, episodes.family_team(partners), lead=lead)
    visitor = episodes.health_visitor(partners)
    # The lead of the family may work for another agency than the one whose record it is.
    with acting(hub):
        solving.add_worker(by=hub, episode=made, practitioner=visitor, part=WorkerPart.TEAM, at=AT)
    assert ("circumstances", "episode", "agreement") in shared(hub)
