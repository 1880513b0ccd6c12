"""Deeds of asking groups of training, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EVALUATION: dict[str, str | Promise] = {
    "evaluated_group.made": _("A group of training was set up to be asked"),
    "instrument.loaded": _("A questionnaire was loaded under its licence"),
    "practice.counted": _("A month of what notifications were like was counted"),
    "questionnaire.answered": _("A sheet of answers came in"),
    "questionnaire.told": _("Everybody of a group was told of a questionnaire"),
}
