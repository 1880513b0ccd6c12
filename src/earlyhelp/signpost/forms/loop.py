"""What is typed around a referral: a change, a message, a named worker, an appointment."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.choices import SafeContact
from earlyhelp.kit.forms import (
    CheckboxField,
    ChoiceField,
    DateField,
    EmailField,
    Form,
    HiddenField,
    SelectField,
    TelephoneField,
    TextAreaField,
    TextField,
    TimeField,
    WholeNumberField,
)
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.models import Practitioner
from earlyhelp.signpost.actions.meeting import When
from earlyhelp.signpost.choices.referrals import (
    AppointmentReason,
    AppointmentState,
    AskedBy,
    MeetingWay,
)
from earlyhelp.signpost.rules import appointments, particulars


class AmendForm(Form):
    """What was sent, to be put right, and why."""

    version = HiddenField()
    request = TextAreaField(
        label=_("What would the person like help with?"),
        missing=_("Write what the person would like help with"),
    )
    strengths = TextAreaField(
        label=_("What is going well, and who supports them?"), required=False, rows=3, max_length=2000
    )
    contact_way = ChoiceField(
        label=_("How is it safe to reach them?"),
        choices=[(way.value, way.label) for way in SafeContact if way is not SafeContact.NOT_KNOWN],
        missing=_("Ask the person how it is safe to reach them, and say so here"),
    )
    contact_note = TextField(
        label=_("What should the service know before it makes contact?"), required=False, max_length=300
    )
    telephone = TelephoneField(label=_("Telephone number"), required=False, autocomplete="")
    email = EmailField(label=_("E-mail address"), required=False, autocomplete="")
    address = TextField(label=_("Address"), required=False, max_length=320)
    reason = TextAreaField(
        label=_("Why do you change it?"),
        hint=_("The service reads this. It stays beside what stood before."),
        missing=_("Write why you change it"),
        rows=2,
        max_length=500,
    )

    def contact(self) -> particulars.Contact:
        """How to reach the person, as typed."""
        answers = self.cleaned_data
        return particulars.Contact(
            way=answers["contact_way"],
            note=answers["contact_note"],
            telephone=answers["telephone"],
            email=answers["email"],
            address=answers["address"],
        )

    def clean(self) -> dict[str, Any]:
        """Refuse a contact that cannot be made."""
        answers: dict[str, Any] = super().clean() or {}
        if answers.get("contact_way") and not {"telephone", "email", "address"} & self.errors.keys():
            try:
                particulars.check_can_be_reached(self.contact())
            except particulars.ContactMissing as missing:
                self.add_error(missing.detail.value, ValidationError(str(missing)))
        return answers

    def clean_version(self) -> int:
        text = self.cleaned_data["version"]
        if not text.isdecimal():
            raise ValidationError(_("This page was changed on the way. Open it again."), code="invalid")
        return int(text)


class WriteForm(Form):
    """A message to the other side."""

    text = TextAreaField(
        label=_("Write to the other side"),
        hint=_("Say no more about the person than is needed."),
        missing=_("Write your message"),
        rows=4,
        max_length=2000,
    )
    is_question = CheckboxField(label=_("I need an answer to this"), required=False)


class WorkerForm(Form):
    """Who works with the person."""

    worker = SelectField(label=_("Named worker"), choices=(), missing=_("Select a worker"))

    def __init__(self, *args: Any, workers: Iterable[Practitioner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("worker", [(str(one.pk), one.full_name) for one in workers])


class AppointmentForm(Form):
    """When, how and where to meet."""

    on = DateField(label=_("Day"), missing=_("Enter the day"))
    time = TimeField(label=_("Time"), hint=_("Such as 14:30."), missing=_("Enter the time"))
    minutes = WholeNumberField(
        label=_("How many minutes does it take?"),
        missing=_("Enter how many minutes it takes"),
        smallest=5,
        largest=480,
        width=3,
    )
    way = ChoiceField(
        label=_("How do you meet?"), choices=MeetingWay.choices, missing=_("Select how you meet")
    )
    place = TextField(
        label=_("Where"),
        hint=_("Do not write the person’s address if it must stay secret."),
        required=False,
        max_length=300,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.no_later_than("on", None)

    def when(self) -> When:
        """The appointment, once the form is valid."""
        answers = self.cleaned_data
        starts_at = datetime.combine(answers["on"], answers["time"], tzinfo=LONDON)
        return When(starts_at, answers["minutes"], MeetingWay(answers["way"]), answers["place"])


class MoveAppointmentForm(AppointmentForm):
    """Another day, with who asked and why."""

    asked_by = ChoiceField(
        label=_("Who asked for it?"), choices=AskedBy.choices, missing=_("Select who asked for it")
    )
    reason = ChoiceField(label=_("Why?"), choices=AppointmentReason.choices, missing=_("Select a reason"))


class CloseAppointmentForm(Form):
    """What became of an appointment."""

    became = ChoiceField(label=_("What happened?"), choices=(), missing=_("Select what happened"))
    asked_by = ChoiceField(
        label=_("If it was cancelled: who asked for it?"), choices=AskedBy.choices, required=False
    )
    reason = ChoiceField(
        label=_("If it did not take place: why?"), choices=AppointmentReason.choices, required=False
    )

    def __init__(self, *args: Any, can: Iterable[AppointmentState], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("became", [(to.value, to.label) for to in can if to is not AppointmentState.MOVED])

    def clean(self) -> dict[str, Any]:
        """Ask for a reason, and for who asked, where they matter."""
        answers: dict[str, Any] = super().clean() or {}
        became = answers.get("became")
        if became in appointments.NEEDS_REASON and not answers.get("reason"):
            self.add_error("reason", ValidationError(_("Select a reason")))
        if became in appointments.NEEDS_WHO_ASKED and not answers.get("asked_by"):
            self.add_error("asked_by", ValidationError(_("Select who asked for it")))
        return answers
