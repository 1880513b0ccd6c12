"""Who follows a decision up, and what the family was told."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.forms import ChoiceField, DateField, Form, SelectField, TextField
from earlyhelp.partnership.models import Practitioner
from earlyhelp.solve.choices.followups import FamilyTold
from earlyhelp.solve.rules.feedback import THANKS
from earlyhelp.solve.rules.followups import NOT_TOLD

_TEAM = "team"


class ThanksForm(Form):
    """One of a few sentences. There is no box for words: none can name a family."""

    event = ChoiceField(
        label=_("What do you want to say?"),
        choices=[(event, telling.sentence) for event, telling in THANKS.items()],
        missing=_("Select what you want to say"),
    )


class FollowUpForm(Form):
    """Another day, another owner, or nothing more to do: each with a reason."""

    what = ChoiceField(
        label=_("What happens with this decision?"),
        choices=[("again", _("Somebody looks at it again")), ("complete", _("Nothing more is to be done"))],
        reveals={"again": ["next_on", "owner"]},
        missing=_("Select what happens with this decision"),
    )
    next_on = DateField(
        label=_("On which day?"),
        label_size="s",
        missing=_("Enter the day on which somebody looks at it again"),
        too_early=_("Enter a day that has not passed"),
    )
    owner = SelectField(label=_("Who has it?"), label_size="s", missing=_("Select who has it"))
    because = TextField(
        label=_("Why?"), missing=_("Enter why, so that a colleague can follow it"), max_length=500
    )

    def __init__(self, *args: Any, owners: Iterable[Practitioner], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser: Any = self.fields["owner"]
        chooser.choices = [
            (_TEAM, _("The whole front door")),
            *((str(one.pk), one.full_name) for one in owners),
        ]
        day: Any = self.fields["next_on"]
        day.earliest = today

    @property
    def arguments(self) -> dict[str, Any]:
        """What `actions.follow_up` takes, from a form that is valid."""
        cleaned = self.cleaned_data
        if cleaned["what"] == "complete":
            return {"because": cleaned["because"], "next_on": None}
        owner = cleaned["owner"]
        return {
            "because": cleaned["because"],
            "next_on": cleaned["next_on"],
            "owner_id": None if owner == _TEAM else UUID(owner),
            "to_team": owner == _TEAM,
        }


class FamilyToldForm(Form):
    """How the family heard, or why they were not told."""

    how = ChoiceField(
        label=_("How did the family hear of this decision?"),
        small=True,
        choices=FamilyTold.choices,
        divider_before=FamilyTold.NOT_SAFE,
        missing=_("Select how they heard, or why they were not told"),
        reveals={how.value: ["note"] for how in FamilyTold if how in NOT_TOLD},
    )
    note = TextField(
        label=_("Why were they not told?"), missing=_("Enter why they were not told"), max_length=500
    )
