"""What an information-governance officer types about retention."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.choices.retention import AtTheEnd, CountedFrom
from earlyhelp.kit.forms import (
    ChoiceField,
    DateField,
    Form,
    SelectField,
    TextAreaField,
    TextField,
    WholeNumberField,
    YesNoField,
)

KEEP, DISPOSE = "keep", "dispose"


class RuleForm(Form):
    """The next version of a rule."""

    keep_years = WholeNumberField(
        label=_("For how many years are these records kept?"),
        missing=_("Enter a number of years"),
        smallest=1,
        largest=100,
        width=3,
    )
    counted_from = ChoiceField(
        label=_("From which day do the years count?"),
        choices=CountedFrom.choices,
        missing=_("Select from which day the years count"),
    )
    birthday = WholeNumberField(
        label=_("Not before the youngest person in the record has this age"),
        hint=_("For example 25. Leave it empty if no birthday counts. The later of the two days counts."),
        required=False,
        smallest=1,
        largest=120,
        width=3,
    )
    at_the_end = ChoiceField(
        label=_("What follows when the time is over?"),
        choices=AtTheEnd.choices,
        missing=_("Select what follows"),
    )
    basis_en = TextAreaField(
        label=_("The legal basis, in English"), missing=_("Enter the legal basis in English"), max_length=500
    )
    basis_cy = TextAreaField(
        label=_("The legal basis, in Welsh"),
        missing=_("Enter the legal basis in Welsh"),
        max_length=500,
        lang="cy",
    )
    source = TextField(
        label=_("Where this is written"), missing=_("Enter where this is written"), max_length=300
    )
    from_on = DateField(label=_("From which day?"), missing=_("Enter the day from which this counts"))


class HoldForm(Form):
    """A new legal hold. Every part of its scope may be left empty."""

    title = TextField(
        label=_("What is this hold called?"), missing=_("Enter what this hold is called"), max_length=120
    )
    why = TextAreaField(
        label=_("Why must these records be kept?"),
        hint=_("For example the inquiry or the claim, and who asked. Do not write anybody’s name."),
        missing=_("Enter why these records must be kept"),
        max_length=2000,
    )
    from_on = DateField(label=_("From which day?"), missing=_("Enter the day from which this hold counts"))
    until_on = DateField(
        label=_("Until which day?"),
        hint=_("Leave it empty if it lasts until somebody ends it."),
        required=False,
    )
    reference = TextField(
        label=_("The reference of one person or one record"), required=False, width=20, max_length=30
    )
    record_class = SelectField(label=_("Kind of records"), choices=[("", _("Every kind"))], required=False)
    dated_from = DateField(label=_("Only records that go on after this day"), required=False, label_size="s")
    dated_until = DateField(
        label=_("Only records that begin before this day"), required=False, label_size="s"
    )
    area = SelectField(label=_("Only this area"), choices=[("", _("Every area"))], required=False)

    def __init__(
        self, *args: Any, classes: list[tuple[str, str]], areas: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("record_class", classes)
        self.offer("area", areas)


class WhyForm(Form):
    """Why somebody ends a hold, does not agree to a list, or undoes one."""

    because = TextAreaField(label=_("Why?"), missing=_("Enter why"), max_length=2000)


class ProposeForm(Form):
    """Why a list of records is to be disposed of."""

    reason = TextAreaField(
        label=_("Why may these records be disposed of?"),
        hint=_("A colleague reads this before they confirm the list."),
        missing=_("Enter why these records may be disposed of"),
        max_length=2000,
    )


class ReviewForm(Form):
    """The national retention assessment criteria as questions, and what follows."""

    necessary = YesNoField(
        label=_("Is the record still necessary for the purpose for which it was made?"),
        hint=_("For the police: a policing purpose."),
        missing=_("Select whether the record is still necessary"),
    )
    proportionate = YesNoField(
        label=_("Is it proportionate to keep it, weighed against the person’s privacy?"),
        missing=_("Select whether it is proportionate to keep the record"),
    )
    risk = ChoiceField(
        label=_("Could somebody come to harm if it were gone?"),
        choices=[
            ("none", _("Nothing in it points to a risk")),
            ("some", _("It points to a risk that may come back")),
            ("serious", _("It points to a serious risk")),
        ],
        missing=_("Select whether somebody could come to harm"),
    )
    child_care = TextAreaField(
        label=_("What did you weigh for the child?"),
        hint=_(
            "A child under 10 is in this record: they cannot commit a crime, and it may follow them for long."
        ),
        missing=_("Enter what you weighed for the child"),
        max_length=1000,
    )
    outcome = ChoiceField(
        label=_("What follows?"),
        choices=[(KEEP, _("Keep it until its next review")), (DISPOSE, _("Dispose of it"))],
        reveals={KEEP: ("record_class", "until_on")},
        missing=_("Select what follows"),
    )
    record_class = SelectField(label=_("Kind of record"), choices=(), required=False)
    until_on = DateField(
        label=_("Next review"),
        hint=_("Leave it empty for the latest day that the rule allows."),
        required=False,
    )
    reason = TextAreaField(
        label=_("Why?"),
        hint=_("So that the decision can be understood later. Do not write anybody’s name."),
        missing=_("Enter why"),
        max_length=2000,
    )

    def __init__(self, *args: Any, classes: list[tuple[str, str]], under_10: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("record_class", classes)
        if not under_10:
            del self.fields["child_care"]
