"""What is kept of steps up and down, and of supervision, and for how long."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.retention import Erasure, Kept
from earlyhelp.solve.retention.triage import SIX_YEARS

STEPS: Final = (
    Kept(
        model="solve.StatutoryStep",
        what=_("That a statutory team or early help was asked to take a family on is kept for six years."),
        keep_days=SIX_YEARS,
        counted_from="asked_at",
        holds_people=True,
        erasure=Erasure.BLANK,
        person_columns=("reason", "family_knows"),
        open_while=(("state", ("asked", "more_needed")),),
    ),
    Kept(
        model="solve.StepPerson",
        what=_("Whom such a question was about is kept for six years."),
        keep_days=SIX_YEARS,
        counted_from="step__asked_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("called",),
        through="step_id",
        born_on=("person__links__reported__date_of_birth",),
    ),
    Kept(
        model="solve.StepAction",
        what=_("The actions that were carried over with it are kept for six years."),
        keep_days=SIX_YEARS,
        counted_from="step__asked_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("text", "who", "due_on"),
        through="step_id",
    ),
    Kept(
        model="solve.StepWord",
        what=_("What both sides said about it is kept for six years."),
        keep_days=SIX_YEARS,
        counted_from="said_at",
        holds_people=True,
        erasure=Erasure.BLANK,
        person_columns=("words",),
        through="step_id",
    ),
    Kept(
        model="solve.SupervisionNote",
        what=_("Notes of supervision about a worker’s case work are kept for six years."),
        keep_days=SIX_YEARS,
        counted_from="written_at",
        holds_people=True,
        erasure=Erasure.BLANK,
        person_columns=("text", "agreed"),
        through="episode_id",
    ),
)
