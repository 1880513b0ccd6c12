"""What happened, where and when; and all the forms of a draft together as a report."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.choices import (
    HelpOffered,
    Need,
    OtherChildren,
    Setting,
    SharingView,
    StrengthsMissing,
    Track,
    WordsMissing,
)
from earlyhelp.identify.forms.people import People, named
from earlyhelp.identify.forms.reading import moment, show_finding, until
from earlyhelp.identify.forms.relations import Relations, related
from earlyhelp.identify.forms.wording import word
from earlyhelp.identify.report import Related, Report
from earlyhelp.identify.rules import EARLIEST, LONGEST, Finding
from earlyhelp.identify.tracks import knows_incidents
from earlyhelp.kit.forms import (
    ChoiceField,
    ChoicesField,
    DateField,
    Form,
    HiddenField,
    PostcodeField,
    SelectField,
    TextAreaField,
    TextField,
    TimeField,
)

MORE: Final = ("who_had_care", "wants", "other_children")


class ReportForm(Form):
    """Everything about what happened; the people in it are rows of their own."""

    incident_number = TextField(
        label=_("Incident number (optional)"),
        hint=_("The number from your force's own system."),
        required=False,
        width=20,
        autocomplete="off",
        spellcheck=False,
        max_length=LONGEST["incident_number"],
    )
    occurred_on = DateField(
        label=_("Which day did it happen?"),
        hint=_("For example, 27 3 2026"),
        required=False,
        earliest=EARLIEST,
    )
    occurred_time = TimeField(
        label=_("About what time?"),
        hint=_("For example, 14:30. A rough time is enough."),
        required=False,
        autocomplete="off",
    )
    place = TextField(
        label=_("Where did it happen?"),
        hint=_("An address, or a place that people know."),
        required=False,
        autocomplete="off",
        max_length=LONGEST["place"],
    )
    place_postcode = PostcodeField(
        label=_("Postcode of the place (optional)"), partial=True, required=False, autocomplete="off"
    )
    area = SelectField(
        label=_("Which council area is that in?"),
        hint=_("The front door of this area receives what you send."),
        required=False,
        blank=_("Select an area"),
    )
    strengths = TextAreaField(
        label=_("What is going well, and who supports them?"),
        hint=_(
            "People they trust, what they are good at, help that works. Begin here: it is where help begins."
        ),
        required=False,
        rows=3,
        max_length=LONGEST["strengths"],
    )
    seen_and_heard = TextAreaField(
        label=_("What did you see and hear?"),
        hint=_("Facts first: what you saw, heard or smelt. Say so when something is your opinion."),
        required=False,
        rows=6,
        max_length=LONGEST["seen_and_heard"],
    )
    own_words = TextAreaField(
        label=_("What did they say, in their own words?"),
        hint=_(
            "Word for word, in the language they said it in. What each child said has a place with the child."
        ),
        required=False,
        rows=3,
        max_length=LONGEST["own_words"],
    )
    who_had_care = TextAreaField(
        label=_("Who was there, and who had care of the children? (optional)"),
        hint=_("Whether they were able to care for them, and who is with the children now."),
        required=False,
        rows=3,
        max_length=LONGEST["who_had_care"],
    )
    wants = TextAreaField(
        label=_("What do they want to happen? (optional)"),
        hint=_("What matters to them, and whom they would like help from."),
        required=False,
        rows=3,
        max_length=LONGEST["wants"],
    )
    other_children = ChoiceField(
        label=_("Do other children live there? (optional)"),
        choices=OtherChildren.choices,
        required=False,
        small=True,
    )
    needs = ChoicesField(
        label=_("What do they need help with?"),
        hint=_("Select all that apply."),
        choices=Need.choices,
        required=False,
    )
    help_offered = ChoiceField(
        label=_("Did you offer help, and what did they say?"), choices=HelpOffered.choices, required=False
    )
    sharing_view = ChoiceField(
        label=_("What did they say about sharing what they told you?"),
        hint=_("Tell people what you share, and with whom, whenever it is safe to."),
        choices=SharingView.choices,
        required=False,
    )
    sharing_words = TextAreaField(
        label=_("Anything more about sharing (optional)"),
        hint=_("What they want kept back, or why it was not safe to ask."),
        required=False,
        rows=3,
        max_length=LONGEST["sharing_words"],
    )

    prefilled_from = HiddenField()
    prefilled = HiddenField()

    def __init__(
        self,
        *args: Any,
        areas: Iterable[tuple[str, str]],
        today: date,
        track: Track,
        setting: Setting = Setting.POLICE,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        word(self, setting)
        if not knows_incidents(setting):
            del self.fields["incident_number"]
        area: Any = self.fields["area"]
        area.choices = list(areas)
        until(self, "occurred_on", today)
        if track == Track.SAFEGUARDING:
            self.fields["sharing_view"].help_text = _(
                "A safeguarding report needs no consent. Ask only when it is safe to. You may leave this empty."
            )

    def clean(self) -> dict[str, Any]:
        """Ask for the time at its own box, when only the day was given."""
        said = self.cleaned_data
        if (
            said.get("occurred_on")
            and said.get("occurred_time") is None
            and "occurred_time" not in self.errors
        ):
            self.add_error("occurred_time", _("Enter about what time it happened. A rough time is enough."))
        return said

    @property
    def came_from_incident(self) -> list[str]:
        """The names of the answers that an incident filled."""
        return str(self["prefilled"].value() or "").split()

    @property
    def is_prefilled(self) -> bool:
        """Whether anything came from an incident."""
        return bool(self["prefilled_from"].value())

    @property
    def more(self) -> list[Any]:
        """Further questions, which stay folded until they are needed."""
        return [self[name] for name in MORE if name in self.fields]

    @property
    def more_written(self) -> bool:
        """Whether one of them was answered, or has something to put right."""
        return self.is_bound and any(name in self.errors or name in self.changed_data for name in MORE)


class SendForm(Form):
    """The last page: why something is missing, asked only when it is, and never a condition of sending."""

    strengths_missing = SelectField(
        label=_("Why is what is going well missing?"),
        choices=[choice for choice in StrengthsMissing.choices if choice[0] != StrengthsMissing.NO_REASON],
        required=False,
        blank=_("No reason given"),
    )
    words_missing = SelectField(
        label=_("Why are their own words missing?"),
        choices=[choice for choice in WordsMissing.choices if choice[0] != WordsMissing.NO_REASON],
        required=False,
        blank=_("No reason given"),
    )

    def __init__(self, *args: Any, strengths: bool = True, words: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not strengths:
            del self.fields["strengths_missing"]
        if not words:
            del self.fields["words_missing"]

    @property
    def reasons(self) -> dict[str, Any]:
        """The reasons given, as arguments of a report. Read it after `is_valid`."""
        strengths, words = (self.cleaned_data.get(name) for name in ("strengths_missing", "words_missing"))
        return {
            "strengths_missing": StrengthsMissing(strengths) if strengths else None,
            "words_missing": WordsMissing(words) if words else None,
        }


def report_from(form: Form, people: People, told: Form, relations: Relations | None = None) -> Report:
    """What the forms hold, as plain values. Reads forms that have errors too: what can not be read is left out."""
    said, heard = form.cleaned_data, told.cleaned_data
    related_people = () if relations is None else _related(people, relations)
    return Report(
        area=said.get("area", ""),
        occurred_at=moment(said.get("occurred_on"), said.get("occurred_time")),
        place=said.get("place", ""),
        place_postcode=said.get("place_postcode", ""),
        people=tuple(named(person.cleaned_data) for person in people.filled),
        seen_and_heard=said.get("seen_and_heard", ""),
        own_words=said.get("own_words", ""),
        strengths=said.get("strengths", ""),
        needs=tuple(Need(need) for need in said.get("needs", [])),
        help_offered=HelpOffered(said["help_offered"]) if said.get("help_offered") else None,
        sharing_view=SharingView(said["sharing_view"]) if said.get("sharing_view") else None,
        sharing_words=said.get("sharing_words", ""),
        incident_number=said.get("incident_number", ""),
        language="cy" if (get_language() or "en").startswith("cy") else "en",
        told_whom=heard.get("told_whom", ""),
        told_at=moment(heard.get("told_on"), heard.get("told_time")),
        who_had_care=said.get("who_had_care", ""),
        wants=said.get("wants", ""),
        other_children=OtherChildren(said["other_children"]) if said.get("other_children") else None,
        relations=related_people,
    )


def _related(people: People, relations: Relations) -> tuple[Related, ...]:
    filled = [index for index, form in enumerate(people.forms) if form.has_changed()]
    places = {str(index): place for place, index in enumerate(filled)}
    found = (related(form.cleaned_data, places) for form in relations.filled)
    return tuple(one for one in found if one is not None)


def show_findings(findings: Iterable[Finding], form: Form, people: People) -> None:
    """Put each sentence at its answer, unless something there could not even be read.

    Whom was told is judged by its own form, and that nobody is named by the rows.
    """
    rows = people.filled
    for found in findings:
        if found.person is not None:
            show_finding(rows[found.person], found)
        elif found.field == "occurred_on" and "occurred_time" in form.errors:
            continue
        elif found.field in form.fields:
            show_finding(form, found)
