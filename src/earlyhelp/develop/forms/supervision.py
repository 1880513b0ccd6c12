"""What people type about a talk on development."""

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.forms import DateField, Form, HiddenField, TextAreaField


class TalkForm(Form):
    """What was agreed."""

    held_on = DateField(label=_("When did you talk?"), missing=_("Enter the day on which you talked"))
    agreed = TextAreaField(
        label=_("What did you agree?"),
        hint=_(
            "Point by point: what the worker wants to learn or try, and what helps. Nothing about families."
        ),
        missing=_("Write down what you agreed"),
        rows=6,
        max_length=3000,
    )
    next_on = DateField(label=_("When do you talk next?"), required=False)
    read = HiddenField(required=False)


class SignForm(Form):
    """Standing by what was agreed, as it was read."""

    read = HiddenField()


class ObjectionForm(Form):
    """What was agreed differently."""

    words = TextAreaField(
        label=_("What did you agree differently?"),
        missing=_("Say what you agreed differently"),
        rows=3,
        max_length=1000,
    )
    read = HiddenField()
