"""The rows of the page *Training and wellbeing at work*: each noun of this room puts its own here."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from earlyhelp.develop.rules.courses import RUNNING_ROLES
from earlyhelp.develop.rules.requirements import READERS
from earlyhelp.develop.rules.reviews import REVIEWING
from earlyhelp.develop.rules.rounds import ORGANISERS


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the address by name, what the page is for, and which roles may open it. No roles: everybody."""

    name: str
    title: str | Promise
    sentence: str | Promise
    roles: frozenset[str] = frozenset()


ROWS: Final = (
    Row(
        "develop:my_learning",
        _("My learning"),
        _("What you have booked and done, what is due again, and your certificates."),
    ),
    Row(
        "develop:sessions",
        _("Find a training session"),
        _("Sessions to come, in a room or on a screen, in Welsh and in English."),
    ),
    Row(
        "develop:courses",
        _("Courses"),
        _("What can be learnt, and for which level of practice."),
    ),
    Row(
        "develop:leading",
        _("Sessions that I lead"),
        _("As a trainer: who comes, what they asked for, and who was there."),
    ),
    Row(
        "develop:held",
        _("Sessions of my agency"),
        _("Plan sessions, change them, and name trainers."),
        frozenset(RUNNING_ROLES),
    ),
    Row(
        "develop:check_certificate",
        _("Check a certificate"),
        _("Whether a certificate that you were shown is real, and still counts."),
    ),
    Row(
        "develop:resources",
        _("Three minutes to read"),
        _("Short things that help with the work in front of you, such as the voice of the child."),
    ),
    Row(
        "develop:coverage",
        _("How far training is"),
        _("How far your agency is, by team, role and area, against its target."),
        frozenset(READERS),
    ),
    Row(
        "develop:requirements",
        _("What training is asked"),
        _("Which courses or levels of practice your agency asks of whom, by when and how often."),
        frozenset(READERS),
    ),
    Row(
        "develop:planning",
        _("Plan training"),
        _(
            "Who is due, which sessions are needed where, what trainers lead, and what comes from other systems."
        ),
        frozenset(RUNNING_ROLES),
    ),
    Row(
        "develop:questionnaires",
        _("Questionnaires for my team"),
        _("Answer about a training you took part in. Nobody sees what one person answered."),
    ),
    Row(
        "develop:groups",
        _("What came of a training"),
        _("Ask a group before and after its training, and see how the whole group moved."),
        frozenset(ORGANISERS),
    ),
    Row(
        "develop:practice",
        _("Training and practice"),
        _("Whether notifications of trained teams changed, set against teams not yet trained."),
        frozenset(ORGANISERS),
    ),
    Row(
        "develop:notes",
        _("Private notes"),
        _("Notes about your own practice that nobody but you can read."),
    ),
    Row(
        "develop:talks",
        _("Talks about development"),
        _("What you and your supervisor agreed about your own development, signed by both."),
    ),
    Row(
        "develop:peer_review",
        _("Colleagues read for each other"),
        _("What colleagues found in your notifications, and one of another team for you to read."),
        frozenset(REVIEWING),
    ),
    Row(
        "develop:organisation",
        _("Our organisation"),
        _("How far we are as an organisation that knows about trauma, and what we do next."),
    ),
    Row(
        "develop:programme",
        _("The programme"),
        _("Workstreams, pledges of partners and quarterly reports."),
    ),
    Row(
        "develop:wellbeing",
        _("Wellbeing"),
        _("Who is there for you, anonymous surveys and what they showed, and what you keep for yourself."),
    ),
)


def rows_for(role: str) -> list[Row]:
    """The rows that this role may open, in their order."""
    return [row for row in ROWS if not row.roles or role in row.roles]
