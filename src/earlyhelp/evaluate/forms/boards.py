"""Choosing what a board or a table shows. Only codes from closed lists go into the address."""

from collections.abc import Sequence
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from earlyhelp.evaluate.choices import TableBy, TablePlaces
from earlyhelp.evaluate.queries.tables import Asked
from earlyhelp.kit.forms import Form, SelectField

_MONTHS: Final = (("6", _("6 months")), ("12", _("12 months")), ("24", _("24 months")))


class PlaceForm(Form):
    """Where, and over how many months."""

    MONTHS = frozenset(value for value, _label in _MONTHS)

    place = SelectField(label=_("Where"), missing=_("Choose where"), choices=())
    months = SelectField(
        label=_("Over how many months"), missing=_("Choose how many months"), choices=_MONTHS
    )

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["place"]
        field.choices = places


class TableForm(Form):
    """A table of one measure: what goes down, what goes across, and over how many months."""

    measure = SelectField(
        label=_("Measure"), missing=_("Choose a measure"), blank=_("Choose a measure"), choices=()
    )
    down = SelectField(label=_("Down the table"), missing=_("Choose what goes down"), choices=TableBy.choices)
    across = SelectField(
        label=_("Across the table"), missing=_("Choose what goes across"), choices=TableBy.choices
    )
    places = SelectField(
        label=_("Which places"), missing=_("Choose which places"), choices=TablePlaces.choices
    )
    months = SelectField(
        label=_("Over how many months"), missing=_("Choose how many months"), choices=_MONTHS
    )

    def __init__(self, *args: Any, measures: Sequence[tuple[str, str | Promise]], **kwargs: Any) -> None:
        initial = {
            "down": TableBy.MONTH,
            "across": TableBy.PLACE,
            "places": TablePlaces.AREAS,
            "months": "12",
        }
        super().__init__(*args, initial=initial, **kwargs)
        field: Any = self.fields["measure"]
        field.choices = measures

    def clean(self) -> dict[str, Any]:
        """Down and across are different things."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("down") and said.get("down") == said.get("across"):
            self.add_error("across", _("Choose something else across the table than down it"))
        return said

    def asked(self) -> Asked:
        """What was chosen, as plain values."""
        said = self.cleaned_data
        return Asked(
            said["measure"],
            TableBy(said["down"]),
            TableBy(said["across"]),
            TablePlaces(said["places"]),
            int(said["months"]),
        )
