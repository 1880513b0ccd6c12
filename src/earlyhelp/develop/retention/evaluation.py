"""What this room keeps, and for how long."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.retention import Erasure, Kept

_YEAR: Final = 365
_KEPT: Final[dict[str, Any]] = {"holds_people": False, "erasure": Erasure.DELETE}

EVALUATION: Final = (
    Kept(
        model="develop.LoadedInstrument",
        what=_("Questionnaires that an agency loaded under its own licence are kept for ten years."),
        keep_days=10 * _YEAR,
        counted_from="loaded_at",
        **_KEPT,
    ),
    Kept(
        model="develop.EvaluatedGroup",
        what=_("That a group was trained, when, and how many people is kept for six years."),
        keep_days=6 * _YEAR,
        counted_from="made_at",
        **_KEPT,
    ),
    Kept(
        model="develop.QuestionnaireRound",
        what=_("When a group of training was asked is kept for six years."),
        keep_days=6 * _YEAR,
        counted_from="group__made_at",
        **_KEPT,
    ),
    Kept(
        model="develop.AnswerSheet",
        what=_("Answers about a training, which say nothing of who gave them, are kept for three years."),
        keep_days=3 * _YEAR,
        counted_from="answered_on",
        **_KEPT,
    ),
    Kept(
        model="develop.PracticeMonth",
        what=_("Counts of what teams’ notifications were like, which name nobody, are kept for six years."),
        keep_days=6 * _YEAR,
        counted_from="counted_at",
        **_KEPT,
    ),
)
