"""What somebody says who looked at an unusual reading."""

from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.choices.unusual import Verdict
from earlyhelp.kit.forms import ChoiceField, Form, TextAreaField


class VerdictForm(Form):
    """What they found, and how they know."""

    verdict = ChoiceField(
        label=_("What did you find?"),
        choices=Verdict.choices,
        missing=_("Select what you found"),
        label_size="m",
    )
    reason = TextAreaField(
        label=_("How do you know?"),
        hint=_(
            "For example what the practitioner or their supervisor said. Do not name whoever the record is about."
        ),
        missing=_("Enter how you know"),
        max_length=2000,
    )
