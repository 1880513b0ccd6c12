"""What is asked before a person's record opens."""

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.forms import ChoiceField, Form
from earlyhelp.understand.choices import WhyOpened


class WhyForm(Form):
    """One question. The answer stands in the audit beside every page that is opened."""

    because = ChoiceField(
        label=_("Why do you open this record?"),
        hint=_("Your answer is kept with your name and the time. The person may ask who read about them."),
        choices=WhyOpened.choices,
        missing=_("Select why you open this record"),
        label_size="l",
        heading=True,
    )
