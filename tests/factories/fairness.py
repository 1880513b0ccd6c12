"""Figures of fairness as they are kept: a release of a half-year, and one figure in it with its total."""

from datetime import date, datetime

from earlyhelp.evaluate.choices import ALL, Dimension, Measure
from earlyhelp.evaluate.models import FairnessFigure, FairnessRelease
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from tests import factories


def rows_of_fairness(by: Actor, *, at: datetime = factories.AT) -> None:
    """A release of the actor's agency with one figure and its total, rounded to 5."""
    with acting(by):
        release = FairnessRelease.objects.create(
            agency_id=by.agency_key,
            first_on=date(2025, 4, 1),
            last_on=date(2025, 9, 30),
            known_on=date(2025, 10, 28),
            counted_at=at,
            hidden_below=5,
            rounded_to=5,
        )
        for position, column in enumerate(("signpost", ALL)):
            FairnessFigure.objects.create(
                release=release,
                agency_id=by.agency_key,
                position=position,
                measure=Measure.DECISIONS,
                dimension=Dimension.SEX,
                column=column,
                shown=25,
            )
