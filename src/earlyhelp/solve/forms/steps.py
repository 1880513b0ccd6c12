"""What people type to step a family up or down."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.forms import ChoiceField, DateField, Form, SelectField, TextAreaField, TextField
from earlyhelp.kit.forms.rows import Rows
from earlyhelp.solve import rules
from earlyhelp.solve.choices import FamilyKnows, StepMove, StepTo

Choices = Iterable[tuple[str, str]]


class StepUpForm(Form):
    """What a statutory team is asked for, and why."""

    team = ChoiceField(label=_("Which team do you ask?"), missing=_("Select which team you ask"), choices=())
    to = ChoiceField(
        label=_("What do you ask for?"),
        missing=_("Select what you ask for"),
        choices=[one for one in StepTo.choices if one[0] != StepTo.EARLY_HELP],
        hints={
            StepTo.CHILD_PROTECTION: _(
                "A duty, at any time. It needs no consent. An answer is due within one working day."
            ),
            StepTo.CARE_AND_SUPPORT: _("The family agrees first. An answer is due within five working days."),
        },
    )
    family_knows = ChoiceField(
        label=_("What does the family know?"),
        missing=_("Select what the family knows"),
        choices=FamilyKnows.choices,
    )
    reason = TextAreaField(
        label=_("Why is early help not enough now?"),
        hint=_("What you saw, what has been tried, and what the family wants themselves."),
        missing=_("Enter why early help is not enough now"),
        rows=5,
        max_length=3000,
        count=True,
    )
    last_met_on = DateField(label=_("When did you last meet the family?"), required=False)

    def __init__(self, *args: Any, teams: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser: Any = self.fields["team"]
        chooser.choices = list(teams)


class CarriedForm(Form):
    """One action that early help is asked to carry on."""

    text = TextField(label=_("What is left to do?"), missing=_("Enter what is left to do"), max_length=500)
    who = TextField(label=_("Who will do it?"), missing=_("Enter who will do it"), max_length=200)
    due_on = DateField(label=_("By which day?"), missing=_("Enter the day by which it will be done"))


class CarriedRows(Rows):
    """The actions that are left."""

    form, prefix, name = CarriedForm, "carried", "action"
    title = _("Action %(number)d that is left")
    add, remove = _("Add an action that is left"), _("Remove this action")
    too_few = _("Add an action that is left")
    minimum = 0


class StepDownForm(Form):
    """Whom early help is asked to take on, and why."""

    people = TextField(
        label=_("Who is this about?"),
        hint=_("References of people, such as PN-26-0000017, with spaces between them."),
        missing=_("Enter the reference of at least one person"),
        max_length=400,
        spellcheck=False,
    )
    family_knows = ChoiceField(
        label=_("What does the family know?"),
        missing=_("Select what the family knows"),
        choices=[one for one in FamilyKnows.choices if one[0] == FamilyKnows.AGREES],
    )
    reason = TextAreaField(
        label=_("Why is early help enough now?"),
        hint=_("What changed, what goes well, and what the family wants."),
        missing=_("Enter why early help is enough now"),
        rows=5,
        max_length=3000,
        count=True,
    )
    last_met_on = DateField(
        label=_("When was the final meeting?"), missing=_("Enter the day of the final meeting")
    )


class StepAnswerForm(Form):
    """Yes, no, or more is needed; and in words."""

    move = ChoiceField(
        label=_("What is your answer?"),
        missing=_("Select your answer"),
        choices=[(move.value, move.label) for move in rules.ANSWERS],
    )
    lead = SelectField(
        label=_("Who leads?"),
        hint=_("If you take the family on. Without a lead, the episode waits with the team."),
        required=False,
        blank=_("Nobody yet"),
        choices=(),
    )
    words = TextAreaField(
        label=_("In words"),
        hint=_("Why, and what happens next. The other side reads this."),
        missing=_("Say it in words too, so that the other side knows why"),
        rows=4,
        max_length=2000,
        count=True,
    )

    def __init__(self, *args: Any, workers: Choices | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if workers is None:
            del self.fields["lead"]
            return
        chooser: Any = self.fields["lead"]
        chooser.choices = [*(one for one in chooser.choices if one[0] == ""), *workers]


class StepMoreForm(Form):
    """What the side that asked says: more, or never mind."""

    move = ChoiceField(
        label=_("What do you want to do?"), missing=_("Select what you want to do"), choices=()
    )
    words = TextAreaField(
        label=_("In words"),
        missing=_("Say it in words too, so that the other side knows why"),
        rows=4,
        max_length=2000,
    )

    def __init__(self, *args: Any, moves: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser: Any = self.fields["move"]
        chooser.choices = [(move, StepMove(move).label) for move in moves]
