"""What this room keeps, and for how long.

What staff keep for themselves and what they answer is kept apart: no clock of an agency's schedule reaches it,
and jobs of this room's own delete it (`jobs.sweep_wellbeing`, `jobs.count_surveys`).
"""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.retention import Erasure, Kept

_KEPT: Final[dict[str, Any]] = {"holds_people": False, "erasure": Erasure.DELETE}

WELLBEING: Final = (
    Kept(
        model="develop.SurveyRound",
        what=_("From when until when a survey of staff was open is kept. It names nobody."),
        keep_days=10 * 365,
        counted_from="opens_on",
        **_KEPT,
    ),
    Kept(
        model="develop.HandedLink",
        what=_("That somebody was handed a link to a survey is kept until the survey is counted."),
        keep_days=61,
        counted_from="round__opens_on",
        **_KEPT,
    ),
    Kept(
        model="develop.SurveyAnswer",
        what=_(
            "Answers to a survey, of nobody, are kept until the day after its last day, and are never read."
        ),
        keep_days=61,
        counted_from="round__opens_on",
        **_KEPT,
    ),
    Kept(
        model="develop.SurveyFigure",
        what=_("Figures of surveys are kept: rounded counts over ten people or more."),
        keep_days=10 * 365,
        counted_from="round__opens_on",
        **_KEPT,
    ),
    Kept(
        model="develop.ExposureConsent",
        what=_("That a worker wants to keep what they meet at work is kept until they turn it off."),
        keep_days=100 * 365,
        counted_from="since_on",
        **_KEPT,
    ),
    Kept(
        model="develop.ExposureTick",
        what=_(
            "What a worker ticks of their own days is kept for a year, for them only, or until they turn it off."
        ),
        keep_days=365,
        counted_from="met_on",
        **_KEPT,
    ),
    Kept(
        model="develop.CheckInWish",
        what=_("A worker’s wish for a check-in is kept for 90 days, or until they take it back."),
        keep_days=90,
        counted_from="wished_on",
        **_KEPT,
    ),
    Kept(
        model="develop.StaffAggregate",
        what=_("Monthly sums over ten staff or more are kept. They name nobody."),
        keep_days=10 * 365,
        counted_from="month_on",
        **_KEPT,
    ),
)
