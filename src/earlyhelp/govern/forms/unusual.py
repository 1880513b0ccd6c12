"""What somebody says who looked at an unusual reading."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.choices.unusual import Verdict
from earlyhelp.govern.rules.unusual import BOUNDS, Limits
from earlyhelp.kit.forms import ChoiceField, Form, TextAreaField, WholeNumberField


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


class LimitsForm(Form):
    """From how many openings on a person should look, and why that is changed."""

    many = WholeNumberField(
        label=_("More different records than this within one hour"),
        missing=_("Enter a number"),
        smallest=BOUNDS["many"][0],
        largest=BOUNDS["many"][1],
    )
    again = WholeNumberField(
        label=_("The same record so often within thirty days, by somebody who changed nothing in it"),
        missing=_("Enter a number"),
        smallest=BOUNDS["again"][0],
        largest=BOUNDS["again"][1],
    )
    at_night = WholeNumberField(
        label=_("So many pages between ten in the evening and six in the morning"),
        missing=_("Enter a number"),
        smallest=BOUNDS["at_night"][0],
        largest=BOUNDS["at_night"][1],
    )
    why = TextAreaField(
        label=_("Why is it changed?"),
        missing=_("Say why, so that a colleague understands it later"),
        rows=2,
        max_length=300,
    )

    @property
    def limits(self) -> Limits:
        """What the action takes, from a form that is valid."""
        said = self.cleaned_data
        return Limits(said["many"], said["again"], said["at_night"])

    @staticmethod
    def initial_of(limits: Limits) -> dict[str, Any]:
        """The limits as the form opens with them."""
        return {name: getattr(limits, name) for name in BOUNDS}
