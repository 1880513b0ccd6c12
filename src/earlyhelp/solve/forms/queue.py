"""What people type and choose around the queue."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from earlyhelp.identify.choices import Need
from earlyhelp.kit.forms import CheckboxField, ChoiceField, DateField, Form, SelectField, TextField
from earlyhelp.partnership.models import Agency, Area, Practitioner
from earlyhelp.solve.choices import Grade
from earlyhelp.solve.choices.queue import Order
from earlyhelp.solve.rules.queue import NOBODY

_ANY = _("Any")


class FilterForm(Form):
    """Codes by which the queue is narrowed. Sent in the address, so nothing here is ever a name or a word typed."""

    grade = SelectField(
        label=pgettext_lazy("grade of a notification", "Grade"),
        required=False,
        choices=Grade.choices,
        blank=_("All grades"),
    )
    need = SelectField(label=_("Kind of need"), required=False, choices=Need.choices, blank=_ANY)
    area = SelectField(label=_("Area"), required=False, choices=[], blank=_ANY)
    agency = SelectField(label=_("Agency that notified"), required=False, choices=[], blank=_ANY)
    owner = SelectField(label=_("Given to"), required=False, choices=[], blank=_ANY)
    order = SelectField(
        label=_("Order"),
        required=False,
        choices=[(Order.DUE.value, Order.DUE.label)],
        blank=Order.URGENT.label,
    )
    welsh = CheckboxField(label=_("Somebody prefers Welsh"), required=False)
    child = CheckboxField(label=_("A child is named"), required=False)
    repeat = CheckboxField(label=_("Notified before in the last year"), required=False)
    overdue = CheckboxField(label=_("Past its time"), required=False)

    def __init__(
        self,
        *args: Any,
        areas: Iterable[Area],
        agencies: Iterable[Agency],
        colleagues: Iterable[Practitioner],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["area"].choices = [(area.code, area.name) for area in areas]
        fields["agency"].choices = [(str(agency.pk), agency.name) for agency in agencies]
        people = [(str(person.pk), person.full_name) for person in colleagues]
        fields["owner"].choices = [(NOBODY, _("Nobody yet")), *people]


class HoldForm(Form):
    """Why a notification rests, and until when."""

    reason = ChoiceField(
        label=_("What does it wait for?"),
        choices=(),
        missing=_("Select what it waits for"),
        small=True,
    )
    until_on = DateField(
        label=_("On which day should it be back?"),
        hint=_("Within four weeks. It is back in the queue on that morning by itself."),
        missing=_("Enter the day on which it should be back"),
    )
    note = TextField(
        label=_("Anything a colleague should know"),
        hint=_("You can leave this empty."),
        required=False,
        max_length=300,
    )

    def __init__(self, *args: Any, reasons: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("reason", reasons)


class ViewForm(Form):
    """The name of a view, and whether the team sees it."""

    name = TextField(
        label=_("Name of the view"),
        hint=_("Such as “Red and past its time”. Do not name a person."),
        missing=_("Enter a name that none of your views has yet."),
        max_length=60,
        width=20,
    )
    is_shared = CheckboxField(label=_("Share it with my team"), required=False)


class AssignForm(Form):
    """To whom notifications are given."""

    to = ChoiceField(
        label=_("Who should decide these?"), choices=[], missing=_("Select a colleague"), small=True
    )

    def __init__(self, *args: Any, colleagues: Iterable[Practitioner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to"]
        people = [(str(person.pk), person.full_name) for person in colleagues]
        field.choices = [*people, (NOBODY, _("Nobody: take them back"))]
        field.divider_before = NOBODY
