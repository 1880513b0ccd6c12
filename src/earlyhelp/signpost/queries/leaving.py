"""What somebody who moves or leaves has in hand here. Keys and counts: no page shows these rows."""

from datetime import datetime

from django.db.models import QuerySet

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.leaving import Leaver
from earlyhelp.signpost.choices.referrals import ReferralState, Side
from earlyhelp.signpost.models import Referral
from earlyhelp.signpost.rules import states

_WITH_SERVICE = [state for state in ReferralState if states.OWNER[state] is Side.RECEIVER]


def list_referrals_of(by: Actor, leaver: Leaver, at: datetime) -> QuerySet[Referral]:
    """Open referrals whose named worker they are."""
    return Referral.objects.filter(
        agency_id=by.agency_key, state__in=_WITH_SERVICE, worker_id=leaver.practitioner_id
    )
