"""Exceptional disclosures: one share goes through once, written down, and is reviewed."""

from datetime import timedelta

import pytest

from earlyhelp.govern.models import AuditEntry
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.actions.disclosures import review_exception
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Disclosure, ExceptionalDisclosure
from earlyhelp.partnership.queries import disclosures as reading
from earlyhelp.partnership.rules.disclosures import CannotReview, ExceptionIncomplete
from earlyhelp.signpost.rules.referrals import NoReferralAgreement
from tests import factories
from tests.factories import agreements as make
from tests.factories import signpost

AT = factories.AT
pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> signpost.Case:
    """Somebody who could be referred, when only there were an agreement."""
    made = signpost.case()
    made.partners.agreement.state = "ended"
    made.partners.agreement.save()
    return made


def test_one_referral_goes_through_once_and_both_are_audited(case: signpost.Case) -> None:
    with pytest.raises(NoReferralAgreement, match="No live sharing agreement"):
        signpost.referral(case)
    allowed = make.exception(case.hub, case.partners.charity, case.notification.reference)
    sent = signpost.referral(case)
    assert (sent.agreement_id, sent.exceptional_id) == (None, allowed.pk)
    with acting(case.hub) as by:
        allowed.refresh_from_db()
        assert allowed.used_at is not None
        share = Disclosure.objects.get(exceptional=allowed)
        assert share.under == "Somebody’s life or safety is at stake"
        did = set(AuditEntry.objects.values_list("did", flat=True))
        assert did >= {"exceptional_disclosure.decided", "exceptional_disclosure.used", "disclosure.made"}
        assert reading.count_exceptions(by=by, at=AT) == {
            "decided": 1, "used": 1, "unused": 0, "to_review": 1
        }  # fmt: skip
        assert not reading.has_open_exception(
            by=by,
            receiver_id=case.partners.charity.pk,
            purpose="early_help",
            data_set="referral",
            about_reference=case.notification.reference,
            at=AT,
        )
    with acting(make.officer(case.partners.charity)):
        assert not ExceptionalDisclosure.objects.exists()


@pytest.mark.parametrize(
    "differs", ["another record", "another agency", "another data set", "its time is over"]
)
def test_it_lets_nothing_else_through(case: signpost.Case, differs: str) -> None:
    receiver, about, said = case.partners.charity, case.notification.reference, {}
    match differs:
        case "another record":
            about = "EH-26-9999999"
        case "another agency":
            receiver = case.partners.force
        case "another data set":
            said = {"data_set": "feedback"}
        case _:
            said = {"at": AT - timedelta(days=3), "until_at": AT - timedelta(days=2)}
    make.exception(case.hub, receiver, about, **said)
    with pytest.raises(NoReferralAgreement):
        signpost.referral(case)


def test_who_may_decide_and_what_it_must_say(case: signpost.Case) -> None:
    worker = factories.actor(factories.practitioner(case.partners.service_team, Role.SERVICE_WORKER))
    with pytest.raises(NotAllowed):
        make.exception(worker, case.partners.force, "EH-26-0000001")
    with pytest.raises(ExceptionIncomplete, match="on which law"):
        make.exception(case.hub, case.partners.charity, "EH-26-0000001", law=" ")
    with pytest.raises(ExceptionIncomplete, match="three days"):
        make.exception(case.hub, case.partners.charity, "EH-26-0000001", until_at=AT + timedelta(days=4))


def test_the_information_governance_officer_reviews_it_once(case: signpost.Case) -> None:
    allowed = make.exception(case.hub, case.partners.charity, case.notification.reference)
    with acting(case.hub) as by, pytest.raises(NotAllowed):
        reading.get_exception(by=by, exception_id=allowed.pk, at=AT)
    with acting(make.officer(case.partners.council)) as by:
        assert reading.get_exception(by=by, exception_id=allowed.pk, at=AT) == allowed
        said = {
            "by": by,
            "exception_id": allowed.pk,
            "verdict": "agreement_needed",
            "words": "Ask them.",
            "at": AT,
        }
        assert review_exception(**said).verdict == "agreement_needed"
        with pytest.raises(CannotReview):
            review_exception(**said)
        assert AuditEntry.objects.filter(did="exceptional_disclosure.read").count() == 1
