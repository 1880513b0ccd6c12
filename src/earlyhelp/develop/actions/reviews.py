"""Drawing what colleagues read, taking one on, saying what one found, and handing it back."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from earlyhelp.develop.choices.reviews import LATEST, rubric
from earlyhelp.develop.models import PeerReview, ReviewPlan, ReviewRound, ReviewSample
from earlyhelp.develop.queries import reviews as queries
from earlyhelp.develop.rules import reviews as rules
from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting


@transaction.atomic
def set_size(*, by: Actor, size: int, at: datetime) -> ReviewPlan:
    """Say how many notifications of one's own team are drawn each month. Raises NotAllowed or UnfitSize."""
    rules.check_may_set(by)
    rules.check_size(size)
    was = queries.get_size(by)
    made = ReviewPlan.objects.create(
        agency_id=by.agency_key, team_id=by.team_key, size=size, set_by_id=by.practitioner_key, set_at=at
    )
    audit.record(by=by, did="peer_review.sized", target=made, at=at, changed={"size": (was, size)})
    return made


@transaction.atomic
def draw_round(
    *, by: Actor, wanted: queries.ToDraw, writers: Mapping[UUID, UUID], at: datetime
) -> ReviewRound | None:
    """Draw by chance from what a team sent in a month that is over; once. None when it was drawn before.

    `writers` are those of each notification, by its own key, which is not kept. Raises ValueError for a month that is
    not over.
    """
    if (at.year, at.month) <= (wanted.month.year, wanted.month.month):
        raise ValueError("a month is drawn from once it is over")
    made, is_new = ReviewRound.objects.get_or_create(
        team_id=wanted.team_id,
        month=wanted.month,
        defaults={
            "agency_id": by.agency_key,
            "size": wanted.size,
            "seed": rules.new_seed(),
            "rubric": LATEST,
            "sent": len(writers),
            "drawn_at": at,
        },
    )
    if not is_new:
        return None
    drawn = rules.draw(made.seed, writers, wanted.size)
    ReviewSample.objects.bulk_create(
        ReviewSample(agency_id=by.agency_key, round=made, key=key, writer_id=writer, drawn_at=at)
        for key, writer in drawn
    )
    detail = {"sent": len(writers), "drawn": len(drawn)}
    audit.record(by=by, did="peer_review.drawn", target=made, at=at, detail=detail)
    return made


@transaction.atomic
def take_review(*, by: Actor, at: datetime) -> str:
    """Take on one that waits, by chance, or go on with the one that the actor has. Returns its key.

    Raises NotAllowed, or NothingToRead.
    """
    rules.check_may_review(by)
    open_one = queries.get_open_review(by, at=at)
    if open_one is not None:
        return open_one.sample.key
    with acting(Actor.system(by.purpose, agency_id=by.agency_key)):
        keys = sorted(queries.waiting_samples(by, at=at).values_list("pk", flat=True))
        sample = None
        while keys and sample is None:
            sample = _hold(by, keys.pop(secrets.randbelow(len(keys))), at)
    if sample is None:
        raise rules.NothingToRead(rules.NOTHING)
    made = PeerReview.objects.create(
        agency_id=by.agency_key, sample=sample, reviewer_id=by.practitioner_key, taken_at=at
    )
    audit.record(by=by, did="peer_review.taken", target=made, at=at)
    return sample.key


@transaction.atomic
def give_review(*, by: Actor, key: str, said: Mapping[str, str], at: datetime) -> None:
    """Say what one found, item by item, as the rubric's steps. The writer sees it once both have.

    Raises ReviewOver or OpenRating.
    """
    row = _taken(by, key, at)
    sample = (
        ReviewSample.objects.select_for_update(of=("self",)).select_related("round").get(pk=row.sample_id)
    )
    row.ratings = rules.ratings_of(rubric(sample.round.rubric), said)
    row.given_at = at
    row.save(update_fields=["ratings", "given_at"])
    audit.record(by=by, did="peer_review.given", target=row, at=at)
    with acting(Actor.system(by.purpose, agency_id=by.agency_key)):
        given = PeerReview.objects.filter(sample=sample, given_at__isnull=False).count()
        if given >= rules.READERS_EACH:
            sample.done_at = at
            sample.save(update_fields=["done_at"])


@transaction.atomic
def hand_back(*, by: Actor, key: str, at: datetime) -> None:
    """Let somebody else read it, such as when one knows the family. Raises ReviewOver."""
    row = _taken(by, key, at)
    audit.record(by=by, did="peer_review.handed_back", target=row, at=at)
    # The row stays, so that the same one does not come back to them.
    row.handed_back_at = at
    row.save(update_fields=["handed_back_at"])


def _hold(by: Actor, sample_id: UUID, at: datetime) -> ReviewSample | None:
    """The sample, held, when it still waits for a reader: whoever takes it on next waits for whoever does now."""
    held = ReviewSample.objects.select_for_update().get(pk=sample_id)
    return held if queries.waiting_samples(by, at=at).filter(pk=sample_id).exists() else None


def _taken(by: Actor, key: str, at: datetime) -> PeerReview:
    own = PeerReview.objects.select_for_update(of=("self",)).filter(
        sample__key=key, reviewer_id=by.practitioner_key, given_at=None, handed_back_at=None
    )
    row = own.filter(taken_at__gt=at - rules.TIME_TO_READ).first()
    if row is None:
        raise rules.ReviewOver(rules.OVER)
    return row
