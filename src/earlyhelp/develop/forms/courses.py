"""What people type about courses and sessions, and what a trainer ticks."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from earlyhelp.develop.actions import CourseWords, Mark, SessionPlan
from earlyhelp.develop.choices import PracticeLevel, SessionLanguage, Took
from earlyhelp.develop.models import Course, TrainingSession
from earlyhelp.develop.queries import Place
from earlyhelp.develop.rules.courses import MOST_PLACES
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
from earlyhelp.kit.forms.text import Words
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.models import Area, Practitioner

_LEVEL_HINTS: Mapping[str, Words] = {
    PracticeLevel.AWARE: _("For everybody, whatever their work."),
    PracticeLevel.SKILLED: _("For everybody who meets people, whether or not trauma is known."),
    PracticeLevel.ENHANCED: _("For those who work closely with people known to have lived through trauma."),
    PracticeLevel.SPECIALIST: _("For those who give treatment or lead others’ practice."),
}
# Short enough for three beside each other on a telephone.
_MARKS = (
    (Took.PRESENT, pgettext_lazy("attendance at training", "All of it")),
    (Took.PARTLY, pgettext_lazy("attendance at training", "Part of it")),
    (Took.ABSENT, pgettext_lazy("attendance at training", "Not there")),
)


def seen_of(text: str) -> int:
    """The version that a page carried; one that nobody has when it was tampered with."""
    return int(text) if text.isdecimal() and len(text) < 6 else -1


class CourseForm(Form):
    """What a course is, in both languages."""

    seen = HiddenField()
    code = TextField(
        label=_("Short name"),
        hint=_("Lower-case letters, digits and hyphens, like noticing-1. It stands in files, and stays."),
        missing=_("Enter a short name"),
        max_length=60,
        width=20,
        spellcheck=False,
    )
    level = ChoiceField(
        label=_("For which level of practice is it?"),
        hint=_("A spectrum, not a hierarchy: the work says which one somebody needs."),
        choices=PracticeLevel.choices,
        hints=_LEVEL_HINTS,
        missing=_("Select a level of practice"),
    )
    title_en = TextField(label=_("Title in English"), missing=_("Enter the title in English"), max_length=150)
    title_cy = TextField(
        label=_("Title in Welsh"), missing=_("Enter the title in Welsh"), max_length=150, lang="cy"
    )
    description_en = TextAreaField(
        label=_("What it is about, in English"), missing=_("Enter what it is about in English"), rows=4
    )
    description_cy = TextAreaField(
        label=_("What it is about, in Welsh"),
        missing=_("Enter what it is about in Welsh"),
        rows=4,
        lang="cy",
    )
    minutes = WholeNumberField(
        label=_("How many minutes does it take?"),
        missing=_("Enter how many minutes it takes, like 90"),
        smallest=5,
        largest=6000,
    )
    valid_months = WholeNumberField(
        label=_("After how many months is it due again?"),
        hint=_("Leave it empty when it counts for good."),
        required=False,
        smallest=1,
        largest=120,
    )
    offered = YesNoField(
        label=_("Is it still offered?"),
        hint=_("When not, no new sessions are planned. What people have done stays."),
        missing=_("Select whether it is still offered"),
        initial=True,
    )

    def __init__(self, *args: Any, course: Course | None = None, **kwargs: Any) -> None:
        if course is not None:
            kwargs.setdefault("initial", _course_as_typed(course))
        super().__init__(*args, **kwargs)
        for name in ("seen", "offered") if course is None else ("code",):
            del self.fields[name]

    def clean_code(self) -> str:
        """Only what can stand in an address."""
        code = str(self.cleaned_data["code"]).strip()
        if not code.replace("-", "").isalnum() or not code.isascii() or code != code.lower() or code == "new":
            self.add_error(
                "code", str(_("Enter a short name of lower-case letters, digits and hyphens only."))
            )
        return code

    @property
    def words(self) -> CourseWords:
        """What the actions take, from a form that is valid."""
        said = self.cleaned_data
        return CourseWords(
            level=said["level"],
            title_en=said["title_en"],
            title_cy=said["title_cy"],
            description_en=said["description_en"],
            description_cy=said["description_cy"],
            minutes=said["minutes"],
            valid_months=said["valid_months"],
        )


class SessionForm(Form):
    """When and where a session is, in which language, for how many, and who leads it."""

    seen = HiddenField()
    on = DateField(label=_("On which day?"), missing=_("Enter the day of the session"))
    starts = TimeField(label=_("When does it start?"), missing=_("Enter when it starts, like 09:30"))
    lasts = WholeNumberField(
        label=_("How many minutes does it last?"),
        missing=_("Enter how many minutes it lasts, like 90"),
        smallest=15,
        largest=600,
    )
    language = ChoiceField(
        label=_("In which language is it held?"),
        choices=SessionLanguage.choices,
        missing=_("Select the language of the session"),
    )
    places = WholeNumberField(
        label=_("How many places are there?"),
        missing=_("Enter how many places there are"),
        smallest=1,
        largest=MOST_PLACES,
    )
    place = TextField(label=_("Place"), hint=_("As it stands on an envelope."), required=False)
    area = SelectField(
        label=_("In which council area is it?"),
        hint=_("Leave it empty when everybody joins from a screen."),
        required=False,
        choices=(),
    )
    link = TextField(
        label=_("Link to join from a screen"),
        hint=_("Only those with a place see it, here and not in the e-mail."),
        required=False,
        max_length=500,
        spellcheck=False,
    )
    access = TextAreaField(
        label=_("What does the place offer?"),
        hint=_("Steps, parking, hearing loop, breaks, a quiet room."),
        required=False,
        rows=2,
        max_length=500,
    )
    for_partners = YesNoField(
        label=_("May people of other agencies book?"),
        missing=_("Select whether people of other agencies may book"),
        initial=True,
    )
    trainers = ChoicesField(label=_("Who leads it?"), choices=(), required=False, small=True)

    def __init__(
        self,
        *args: Any,
        areas: Iterable[Area],
        trainers: Iterable[Practitioner],
        course: Course,
        session: TrainingSession | None = None,
        **kwargs: Any,
    ) -> None:
        initial = _session_as_typed(session) if session else {"lasts": course.minutes, "for_partners": True}
        kwargs.setdefault("initial", initial)
        super().__init__(*args, **kwargs)
        self.offer("area", [("", ""), *((one.code, one.name) for one in areas)])
        self.offer(
            "trainers",
            [(str(one.pk), " – ".join((one.full_name, one.agency.name, one.team.name))) for one in trainers],
        )
        if session is None:
            del self.fields["seen"]

    def clean_link(self) -> str:
        """Only an address that a browser opens safely."""
        link = str(self.cleaned_data["link"]).strip()
        if link and not link.startswith("https://"):
            self.add_error("link", str(_("Enter a link that starts with https://")))
        return link

    @property
    def plan(self) -> SessionPlan:
        """What the actions take, from a form that is valid."""
        said = self.cleaned_data
        starts_at = datetime.combine(said["on"], said["starts"], tzinfo=LONDON)
        return SessionPlan(
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=said["lasts"]),
            places=said["places"],
            place=said["place"],
            link=said["link"],
            access=said["access"],
            area_id=said["area"] or None,
            language=said["language"],
            for_partners=said["for_partners"],
        )

    @property
    def trainer_ids(self) -> list[UUID]:
        """Who leads it."""
        return [UUID(key) for key in self.cleaned_data["trainers"]]


class FindForm(Form):
    """Which sessions to show."""

    level = SelectField(
        label=_("Level of practice"),
        choices=[("", _("All levels")), *PracticeLevel.choices],
        required=False,
    )
    spoken = SelectField(
        label=_("Language of the session"),
        choices=[
            ("", _("Both")),
            ("cy", _("I want to take part in Welsh")),
            ("en", _("I want to take part in English")),
        ],
        required=False,
    )


class BookForm(Form):
    """A place, and what somebody needs so that they can take part."""

    needs = TextAreaField(
        label=_("Is there anything you need so that you can take part?"),
        hint=_(
            "If you wish. Only the trainers, and who runs training, read it: food, hearing, sight, breaks."
        ),
        required=False,
        rows=3,
        max_length=500,
    )


class WhyForm(Form):
    """Why a session is cancelled."""

    why = TextField(
        label=_("Why?"),
        hint=_("Everybody who booked reads it."),
        missing=_("Enter why it is cancelled"),
        max_length=300,
    )


class CheckForm(Form):
    """The number and the code of a certificate, as they are printed on it."""

    number = TextField(
        label=_("Number"),
        hint=_("Like TC-26-0000123."),
        missing=_("Enter the number of the certificate"),
        width=20,
        spellcheck=False,
    )
    code = TextField(
        label=_("Code"),
        hint=_("Twelve letters and digits, printed below the number."),
        missing=_("Enter the code of the certificate"),
        width=20,
        spellcheck=False,
    )


class AttendanceForm(Form):
    """One row for each person with a place: how much of it they were there for."""

    def __init__(self, *args: Any, places: Iterable[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._places = {one.booking.pk: one for one in places}
        for key, place in self._places.items():
            self.fields[f"took-{key}"] = ChoiceField(
                label=place.booking.practitioner.full_name,
                choices=_MARKS,
                required=False,
                initial=place.record.took if place.record else "",
                label_size="s",
            )
            self.fields[f"seen-{key}"] = HiddenField(initial=str(place.version))

    def rows(self) -> list[tuple[Place, Any, Any]]:
        """Each place with its two fields, as the page draws them."""
        return [(one, self[f"took-{key}"], self[f"seen-{key}"]) for key, one in self._places.items()]

    def marks(self, *, rest: bool) -> Mapping[UUID, Mark]:
        """What was ticked, from a form that is valid. `rest`: whoever is not ticked was there for all of it."""
        found = {}
        for key in self._places:
            took = self.cleaned_data[f"took-{key}"] or (Took.PRESENT if rest else "")
            if took:
                found[key] = Mark(took, seen_of(self.cleaned_data[f"seen-{key}"]))
        return found


def _course_as_typed(course: Course) -> dict[str, Any]:
    names = ("level", "title_en", "title_cy", "description_en", "description_cy", "minutes", "valid_months")
    return {name: getattr(course, name) for name in names} | {
        "seen": course.version,
        "offered": course.withdrawn_on is None,
    }


def _session_as_typed(session: TrainingSession) -> dict[str, Any]:
    start = session.starts_at.astimezone(LONDON)
    names = ("language", "places", "place", "link", "access", "for_partners")
    return {name: getattr(session, name) for name in names} | {
        "seen": session.sequence,
        "on": start.date(),
        "starts": start.time(),
        "lasts": int((session.ends_at - session.starts_at).total_seconds() // 60),
        "area": session.area.code if session.area else "",
        "trainers": [str(one.practitioner_id) for one in session.trainers.all()],
    }
