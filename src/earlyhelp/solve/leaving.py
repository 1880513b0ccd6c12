"""What a practitioner may have in hand here when they move or leave. Families come before actions."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.leaving import Held, counting
from earlyhelp.solve.actions import leaving as actions
from earlyhelp.solve.queries import leaving as queries

LEAVING: Final = (
    Held(
        "claims",
        _("Notifications that they have open"),
        _("The queue of the front door."),
        counting(queries.list_claims_of),
        actions.return_claims,
    ),
    Held(
        "given",
        _("Notifications that were given to them to decide"),
        _("The queue of the front door, for the co-ordinator to give to somebody."),
        counting(queries.list_given_to),
        actions.return_given,
    ),
    Held(
        "families",
        _("Families with whom they work"),
        _("The team around the family; where they led, the co-ordinator sees that nobody leads."),
        counting(queries.list_parts_of),
        actions.return_families,
        across=True,
    ),
    Held(
        "actions",
        _("Actions that they said they would do"),
        _("Whoever leads the family, or else the team by its name."),
        counting(queries.list_open_actions_of),
        actions.return_actions,
        across=True,
    ),
    Held(
        "follow_ups",
        _("Decisions that they look at again"),
        _("The team, with the same day."),
        counting(queries.list_follow_ups_of),
        actions.return_follow_ups,
    ),
    Held(
        "family_links",
        _("Private links to a family’s plan that they made"),
        _("Nobody: the links end at once. The family’s worker can make a new one."),
        counting(queries.list_links_of),
        actions.end_links,
        across=True,
    ),
)
