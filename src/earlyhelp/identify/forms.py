"""What an officer fills in. The forms read what was typed; what is missing or can not be, `rules` says."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.choices import (
    Danger,
    HelpOffered,
    Need,
    PersonRole,
    PreferredLanguage,
    SafeContact,
    SharingView,
    Track,
)
from earlyhelp.identify.report import Named, Report
from earlyhelp.identify.rules import (
    EARLIEST,
    LONGEST,
    LONGEST_OF_PERSON,
    MOST_PEOPLE,
    OLDEST,
    Finding,
    findings_of_told,
)
from earlyhelp.kit.forms import (
    ChoiceField,
    ChoicesField,
    DateField,
    EmailField,
    Form,
    PostcodeField,
    Rows,
    SelectField,
    TelephoneField,
    TextAreaField,
    TextField,
    TimeField,
    WholeNumberField,
)
from earlyhelp.kit.working_days import LONDON

PEOPLE = "people"


class DangerForm(Form):
    """The first question."""

    danger = ChoiceField(
        label=_("Is anyone in danger now, or is a child or an adult at risk?"),
        heading=True,
        hint=_("Answer this first. Both answers lead to help."),
        choices=Danger.choices,
        missing=_("Select whether anyone is in danger or at risk."),
        hints={
            Danger.NOW: _("We show you whom to ring. Nothing you write is lost."),
            Danger.AT_RISK: _("This is a safeguarding report. It is a duty, and needs no consent."),
            Danger.NEITHER: _("This asks for early help."),
        },
        divider_before=Danger.NEITHER,
    )


class ToldForm(Form):
    """Safeguarding: who was told by telephone, and when."""

    told_whom = TextField(
        label=_("Whom did you tell? (optional)"),
        hint=_("Their name and their team."),
        required=False,
        autocomplete="off",
        max_length=LONGEST["told_whom"],
    )
    told_on = DateField(
        label=_("Which day did you tell them? (optional)"), hint=_("For example, 27 3 2026"), required=False
    )
    told_time = TimeField(
        label=_("At what time? (optional)"), hint=_("For example, 14:30"), required=False, autocomplete="off"
    )

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        _until(self, "told_on", at.astimezone(LONDON).date())

    def clean(self) -> dict[str, Any]:
        """A day without a time would be lost, and the other way round."""
        said = self.cleaned_data
        if said.get("told_on") and said.get("told_time") is None and "told_time" not in self.errors:
            self.add_error(
                "told_time", _("Enter at what time you told them as well, or leave the day empty.")
            )
        if said.get("told_time") and said.get("told_on") is None and "told_on" not in self.errors:
            self.add_error("told_on", _("Enter which day you told them as well, or leave the time empty."))
        for found in findings_of_told(
            Report(told_at=_moment(said.get("told_on"), said.get("told_time"))), at=self.at
        ):
            _add(self, found)
        return self.cleaned_data


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
        max_length=LONGEST["strengths"],
    )
    seen_and_heard = TextAreaField(
        label=_("What did you see and hear?"),
        hint=_("Facts first: what you saw, heard or smelt. Say so when something is your opinion."),
        required=False,
        rows=8,
        max_length=LONGEST["seen_and_heard"],
    )
    own_words = TextAreaField(
        label=_("What did they say, in their own words?"),
        hint=_("As they said it, in the language they said it in. What would they like to happen?"),
        required=False,
        max_length=LONGEST["own_words"],
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

    def __init__(
        self, *args: Any, areas: Iterable[tuple[str, str]], today: date, track: Track, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        area: Any = self.fields["area"]
        area.choices = list(areas)
        _until(self, "occurred_on", today)
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


class PersonForm(Form):
    """One person, as far as they are known."""

    role = SelectField(
        label=_("Why do you name them?"),
        choices=PersonRole.choices,
        required=False,
        blank=_("Not sure yet"),
    )
    given_name = TextField(
        label=_("First name (optional)"),
        required=False,
        autocomplete="off",
        spellcheck=False,
        max_length=LONGEST_OF_PERSON["given_name"],
    )
    family_name = TextField(
        label=_("Last name (optional)"),
        required=False,
        autocomplete="off",
        spellcheck=False,
        max_length=LONGEST_OF_PERSON["family_name"],
    )
    description = TextAreaField(
        label=_("If you do not know the name, who is meant? (optional)"),
        hint=_(
            "Enough for somebody to know whom you mean, such as “the boy’s grandmother, who lives next door”."
        ),
        required=False,
        rows=2,
        max_length=LONGEST_OF_PERSON["description"],
    )
    date_of_birth = DateField(
        label=_("Date of birth (optional)"),
        hint=_("For example, 31 3 1984"),
        required=False,
        earliest=EARLIEST,
    )
    age = WholeNumberField(
        label=_("Age in years, if you do not know the date of birth (optional)"),
        hint=_("Your estimate is enough."),
        required=False,
        largest=OLDEST,
        autocomplete="off",
    )
    address = TextField(
        label=_("Address (optional)"),
        required=False,
        autocomplete="off",
        max_length=LONGEST_OF_PERSON["address"],
    )
    postcode = PostcodeField(label=_("Postcode (optional)"), partial=True, required=False, autocomplete="off")
    telephone = TelephoneField(label=_("Telephone number (optional)"), required=False, autocomplete="off")
    email = EmailField(
        label=_("Email address (optional)"),
        required=False,
        autocomplete="off",
        max_length=LONGEST_OF_PERSON["email"],
    )
    language = ChoiceField(
        label=_("Which language do they want to be spoken to in?"),
        choices=PreferredLanguage.choices,
        initial=PreferredLanguage.NOT_ASKED,
        required=False,
        small=True,
        reveals={PreferredLanguage.OTHER: "other_language"},
    )
    other_language = TextField(
        label=_("Which language?"),
        required=False,
        width=20,
        autocomplete="off",
        max_length=LONGEST_OF_PERSON["other_language"],
    )
    safe_contact = SelectField(
        label=_("What is a safe way to contact them?"),
        hint=_("Somebody else may pick up their telephone or read their letters."),
        choices=SafeContact.choices,
        initial=SafeContact.NOT_KNOWN,
        required=False,
    )
    safe_contact_note = TextField(
        label=_("Anything else about safe contact (optional)"),
        hint=_("Such as times to avoid, or whom to ask for."),
        required=False,
        autocomplete="off",
        max_length=LONGEST_OF_PERSON["safe_contact_note"],
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _until(self, "date_of_birth", today)
        if self.prefix == f"{PEOPLE}-0":
            self.fields["role"].initial = PersonRole.SUBJECT


class People(Rows):
    """The people in a notification."""

    form, prefix, name = PersonForm, PEOPLE, "person"
    title = _("Person %(number)d")
    add, remove = _("Add another person"), _("Remove this person")
    too_few = _("Add at least one person. A description is enough when the name is not known.")
    maximum = MOST_PEOPLE


class SendForm(Form):
    """Nothing to fill in: a place for the sentence that says why something could not be sent."""


def report_from(form: Form, people: People, told: Form) -> Report:
    """What the forms hold, as plain values. Reads forms that have errors too: what can not be read is left out."""
    said, heard = form.cleaned_data, told.cleaned_data
    return Report(
        area=said.get("area", ""),
        occurred_at=_moment(said.get("occurred_on"), said.get("occurred_time")),
        place=said.get("place", ""),
        place_postcode=said.get("place_postcode", ""),
        people=tuple(_named(person.cleaned_data) for person in people.filled),
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
        told_at=_moment(heard.get("told_on"), heard.get("told_time")),
    )


def show_findings(findings: Iterable[Finding], form: Form, people: People, told: Form) -> None:
    """Put each sentence at its answer, unless something there could not even be read."""
    rows = people.filled
    for found in findings:
        if found.person is not None:
            _add(rows[found.person], found)
        elif found.field == "occurred_on" and "occurred_time" in form.errors:
            continue
        elif found.field in form.fields:
            _add(form, found)
        elif found.field in told.fields:
            _add(told, found)


def _add(form: Form, found: Finding) -> None:
    if found.field not in form.errors:
        form.add_error(found.field, str(found.message))


def _named(said: Mapping[str, Any]) -> Named:
    return Named(
        role=PersonRole(said.get("role") or PersonRole.OTHER),
        given_name=said.get("given_name", ""),
        family_name=said.get("family_name", ""),
        description=said.get("description", ""),
        date_of_birth=said.get("date_of_birth"),
        age=said.get("age"),
        address=said.get("address", ""),
        postcode=said.get("postcode", ""),
        telephone=said.get("telephone", ""),
        email=said.get("email", ""),
        language=PreferredLanguage(said.get("language") or PreferredLanguage.NOT_ASKED),
        other_language=said.get("other_language", ""),
        safe_contact=SafeContact(said.get("safe_contact") or SafeContact.NOT_KNOWN),
        safe_contact_note=said.get("safe_contact_note", ""),
    )


def _moment(on: date | None, clock: time | None) -> datetime | None:
    """A day and a time by the clock in Wales. Without either there is no moment."""
    return None if on is None or clock is None else datetime.combine(on, clock, LONDON)


def _until(form: Form, name: str, today: date) -> None:
    field: Any = form.fields[name]
    field.latest = today


def answers_in(typed: Mapping[str, list[str]]) -> QueryDict | None:
    """A draft's answers as a form reads them, or None when nothing was typed yet."""
    if not typed:
        return None
    answers = QueryDict(mutable=True)
    for name, values in typed.items():
        answers.setlist(name, list(values))
    return answers
