"""What an officer types about a request: what was asked, each step of it, and what is given of each line of a pack."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.choices.rights import (
    AskedBy,
    Competence,
    Exemption,
    IdentityProof,
    Outcome,
    PackWay,
    Reading,
    Regime,
    RightsKind,
    WaitFor,
)
from earlyhelp.govern.models.rights import PackLine
from earlyhelp.govern.rules.redaction import Decided, NoReason, check_decided, marks_of, snippet
from earlyhelp.inform.choices import Channel, WrittenIn
from earlyhelp.kit.forms import (
    ChoiceField,
    ChoicesField,
    DateField,
    EmailField,
    Form,
    SelectField,
    TelephoneField,
    TextAreaField,
    TextField,
)

_PAST = _("Enter a day that is today or in the past")
_WHY = _("Write the reason, so that the person can be told")


class LogForm(Form):
    """A request as it came in."""

    subject = TextField(
        label=_("Which record is it about?"),
        hint=_(
            "A person, such as PN-26-0000017. A person in a notification: EH-26-0004217/2 is the second one in it."
        ),
        missing=_("Enter the reference of the record"),
        width=20,
        spellcheck=False,
    )
    kind = ChoiceField(
        label=_("What do they ask?"),
        choices=RightsKind.choices,
        missing=_("Select what they ask"),
        reveals={RightsKind.RECTIFICATION: "should_be"},
    )
    should_be = TextAreaField(
        label=_("What do they say is right?"),
        missing=_("Write what they say is right"),
        rows=3,
        max_length=4000,
    )
    words = TextAreaField(
        label=_("What do they say, in their own words?"),
        hint=_("For a request to see everything this may stay empty."),
        required=False,
        rows=3,
        max_length=4000,
    )
    received_on = DateField(
        label=_("When did it come in?"),
        hint=_(
            "The day on which it reached anybody in your agency, by letter, e-mail, telephone or in person."
        ),
        missing=_("Enter the day on which it came in"),
        too_late=_PAST,
    )
    asked_by = ChoiceField(
        label=_("Who asks?"),
        choices=AskedBy.choices,
        missing=_("Select who asks"),
        reveals={AskedBy.PARENT: ("competence", "competence_why")},
    )
    competence = ChoiceField(
        label=_("Does the child understand what is asked?"),
        hint=_(
            "In Wales there is no fixed age. A child who understands decides themselves, usually from about 12."
        ),
        choices=Competence.choices,
        missing=_("Select whether the child understands"),
    )
    competence_why = TextField(
        label=_("Why do you think so?"), missing=_("Write why you think so"), max_length=500
    )
    asker_name = TextField(
        label=_("Name of whoever asks for them"),
        hint=_("Only when it is not the person themselves."),
        required=False,
        max_length=200,
    )
    authority = TextField(
        label=_("How do you know that they may?"),
        hint=_("For example a letter of authority, or parental responsibility that was seen."),
        required=False,
        max_length=300,
    )
    language = ChoiceField(
        label=_("In which language do they want their answer?"),
        choices=WrittenIn.choices,
        missing=_("Select a language"),
    )
    regime = ChoiceField(
        label=_("Under which law is the record kept?"),
        choices=Regime.choices,
        missing=_("Select under which law the record is kept"),
        hints={
            Regime.PART_3: _(
                "The right to see is in section 45. Section 45(4) lets you keep parts back, and the person is told so "
                "unless telling them would undo it. Write the reason down: the Commissioner may ask for it."
            )
        },
        initial=Regime.UK_GDPR,
    )
    from_on = DateField(
        label=_("From which day on?"),
        hint=_("Leave both days empty for everything. One of them may stay empty."),
        required=False,
    )
    until_on = DateField(label=_("Up to which day?"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        for name in ("received_on", "from_on", "until_on"):
            fields[name].latest = today


class IdentityForm(Form):
    """How it was checked who asks."""

    proof = ChoiceField(
        label=_("How did you check who asks?"),
        hint=_("Ask for no more than you need. Nothing of a document is copied."),
        choices=IdentityProof.choices,
        missing=_("Select how you checked who asks"),
    )


class AskForm(Form):
    """What the person is asked while the clock rests."""

    why = ChoiceField(
        label=_("What do you need from the person?"),
        choices=WaitFor.choices,
        missing=_("Select what you need"),
    )
    words = TextAreaField(
        label=_("What did you ask, and how?"), missing=_("Write what you asked"), rows=3, max_length=4000
    )


class WordsForm(Form):
    """A step that needs a reason, in words that the person can be told."""

    words = TextAreaField(label=_("Reason"), missing=_WHY, rows=4, max_length=4000)

    def __init__(self, *args: Any, label: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if label is not None:
            self.fields["words"].label = label


class AnswerForm(Form):
    """What became of a request, and what the person is told."""

    outcome = ChoiceField(
        label=_("What became of it?"), choices=Outcome.choices, missing=_("Select what became of it")
    )
    words = TextAreaField(
        label=_("What do you tell the person?"),
        hint=_("If you did not do all they asked: why, and that they can complain to the Commissioner."),
        missing=_("Write what you tell the person"),
        rows=5,
        max_length=4000,
    )


class GiveForm(Form):
    """How a pack reaches the person."""

    way = ChoiceField(
        label=_("How does the pack reach them?"),
        choices=PackWay.choices,
        missing=_("Select how it reaches them"),
        reveals={PackWay.LINK: ("channel", "email", "telephone")},
    )
    channel = ChoiceField(
        label=_("How is the link sent?"),
        hint=_("Use only a way that the person said is safe. Nothing of the pack is in the message."),
        choices=[(Channel.EMAIL.value, Channel.EMAIL.label), (Channel.TEXT.value, Channel.TEXT.label)],
        missing=_("Select how the link is sent"),
    )
    email = EmailField(label=_("E-mail address"), required=False)
    telephone = TelephoneField(label=_("Telephone number"), required=False)

    def clean(self) -> dict[str, Any]:
        """An address for the way that was chosen."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("way") == PackWay.LINK:
            wanted = "email" if said.get("channel") == Channel.EMAIL else "telephone"
            if said.get("channel") and not said.get(wanted):
                self.add_error(wanted, _("Enter where the link is sent"))
        return said


class LineForm(Form):
    """What is given of one line. What was proposed is chosen already; nothing is decided before it is saved."""

    reading = ChoiceField(
        label=_("What is given of it?"), choices=Reading.choices, missing=_("Select what is given")
    )
    hide = ChoicesField(
        label=_("Words that stay hidden"),
        hint=_("Untick what may be given, and write why."),
        choices=(),
        required=False,
        small=True,
    )
    words = TextField(
        label=_("Other words to hide"), hint=_("Separate them with a comma."), required=False, max_length=500
    )
    exemption = SelectField(
        label=_("Why is it kept back?"),
        choices=[("", _("Choose a reason")), *Exemption.choices],
        required=False,
    )
    reason = TextField(
        label=_("Reason"),
        hint=_("Needed when words about others are given, or the line is kept back."),
        required=False,
        max_length=500,
    )

    def __init__(self, *args: Any, line: PackLine, **kwargs: Any) -> None:
        self.line = line
        self.marks = marks_of(line.proposed)
        kwargs.setdefault("initial", _initial(line))
        super().__init__(*args, prefix=str(line.pk), **kwargs)
        fields: dict[str, Any] = self.fields
        if self.marks:
            fields["hide"].choices = [
                (str(place), snippet(line.fields, mark)) for place, mark in enumerate(self.marks)
            ]
        else:
            del self.fields["hide"]
        hidden = [f"{name}" for name in ("hide", "words") if name in self.fields]
        fields["reading"].reveals = {Reading.HIDE.value: hidden, Reading.WITHHOLD.value: "exemption"}

    def is_reasoned(self) -> bool:
        """Whether a line that lifts or keeps back says why; what is missing stands at its field."""
        try:
            check_decided(self.decided(), len(self.marks))
        except NoReason as refusal:
            self.add_error("reason", str(refusal))
            return False
        return True

    def decided(self) -> Decided:
        """The decision, once the form is valid."""
        said = self.cleaned_data
        kept = {int(place) for place in said.get("hide") or ()}
        lifted = frozenset(range(len(self.marks))) - kept
        words = tuple(one.strip() for one in (said.get("words") or "").split(",") if one.strip())
        reading = Reading(said["reading"])
        return Decided(
            reading,
            lifted if reading is Reading.HIDE else frozenset(),
            words if reading is Reading.HIDE else (),
            said.get("exemption") or "",
            said.get("reason") or "",
        )


def _initial(line: PackLine) -> Mapping[str, Any]:
    usual = Reading.HIDE if line.proposed else Reading.GIVE
    hidden = [list(one) for one in line.hidden]
    places = [str(place) for place, one in enumerate(line.proposed) if list(one) in hidden]
    return {
        "reading": line.reading or usual.value,
        "hide": places,
        "exemption": line.exemption,
        "reason": line.reason,
    }


def decisions_of(forms: list[LineForm]) -> dict[UUID, Decided]:
    """The decisions of a page of lines, by line."""
    return {form.line.pk: form.decided() for form in forms}


class CodeForm(Form):
    """The code that an officer told whoever asked."""

    code = TextField(
        label=_("Code"),
        hint=_("Six digits."),
        missing=_("Enter the code"),
        width=10,
        autocomplete="one-time-code",
        spellcheck=False,
    )
