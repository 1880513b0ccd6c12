"""What the owner of an entry types: changes, and how much room there is; and why a steward declines."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.forms import (
    ChoiceField,
    DateField,
    EmailField,
    Form,
    SelectField,
    TextAreaField,
    TextField,
    WholeNumberField,
    YesNoField,
)
from earlyhelp.signpost.actions.proposals import RoomSaid
from earlyhelp.signpost.choices import CapacityUnit, WelshProvision
from earlyhelp.signpost.models import Service
from earlyhelp.signpost.rules.proposals import EDITABLE

_LONG = 2000


def _line(name: str, **kwargs: Any) -> TextField:
    lang = name[-2:] if name.endswith(("_en", "_cy")) else ""
    return TextField(label=EDITABLE[name], lang=lang, max_length=250, **({"required": False} | kwargs))


def _text(name: str) -> TextAreaField:
    return TextAreaField(label=EDITABLE[name], lang=name[-2:], rows=3, max_length=_LONG, required=False)


class EntryForm(Form):
    """An entry as its owner would have it. Every text stands in both languages, side by side."""

    name_en = _line("name_en", required=True, missing=_("Enter the name in English"))
    name_cy = _line("name_cy")
    description_en = _text("description_en")
    description_cy = _text("description_cy")
    eligibility_en = _text("eligibility_en")
    eligibility_cy = _text("eligibility_cy")
    min_age = WholeNumberField(label=EDITABLE["min_age"], required=False, largest=120, width=3)
    max_age = WholeNumberField(label=EDITABLE["max_age"], required=False, largest=120, width=3)
    opening_en = _text("opening_en")
    opening_cy = _text("opening_cy")
    cost_en = _text("cost_en")
    cost_cy = _text("cost_cy")
    waiting_time_en = _text("waiting_time_en")
    waiting_time_cy = _text("waiting_time_cy")
    telephone = TextField(label=EDITABLE["telephone"], required=False, max_length=40, width=20)
    email = EmailField(label=EDITABLE["email"], required=False, autocomplete="")
    url = TextField(label=EDITABLE["url"], required=False, max_length=500)
    welsh_provision = ChoiceField(label=EDITABLE["welsh_provision"], choices=WelshProvision.choices)
    closed_to_referrals_on = DateField(
        label=EDITABLE["closed_to_referrals_on"],
        hint=_("Leave it empty while you take new referrals."),
        required=False,
    )

    @staticmethod
    def filled_from(service: Service) -> dict[str, Any]:
        """What the entry says now, as the form shows it."""
        return {name: getattr(service, name) for name in EDITABLE}

    def clean_url(self) -> str:
        """A whole web address, or none."""
        url: str = self.cleaned_data["url"]
        if url and not url.startswith(("https://", "http://")):
            raise ValidationError(_("Enter a whole web address that begins with https://"))
        return url

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or {}
        youngest, oldest = answers.get("min_age"), answers.get("max_age")
        if youngest is not None and oldest is not None and youngest > oldest:
            self.add_error("max_age", ValidationError(_("The oldest age must not be below the youngest")))
        return answers


class RoomForm(Form):
    """How much room there is today, in one unit."""

    unit = SelectField(
        label=_("What do you count?"), choices=CapacityUnit.choices, missing=_("Select what you count")
    )
    total = WholeNumberField(label=_("How many can you help at one time?"), required=False, largest=100_000)
    free = WholeNumberField(
        label=_("How many are free now?"),
        missing=_("Enter how many are free; 0 when you are full"),
        largest=100_000,
    )
    waiting = WholeNumberField(label=_("How many wait?"), required=False, largest=100_000)
    keeps_list = YesNoField(label=_("Do you keep a waiting list?"), required=False)

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or {}
        total, free = answers.get("total"), answers.get("free")
        if total is not None and free is not None and free > total:
            self.add_error("free", ValidationError(_("There cannot be more free than there are in all")))
        return answers

    def said(self) -> RoomSaid:
        """What was said, once the form is valid."""
        answers = self.cleaned_data
        return RoomSaid(
            answers["unit"], answers["total"], answers["free"], answers["waiting"], answers["keeps_list"]
        )


class DeclineChangeForm(Form):
    """Why a change is not approved. The owner reads it."""

    reason = TextAreaField(
        label=_("Why is it not approved?"),
        hint=_("The owner reads this and can propose again."),
        missing=_("Say why it is not approved"),
        rows=3,
        max_length=500,
    )
