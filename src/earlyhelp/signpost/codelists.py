"""Which lists of this room are kept in the pages, and which mean the same everywhere."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.codelists import CodeList, Fixed
from earlyhelp.signpost.choices.directory import NeedLevel, ServiceStatus
from earlyhelp.signpost.choices.lists import DECLINE_REASONS
from earlyhelp.signpost.choices.referrals import Basis, DeclineReason, ReferralState

CODE_LISTS: Final = (
    CodeList(
        code=DECLINE_REASONS,
        title=_("Why a service can not help"),
        says=_(
            "Asked whenever a service declines a referral. The front door reads it, so it is the same for all."
        ),
        choices=DeclineReason,
        shared=True,
        # Each leads to what the front door can do next (rules.states.NEXT_STEP).
        grows=False,
    ),
)

FIXED: Final = (
    Fixed(
        title=_("On what ground a person’s data is shared"),
        why=_("They are grounds in law (UK GDPR, articles 6 and 9). Another word would be another law."),
        choices=Basis,
    ),
    Fixed(
        title=_("Where a referral stands"),
        why=_("Both sides work by it: who must act next, by when, and who still sees the person."),
        choices=ReferralState,
    ),
    Fixed(
        title=_("How much help a service gives"),
        why=_("It is the continuum of need of which partners in Wales speak; services are matched by it."),
        choices=NeedLevel,
    ),
    Fixed(
        title=_("Whether a service runs"),
        why=_("Open Referral UK names them; other directories read them from here."),
        choices=ServiceStatus,
    ),
)
