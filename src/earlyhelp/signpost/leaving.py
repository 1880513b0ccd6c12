"""What a practitioner may have in hand here when they move or leave."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.leaving import Held, counting
from earlyhelp.signpost.actions.chasing import free_referrals_of
from earlyhelp.signpost.queries.leaving import list_referrals_of

LEAVING: Final = (
    Held(
        "referrals",
        _("Referrals whose named worker they are"),
        _("The service’s team, which is told of each."),
        counting(list_referrals_of),
        free_referrals_of,
        across=True,
    ),
)
