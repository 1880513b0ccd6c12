"""What a practitioner may have in hand here when they move or leave."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.actions.leaving import tell_of_drafts
from earlyhelp.identify.queries import count_drafts_of
from earlyhelp.kit.leaving import Held

LEAVING: Final = (
    Held(
        "drafts",
        _("Notifications that they began and did not send"),
        _("Nobody sees what they typed. Whoever leads their team is told that there are some."),
        count_drafts_of,
        tell_of_drafts,
    ),
)
