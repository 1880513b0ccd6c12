"""What either side types when it moves a referral on."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.forms import ChoiceField, DateField, Form, HiddenField, TextAreaField, TextField
from earlyhelp.signpost.actions.stepping import GoalSaid, Said
from earlyhelp.signpost.choices.referrals import (
    DeclineReason,
    GoalOutcome,
    HelpOutcome,
    PersonReason,
    ReferralState,
    SenderReason,
)
from earlyhelp.signpost.models import ReferralGoal
from earlyhelp.signpost.rules import states
from earlyhelp.signpost.rules.referrals import list_sender_reasons

# The person's reasons stand below the provider's own: two lists, one question.
_OF_THE_PERSON: Final = [
    (reason.value, reason.label) for reason in PersonReason if reason in states.SAID_TO_SERVICE
]


class MoveForm(Form):
    """A move with nothing to say but a note. `seen` is the referral as the page showed it."""

    seen = HiddenField()
    note = TextAreaField(label=_("Note"), required=False, rows=4, max_length=2000)

    def __init__(self, *args: Any, seen: str = "", today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = seen
        self.today = today

    def said(self) -> Said:
        """What the practitioner says with the move, once the form is valid."""
        answers = self.cleaned_data
        return Said(
            note=answers["note"],
            decline_reason=_code(DeclineReason, answers.get("decline_reason")),
            person_reason=_code(PersonReason, answers.get("person_reason") or answers.get("decline_reason")),
            sender_reason=_code(SenderReason, answers.get("sender_reason")),
            help_outcome=_code(HelpOutcome, answers.get("help_outcome")),
            next_update_on=answers.get("next_update_on"),
        )


def _code(kind: Any, answer: str | None) -> Any:
    return kind(answer) if answer in kind.values else None


class WaitForm(MoveForm):
    """On the waiting list or on hold, with a day by which there will be news."""

    field_order = ("seen", "next_update_on", "note")
    next_update_on = DateField(
        label=_("By when will you say how it goes on?"),
        hint=_("The front door sees this day and may ring you after it."),
        missing=_("Enter the day by which there will be news"),
    )

    def clean_next_update_on(self) -> date:
        promised: date = self.cleaned_data["next_update_on"]
        if promised <= self.today:
            raise ValidationError(_("Enter a day after today"), code="day-month-year")
        return promised


class DeclineForm(MoveForm):
    """No, with a reason that says what the front door can do next."""

    field_order = ("seen", "decline_reason", "note")
    decline_reason = ChoiceField(
        label=_("Why can the service not help?"),
        choices=(),
        missing=_("Select why the service cannot help"),
        divider_before=_OF_THE_PERSON[0][0],
    )

    def __init__(self, *args: Any, reasons: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("decline_reason", [*reasons, *_OF_THE_PERSON])


class CompleteForm(MoveForm):
    """The help has ended: how things are now, and how far it got with each of the person's goals."""

    field_order = ("seen", "help_outcome", "note")
    help_outcome = ChoiceField(
        label=_("How are things now, as you and the person see it?"),
        choices=HelpOutcome.choices,
        missing=_("Select how things are now"),
    )

    def __init__(self, *args: Any, goals: Iterable[ReferralGoal] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.goals = list(goals)
        for goal in self.goals:
            self.fields[f"goal_{goal.number}"] = ChoiceField(
                # The person's own words are the question; a translation would be somebody else's.
                label=f"“{goal.words}”",
                hint=_("How is it with this goal, as the person sees it?"),
                choices=GoalOutcome.choices,
                missing=_("Select how it is with each goal"),
            )
            self.fields[f"goal_note_{goal.number}"] = TextField(
                label=_("What they say about it, if they want to"), required=False, max_length=500
            )

    def said(self) -> Said:
        """What is said at the end, with every goal."""
        base, answers = super().said(), self.cleaned_data
        goals = {
            goal.number: GoalSaid(
                GoalOutcome(answers[f"goal_{goal.number}"]), answers[f"goal_note_{goal.number}"]
            )
            for goal in self.goals
        }
        return Said(note=base.note, help_outcome=base.help_outcome, goals=goals)


class CallOffForm(MoveForm):
    """The front door takes the referral back, for a reason of its own."""

    field_order = ("seen", "sender_reason", "note")
    sender_reason = ChoiceField(
        label=_("Why is the referral taken back?"),
        choices=SenderReason.choices,
        missing=_("Select why the referral is taken back"),
    )
    to = ReferralState.CANCELLED

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = list_sender_reasons(self.to)
        self.offer("sender_reason", [(reason.value, reason.label) for reason in allowed])


class MistakeForm(CallOffForm):
    """It should never have been sent."""

    to = ReferralState.ENTERED_IN_ERROR


class WithdrawForm(MoveForm):
    """The person does not go on, and says so to the front door."""

    field_order = ("seen", "person_reason", "note")
    person_reason = ChoiceField(
        label=_("Why does the person not go on?"),
        choices=[
            (reason.value, reason.label) for reason in PersonReason if reason in states.SAID_TO_FRONT_DOOR
        ],
        missing=_("Select why the person does not go on"),
    )


MOVE_FORMS: Mapping[ReferralState, type[MoveForm]] = {
    ReferralState.WAITING: WaitForm,
    ReferralState.ACCEPTED: MoveForm,
    ReferralState.DECLINED: DeclineForm,
    ReferralState.IN_PROGRESS: MoveForm,
    ReferralState.ON_HOLD: WaitForm,
    ReferralState.COMPLETED: CompleteForm,
    ReferralState.CANCELLED: CallOffForm,
    ReferralState.WITHDRAWN: WithdrawForm,
    ReferralState.ENTERED_IN_ERROR: MistakeForm,
}
