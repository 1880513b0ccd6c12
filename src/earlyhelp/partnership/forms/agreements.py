"""What is typed about sharing agreements and exceptional disclosures."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.forms import (
    ChoiceField,
    ChoicesField,
    DateField,
    Form,
    SelectField,
    TextAreaField,
    TextField,
)
from earlyhelp.partnership.actions.agreements import Content, Row
from earlyhelp.partnership.choices import DataSet
from earlyhelp.partnership.choices.agreements import (
    AgreementKind,
    DisclosureGround,
    HowShared,
    LawfulBasis,
    ReviewVerdict,
    SpecialBasis,
    WhenShared,
)
from earlyhelp.partnership.models import Agency, Practitioner, SharingAgreement
from earlyhelp.partnership.rules.disclosures import HOURS

_PURPOSES: Final = [(one.value, one.label) for one in (Purpose.EARLY_HELP, Purpose.SAFEGUARDING)]


class AgreementForm(Form):
    """Everything that one version of an agreement says."""

    kind = ChoiceField(
        label=_("What kind of agreement is it?"),
        choices=AgreementKind.choices,
        hints={
            AgreementKind.ISP: _("The parties share with each other, regularly."),
            AgreementKind.DDA: _("It goes one way: one party gives, the others receive."),
            AgreementKind.JCA: _("The parties decide together why and how the data is used."),
        },
        reveals={AgreementKind.DDA: "giver"},
        missing=_("Select what kind of agreement it is"),
    )
    giver = SelectField(
        label=_("Which party gives?"), choices=[], missing=_("Select which party gives"), blank=_("Choose")
    )
    title_en = TextField(
        label=_("Title in English"), missing=_("Enter the title in English"), lang="en", max_length=200
    )
    title_cy = TextField(
        label=_("Title in Welsh"), missing=_("Enter the title in Welsh"), lang="cy", max_length=200
    )
    parties = ChoicesField(
        label=_("Who are the parties?"),
        hint=_("Your own agency is always one of them."),
        choices=[],
        missing=_("Select at least one other party"),
        small=True,
    )
    purpose = ChoiceField(
        label=_("For which purpose?"), choices=_PURPOSES, missing=_("Select the purpose"), small=True
    )
    lawful_basis = SelectField(
        label=_("Lawful basis"),
        choices=LawfulBasis.choices,
        missing=_("Select the lawful basis"),
        blank=_("Choose"),
    )
    special_basis = SelectField(
        label=_("Condition for special category or criminal offence data"),
        choices=SpecialBasis.choices,
        missing=_("Select the condition, or that there is none"),
        blank=_("Choose"),
    )
    power = TextField(
        label=_("Statutory power"),
        hint=_("For example: Social Services and Well-being (Wales) Act 2014, section 15."),
        missing=_("Enter the law that gives the power to share"),
        max_length=300,
    )
    data_sets = ChoicesField(
        label=_("What is shared?"),
        hint=_("For each, say how it is shared and when. This is the information reference table."),
        choices=DataSet.choices,
        reveals={one.value: (f"how_{one.value}", f"when_{one.value}") for one in DataSet},
        missing=_("Select at least one data set"),
    )
    starts_on = DateField(label=_("From which day?"), missing=_("Enter the first day"))
    review_on = DateField(label=_("When is it reviewed?"), missing=_("Enter the day of the review"))
    ends_on = DateField(label=_("Last day, if it has one"), required=False)

    def __init__(self, *args: Any, agencies: Iterable[Agency], own: UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.pk), one.name) for one in agencies]
        self._own = own
        self._choose("giver", choices)
        self._choose("parties", [one for one in choices if one[0] != str(own)])
        for one in DataSet:
            self.fields[f"how_{one.value}"] = SelectField(
                label=_("How is it shared?"),
                choices=HowShared.choices,
                missing=_("Select how it is shared"),
                blank=_("Choose"),
            )
            self.fields[f"when_{one.value}"] = SelectField(
                label=_("When is it shared?"),
                choices=WhenShared.choices,
                missing=_("Select when it is shared"),
                blank=_("Choose"),
            )

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    @property
    def content(self) -> Content:
        """What the actions take, from a form that is valid."""
        typed = self.cleaned_data
        plain = ("kind", "title_en", "title_cy", "purpose", "lawful_basis", "special_basis", "power")
        return Content(
            **{name: typed[name] for name in (*plain, "starts_on", "review_on", "ends_on")},
            party_ids=(self._own, *(UUID(one) for one in typed["parties"])),
            rows=[Row(one, typed[f"how_{one}"], typed[f"when_{one}"]) for one in typed["data_sets"]],
            giver_id=UUID(typed["giver"]) if typed["giver"] else None,
        )


def initial_of(agreement: SharingAgreement) -> dict[str, Any]:
    """With what the form opens when an agreement is changed."""
    names = ("kind", "title_en", "title_cy", "purpose", "lawful_basis", "special_basis", "power")
    found: dict[str, Any] = {
        name: getattr(agreement, name) for name in (*names, "starts_on", "review_on", "ends_on", "data_sets")
    }
    found["giver"] = str(agreement.giver_id or "")
    found["parties"] = [str(party.pk) for party in agreement.parties.all()]
    for row in agreement.rows.all():
        found[f"how_{row.data_set}"], found[f"when_{row.data_set}"] = row.how, row.when
    return found


class SignForm(Form):
    """Who looks after the agreement at the agency that signs."""

    designated = SelectField(
        label=_("Designated person of your agency"),
        hint=_("They are asked when a share is refused, and hear before the agreement ends."),
        choices=[],
        missing=_("Select the designated person"),
        blank=_("Choose"),
    )
    contact = TextField(
        label=_("How partners reach them"),
        hint=_("A team’s telephone number or mailbox."),
        missing=_("Enter how partners reach them"),
        max_length=200,
    )

    def __init__(self, *args: Any, colleagues: Iterable[Practitioner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["designated"]
        field.choices = [(str(one.pk), one.full_name) for one in colleagues]


class PaperForm(Form):
    """A signature on paper, of a partner where nobody has an account."""

    party = SelectField(
        label=_("Which party signed?"), choices=[], missing=_("Select which party signed"), blank=_("Choose")
    )
    paper_name = TextField(label=_("Who signed, and as what?"), missing=_("Enter who signed"), max_length=200)
    contact = TextField(
        label=_("How partners reach them"), missing=_("Enter how partners reach them"), max_length=200
    )

    def __init__(self, *args: Any, agencies: Iterable[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["party"]
        field.choices = [(str(one.pk), one.name) for one in agencies]


class WhyForm(Form):
    """Why an agreement ends, or an agency leaves it."""

    why = TextAreaField(label=_("Why?"), missing=_("Enter why"), rows=3, max_length=1000, count=True)


class KeepForm(Form):
    """The next review, and what this one found."""

    review_on = DateField(label=_("When is the next review?"), missing=_("Enter the day of the next review"))
    why = TextAreaField(
        label=_("What did the review find?"),
        missing=_("Enter what the review found"),
        rows=3,
        max_length=1000,
        count=True,
    )


class ExceptionForm(Form):
    """A decision to let one referral go through once, without an agreement."""

    about_reference = TextField(
        label=_("Which notification is it about?"),
        hint=_("Its reference, such as EH-26-0004217."),
        missing=_("Enter the reference of the notification"),
        width=20,
        max_length=30,
    )
    receiver = SelectField(
        label=_("Which agency is to be told?"),
        choices=[],
        missing=_("Select which agency is to be told"),
        blank=_("Choose"),
    )
    ground = ChoiceField(
        label=_("Why may it be shared without an agreement?"),
        choices=DisclosureGround.choices,
        missing=_("Select why it may be shared"),
        small=True,
    )
    law = TextField(
        label=_("On which law or order does it rest?"),
        hint=_("For example: UK GDPR article 6(1)(d) and 9(2)(c), or the court and the date of its order."),
        missing=_("Enter the law or the order"),
        max_length=300,
    )
    reason = TextAreaField(
        label=_("Why now, and why can it not wait for an agreement?"),
        missing=_("Enter why it can not wait"),
        rows=4,
        max_length=2000,
        count=True,
    )
    hours = ChoiceField(
        label=_("For how long may it be used?"),
        hint=_("It is used up by one share, and ends by itself when its time is over."),
        choices=[("2", _("2 hours")), ("24", _("1 day")), ("72", _("3 days"))],
        missing=_("Select for how long it may be used"),
        small=True,
    )

    def __init__(self, *args: Any, agencies: Iterable[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["receiver"]
        field.choices = [(str(one.pk), one.name) for one in agencies]

    def open_until(self, at: datetime) -> datetime:
        """Until when it may be used, of a form that is valid."""
        return at + timedelta(hours=max(one for one in HOURS if one <= int(self.cleaned_data["hours"])))


class ReviewForm(Form):
    """What the information governance officer found."""

    verdict = ChoiceField(
        label=_("What do you find?"),
        choices=ReviewVerdict.choices,
        missing=_("Select what you find"),
        small=True,
    )
    words = TextAreaField(
        label=_("Why, and what follows from it?"),
        missing=_("Enter why, and what follows from it"),
        rows=3,
        max_length=2000,
        count=True,
    )
