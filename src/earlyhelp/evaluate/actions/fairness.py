"""What this room writes: figures, after what would point at somebody was left out."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from earlyhelp.evaluate.disclosure import PARTNER_BOARD, ROUND_TO
from earlyhelp.evaluate.models import FairnessFigure, FairnessRelease
from earlyhelp.evaluate.rules.fairness import Fact, figures_of
from earlyhelp.evaluate.rules.windows import Window
from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.queries.places import get_places_used


@transaction.atomic
def publish_fairness(
    *, by: Actor, window: Window, facts: Sequence[Fact], at: datetime
) -> FairnessRelease | None:
    """Count a half-year of the actor's agency and keep what may be read of it. The facts themselves are not kept.

    A half-year is counted once: again, the first release comes back. None when there is nothing to count. Raises
    ValueError before the window has settled.
    """
    if at.date() <= window.known_on:
        raise ValueError("a half-year is counted after what belongs in it has become known")
    there = FairnessRelease.objects.filter(agency_id=by.agency_key, first_on=window.first).first()
    if there is not None or not facts:
        return there
    places = get_places_used(by=by)
    release = FairnessRelease.objects.create(
        agency_id=by.agency_key,
        first_on=window.first,
        last_on=window.last,
        known_on=window.known_on,
        counted_at=at,
        hidden_below=PARTNER_BOARD,
        rounded_to=ROUND_TO,
        index=places.index if places else None,
        postcodes=places.postcodes if places else None,
    )
    figures = figures_of(facts, threshold=PARTNER_BOARD, base=ROUND_TO)
    FairnessFigure.objects.bulk_create(
        FairnessFigure(
            release=release,
            agency_id=by.agency_key,
            position=position,
            measure=figure.measure,
            dimension=figure.dimension,
            group=figure.group,
            column=figure.column,
            shown=figure.shown,
        )
        for position, figure in enumerate(figures)
    )
    audit.record(by=by, did="fairness.published", target=release, at=at, detail={"figures": len(figures)})
    return release
