"""What is typed about joining, moving and leaving."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.forms import (
    ChoiceField,
    DateField,
    EmailField,
    Form,
    SelectField,
    TextField,
)
from earlyhelp.partnership.actions.joiners import Joiner
from earlyhelp.partnership.choices import Language, Role, WelshLevel
from earlyhelp.partnership.models import Team

_BETWEEN = "/"


class PlaceForm(Form):
    """A team and a role in it, as one choice: what is not offered together cannot be chosen together."""

    place = ChoiceField(
        label=_("Which team, and in which role?"),
        hint=_("The role decides which pages they can open."),
        choices=[],
        missing=_("Select a team and a role"),
        small=True,
    )

    def __init__(self, *args: Any, places: Iterable[tuple[Team, Role]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("place", [(place_of(team, role), f"{team.name} – {role.label}") for team, role in places])

    @property
    def team_and_role(self) -> tuple[UUID, str]:
        """The key of the team and the role, from a form that is valid."""
        team, _slash, role = str(self.cleaned_data["place"]).partition(_BETWEEN)
        return UUID(team), role


def place_of(team: Team, role: str) -> str:
    """The value of one choice."""
    return f"{team.pk}{_BETWEEN}{role}"


class InviteForm(PlaceForm):
    """Who is to join."""

    given_name = TextField(label=_("Given name"), missing=_("Enter their given name"), max_length=100)
    family_name = TextField(label=_("Family name"), missing=_("Enter their family name"), max_length=100)
    rank = TextField(
        label=_("Rank or title"),
        hint=_("Such as PC or Social worker. It can stay empty."),
        required=False,
        max_length=60,
    )
    email = EmailField(
        label=_("Work e-mail address"),
        hint=_("The invitation goes there. Use an address that only this person reads."),
        missing=_("Enter their work e-mail address"),
    )
    language = ChoiceField(
        label=_("Which language do they want to read?"),
        choices=Language.choices,
        missing=_("Select a language"),
        inline=True,
    )
    welsh_level = SelectField(
        label=_("How much Welsh do they speak?"),
        choices=WelshLevel.choices,
        initial=WelshLevel.NONE,
        missing=_("Select a level"),
    )
    field_order = ("given_name", "family_name", "rank", "email", "language", "welsh_level", "place")

    @property
    def joiner(self) -> Joiner:
        """What the action takes, from a form that is valid."""
        typed = self.cleaned_data
        return Joiner(
            email=typed["email"],
            given_name=typed["given_name"],
            family_name=typed["family_name"],
            rank=typed["rank"],
            language=typed["language"],
            welsh_level=int(typed["welsh_level"]),
        )


class LeaveForm(Form):
    """From which day somebody is gone."""

    on = DateField(
        label=_("From which day do they no longer work here?"),
        hint=_("With today’s date they are signed out at once."),
        missing=_("Enter the first day on which they are gone"),
    )
