"""What the front door and the service type about a referral."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.choices import Need, SafeContact
from earlyhelp.kit.forms import (
    CheckboxField,
    ChoiceField,
    ChoicesField,
    DateField,
    EmailField,
    Form,
    HiddenField,
    SelectField,
    TelephoneField,
    TextAreaField,
    TextField,
    WholeNumberField,
    YesNoField,
)
from earlyhelp.kit.models import new_id
from earlyhelp.signpost.actions.referrals import ConsentGiven, Ground
from earlyhelp.signpost.choices import Language, NeedLevel
from earlyhelp.signpost.choices.referrals import Basis, ToldHow
from earlyhelp.signpost.models import Service
from earlyhelp.signpost.rules import particulars
from earlyhelp.understand.choices import ConsentGiver, ConsentWay

_ASKED_CONTACT = [(way.value, way.label) for way in SafeContact if way is not SafeContact.NOT_KNOWN]
_OF_CONSENT = ("given_by", "way", "given_on", "hears_progress", "agreed")
_OTHERS = (ConsentGiver.PARENT, ConsentGiver.CARER, ConsentGiver.ATTORNEY)


def read_key(text: str) -> UUID:
    """The key that a page carries. Raises ValidationError when somebody changed it into something else."""
    try:
        return UUID(text)
    except ValueError as error:
        raise ValidationError(
            _("This page was changed on the way. Open it again."), code="invalid"
        ) from error


class ChooseForm(Form):
    """What to look for. Filled in from the notification; changing it changes nothing in the report."""

    needs = ChoicesField(
        label=_("What is help needed with?"),
        choices=Need.choices,
        missing=_("Select at least one kind of need"),
        small=True,
    )
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
    level = SelectField(
        label=_("How much help is needed?"),
        choices=NeedLevel.choices,
        required=False,
        blank=_("Any amount"),
    )


class ReferForm(Form):
    """A referral: what is asked, how to reach the person, and what they agreed to."""

    referral_id = HiddenField()
    needs = ChoicesField(
        label=_("What is help needed with?"),
        choices=Need.choices,
        missing=_("Select at least one kind of need"),
        small=True,
    )
    request = TextAreaField(
        label=_("What would the person like help with?"),
        hint=_("In their own words, as far as you can."),
        missing=_("Write what the person would like help with"),
    )
    strengths = TextAreaField(
        label=_("What is going well, and who supports them?"), required=False, rows=3, max_length=2000
    )
    contact_way = ChoiceField(
        label=_("How is it safe to reach them?"),
        choices=_ASKED_CONTACT,
        missing=_("Ask the person how it is safe to reach them, and say so here"),
        hints={SafeContact.NONE: _("No address, telephone number or e-mail is sent.")},
    )
    contact_note = TextField(
        label=_("What should the service know before it makes contact?"),
        hint=_("Such as a safe time of day, or who to go through."),
        required=False,
        max_length=300,
    )
    telephone = TelephoneField(
        label=_("Telephone number"),
        hint=_("Sent only for a call or a text message."),
        required=False,
        autocomplete="",
    )
    email = EmailField(
        label=_("E-mail address"),
        hint=_("Sent only when e-mail is the safe way."),
        required=False,
        autocomplete="",
    )
    address = TextField(
        label=_("Address"),
        hint=_("Sent only when a visit is the safe way."),
        required=False,
        max_length=320,
    )
    goal_1 = TextField(
        label=_("What would they like to be different?"),
        hint=_("In their words, such as “I sleep through the night”. At the end, they say how it went."),
        required=False,
        max_length=300,
    )
    goal_2 = TextField(label=_("Something else, if there is"), required=False, max_length=300)
    goal_3 = TextField(label=_("And something else, if there is"), required=False, max_length=300)
    basis = ChoiceField(
        label=_("Why may this be shared?"),
        choices=Basis.choices,
        missing=_("Select why this may be shared"),
        hints={
            Basis.CONSENT: _("The usual way. Tell them what is sent, to whom and what for."),
            Basis.SAFEGUARDING: _("Use this only if asking would put somebody at risk."),
            Basis.LEGAL_DUTY: _("Such as a duty to report under the Social Services and Well-being Act."),
        },
    )
    basis_reason = TextAreaField(
        label=_("If they have not agreed: why must it be shared all the same?"),
        hint=_("Say what the risk or the duty is. It stays with you, and the person can ask to read it."),
        required=False,
        rows=3,
        max_length=2000,
    )
    given_by = ChoiceField(
        label=_("Who agreed to this referral?"),
        choices=ConsentGiver.choices,
        missing=_("Select who agreed to this referral"),
        hints={ConsentGiver.SELF: _("A child who understands what it means can agree for themselves.")},
    )
    given_by_name = TextField(label=_("Their name, if it was not the person themselves"), required=False)
    way = ChoiceField(
        label=_("How did they say so?"), choices=ConsentWay.choices, missing=_("Select how they said so")
    )
    given_on = DateField(
        label=_("When did they say so?"),
        missing=_("Enter the day on which they said so"),
        too_late=_("Enter a day that is today or in the past"),
    )
    hears_progress = YesNoField(
        label=_("Do they agree that the service tells us how it goes?"),
        hint=_("The officer who reported then hears when help starts and ends, and no more than that."),
        missing=_("Select whether the service may tell us how it goes"),
    )
    agreed = CheckboxField(
        label=_("They know what is sent, to whom and what for, and they agree to it."),
        missing=_("Nothing can be sent unless they agree. Tell them about the service instead."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.no_later_than("given_on", today)
        self.fields["referral_id"].initial = str(new_id())
        if self.is_bound and self.data.get("basis") not in {None, "", Basis.CONSENT.value}:
            for name in _OF_CONSENT:
                self.fields[name].required = False

    def clean_referral_id(self) -> UUID:
        return read_key(self.cleaned_data["referral_id"])

    def clean(self) -> dict[str, Any]:
        """Refuse a contact that cannot be made, and a consent by somebody without a name."""
        answers: dict[str, Any] = super().clean() or {}
        if answers.get("contact_way") and not {"telephone", "email", "address"} & self.errors.keys():
            try:
                particulars.check_can_be_reached(self.contact())
            except particulars.ContactMissing as missing:
                self.add_error(missing.detail.value, ValidationError(str(missing)))
        if answers.get("basis") not in {None, "", Basis.CONSENT.value}:
            if not answers.get("basis_reason") and "basis_reason" not in self.errors:
                self.add_error(
                    "basis_reason", ValidationError(_("Enter why it must be shared without agreement"))
                )
            return answers
        nameless = not answers.get("given_by_name") and "given_by_name" not in self.errors
        if nameless and answers.get("given_by") in _OTHERS:
            self.add_error("given_by_name", ValidationError(_("Enter the name of the person who agreed")))
        return answers

    def contact(self) -> particulars.Contact:
        """How to reach the person, as typed."""
        answers = self.cleaned_data
        return particulars.Contact(
            way=answers["contact_way"],
            note=answers.get("contact_note", ""),
            telephone=answers.get("telephone", ""),
            email=answers.get("email", ""),
            address=answers.get("address", ""),
        )

    def request_made(self) -> particulars.Request:
        """What is asked, once the form is valid."""
        answers = self.cleaned_data
        goals = tuple(answers[name] for name in ("goal_1", "goal_2", "goal_3") if answers[name])
        return particulars.Request(
            tuple(answers["needs"]), answers["request"], answers["strengths"], self.contact(), goals
        )

    def ground(self) -> Ground:
        """On what ground it is shared, once the form is valid."""
        answers = self.cleaned_data
        basis = Basis(answers["basis"])
        if basis is not Basis.CONSENT:
            return Ground(basis, reason=answers["basis_reason"])
        named = answers["given_by_name"] if answers["given_by"] in _OTHERS else ""
        return Ground(
            basis,
            ConsentGiven(
                answers["given_by"], answers["way"], answers["given_on"], answers["hears_progress"], named
            ),
        )


class TransferForm(Form):
    """Which service takes a referral over."""

    service = ChoiceField(
        label=_("Which service takes it over?"), choices=(), missing=_("Select a service"), label_size="m"
    )

    def __init__(self, *args: Any, services: Iterable[Service], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("service", [(str(one.pk), one.name) for one in services])


class TellForm(Form):
    """How a person was told about a service."""

    signposting_id = HiddenField()
    told_how = ChoiceField(
        label=_("How did you tell them?"), choices=ToldHow.choices, missing=_("Select how you told them")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signposting_id"].initial = str(new_id())

    def clean_signposting_id(self) -> UUID:
        return read_key(self.cleaned_data["signposting_id"])
