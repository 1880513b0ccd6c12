"""What the front door types to ask agencies, and what an agency types to answer."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.forms import ChoiceField, ChoicesField, Form, TextAreaField, TextField
from earlyhelp.solve.choices.checks import CheckBy
from earlyhelp.solve.queries.checks import Askable


class CheckForm(Form):
    """Whom to ask, about whom, what, why, and by when."""

    people = ChoicesField(
        label=_("Whom do you ask about?"),
        label_size="m",
        hint=_("The agencies see the name, date of birth and address, and how it is safe to contact them."),
        missing=_("Select whom you ask about"),
    )
    agencies = ChoicesField(
        label=_("Which agencies do you ask?"),
        label_size="m",
        hint=_("Each sees this check only until it has answered. None sees what another says."),
        missing=_("Select at least one agency"),
    )
    question = TextField(
        label=_("What do you want to know?"),
        label_size="m",
        hint=_("One question that can be answered in a few words. Do not name anybody."),
        missing=_("Enter what you want to know"),
        max_length=500,
    )
    why = TextField(
        label=_("Why do you need to know it?"),
        label_size="m",
        hint=_("The agencies read this. It is kept with the check."),
        missing=_("Enter why you need to know it"),
        max_length=500,
    )
    wanted = ChoiceField(
        label=_("By when?"),
        label_size="m",
        choices=CheckBy.choices,
        missing=_("Select by when you need the answer"),
    )

    def __init__(
        self, *args: Any, people: Iterable[tuple[int, str]], askable: Iterable[Askable], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        chooser: Any = self.fields["people"]
        chooser.choices = [(str(position), name) for position, name in people]
        agencies: Any = self.fields["agencies"]
        agencies.choices = [(str(one.agency.pk), one.agency.name) for one in askable if one.is_covered]

    @property
    def arguments(self) -> dict[str, Any]:
        """What `actions.ask_check` takes, from a form that is valid."""
        cleaned = self.cleaned_data
        return {
            "positions": [int(position) for position in cleaned["people"]],
            "agency_ids": [UUID(key) for key in cleaned["agencies"]],
            "question": cleaned["question"],
            "why": cleaned["why"],
            "wanted": cleaned["wanted"],
        }


class CheckAnswerForm(Form):
    """What an agency knows, in a few words. Which of the three answers it is, the button says."""

    summary = TextAreaField(
        label=_("What do you know, in a few words?"),
        hint=_(
            "Only what answers the question. Leave it empty when they are not known, or when you want a call."
        ),
        required=False,
        rows=3,
        max_length=1000,
        count=True,
    )
