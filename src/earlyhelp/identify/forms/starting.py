"""The first question, and whom they told."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.choices import Danger
from earlyhelp.identify.forms.reading import moment, show_finding, until
from earlyhelp.identify.report import Report
from earlyhelp.identify.rules import LONGEST, findings_of_told
from earlyhelp.kit.forms import ChoiceField, DateField, Form, TextAreaField, TextField, TimeField
from earlyhelp.kit.working_days import LONDON


class DangerForm(Form):
    """The first question."""

    danger = ChoiceField(
        label=_("Is anyone in danger now, or is a child or an adult at risk?"),
        heading=True,
        hint=_("Answer this first. Both answers lead to help."),
        choices=Danger.choices,
        missing=_("Select whether anyone is in danger or at risk."),
        hints={
            Danger.NOW: _("We show you whom to ring. Nothing you write is lost."),
            Danger.AT_RISK: _("This is a safeguarding report. It is a duty, and needs no consent."),
            Danger.NEITHER: _("This asks for early help."),
        },
        divider_before=Danger.NEITHER,
    )


class CallForm(DangerForm):
    """The first page of the control room, written during a call: the first question, the incident, what is said."""

    incident_number = TextField(
        label=_("Incident number (optional)"),
        hint=_("What the incident knows is filled in on the next page."),
        required=False,
        width=20,
        autocomplete="off",
        spellcheck=False,
        max_length=LONGEST["incident_number"],
    )
    seen_and_heard = TextAreaField(
        label=_("What did the caller say, and what did you hear? (optional)"),
        hint=_("Notes are enough. You can finish them on the next page."),
        required=False,
        rows=4,
        max_length=LONGEST["seen_and_heard"],
    )

    @property
    def typed(self) -> dict[str, list[str]]:
        """What goes on to the page on which the notification is written. Read it after `is_valid`."""
        return {name: [self.cleaned_data[name]] for name in ("incident_number", "seen_and_heard")}


class ToldForm(Form):
    """Safeguarding: who was told by telephone, and when."""

    told_whom = TextField(
        label=_("Whom did you tell? (optional)"),
        hint=_("Their name and their team."),
        required=False,
        autocomplete="off",
        max_length=LONGEST["told_whom"],
    )
    told_on = DateField(
        label=_("Which day did you tell them? (optional)"), hint=_("For example, 27 3 2026"), required=False
    )
    told_time = TimeField(
        label=_("At what time? (optional)"), hint=_("For example, 14:30"), required=False, autocomplete="off"
    )

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        until(self, "told_on", at.astimezone(LONDON).date())

    def clean(self) -> dict[str, Any]:
        """A day without a time would be lost, and the other way round."""
        said = self.cleaned_data
        if said.get("told_on") and said.get("told_time") is None and "told_time" not in self.errors:
            self.add_error(
                "told_time", _("Enter at what time you told them as well, or leave the day empty.")
            )
        if said.get("told_time") and said.get("told_on") is None and "told_on" not in self.errors:
            self.add_error("told_on", _("Enter which day you told them as well, or leave the time empty."))
        for found in findings_of_told(
            Report(told_at=moment(said.get("told_on"), said.get("told_time"))), at=self.at
        ):
            show_finding(self, found)
        return self.cleaned_data
