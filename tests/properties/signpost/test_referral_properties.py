"""No order of moves breaks the table, shows a referral to a service that is out of it, or escapes the audit."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from earlyhelp.govern.models import AuditEntry
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import RuleError
from earlyhelp.signpost.actions import Said, move_referral, open_referral
from earlyhelp.signpost.choices.referrals import (
    DeclineReason,
    HelpOutcome,
    PersonReason,
    ReferralState,
    SenderReason,
    Side,
)
from earlyhelp.signpost.models import Referral, ReferralEvent
from earlyhelp.signpost.rules import referrals as rules
from earlyhelp.signpost.rules import states
from tests.factories import signpost as made
from tests.factories.signpost import AT, Case

pytestmark = pytest.mark.django_db

_SAID = st.builds(
    Said,
    note=st.sampled_from(["", "Nodyn"]),
    decline_reason=st.sampled_from([None, DeclineReason.KNOWN]),
    help_outcome=st.sampled_from([None, HelpOutcome.SAME]),
    person_reason=st.sampled_from([None, PersonReason.CONSENT, PersonReason.NOT_NOW]),
    sender_reason=st.sampled_from([None, SenderReason.NOT_NEEDED, SenderReason.SENT_TWICE]),
    next_update_on=st.sampled_from([None, date(2026, 1, 1), date(2027, 1, 1)]),
)
_STEP = st.tuples(
    st.sampled_from([Side.SENDER, Side.RECEIVER]),
    # Opening and the moves after it come up more often, so that walks get far.
    st.sampled_from([*ReferralState, ReferralState.SEEN, ReferralState.ACCEPTED, ReferralState.IN_PROGRESS]),
    st.booleans(),
    _SAID,
)


def stored(case: Case) -> Referral:
    with acting(case.hub):
        return Referral.objects.get()


def audited(case: Case) -> int:
    count = 0
    for by in (case.hub, case.helper):
        with acting(by):
            count += AuditEntry.objects.filter(did__startswith="referral.").exclude(kind="read").count()
    return count


def attempt(
    case: Case, before: Referral, side: Side, to: ReferralState, *, stale: bool, said: Said, hour: int
) -> bool:
    """Try a move; whether it happened. Only a rule may refuse it."""
    by = case.hub if side is Side.SENDER else case.helper
    at = AT + timedelta(hours=hour)
    seen = rules.version_of(before.state, AT if stale else before.state_at)
    try:
        with acting(by):
            if to is ReferralState.SEEN:
                open_referral(by=by, reference=before.reference, at=at)
            else:
                move_referral(by=by, reference=before.reference, to=to, seen=seen, said=said, at=at)
    except Referral.DoesNotExist:
        assert side is Side.RECEIVER
        assert ReferralState(before.state) in states.CLOSED_TO_RECEIVER
        return False
    except RuleError:
        return False
    return to is not ReferralState.SEEN or stored(case).state != before.state


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(steps=st.lists(_STEP, min_size=1, max_size=10), hears_progress=st.booleans())
def test_no_order_of_moves_breaks_a_promise(
    steps: list[tuple[Side, ReferralState, bool, Said]], hears_progress: bool
) -> None:
    with transaction.atomic():
        case = made.case()
        made.referral(case, hears_progress=hears_progress)
        for hour, (side, to, stale, said) in enumerate(steps, start=2):
            before, entries = stored(case), audited(case)
            moved = attempt(case, before, side, to, stale=stale, said=said, hour=hour)
            after = stored(case)
            if moved:
                assert rules.can_move(before.state, to, side)
                assert not stale or to is ReferralState.SEEN
                assert after.state == to
                assert audited(case) == entries + 1
            else:
                assert after.state_at == before.state_at
                assert audited(case) == entries
            check(case, after)
        transaction.set_rollback(True)


def check(case: Case, referral: Referral) -> None:
    """The service sees it exactly while it is involved, and its steps make one chain that ends where it stands."""
    with acting(case.helper):
        assert Referral.objects.exists() is (ReferralState(referral.state) not in states.CLOSED_TO_RECEIVER)
    stranger = replace(case.helper, agency_id=case.partners.force.pk)
    with acting(stranger):
        assert not Referral.objects.exists()
    with acting(case.hub):
        chain = list(ReferralEvent.objects.order_by("made_at", "id").values_list("from_state", "to_state"))
    # Nobody ever lets go of it without a reason: an owner and a next day, or an end that says why.
    ended = ReferralState(referral.state) in states.ENDED
    over = states.OWNER[ReferralState(referral.state)] is None
    assert over is (referral.due_on is None)
    why = referral.decline_reason or referral.person_reason or referral.sender_reason or referral.help_outcome
    assert ended is bool(why)
    assert chain[0] == ("", ReferralState.REQUESTED)
    assert chain[-1][1] == referral.state
    assert all(one[1] == following[0] for one, following in pairwise(chain))
