"""What people type to hand a caseload over, and in supervision."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.forms import DateField, Form, SelectField, TextAreaField, TextField, WholeNumberField

Choices = Sequence[tuple[str, str]]


class HandOverForm(Form):
    """Who takes which family. One for all, or another for some."""

    everybody = SelectField(
        label=_("Who takes all of them?"),
        hint=_("You can choose somebody else for single families below."),
        required=False,
        blank=_("Nobody for all"),
        choices=(),
    )
    why = TextField(
        label=_("Why are they handed over?"),
        hint=_("Such as that somebody leaves. The new workers read this."),
        missing=_("Say why, so that colleagues and the family understand it later"),
        max_length=300,
    )

    def __init__(
        self, *args: Any, families: Iterable[tuple[str, str]], workers: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.keys = []
        everybody: Any = self.fields["everybody"]
        everybody.choices = [("", _("Nobody for all")), *workers]
        for key, label in families:
            self.fields[f"to_{key}"] = SelectField(
                label=label, required=False, blank=_("As above"), choices=workers
            )
            self.keys.append(key)
        self.order_fields(["everybody", *(f"to_{key}" for key in self.keys), "why"])

    def receivers(self) -> dict[str, str]:
        """The key of the worker who takes each family, by the key of the episode; those that stay are left out."""
        for_all = self.cleaned_data["everybody"]
        chosen = {key: self.cleaned_data[f"to_{key}"] or for_all for key in self.keys}
        return {key: worker for key, worker in chosen.items() if worker}


class NoteForm(Form):
    """What was talked about in supervision."""

    held_on = DateField(label=_("When did you talk?"), missing=_("Enter the day on which you talked"))
    text = TextAreaField(
        label=_("What did you talk about?"),
        hint=_(
            "What goes well, what is hard, and how the worker is. The worker reads this; other agencies do not."
        ),
        missing=_("Write down what you talked about"),
        rows=5,
        max_length=4000,
        count=True,
    )
    agreed = TextAreaField(label=_("What did you agree?"), required=False, rows=3, max_length=2000)


class ReopeningForm(Form):
    """For how long coming back counts as reopening."""

    days = WholeNumberField(
        label=_("For how many days after its close may an episode be reopened?"),
        missing=_("Enter a number of days from 1 to 730"),
        width=3,
    )
