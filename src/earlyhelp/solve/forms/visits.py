"""What is typed of a visit: who was there, what changed, where each says they are, and the next day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.forms import (
    ChoiceField,
    DateField,
    Form,
    HiddenField,
    SelectField,
    TextAreaField,
    TextField,
)
from earlyhelp.solve.rules.reviews import Mark

NOT_SAID: Final = "not_said"
_MARKS: Final = [
    *((str(number), str(number)) for number in range(11)),
    (NOT_SAID, _("They do not wish to say")),
]


@dataclass(frozen=True, slots=True)
class Asked:
    """One person and one goal on a visit. `last` is what was said last time, in words; empty the first time."""

    goal_id: UUID
    person_id: UUID
    goal: str
    language: str
    called: str
    last: str

    @property
    def key(self) -> str:
        """What the fields about it are named by."""
        return f"{self.goal_id.hex}-{self.person_id.hex}"


class VisitForm(Form):
    """A visit. For each person and goal that is asked: a number from 0 to 10, or that they do not wish to say."""

    kind = HiddenField()
    held_on = DateField(
        label=_("When was the visit?"),
        missing=_("Enter the day of the visit"),
        too_late=_("Enter a day that is today or in the past"),
    )
    who_was_there = TextField(label=_("Who was there?"), missing=_("Write who was there"), max_length=500)
    changed = TextAreaField(
        label=_("What has changed, as they say it?"),
        hint=_("In their words where you can. What went well comes first."),
        required=False,
        rows=4,
        max_length=2000,
    )

    def __init__(
        self, *args: Any, asked: Sequence[Asked], today: date, has_next: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.asked = tuple(asked)
        self.no_later_than("held_on", today)
        for one in self.asked:
            self.fields[f"mark-{one.key}"] = SelectField(
                label=_("Where are they now, from 0 to 10?"),
                missing=_("Choose a number from 0 to 10, or that they do not wish to say"),
                blank=_("Ask them"),
                choices=_MARKS,
                label_size="s",
            )
            self.fields[f"said-{one.key}"] = TextField(
                label=_("Who said so?"),
                missing=_("Write who said where they are"),
                initial=one.called,
                width=20,
            )
        if has_next:
            self.fields["next_on"] = DateField(
                label=_("When is the next review?"), missing=_("Enter a day for the next review")
            )
            self.fields["next_why"] = TextField(
                label=_("If it is later than is usual, why?"), required=False, max_length=300
            )

    def rows(self) -> list[tuple[Asked, Any, Any]]:
        """Each question with its two fields, for the page."""
        return [(one, self[f"mark-{one.key}"], self[f"said-{one.key}"]) for one in self.asked]

    def marks(self) -> tuple[Mark, ...]:
        """What was said, once the form is valid."""
        answers = self.cleaned_data
        return tuple(
            Mark(
                one.goal_id,
                one.person_id,
                None if answers[f"mark-{one.key}"] == NOT_SAID else int(answers[f"mark-{one.key}"]),
                answers[f"said-{one.key}"],
            )
            for one in self.asked
        )


class FamilyCodeForm(Form):
    """The code that came another way."""

    code = TextField(
        label=_("Code"),
        hint=_("Six digits."),
        missing=_("Enter the code"),
        max_length=12,
        width=5,
        autocomplete="one-time-code",
    )


class FamilyReplyForm(Form):
    """What a member of the family says of the plan."""

    answer = ChoiceField(
        label=_("Is this plan right?"),
        missing=_("Select whether it is right"),
        choices=[("right", _("This is right")), ("change", _("Please change this"))],
    )
    own_words = TextAreaField(
        label=_("What would you like to say?"),
        hint=_("You can leave this empty if the plan is right. Your worker will read it."),
        required=False,
        rows=4,
        max_length=2000,
    )
