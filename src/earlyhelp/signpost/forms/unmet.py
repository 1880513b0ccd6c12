"""Saying why none of the services suits, and choosing which figures to see."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.choices import Need
from earlyhelp.kit.forms import ChoiceField, Form, HiddenField, SelectField
from earlyhelp.signpost.choices import Language, NeedLevel
from earlyhelp.signpost.choices.finding import WhyUnmet

_SAID = tuple(why for why in WhyUnmet if why is not WhyUnmet.NOTHING_FOUND)


class UnmetForm(Form):
    """Why none of these suits. What was looked for comes with the page, hidden."""

    why = ChoiceField(
        label=_("Why does none of these suit?"),
        choices=[(why.value, why.label) for why in _SAID],
        missing=_("Select why none of these services suits"),
        small=True,
    )
    wanted = HiddenField()
    years = HiddenField()
    tongue = HiddenField()
    amount = HiddenField()

    @staticmethod
    def carrying(asked: dict[str, Any]) -> dict[str, str]:
        """What was looked for, as the hidden fields carry it."""
        age = asked["age"]
        return {
            "wanted": " ".join(asked["needs"]),
            "years": "" if age is None else str(age),
            "tongue": asked["language"],
            "amount": asked["level"],
        }

    def asked(self) -> dict[str, Any]:
        """What was looked for, once the form is valid. What a page could not have carried is left out."""
        said = self.cleaned_data
        years = said["years"]
        return {
            "needs": [need for need in said["wanted"].split() if need in Need.values],
            "age": int(years) if years.isdecimal() and len(years) < 4 else None,
            "language": said["tongue"] if said["tongue"] in Language.values else "",
            "level": said["amount"] if said["amount"] in NeedLevel.values else "",
        }


class UnmetFiguresForm(Form):
    """Which figures."""

    need = SelectField(
        label=_("Kind of need"), choices=Need.choices, required=False, blank=_("All kinds of need")
    )
