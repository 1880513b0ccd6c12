"""What people type around a meeting, before it, in it and after it."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.forms import (
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
    YesNoField,
)
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.models import Agency, Practitioner
from earlyhelp.solve.actions.meeting_sitting import Decided
from earlyhelp.solve.actions.meetings import Plan
from earlyhelp.solve.choices.meetings import Certainty, MeetingKind, MeetingLanguage, MeetingOutcome, Reviewed
from earlyhelp.solve.models import Meeting
from earlyhelp.solve.rules.meetings import OUTCOMES, is_for_triage

# For each outcome its reasons, as value and words.
Reasons = Mapping[str, list[tuple[str, str]]]
_NAME_NO_FAMILY = _("Do not name a family here: everybody who is invited sees it.")


class MeetingForm(Form):
    """When and where agencies meet, and in which language."""

    expected_sequence = HiddenField()
    kind = ChoiceField(
        label=_("What kind of meeting is it?"),
        choices=MeetingKind.choices,
        missing=_("Select what kind of meeting it is"),
    )
    on = DateField(label=_("On which day?"), missing=_("Enter the day of the meeting"))
    starts = TimeField(label=_("When does it start?"), missing=_("Enter when it starts, like 09:30"))
    lasts = WholeNumberField(
        label=_("How many minutes does it last?"),
        missing=_("Enter how many minutes it lasts, like 90"),
        smallest=15,
        largest=480,
        width=4,
        initial=90,
    )
    language = ChoiceField(
        label=_("In which language is it held?"),
        choices=MeetingLanguage.choices,
        missing=_("Select the language of the meeting"),
        initial=MeetingLanguage.BOTH,
    )
    place = TextField(label=_("Place"), required=False, max_length=200)
    place_in_mail = YesNoField(
        label=_("May the place stand in the e-mail?"),
        hint=_("Answer no when it is where a family lives. It then stands in the service only."),
        missing=_("Select whether the place may stand in the e-mail"),
    )
    link = TextField(
        label=_("Link to join by video"),
        hint=_("It stands in the service only, not in the e-mail."),
        required=False,
        max_length=500,
        spellcheck=False,
    )
    title = TextField(label=_("Name of the meeting"), hint=_NAME_NO_FAMILY, required=False, max_length=120)

    def __init__(self, *args: Any, meeting: Meeting | None = None, **kwargs: Any) -> None:
        if meeting is not None:
            kwargs.setdefault("initial", _as_typed(meeting))
        super().__init__(*args, **kwargs)
        if meeting is None:
            del self.fields["expected_sequence"]
        else:
            del self.fields["kind"]

    @property
    def plan(self) -> Plan:
        """What the actions take, from a form that is valid."""
        said = self.cleaned_data
        starts_at = datetime.combine(said["on"], said["starts"], tzinfo=LONDON)
        link = said["link"]
        return Plan(
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=said["lasts"]),
            place=said["place"],
            place_in_mail=said["place_in_mail"],
            link=link if link.startswith("https://") else "",
            language=said["language"],
            title=said["title"],
        )

    def clean_link(self) -> str:
        """Only an address that a browser opens safely."""
        link = str(self.cleaned_data["link"]).strip()
        if link and not link.startswith("https://"):
            self.add_error("link", str(_("Enter a link that starts with https://")))
        return link


def _as_typed(meeting: Meeting) -> dict[str, Any]:
    start = meeting.starts_at.astimezone(LONDON)
    return {
        "expected_sequence": meeting.sequence,
        "on": start.date(),
        "starts": start.time(),
        "lasts": int((meeting.ends_at - meeting.starts_at).total_seconds() // 60),
        "language": meeting.language,
        "place": meeting.place,
        "place_in_mail": meeting.place_in_mail,
        "link": meeting.link,
        "title": meeting.title,
    }


class WhyForm(Form):
    """Why something is cancelled or taken away."""

    why = TextField(
        label=_("Why?"), missing=_("Enter why, so that a colleague understands it later"), max_length=300
    )


class InviteForm(Form):
    """Practitioners of every agency, and somebody without an account."""

    practitioners = ChoicesField(label=_("Who is invited?"), choices=(), required=False, small=True)
    name = TextField(
        label=_("Somebody without an account"),
        hint=_("Their name. They see nothing in the service; tell them yourself."),
        required=False,
        max_length=200,
    )
    of = TextField(label=_("Where they come from"), required=False, max_length=200)

    def __init__(self, *args: Any, people: Iterable[Practitioner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser: Any = self.fields["practitioners"]
        chooser.choices = [
            (str(one.pk), " – ".join((one.full_name, one.agency.name, one.team.name))) for one in people
        ]


class SayForm(Form):
    """What an agency says about a case."""

    from_agency = SelectField(label=_("Which agency says it?"), choices=(), missing=_("Select an agency"))
    certainty = ChoiceField(
        label=_("How sure is it?"),
        choices=Certainty.choices,
        missing=_("Select how sure it is"),
        small=True,
    )
    text = TextAreaField(
        label=_("What does the agency say?"),
        hint=_("Only what the meeting needs to know. Begin with what goes well."),
        missing=_("Enter what the agency says"),
        rows=3,
        max_length=4000,
    )

    def __init__(self, *args: Any, agencies: Iterable[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "from_agency", agencies)


class DecideForm(Form):
    """What the meeting decides, why, and who agrees."""

    expected_number = HiddenField()
    outcome = ChoiceField(
        label=_("What does the meeting decide?"), choices=(), missing=_("Select what the meeting decided")
    )
    met_by = TextField(
        label=_("Who already meets the need?"),
        hint=_("The name of the service or the team. Do not name a person."),
        missing=_("Enter who already meets the need"),
        max_length=200,
    )
    rationale = TextAreaField(
        label=_("Why?"),
        hint=_("So that somebody who was not there can follow it."),
        missing=_("Enter why, so that somebody who was not there can follow it"),
        rows=3,
        max_length=4000,
    )
    agreed = ChoicesField(label=_("Who agrees?"), choices=(), required=False, small=True)

    def __init__(
        self, *args: Any, about: str, agencies: Iterable[Agency], reasons: Reasons, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.outcomes = OUTCOMES[about]
        with_reasons = [one for one in self.outcomes if is_for_triage(one)]
        for outcome in with_reasons:
            self.fields[f"reason_{outcome.value}"] = ChoiceField(
                label=_("What is the reason?"),
                choices=reasons[outcome.value],
                missing=_("Select a reason for this outcome"),
                small=True,
            )
        chooser: Any = self.fields["outcome"]
        chooser.choices = [(one.value, one.label) for one in self.outcomes]
        chooser.reveals = {one.value: [f"reason_{one.value}"] for one in with_reasons}
        if MeetingOutcome.ALREADY_MET in self.outcomes:
            chooser.reveals[MeetingOutcome.ALREADY_MET.value].append("met_by")
        else:
            del self.fields["met_by"]
        _offer(self, "agreed", agencies)

    @property
    def decided(self) -> Decided:
        """What `decide_case` takes, from a form that is valid."""
        said = self.cleaned_data
        return Decided(
            said["outcome"],
            said.get(f"reason_{said['outcome']}", ""),
            said["rationale"],
            said.get("met_by", ""),
            tuple(UUID(key) for key in said["agreed"]),
        )

    @property
    def number(self) -> int:
        """The number of the decision that the writer saw."""
        sent = self.cleaned_data["expected_number"]
        return int(sent) if sent.isdecimal() else 0


class DissentForm(Form):
    """An agency does not agree, in its own words."""

    from_agency = SelectField(
        label=_("Which agency does not agree?"),
        choices=(),
        missing=_("Select the agency that does not agree"),
    )
    words = TextAreaField(
        label=_("In its own words"),
        missing=_("Enter the words of the agency that does not agree"),
        rows=3,
        max_length=4000,
    )

    def __init__(self, *args: Any, agencies: Iterable[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "from_agency", agencies)


class TakeOnForm(Form):
    """What somebody takes on, and by when."""

    text = TextField(label=_("What will be done?"), missing=_("Enter what will be done"), max_length=500)
    practitioner = SelectField(
        label=_("Who does it?"), choices=(), required=False, blank=_("Somebody without an account")
    )
    somebody = TextField(label=_("Their name, if they have no account"), required=False, max_length=200)
    due_on = DateField(label=_("By which day?"), missing=_("Enter the day by which it is done"))

    def __init__(self, *args: Any, people: Iterable[Practitioner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser: Any = self.fields["practitioner"]
        chooser.choices = [(str(one.pk), one.full_name) for one in people]

    def clean(self) -> dict[str, Any]:
        """Exactly one does it."""
        said = super().clean() or {}
        if bool(said.get("practitioner")) == bool(said.get("somebody")):
            self.add_error("practitioner", str(_("Select who does it, or enter a name: one of the two")))
        return said


class TellForm(Form):
    """What the meeting is told of a case."""

    expected_version = HiddenField()
    people = TextAreaField(label=_("Who is it about?"), required=False, rows=2, max_length=2000)
    strengths = TextAreaField(label=_("What is strong?"), required=False, rows=3, max_length=4000)
    known = TextAreaField(label=_("What is known?"), required=False, rows=4, max_length=6000)


class WithholdForm(WhyForm):
    """From whom a case is kept back, and why."""

    from_agency = SelectField(
        label=_("From which agency?"), choices=(), missing=_("Select the agency that does not see it")
    )

    def __init__(self, *args: Any, agencies: Iterable[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "from_agency", agencies)
        self.order_fields(["from_agency", "why"])


class ShowForm(Form):
    """To whom a case is shown after all: the button says it."""

    from_agency = HiddenField()


class ReviewForm(Form):
    """What became of an action of the last meeting."""

    outcome = ChoiceField(
        label=_("What became of it?"),
        choices=Reviewed.choices,
        missing=_("Select what became of it"),
        reveals={Reviewed.CARRIED.value: "due_on"},
        small=True,
    )
    due_on = DateField(label=_("By which day now?"), missing=_("Enter the new date"))
    words = TextField(
        label=_("What came of it, in a few words"),
        hint=_("Needed when it is no longer needed."),
        required=False,
        max_length=500,
    )


class CorrectForm(Form):
    """What is right, where the minutes are not."""

    expected_version = HiddenField()
    case = SelectField(
        label=_("What does it correct?"), choices=(), required=False, blank=_("The minutes as a whole")
    )
    text = TextAreaField(label=_("What is right?"), missing=_("Enter what is right"), rows=3, max_length=2000)

    def __init__(self, *args: Any, cases: Iterable[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser: Any = self.fields["case"]
        chooser.choices = [
            (one["id"], f"{one['number']}. {one['reference']}") for one in cases if "id" in one
        ]


def _offer(form: Form, name: str, agencies: Iterable[Agency]) -> None:
    chooser: Any = form.fields[name]
    chooser.choices = [(str(one.pk), one.name) for one in agencies]
