"""What people type around an episode of help."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.forms import (
    CheckboxField,
    ChoiceField,
    ChoicesField,
    DateField,
    Form,
    SelectField,
    TextAreaField,
    TextField,
)
from earlyhelp.solve.choices import ActionState

Choices = Iterable[tuple[str, str]]
SOMEBODY = "somebody"
_WHY = _("Say why, so that colleagues and the family understand it later")


class _WorkerChosen(Form):
    """A form that names a worker. `warned`: the chosen one works with somebody kept apart from one of the family."""

    knows = CheckboxField(
        label=_("I know that they work with both, and it is decided all the same"),
        required=False,
    )

    def __init__(self, *args: Any, warned: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not warned:
            del self.fields["knows"]

    def says_they_know(self) -> bool:
        """Whether the warning was shown, and answered."""
        return bool(self.cleaned_data.get("knows"))


class OpenForm(_WorkerChosen):
    """Who the help is for, and who leads."""

    field_order = ("people", "lead", "knows")
    people = ChoicesField(
        label=_("Who is the help for?"),
        label_size="m",
        hint=_("People in the report, and those who live with them. You can add others later."),
        missing=_("Select at least one person whom the help is for"),
        choices=(),
    )
    lead = SelectField(
        label=_("Who leads?"),
        label_size="m",
        hint=_("One worker whom the family can turn to. Without one, the episode waits with the team."),
        required=False,
        blank=_("Nobody yet"),
        choices=(),
    )

    def __init__(self, *args: Any, people: Choices, workers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("people", people)
        self.offer("lead", workers)


class MemberForm(Form):
    """Somebody else of the family."""

    person = ChoiceField(
        label=_("Who joins?"),
        hint=_("People in the report, and those who live with the family."),
        missing=_("Select who joins"),
        choices=(),
    )

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("person", people)


class WorkerForm(_WorkerChosen):
    """Somebody joins the team around the family."""

    field_order = ("worker", "knows")

    worker = SelectField(
        label=_("Who joins the team around the family?"),
        hint=_(
            "People of partners with whom a live agreement covers this. They see the plan while they are part of it."
        ),
        missing=_("Select who joins"),
        blank=_("Choose somebody"),
        choices=(),
    )

    def __init__(self, *args: Any, workers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("worker", workers)


class LeadForm(_WorkerChosen):
    """Another lead worker, and why."""

    field_order = ("worker", "knows", "why", "stays")

    worker = SelectField(
        label=_("Who leads from now on?"),
        missing=_("Select who leads"),
        blank=_("Choose somebody"),
        choices=(),
    )
    why = TextField(
        label=_("Why does the lead change?"),
        hint=_("The family is told who leads."),
        missing=_WHY,
        max_length=300,
    )
    stays = CheckboxField(label=_("The last lead stays in the team around the family"), required=False)

    def __init__(self, *args: Any, workers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("worker", workers)


class WhyForm(Form):
    """A reason, where nothing else is asked."""

    why = TextField(label=_("Why?"), missing=_WHY, max_length=300)


class ActionForm(Form):
    """What somebody will do, who, and by when."""

    text = TextField(
        label=_("What will be done?"),
        hint=_("One thing, in plain words that the family understands."),
        missing=_("Enter what will be done"),
        max_length=500,
    )
    who = ChoiceField(
        label=_("Who will do it?"),
        missing=_("Select who will do it"),
        choices=(),
        reveals={SOMEBODY: "somebody"},
    )
    somebody = TextField(
        label=_("Who?"),
        hint=_("Such as a grandmother, or the head teacher."),
        missing=_("Enter who will do it"),
        max_length=200,
    )
    due_on = DateField(label=_("By which day?"), missing=_("Enter the day by which it will be done"))

    def __init__(self, *args: Any, who: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("who", [*who, (SOMEBODY, str(_("Somebody else")))])


class MoveForm(Form):
    """How far an action is."""

    state = ChoiceField(
        label=_("How far is it?"),
        missing=_("Select how far it is"),
        choices=[one for one in ActionState.choices if one[0] != ActionState.NOT_STARTED],
    )
    came_of_it = TextField(
        label=_("What came of it?"),
        hint=_("A few words. If it is no longer needed, say why."),
        required=False,
        max_length=500,
    )


class HandOverActionForm(Form):
    """Somebody else does it."""

    who = ChoiceField(
        label=_("Who will do it from now on?"),
        missing=_("Select who will do it"),
        choices=(),
        reveals={SOMEBODY: "somebody"},
    )
    somebody = TextField(label=_("Who?"), missing=_("Enter who will do it"), max_length=200)

    def __init__(self, *args: Any, who: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("who", [*who, (SOMEBODY, str(_("Somebody else")))])


class CloseForm(Form):
    """How it ends. Stepping up has a way of its own."""

    reason = ChoiceField(
        label=_("Why does it end?"),
        label_size="m",
        missing=_("Select why it ends"),
        choices=(),
    )
    summary = TextAreaField(
        label=_("What changed for the family?"),
        label_size="m",
        hint=_("What is better, and what is left. Begin with what they did themselves."),
        missing=_("Enter what changed for the family"),
        rows=4,
        max_length=2000,
        count=True,
    )
    family_view = TextAreaField(
        label=_("What does the family say of the help?"),
        label_size="m",
        hint=_("In their own words. If they could not be asked, say why."),
        missing=_("Enter what the family says, or why they could not be asked"),
        rows=4,
        max_length=2000,
        count=True,
    )

    def __init__(self, *args: Any, reasons: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("reason", reasons)
