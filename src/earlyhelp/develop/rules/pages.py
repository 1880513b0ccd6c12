"""The rows of the page *Training and wellbeing at work*: each noun of this room puts its own here."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from earlyhelp.develop.rules.courses import RUNNING_ROLES
from earlyhelp.develop.rules.requirements import READERS
from earlyhelp.develop.rules.reviews import REVIEWING
from earlyhelp.develop.rules.rounds import ORGANISERS


class Part(StrEnum):
    """Under which heading of the page a row stands, in the order of the page."""

    OWN = "own"
    LOOKING_AFTER = "looking_after"
    ARRANGING = "arranging"
    TOGETHER = "together"

    @property
    def label(self) -> str | Promise:
        """The heading."""
        return _HEADINGS[self]


_HEADINGS: Final = {
    Part.OWN: _("Your own learning"),
    Part.LOOKING_AFTER: _("Looking after yourself and your practice"),
    Part.ARRANGING: _("Training in your agency"),
    Part.TOGETHER: _("Your organisation and the programme"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its part, the address by name, what the page is for, and which roles may open it (none: everybody)."""

    part: Part
    name: str
    title: str | Promise
    sentence: str | Promise
    roles: frozenset[str] = frozenset()


ROWS: Final = (
    Row(
        Part.OWN,
        "develop:my_learning",
        _("My learning"),
        _("What you have booked and done, what is due again, and your certificates."),
    ),
    Row(
        Part.OWN,
        "develop:sessions",
        _("Find a training session"),
        _("Sessions to come, in a room or on a screen, in Welsh and in English."),
    ),
    Row(
        Part.OWN,
        "develop:courses",
        _("Courses"),
        _("What can be learnt, and for which level of practice."),
    ),
    Row(
        Part.OWN,
        "develop:leading",
        _("Sessions that I lead"),
        _("As a trainer: who comes, what they asked for, and who was there."),
    ),
    Row(
        Part.ARRANGING,
        "develop:held",
        _("Sessions of my agency"),
        _("Plan sessions, change them, and name trainers."),
        frozenset(RUNNING_ROLES),
    ),
    Row(
        Part.OWN,
        "develop:check_certificate",
        _("Check a certificate"),
        _("Whether a certificate that you were shown is real, and still counts."),
    ),
    Row(
        Part.OWN,
        "develop:resources",
        _("Three minutes to read"),
        _("Short things that help with the work in front of you, such as the voice of the child."),
    ),
    Row(
        Part.ARRANGING,
        "develop:coverage",
        _("How far training is"),
        _("How far your agency is, by team, role and area, against its target."),
        frozenset(READERS),
    ),
    Row(
        Part.ARRANGING,
        "develop:requirements",
        _("What training is asked"),
        _("Which courses or levels of practice your agency asks of whom, by when and how often."),
        frozenset(READERS),
    ),
    Row(
        Part.ARRANGING,
        "develop:planning",
        _("Plan training"),
        _(
            "Who is due, which sessions are needed where, what trainers lead, and what comes from other systems."
        ),
        frozenset(RUNNING_ROLES),
    ),
    Row(
        Part.OWN,
        "develop:questionnaires",
        _("Questionnaires for my team"),
        _("Answer about a training you took part in. Nobody sees what one person answered."),
    ),
    Row(
        Part.ARRANGING,
        "develop:groups",
        _("What came of a training"),
        _("Ask a group before and after its training, and see how the whole group moved."),
        frozenset(ORGANISERS),
    ),
    Row(
        Part.ARRANGING,
        "develop:practice",
        _("Training and practice"),
        _("Whether notifications of trained teams changed, set against teams not yet trained."),
        frozenset(ORGANISERS),
    ),
    Row(
        Part.LOOKING_AFTER,
        "develop:notes",
        _("Private notes"),
        _("Notes about your own practice that nobody but you can read."),
    ),
    Row(
        Part.LOOKING_AFTER,
        "develop:talks",
        _("Talks about development"),
        _("What you and your supervisor agreed about your own development, signed by both."),
    ),
    Row(
        Part.LOOKING_AFTER,
        "develop:peer_review",
        _("Colleagues read for each other"),
        _("What colleagues found in your notifications, and one of another team for you to read."),
        frozenset(REVIEWING),
    ),
    Row(
        Part.TOGETHER,
        "develop:organisation",
        _("Our organisation"),
        _("How far we are as an organisation that knows about trauma, and what we do next."),
    ),
    Row(
        Part.TOGETHER,
        "develop:programme",
        _("The programme"),
        _("Workstreams, pledges of partners and quarterly reports."),
    ),
    Row(
        Part.LOOKING_AFTER,
        "develop:wellbeing",
        _("Wellbeing"),
        _("Who is there for you, anonymous surveys and what they showed, and what you keep for yourself."),
    ),
)


def parts_for(role: str) -> list[tuple[Part, list[Row]]]:
    """The rows that this role may open, in their order, under their headings. No heading stands over nothing."""
    may = [row for row in ROWS if not row.roles or role in row.roles]
    parts = [(part, [row for row in may if row.part == part]) for part in Part]
    return [(part, rows) for part, rows in parts if rows]
