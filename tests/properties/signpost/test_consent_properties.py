"""After any answers, how a consent stands is the fold of what was written down, and nothing is shared without it."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from earlyhelp.govern.models import AccessGrant
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import RuleError
from earlyhelp.kit.models import new_id
from earlyhelp.signpost.actions.referrals import send_referral
from earlyhelp.signpost.choices.referrals import ReferralState
from earlyhelp.signpost.models import Referral
from earlyhelp.signpost.rules.referrals import is_open
from earlyhelp.understand import queries
from earlyhelp.understand.actions import make_person
from earlyhelp.understand.choices.consents import AnswerKind, ConsentPurpose, ConsentState
from earlyhelp.understand.choices.people import ConsentGiver
from earlyhelp.understand.models import ConsentAnswer, Person
from earlyhelp.understand.rules.consents import AROUND, Recipient, standing_of
from tests.factories import consents as made
from tests.factories import signpost as services

pytestmark = pytest.mark.django_db

SEND = "send"
_STEP = st.tuples(
    st.sampled_from([*AnswerKind, AnswerKind.TAKEN_BACK, SEND, SEND]),
    st.sampled_from([ConsentPurpose.TAKE_PART, ConsentPurpose.SHARE, ConsentPurpose.SHARE]),
    st.booleans(),
    st.sampled_from([ConsentGiver.SELF, ConsentGiver.ATTORNEY]),
)


@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=(Phase.explicit, Phase.generate),
)
@given(steps=st.lists(_STEP, min_size=2, max_size=9))
def test_no_order_of_answers_shares_what_was_taken_back(
    steps: list[tuple[str, ConsentPurpose, bool, ConsentGiver]],
) -> None:
    with transaction.atomic():
        case = services.case()
        with acting(case.hub) as by:
            (reported,) = case.notification.people.all()
            person = make_person(by=by, reported_id=reported.pk, at=services.AT)
        made.notice(case.hub, person)
        charity = Recipient(agency_id=case.partners.charity.pk)
        for hour, (what, purpose, around, giver) in enumerate(steps, start=1):
            at = made.AT + timedelta(hours=hour)
            if what == SEND:
                send(case, at)
            else:
                to = AROUND if around or purpose is ConsentPurpose.TAKE_PART else charity
                named = {} if giver is ConsentGiver.SELF else {"giver_name": "Somebody"}
                made.answer(
                    case.hub, person, AnswerKind(what), purpose=purpose, to=to, at=at, giver=giver, **named
                )
            check(case, person, charity, at)
        transaction.set_rollback(True)


def send(case: services.Case, at: datetime) -> None:
    with acting(case.hub) as by:
        try:
            with transaction.atomic():
                send_referral(
                    by=by,
                    referral_id=new_id(),
                    reference=case.notification.reference,
                    position=case.position,
                    service_id=case.service.pk,
                    consent=replace(services.CONSENT, given_on=made.DAY),
                    request=services.REQUEST,
                    at=at,
                )
        except RuleError:
            return


def check(case: services.Case, person: Person, charity: Recipient, at: datetime) -> None:
    """The stored facts alone say how each stands; nothing open rests on what ended; and nobody can still read it."""
    with acting(case.hub) as by:
        consents = queries.get_consents(by, person.pk, at=at)
        for one in consents.list_standings():
            facts = [line.answer for line in one.lines]
            assert one.standing == standing_of(facts, aged=consents.aged, today=consents.today)
            assert (one.standing.state is ConsentState.TAKEN_BACK) is (
                facts[-1].kind is AnswerKind.TAKEN_BACK
            )
        rows = [line.row for line in consents.lines if line.row]
        assert len(rows) == ConsentAnswer.objects.count()
        share = consents.stands(ConsentPurpose.SHARE, charity).standing
        ended = share.ends or consents.takes_part().ends
        for referral in Referral.objects.all():
            assert not (ended and is_open(referral.state))
            seen = AccessGrant.objects.filter(record_id=referral.pk, until_at=None).exists()
            assert seen is (referral.state != ReferralState.WITHDRAWN)
