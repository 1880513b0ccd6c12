"""What a decision-maker and an officer type."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.forms import ChoiceField, Form, HiddenField, TextAreaField, TextField
from earlyhelp.solve import rules
from earlyhelp.solve.choices import Grade, Outcome, TriageState

_RATIONALE = _("Enter why, so that a colleague can follow it")


# For each outcome its reasons, as value and words.
Reasons = Mapping[str, list[tuple[str, str]]]


def _reason_field(reasons: list[tuple[str, str]]) -> ChoiceField:
    return ChoiceField(
        label=_("What is the reason?"),
        label_size="s",
        small=True,
        choices=reasons,
        missing=_("Select a reason for this outcome"),
    )


class DecisionForm(Form):
    """One of eight outcomes, each with its own reasons, and why. Without JavaScript every reason is shown."""

    expected_number = HiddenField()
    outcome = ChoiceField(
        label=_("What should happen?"),
        label_size="m",
        choices=Outcome.choices,
        missing=_("Select what should happen"),
        hints={
            Outcome.SAFEGUARDING: _("A duty. It needs no consent, and it stops nothing else."),
            Outcome.EARLY_HELP: _("You choose the service and record the consent on the next page."),
            Outcome.SIGNPOST: _("You choose the service on the next page."),
            Outcome.ASKED_BACK: _("The clock stops until the officer answers."),
        },
        reveals={
            outcome.value: [
                f"reason_{outcome.value}",
                *(["met_by"] if outcome is Outcome.ALREADY_MET else []),
                *(["question"] if outcome is Outcome.ASKED_BACK else []),
            ]
            for outcome in Outcome
        },
    )
    met_by = TextField(
        label=_("Who already meets the need?"),
        hint=_("The name of the service or the team. Do not name a person."),
        missing=_("Enter who already meets the need"),
    )
    question = TextAreaField(
        label=_("What do you want to ask the officer?"),
        hint=_("Ask for what you need to decide, and nothing more."),
        missing=_("Enter the question for the officer"),
        rows=3,
        max_length=2000,
        count=True,
    )
    rationale = TextAreaField(
        label=_("Why is this right for them?"),
        label_size="m",
        hint=_(
            "What you took into account, what speaks for it and against it, and what they want themselves."
        ),
        missing=_RATIONALE,
        rows=5,
        max_length=5000,
        count=True,
    )

    def __init__(self, *args: Any, state: TriageState, reasons: Reasons, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for outcome in Outcome:
            self.fields[f"reason_{outcome.value}"] = _reason_field(reasons[outcome.value])
        chooser: Any = self.fields["outcome"]
        chooser.choices = [
            (value, label) for value, label in Outcome.choices if rules.can_step(state, rules.step_of(value))
        ]
        self.order_fields(["expected_number", "outcome", *_reason_names(), "met_by", "question", "rationale"])

    @property
    def arguments(self) -> dict[str, Any]:
        """What `actions.decide` takes, from a form that is valid."""
        cleaned = self.cleaned_data
        number = cleaned["expected_number"]
        return {
            "expected_number": int(number) if number.isdecimal() else 0,
            "outcome": cleaned["outcome"],
            "reason": cleaned[f"reason_{cleaned['outcome']}"],
            "rationale": cleaned["rationale"],
            "met_by": cleaned["met_by"],
            "question": cleaned["question"],
        }


def _reason_names() -> list[str]:
    return [f"reason_{outcome.value}" for outcome in Outcome]


class RegradeForm(Form):
    """Another grade, and why."""

    grade = ChoiceField(
        label=_("How soon should it be looked at?"),
        choices=Grade.choices,
        missing=_("Select a grade"),
        inline=True,
    )
    rationale = TextAreaField(
        label=_("Why do you change it?"), missing=_RATIONALE, rows=2, max_length=1000, count=True
    )


class UndoForm(Form):
    """Why a link is taken back."""

    because = TextField(
        label=_("Why are they not the same person?"),
        missing=_("Say why you undo this link, so that a colleague understands it later"),
        max_length=300,
    )


class FindForm(Form):
    """Narrow the queue. What is typed may be a name, so it is never sent in an address."""

    text = TextField(
        label=_("Name, reference or postcode"),
        required=False,
        max_length=100,
        width=20,
        spellcheck=False,
    )


class AnswerForm(Form):
    """The officer's answer."""

    answer = TextAreaField(
        label=_("Your answer"),
        label_size="m",
        hint=_("If you do not know, say so. That helps too."),
        missing=_("Enter your answer. If you do not know, say so"),
        rows=6,
        max_length=5000,
        count=True,
    )
