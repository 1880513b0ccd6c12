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
    Kept(
        model="evaluate.FigureRun",
        what=_(
            "Which months were counted for the boards is kept until the next months are. It names nobody."
        ),
        counted_from="counted_at",
        **_KEPT,
    ),
    Kept(
        model="evaluate.FigureValue",
        what=_(
            "The figures of the boards are kept until the next months are counted: rounded, without small counts."
        ),
        counted_from="run__counted_at",
        **_KEPT,
    ),
    Kept(
        model="evaluate.LogicModel",
        what=_("Logic models are kept in all their versions. They name nobody who is helped."),
        counted_from="made_at",
        **_KEPT,
    ),
    Kept(
        model="evaluate.Outcome",
        what=_("What a logic model should change is kept with it."),
        counted_from="model__made_at",
        **_KEPT,
    ),
    Kept(
        model="evaluate.Indicator",
        what=_("How a logic model is measured, with baseline and target, is kept with it."),
        counted_from="outcome__model__made_at",
        **_KEPT,
    ),
    Kept(
        model="evaluate.Benefit",
        what=_("The register of benefits is kept. It names nobody who is helped."),
        counted_from="made_at",
        **_KEPT,
    ),
    Kept(
        model="evaluate.BenefitWord",
        what=_("What was said about a benefit is kept with it."),
        counted_from="said_at",
        **_KEPT,
    ),
)
