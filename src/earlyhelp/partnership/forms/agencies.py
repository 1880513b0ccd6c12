"""What is typed about agencies and teams."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.forms import ChoicesField, EmailField, Form, SelectField, TextField
from earlyhelp.partnership.actions.agencies import AgencyFacts
from earlyhelp.partnership.actions.teams import TeamFacts
from earlyhelp.partnership.choices import AgencyKind, TeamKind
from earlyhelp.partnership.models import Agency, Area, Team

_LONGEST = 200


class AgencyForm(Form):
    """An agency in both languages, and where it works."""

    name_en = TextField(
        label=_("Name in English"), missing=_("Enter its name in English"), max_length=_LONGEST
    )
    name_cy = TextField(
        label=_("Name in Welsh"),
        hint=_("If it has no Welsh name, enter the name it uses in Welsh texts."),
        missing=_("Enter its name in Welsh"),
        max_length=_LONGEST,
        lang="cy",
    )
    kind = SelectField(
        label=_("What kind of agency is it?"),
        choices=AgencyKind.choices,
        missing=_("Select what kind of agency it is"),
        blank=_("Choose"),
    )
    areas = ChoicesField(
        label=_("Where does it work?"), choices=[], missing=_("Select at least one area"), small=True
    )

    def __init__(self, *args: Any, areas: Iterable[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("areas", [(area.code, area.name) for area in areas])

    @property
    def facts(self) -> AgencyFacts:
        """What the actions take, from a form that is valid."""
        return AgencyFacts(**self.cleaned_data)

    @staticmethod
    def initial_of(agency: Agency) -> dict[str, Any]:
        """An agency as the form opens with it."""
        areas = [area.code for area in agency.areas.all()]
        return {"name_en": agency.name_en, "name_cy": agency.name_cy, "kind": agency.kind, "areas": areas}


class TeamForm(Form):
    """A team in both languages, what it does and where, and how it is reached."""

    name_en = TextField(
        label=_("Name in English"), missing=_("Enter its name in English"), max_length=_LONGEST
    )
    name_cy = TextField(
        label=_("Name in Welsh"), missing=_("Enter its name in Welsh"), max_length=_LONGEST, lang="cy"
    )
    kind = SelectField(
        label=_("What does it do?"),
        hint=_("This decides which roles there are in the team."),
        choices=[],
        missing=_("Select what it does"),
        blank=_("Choose"),
    )
    area = SelectField(label=_("Area"), required=False, choices=[], blank=_("No area of its own"))
    telephone = TextField(
        label=_("Telephone number"),
        hint=_("Colleagues of other agencies see it, and so may the public."),
        required=False,
        max_length=30,
        width=20,
    )
    out_of_hours_telephone = TextField(
        label=_("Telephone number outside office hours"), required=False, max_length=30, width=20
    )
    email = EmailField(label=_("E-mail address of the team"), required=False)

    def __init__(self, *args: Any, kinds: Iterable[TeamKind], areas: Iterable[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("kind", [(kind.value, kind.label) for kind in kinds])
        self.offer("area", [(area.code, area.name) for area in areas])

    @property
    def facts(self) -> TeamFacts:
        """What the actions take, from a form that is valid."""
        return TeamFacts(**self.cleaned_data)

    @staticmethod
    def initial_of(team: Team) -> dict[str, Any]:
        """A team as the form opens with it."""
        names = ("name_en", "name_cy", "kind", "telephone", "out_of_hours_telephone", "email")
        return {name: getattr(team, name) for name in names} | {"area": team.area_id or ""}
