"""Opening a record in an emergency, reviewing it, and answering."""

from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.choices.breakglass import GlassVerdict, WhyBroken
from earlyhelp.kit.forms import ChoiceField, Form, TextAreaField, TextField


class EmergencyForm(Form):
    """Which record, why, in whose words, and why a restricted one can not wait."""

    reference = TextField(
        label=_("Reference of the record"),
        hint=_("It begins with PN."),
        missing=_("Enter the reference of the record"),
        width=20,
    )
    why = ChoiceField(
        label=_("Why must you read it now?"),
        choices=WhyBroken.choices,
        missing=_("Select why you must read it now"),
    )
    words = TextAreaField(
        label=_("What is happening?"),
        hint=_("The agency that keeps the record reads this. Do not write more about people than it needs."),
        missing=_("Write what is happening"),
        rows=3,
        max_length=1000,
    )
    why_no_reader = TextAreaField(
        label=_("Why can it not wait for somebody who may read it?"),
        hint=_("Some records open only when this is filled in. You can leave it empty."),
        required=False,
        rows=2,
        max_length=1000,
    )


class ReviewGlassForm(Form):
    """What the owner's officer finds."""

    verdict = ChoiceField(
        label=_("What do you find?"), choices=GlassVerdict.choices, missing=_("Select what you find")
    )
    words = TextAreaField(
        label=_("Why, or what do you need to know?"),
        missing=_("Write your reason, or your question"),
        rows=3,
        max_length=2000,
    )


class AnswerGlassForm(Form):
    """What whoever opened it says to the officer."""

    words = TextAreaField(label=_("Your answer"), missing=_("Write your answer"), rows=3, max_length=2000)
