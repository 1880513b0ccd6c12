"""Searching the directory."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.choices import Need
from earlyhelp.kit.forms import ChoicesField, Form, SelectField, TextField, WholeNumberField
from earlyhelp.partnership.models import Area
from earlyhelp.signpost.choices import Language


class ServiceSearchForm(Form):
    """What help, for whom and where. Every field may be left empty."""

    words = TextField(
        label=_("Words in its name or description"), required=False, max_length=100, width="one-half"
    )
    needs = ChoicesField(
        label=_("What is help needed with?"), choices=Need.choices, required=False, small=True
    )
    area = SelectField(label=_("Council area"), required=False, blank=_("Anywhere in Wales"))
    age = WholeNumberField(
        label=_("Age of the person"),
        hint=_("In whole years. Leave it empty if you do not know."),
        required=False,
        largest=120,
        width=3,
    )
    language = SelectField(
        label=_("Language they would like to use"),
        choices=Language.choices,
        required=False,
        blank=_("Any language"),
    )

    def __init__(self, *args: Any, areas: Iterable[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("area", [(area.code, area.name) for area in areas])
