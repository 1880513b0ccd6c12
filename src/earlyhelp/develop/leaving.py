"""What a practitioner may have in hand here when they leave: places, sessions that they lead, and things to read."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.develop.actions import leaving as actions
from earlyhelp.develop.queries import leaving as queries
from earlyhelp.kit.leaving import Held, counting

LEAVING: Final = (
    Held(
        "training_places",
        _("Places at training sessions, and turns on waiting lists"),
        _("Whoever waits longest for each."),
        counting(queries.list_places_of),
        actions.return_places,
    ),
    Held(
        "training_led",
        _("Training sessions that they were to lead"),
        _("Nobody: whoever plans the session names another trainer."),
        counting(queries.list_led_by),
        actions.return_sessions,
    ),
    Held(
        "peer_reviews",
        _("Notifications that they were to read for colleagues"),
        _("Another colleague, who takes them on."),
        actions.count_reviews,
        actions.return_reviews,
    ),
)
