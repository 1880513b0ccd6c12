"""What a supervisor says about peer review of their team."""

from django.utils.translation import gettext_lazy as _

from earlyhelp.develop.rules.reviews import MOST_DRAWN
from earlyhelp.kit.forms import Form, WholeNumberField


class SizeForm(Form):
    """How many notifications are drawn each month."""

    size = WholeNumberField(
        label=_("How many of your team’s notifications are drawn each month?"),
        hint=_("Two colleagues of other teams read each of them, in about ten minutes. 0 draws none."),
        missing=_("Enter a number from 0 to 20."),
        largest=MOST_DRAWN,
    )
