"""What is typed of a family's plan: goals with strengths, who does what, visits, levels, papers and links."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from earlyhelp.inform.choices import WrittenIn
from earlyhelp.kit.forms import (
    ChoiceField,
    ChoicesField,
    DateField,
    Form,
    HiddenField,
    SelectField,
    TextAreaField,
    TextField,
)
from earlyhelp.solve.choices.plans import GoalEnd, Level, WhoReads
from earlyhelp.understand.choices.strengths import StrengthKind

Choices = Iterable[tuple[str, str]]
FAMILY: Final = "family"


class StrengthsForm(Form):
    """Strengths that a goal rests on: those that are known, and one that is written now."""

    strengths = ChoicesField(
        label=_("Which strengths does it rest on?"),
        hint=_("What already goes well, whom they trust, what they can do. At least one."),
        required=False,
        choices=(),
    )
    new_strength = TextAreaField(
        label=_("Another strength that nobody has written down yet"),
        hint=_("It is kept with the person’s strengths, with who said so."),
        required=False,
        rows=2,
        max_length=1000,
    )
    strength_of = SelectField(
        label=_("Whose strength is it?"), required=False, blank=_("Select a person"), choices=()
    )
    strength_kind = SelectField(
        label=_("What is it about?"),
        required=False,
        blank=_("Select what it is about"),
        choices=StrengthKind.choices,
    )
    strength_said_by = TextField(label=_("Who said so?"), required=False)

    def __init__(self, *args: Any, members: Choices, strengths: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_strengths(members, strengths)

    def offer_strengths(self, members: Choices, strengths: Choices) -> None:
        """Offer the strengths that are known, and whose a new one can be."""
        self.offer("strength_of", members)
        if known := list(strengths):
            self.offer("strengths", known)
        else:
            del self.fields["strengths"]

    def clean(self) -> dict[str, Any]:
        """A new strength says whose it is, what it is about and who said so; and there is at least one."""
        answers: dict[str, Any] = super().clean() or {}
        if answers.get("new_strength"):
            for name, missing in (
                ("strength_of", _("Select whose strength it is")),
                ("strength_kind", _("Select what the strength is about")),
                ("strength_said_by", _("Write who said so")),
            ):
                if not answers.get(name):
                    self.add_error(name, str(missing))
        elif not answers.get("strengths"):
            name = "strengths" if "strengths" in self.fields else "new_strength"
            self.add_error(name, str(_("Select a strength that this goal can rest on, or write a new one")))
        return answers


class WordsForm(Form):
    """The words of a goal, whose it is, and who of the family may read it."""

    seen_number = HiddenField()
    words = TextAreaField(
        label=_("What do they want?"),
        hint=_("In their own words, in the language in which they said it."),
        missing=_("Write what they want, in their own words"),
        rows=3,
        max_length=500,
    )
    language = ChoiceField(
        label=_("In which language did they say it?"),
        missing=_("Select the language of these words"),
        choices=[("en", _("English")), ("cy", _("Welsh"))],
        inline=True,
    )
    whose = ChoiceField(label=_("Whose goal is it?"), missing=_("Select whose goal it is"), choices=())
    who_reads = ChoiceField(
        label=_("Who of the family may read it?"),
        hint=_("Ask whose goal it is. The plan of anybody else leaves out what they may not read."),
        missing=_("Select who may read it"),
        choices=WhoReads.choices,
    )
    agreed_on = DateField(
        label=_("When did they agree on it?"),
        missing=_("Enter the day on which they agreed"),
        too_late=_("Enter a day that is today or in the past"),
    )

    def __init__(self, *args: Any, members: Choices, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_people(members, today)

    def offer_people(self, members: Choices, today: date) -> None:
        """Offer whose goal it can be."""
        self.offer("whose", [(FAMILY, _("The family’s together")), *members])
        self.no_later_than("agreed_on", today)

    def clean(self) -> dict[str, Any]:
        """A goal of the family together is read by the family."""
        answers: dict[str, Any] = super().clean() or {}
        if answers.get("whose") == FAMILY and answers.get("who_reads") == WhoReads.OWN:
            self.add_error("who_reads", str(_("A goal of the whole family is read by the whole family")))
        return answers

    @property
    def whose_id(self) -> UUID | None:
        """Whose goal it is; None for the family's together."""
        answer = self.cleaned_data["whose"]
        return None if answer == FAMILY else UUID(answer)


class GoalForm(WordsForm, StrengthsForm):
    """A new goal, with the strengths beneath it."""

    field_order = ("words", "language", "whose", "who_reads", "agreed_on", "strengths")

    def __init__(self, *args: Any, members: Choices, strengths: Choices, today: date, **kwargs: Any) -> None:
        Form.__init__(self, *args, **kwargs)
        people = list(members)
        self.offer_people(people, today)
        self.offer_strengths(people, strengths)


class ChangeGoalForm(WordsForm):
    """Other words for a goal."""

    because = TextField(label=_("Why do the words change?"), missing=_("Write why the words change"))


class EndGoalForm(Form):
    """How a goal ended, as the family says."""

    end = ChoiceField(label=_("How did it end?"), missing=_("Select how it ended"), choices=GoalEnd.choices)
    end_words = TextAreaField(
        label=_("What does the family say of it?"),
        missing=_("Write what the family says of it"),
        rows=3,
        max_length=500,
    )


class LevelForm(Form):
    """A level of need, with its reason."""

    seen_number = HiddenField()
    level = ChoiceField(
        label=_("How much help do the family’s needs ask for now?"),
        hint=_("You decide this with the family. Nothing works it out."),
        missing=_("Select a level"),
        choices=Level.choices,
    )
    rationale = TextAreaField(
        label=_("Why?"),
        hint=_("What has changed, and what the family says of it."),
        missing=_("Say why"),
        rows=4,
        max_length=2000,
    )


class MoveReviewForm(Form):
    """Another day for the next review."""

    seen_on = HiddenField()
    due_on = DateField(label=_("On which day?"), missing=_("Enter the day of the review"))
    why = TextField(label=_("Why does the day change?"), missing=_("Say why the day changes"))


class GiveForm(Form):
    """For whom a plan is made, and in which language."""

    readers = ChoicesField(
        label=_("For whom is it?"),
        hint=_("It holds nothing that one of them may not see. When in doubt, make one for each."),
        missing=_("Select at least one member of the family"),
        choices=(),
    )
    written_in = ChoiceField(
        label=_("In which language?"),
        hint=_("The one they asked for. Both where they differ or nobody has asked yet."),
        missing=_("Select the language"),
        choices=WrittenIn.choices,
    )

    def __init__(self, *args: Any, members: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("readers", members)


class LinkForm(Form):
    """For whom a private link is, which way it goes, and which way the code goes."""

    reader = ChoiceField(label=_("For whom is the link?"), missing=_("Select for whom it is"), choices=())
    channel = ChoiceField(
        label=_("How does the link go?"),
        hint=_("Only by a way that they said is safe."),
        missing=_("Select how the link goes"),
        choices=[("email", _("By e-mail")), ("text", _("By text message"))],
    )
    destination = TextField(
        label=_("Their e-mail address or number, if they told you another one than we have"),
        required=False,
        max_length=254,
        autocomplete="off",
        spellcheck=False,
    )
    code_way = ChoiceField(
        label=_("How does the code go?"),
        hint=_("By another way than the link, so that nobody else who sees one can open the plan."),
        missing=_("Select how the code goes"),
        choices=[
            ("spoken", _("I say it to them myself")),
            ("text", _("By text message")),
            ("email", _("By e-mail")),
        ],
    )

    def __init__(self, *args: Any, readers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("reader", readers)

    def clean(self) -> dict[str, Any]:
        """An e-mail address that was typed looks like one."""
        answers: dict[str, Any] = super().clean() or {}
        typed = answers.get("destination", "")
        if typed and answers.get("channel") == "email" and not is_email(typed):
            self.add_error(
                "destination", str(_("Enter an e-mail address in the right form, like name@example.com"))
            )
        return answers


def is_email(text: str) -> bool:
    """Whether this could be an e-mail address."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


class SeenForm(Form):
    """What was done about a family's answer."""

    what_was_done = TextField(
        label=_("What did you do about it?"),
        missing=_("Write what you did, or that nothing was needed"),
        max_length=500,
    )
