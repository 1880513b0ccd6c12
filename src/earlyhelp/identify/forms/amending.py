"""What an officer fills in to change what was sent. The answers are those of the first time, and a reason."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.choices import Track
from earlyhelp.identify.forms.people import People, PersonForm
from earlyhelp.identify.forms.reading import moment
from earlyhelp.identify.forms.reports import ReportForm
from earlyhelp.identify.models import Notification
from earlyhelp.identify.rules import AMENDABLE, LONGEST_REASON
from earlyhelp.kit.forms import TextAreaField
from earlyhelp.kit.working_days import LONDON


def _reason() -> TextAreaField:
    return TextAreaField(
        label=_("Why do you change it?"),
        hint=_("The front door reads this beside what you change."),
        required=False,
        rows=2,
        max_length=LONGEST_REASON,
    )


class AmendForm(ReportForm):
    """The answers of a notification, as they stand, to be changed."""

    reason = _reason()

    def __init__(self, *args: Any, notification: Notification, today: date, **kwargs: Any) -> None:
        kwargs.setdefault("initial", initial_of(notification))
        super().__init__(*args, areas=(), today=today, track=Track(notification.track), **kwargs)
        kept = {*AMENDABLE, "occurred_on", "occurred_time", "reason"}
        for name in list(self.fields):
            if name not in kept:
                del self.fields[name]

    @property
    def said(self) -> dict[str, Any]:
        """The columns of the notification that this form may change, as they were typed."""
        typed = self.cleaned_data
        said = {name: typed.get(name, "") for name in AMENDABLE if name != "occurred_at"}
        return said | {"occurred_at": moment(typed.get("occurred_on"), typed.get("occurred_time"))}


class AddedPeople(People):
    """People who were not named the first time. There may be none."""

    prefix = "added"
    minimum = 0
    title, add = _("Another person %(number)d"), _("Add a person who was not named")


class CorrectPersonForm(PersonForm):
    """One person, as they were reported, to be put right."""

    reason = _reason()


def initial_of(notification: Notification) -> Mapping[str, Any]:
    """The answers of a notification as its form shows them."""
    local = notification.occurred_at.astimezone(LONDON)
    said = {name: getattr(notification, name) for name in AMENDABLE}
    return said | {"occurred_on": local.date(), "occurred_time": local.time()}
