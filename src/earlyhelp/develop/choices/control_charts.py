"""What a control chart can show, each as a sentence that a team can act on."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Sign(TextChoices):
    """What in a series is more than ordinary coming and going. The label says what to do about it."""

    ABOVE = (
        "above",
        _("A value is higher than ordinary coming and going explains. Ask what was different then."),
    )
    BELOW = (
        "below",
        _("A value is lower than ordinary coming and going explains. Ask what was different then."),
    )
    RUN_ABOVE = (
        "run_above",
        _("Eight values or more in a row are above the mean. Something has lifted the level."),
    )
    RUN_BELOW = (
        "run_below",
        _("Eight values or more in a row are below the mean. Something has lowered the level."),
    )
    RISING = "rising", _("Six values or more in a row go up. It is not chance.")
    FALLING = "falling", _("Six values or more in a row go down. It is not chance.")
    NEAR_UPPER = (
        "near_upper",
        _("Two of three values are close to the upper limit. Look at what is changing."),
    )
    NEAR_LOWER = (
        "near_lower",
        _("Two of three values are close to the lower limit. Look at what is changing."),
    )
