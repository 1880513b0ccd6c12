"""What this room keeps, and for how long. Nobody can be found in it."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.retention import Erasure, Kept

_KEPT: Final[dict[str, Any]] = {
    "keep_days": 100 * 365,
    "holds_people": False,
    "erasure": Erasure.DELETE,
}

RETENTION: Final = (
    Kept(
        model="evaluate.FairnessRelease",
        what=_("Which half-years were counted for the figures of fairness is kept. It names nobody."),
        counted_from="counted_at",
        **_KEPT,
    ),
    Kept(
        model="evaluate.FairnessFigure",
        what=_("The figures of fairness are kept: rounded counts from which small ones were left out."),
        counted_from="release__counted_at",
        **_KEPT,
    ),
)
