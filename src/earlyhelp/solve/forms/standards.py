"""What is typed about levels, second looks, routes and a new version of the standards."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.choices import Need, Track
from earlyhelp.kit.forms import (
    CheckboxField,
    ChoiceField,
    ChoicesField,
    DateField,
    Form,
    HiddenField,
    SelectField,
    TextAreaField,
    TextField,
    TimeField,
    WholeNumberField,
)
from earlyhelp.partnership.models import Area, Team
from earlyhelp.solve.actions.standards import LevelWords, Settings
from earlyhelp.solve.choices import Grade
from earlyhelp.solve.choices.standards import Condition, LimitUnit, RouteHours, ThresholdLevel
from earlyhelp.solve.models import Threshold, TriageStandard
from earlyhelp.solve.rules.clocks import Limit

_GRADES: Final = (
    (
        Grade.RED,
        _("Red: time to decide"),
        _("Enter how long there is to decide what is red"),
        _("Red: hours or days"),
    ),
    (
        Grade.AMBER,
        _("Amber: time to decide"),
        _("Enter how long there is to decide what is amber"),
        _("Amber: hours or days"),
    ),
    (
        Grade.GREEN,
        _("Green: time to decide"),
        _("Enter how long there is to decide what is green"),
        _("Green: hours or days"),
    ),
)
_WINDOWS: Final = [(str(days), str(days)) for days in (30, 90, 180, 365)]


class LevelForm(Form):
    """Another level, and why."""

    level = ChoiceField(
        label=_("Which level do you see?"), choices=[], missing=_("Select a level"), small=True
    )
    rationale = TextAreaField(
        label=_("Why do you see this level?"),
        missing=_("Enter why, so that a colleague can follow it"),
        rows=2,
        max_length=1000,
        count=True,
    )

    def __init__(self, *args: Any, levels: Iterable[Threshold] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser: Any = self.fields["level"]
        chooser.choices = [
            (str(one.level), f"{one.get_level_display()}: {one.name}")
            for one in sorted(levels, key=lambda one: one.level)
        ]


class KeepForm(Form):
    """Why the last decision still holds."""

    decision = HiddenField()
    reason = TextAreaField(
        label=_("Why does it still hold?"),
        missing=_("Say why the decision still holds, so that a colleague understands it later"),
        rows=3,
        max_length=1000,
        count=True,
    )


class RouteForm(Form):
    """A line of the routing table. What is left at “any” narrows nothing."""

    area = SelectField(label=_("Area"), required=False, choices=[], blank=_("Any area"))
    track = SelectField(
        label=_("Kind of notification"), required=False, choices=Track.choices, blank=_("Any kind")
    )
    need = SelectField(label=_("Need"), required=False, choices=Need.choices, blank=_("Any need"))
    hours = SelectField(
        label=_("Hours"),
        choices=RouteHours.choices,
        missing=_("Select when this line counts"),
        initial=RouteHours.ANY,
    )
    team = SelectField(
        label=_("Team that takes it"), choices=[], missing=_("Select a team"), blank=_("Choose")
    )
    why = TextField(label=_("Why this line is there"), required=False, max_length=300)

    def __init__(self, *args: Any, areas: Iterable[Area], teams: Iterable[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("area", [(one.code, one.name) for one in areas])
        self._choose("team", [(str(one.pk), one.name) for one in teams])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    @property
    def arguments(self) -> dict[str, Any]:
        """What `actions.routes.add_route` takes, from a form that is valid."""
        typed = dict(self.cleaned_data)
        team = UUID(typed.pop("team"))
        return typed | {"team_id": team}


class StandardForm(Form):
    """A new version of the standards. It opens with what counts now."""

    from_on = DateField(
        label=_("From which day should it count?"),
        hint=_("What arrives from that day on is held to it. Nothing that is here already changes."),
        missing=_("Enter the day from which it counts"),
    )
    opens = TimeField(label=_("The office opens at"), missing=_("Enter when the office opens"))
    cut_off = TimeField(
        label=_("Cut-off"),
        hint=_("What is sent later counts from the next working day."),
        missing=_("Enter the cut-off"),
    )
    out_of_hours_team = SelectField(
        label=_("Who has urgent notifications outside office hours?"),
        required=False,
        choices=[],
        blank=_("Nobody in particular"),
    )
    acknowledge_days = WholeNumberField(
        label=_("Tell the officer that a safeguarding report has arrived, within working days"),
        missing=_("Enter a number of working days"),
        smallest=1,
        largest=5,
    )
    chase_days = WholeNumberField(
        label=_("Bring it up again when nobody was heard, after working days"),
        missing=_("Enter a number of working days"),
        smallest=1,
        largest=20,
    )
    review_days = WholeNumberField(
        label=_("Look again at the last decision after a later notification, within working days"),
        missing=_("Enter a number of working days"),
        smallest=1,
        largest=20,
    )
    pattern_count = WholeNumberField(
        label=_("The pattern: from how many notifications about the same people"),
        missing=_("Enter a number of notifications"),
        smallest=2,
        largest=20,
    )
    pattern_days = WholeNumberField(
        label=_("The pattern: in how many days"),
        missing=_("Enter a number of days"),
        smallest=7,
        largest=365,
    )
    research_red = CheckboxField(label=_("Red gets full research"), required=False)
    research_amber = CheckboxField(label=_("Amber gets full research"), required=False)
    repeat_windows = ChoicesField(
        label=_("Repeat contact is shown over so many days"),
        choices=_WINDOWS,
        missing=_("Select at least one number of days"),
        small=True,
    )
    why = TextField(
        label=_("What changes, and why?"),
        missing=_("Say what this version changes, and why"),
        max_length=500,
    )

    def __init__(self, *args: Any, teams: Iterable[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser: Any = self.fields["out_of_hours_team"]
        chooser.choices = [(str(one.pk), one.name) for one in teams]
        for grade, label, missing, unit in _GRADES:
            self.fields[f"{grade}_within"] = WholeNumberField(
                label=label, missing=missing, smallest=1, largest=40
            )
            self.fields[f"{grade}_unit"] = SelectField(
                label=unit, choices=LimitUnit.choices, missing=_("Select hours or days")
            )
        for level in ThresholdLevel:
            self.fields |= _level_fields(level)
        clocks = [f"{grade}_{part}" for grade, *_rest in _GRADES for part in ("within", "unit")]
        self.order_fields(["from_on", "why", "opens", "cut_off", "out_of_hours_team", *clocks])

    def clean(self) -> dict[str, Any]:
        """Hold the two hours against each other."""
        typed = super().clean() or {}
        opens, closes = typed.get("opens"), typed.get("cut_off")
        if opens and closes and closes <= opens:
            self.add_error(
                "cut_off", str(_("The cut-off must be later than the time at which the office opens"))
            )
        return typed

    @property
    def settings(self) -> Settings:
        """What `actions.standards.add_standard` takes, from a form that is valid."""
        typed = self.cleaned_data
        team = typed["out_of_hours_team"]
        plain = ("from_on", "opens", "cut_off", "acknowledge_days", "chase_days", "review_days")
        more = ("pattern_count", "pattern_days", "research_red", "research_amber", "why")
        return Settings(
            **{name: typed[name] for name in (*plain, *more)},
            out_of_hours_team_id=UUID(team) if team else None,
            decide={
                grade: Limit(typed[f"{grade}_within"], typed[f"{grade}_unit"]) for grade, *_rest in _GRADES
            },
            repeat_windows=tuple(sorted(int(days) for days in typed["repeat_windows"])),
            levels={int(level): _words(typed, level) for level in ThresholdLevel},
        )


def _level_fields(level: ThresholdLevel) -> dict[str, Any]:
    return {
        f"level_{level}_name_en": TextField(
            label=_("Name in English"), missing=_("Enter the name of the level in English"), lang="en"
        ),
        f"level_{level}_name_cy": TextField(
            label=_("Name in Welsh"), missing=_("Enter the name of the level in Welsh"), lang="cy"
        ),
        f"level_{level}_words_en": TextAreaField(
            label=_("What the document says, in English"),
            missing=_("Enter what the document says of the level in English"),
            rows=3,
            max_length=2000,
            lang="en",
        ),
        f"level_{level}_words_cy": TextAreaField(
            label=_("What the document says, in Welsh"),
            missing=_("Enter what the document says of the level in Welsh"),
            rows=3,
            max_length=2000,
            lang="cy",
        ),
        f"level_{level}_conditions": ChoicesField(
            label=_("What of it the service can see"),
            hint=_("One of these is enough for the level to be met."),
            required=False,
            choices=Condition.choices,
            small=True,
        ),
    }


def _words(typed: dict[str, Any], level: ThresholdLevel) -> LevelWords:
    def said(name: str) -> str:
        return str(typed[f"level_{level}_{name}"])

    return LevelWords(
        name_en=said("name_en"),
        name_cy=said("name_cy"),
        words_en=said("words_en"),
        words_cy=said("words_cy"),
        conditions=tuple(typed[f"level_{level}_conditions"]),
    )


def initial_of(version: TriageStandard | None, levels: Iterable[Threshold], today: date) -> dict[str, Any]:
    """With what the form opens: what counts now, from tomorrow on."""
    row = version or TriageStandard()
    names = (
        *("opens", "cut_off", "acknowledge_days", "chase_days", "review_days", "pattern_count"),
        *("pattern_days", "research_red", "research_amber"),
        *(f"{grade}_{part}" for grade, *_rest in _GRADES for part in ("within", "unit")),
    )
    found: dict[str, Any] = {name: getattr(row, name) for name in names}
    found["from_on"] = today + timedelta(days=1)
    found["out_of_hours_team"] = str(row.out_of_hours_team_id or "")
    found["repeat_windows"] = [str(days) for days in row.repeat_windows]
    for one in levels:
        for name in ("name_en", "name_cy", "words_en", "words_cy", "conditions"):
            found[f"level_{one.level}_{name}"] = getattr(one, name)
    return found
