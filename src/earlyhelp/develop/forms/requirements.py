"""Saying what training is asked of whom."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from earlyhelp.develop.actions.requirements import Wanted
from earlyhelp.develop.choices import PracticeLevel
from earlyhelp.develop.models import TrainingRequirement
from earlyhelp.kit.forms import (
    ChoiceField,
    ChoicesField,
    DateField,
    Form,
    HiddenField,
    SelectField,
    TextAreaField,
    WholeNumberField,
)
from earlyhelp.partnership.choices import Role, TeamKind

Choices = Sequence[tuple[str, str]]


class RequirementForm(Form):
    """What is asked, of whom, by when, how often, and from which day."""

    what = ChoiceField(
        label=_("What do you ask for?"),
        choices=[
            ("level", _("Any course of a level of practice")),
            ("course", _("One course")),
        ],
        hints={"level": _("A course of the level, or of one beyond it, counts.")},
        missing=_("Select what you ask for"),
        reveals={"level": "level", "course": "course"},
    )
    level = SelectField(
        label=_("Level of practice"), choices=PracticeLevel.choices, missing=_("Choose the level of practice")
    )
    course = SelectField(label=_("Course"), choices=[], missing=_("Choose the course"))
    roles = ChoicesField(
        label=_("In which roles?"),
        hint=_("Choose none when you ask it of every role."),
        choices=Role.choices,
        required=False,
        small=True,
    )
    team_kinds = ChoicesField(
        label=_("In which kinds of team?"),
        hint=_("Choose none when you ask it of every team."),
        choices=TeamKind.choices,
        required=False,
        small=True,
    )
    within_days = WholeNumberField(
        label=_("In how many days of joining?"),
        hint=_("Whoever works here already has as many days from the first day below."),
        missing=_("Enter a number of days from 0 to 730"),
        largest=730,
        width=3,
    )
    every_months = WholeNumberField(
        label=_("After how many months again?"),
        hint=_("Leave it empty when it is due again as the course itself says, or never."),
        required=False,
        smallest=1,
        largest=120,
        width=3,
    )
    target = WholeNumberField(
        label=_("How many of a hundred people are to be trained?"),
        missing=_("Enter a whole number from 1 to 100"),
        smallest=1,
        largest=100,
        width=3,
    )
    starts_on = DateField(
        label=_("From which day is it asked in this way?"), missing=_("Enter the first day"), label_size="s"
    )
    why = TextAreaField(
        label=_("Why?"),
        hint=_("Colleagues read this in the history of the requirement."),
        missing=_("Say why, so that colleagues understand it later"),
        rows=3,
        max_length=300,
        count=True,
    )
    seen = HiddenField()

    def __init__(self, *args: Any, courses: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        course: Any = self.fields["course"]
        course.choices = [("", ""), *courses]

    def wanted(self) -> Wanted:
        """What was typed, as the action takes it: only of the two what was chosen."""
        told = self.cleaned_data
        by_course = told["what"] == "course"
        return Wanted(
            roles=tuple(told["roles"]),
            team_kinds=tuple(told["team_kinds"]),
            course_id=UUID(told["course"]) if by_course else None,
            level="" if by_course else told["level"],
            within_days=told["within_days"],
            every_months=told["every_months"],
            target=told["target"],
            starts_on=told["starts_on"],
            why=told["why"],
        )

    @property
    def seen_version(self) -> int:
        """Which version the writer looked at."""
        text = self.cleaned_data["seen"]
        return int(text) if text.isdecimal() else 0


def initial_of(version: TrainingRequirement | None, today: date) -> dict[str, Any]:
    """What stands in the form before anything is typed."""
    if version is None:
        return {"target": 90, "within_days": 90, "starts_on": today, "seen": "0"}
    return {
        "what": "course" if version.course_id else "level",
        "level": version.level,
        "course": str(version.course_id or ""),
        "roles": version.roles,
        "team_kinds": version.team_kinds,
        "within_days": version.within_days,
        "every_months": version.every_months,
        "target": version.target,
        "starts_on": max(version.starts_on, today),
        "seen": str(version.number),
    }


class EndForm(Form):
    """Why something is asked no more."""

    why = TextAreaField(
        label=_("Why is it asked no more?"),
        missing=_("Say why, so that colleagues understand it later"),
        rows=3,
        max_length=300,
        count=True,
    )
    seen = HiddenField()

    @property
    def seen_version(self) -> int:
        """Which version the writer looked at."""
        text = self.cleaned_data["seen"]
        return int(text) if text.isdecimal() else 0


class WhichForm(Form):
    """Which requirement figures are shown of."""

    of = SelectField(
        label=pgettext_lazy("which training", "Which training"), choices=[], required=False, blank=""
    )

    def __init__(self, *args: Any, offered: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["of"]
        field.choices = offered
        field.keep_blank = False
