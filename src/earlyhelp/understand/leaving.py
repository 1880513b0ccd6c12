"""What a practitioner may have in hand here when they move or leave."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.leaving import Held
from earlyhelp.understand.actions.leaving import end_permissions, tell_of_conversations
from earlyhelp.understand.queries.leaving import count_conversations_of, count_permissions_of

LEAVING: Final = (
    Held(
        "conversations",
        _("Conversations that they began to write down and did not finish"),
        _("Nobody sees what they typed. Whoever leads their team is told that there are some."),
        count_conversations_of,
        tell_of_conversations,
    ),
    Held(
        "permissions",
        _("Permissions to read a childhood history that they have or gave"),
        _("Nobody: they end at once."),
        count_permissions_of,
        end_permissions,
    ),
)
