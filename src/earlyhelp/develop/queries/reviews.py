"""What is drawn and read by colleagues: for the reader, for the writer first, and for the team only in sum."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from earlyhelp.develop.choices.reviews import QualityStep, RubricItem, rubric
from earlyhelp.develop.models import PeerReview, ReviewPlan, ReviewRound, ReviewSample
from earlyhelp.develop.rules import reviews as rules
from earlyhelp.develop.rules.rounds import months_after
from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting

Chosen = tuple[QualityStep, str]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A notification of one's own that two colleagues have read: each item with what the two chose, None: not asked."""

    key: str
    month: date
    done_at: datetime
    items: tuple[tuple[RubricItem, tuple[Chosen | None, ...]], ...]


@dataclass(frozen=True, slots=True)
class TeamReviews:
    """A team's notifications as colleagues read them, in sum. `notifications` is 0 where nothing may be shown yet."""

    notifications: int
    sums: tuple[rules.ItemSum, ...]


@dataclass(frozen=True, slots=True)
class ToDraw:
    """A team of which so many of a month are to be drawn."""

    team_id: UUID
    month: date
    size: int


def waiting_samples(by: Actor, *, at: datetime) -> QuerySet[ReviewSample]:
    """What this reader may take on: of another team, with a reader missing, and not read by them before.

    Called as the service: one reader does not see what another one has.
    """
    rules.check_may_review(by)
    reads = Q(reviews__taken_at__gt=at - rules.TIME_TO_READ, reviews__handed_back_at=None)
    mine = PeerReview.objects.filter(reviewer_id=by.practitioner_key).values("sample_id")
    return (
        ReviewSample.objects.filter(agency_id=by.agency_key, done_at=None, writer__is_active=True)
        .exclude(round__team_id=by.team_key)
        .exclude(writer__team_id=by.team_key)
        .exclude(writer_id=by.practitioner_key)
        .exclude(pk__in=mine)
        .annotate(readers=Count("reviews", filter=Q(reviews__given_at__isnull=False) | reads))
        .filter(readers__lt=rules.READERS_EACH)
    )


def count_to_read(by: Actor, *, at: datetime) -> int:
    """How many wait for a reader like this one. Raises NotAllowed."""
    with acting(Actor.system(by.purpose, agency_id=by.agency_key)):
        return waiting_samples(by, at=at).count()


def get_open_review(by: Actor, *, at: datetime) -> PeerReview | None:
    """What the actor has to read now, or None."""
    return _open(by, at).first()


def get_taken(by: Actor, *, key: str, at: datetime) -> ReviewSample:
    """What the actor took on and has not given yet. Raises PeerReview.DoesNotExist."""
    return _open(by, at).get(sample__key=key).sample


def get_own_sample(by: Actor, *, key: str) -> ReviewSample:
    """Something of the actor's own that was read. Raises ReviewSample.DoesNotExist."""
    own = ReviewSample.objects.select_related("round")
    return own.get(key=key, writer_id=by.practitioner_key, done_at__isnull=False)


def list_own_reviewed(*, by: Actor, at: datetime) -> list[Reviewed]:
    """What colleagues found in the actor's own notifications, the newest first, without their names; audited."""
    own = ReviewSample.objects.filter(writer_id=by.practitioner_key, done_at__isnull=False)
    found = list(own.select_related("round").prefetch_related("reviews").order_by("-done_at"))
    audit.record_read(by=by, what="peer_review", targets=found, at=at)
    return [_reviewed(one) for one in found]


def get_size(by: Actor) -> int:
    """How many notifications of the actor's team are drawn each month."""
    newest = ReviewPlan.objects.filter(team_id=by.team_key).first()
    return newest.size if newest else 0


def get_team_reviews(*, by: Actor, at: datetime) -> TeamReviews:
    """The sums of the actor's own team, of the newest rubric that it was read by. Raises NotAllowed. Audited."""
    rules.check_may_set(by)
    last = ReviewRound.objects.filter(team_id=by.team_key).first()
    if last is None:
        return TeamReviews(0, ())
    with acting(Actor.system(by.purpose, agency_id=by.agency_key)):
        done = ReviewSample.objects.filter(
            round__team_id=by.team_key, round__rubric=last.rubric, done_at__isnull=False
        )
        rows = [_twice(one) for one in done.order_by("done_at", "key").prefetch_related("reviews")]
    shown = rules.in_blocks(rows)
    audit.record(by=by, did="peer_review.summed", at=at, detail={"shown": len(shown)})
    return TeamReviews(len(shown), tuple(rules.sums_of(rubric(last.rubric), shown)))


def list_to_draw(by: Actor, *, today: date) -> list[ToDraw]:
    """Teams of the actor's agency of which last month is still to be drawn."""
    month = months_after(today.replace(day=1), -1)
    drawn = set(
        ReviewRound.objects.filter(agency_id=by.agency_key, month=month).values_list("team", flat=True)
    )
    sizes: dict[UUID, int] = {}
    for plan in ReviewPlan.objects.filter(agency_id=by.agency_key):
        sizes.setdefault(plan.team_id, plan.size)
    return [ToDraw(team, month, size) for team, size in sorted(sizes.items()) if size and team not in drawn]


def _open(by: Actor, at: datetime) -> QuerySet[PeerReview]:
    own = PeerReview.objects.filter(reviewer_id=by.practitioner_key, given_at=None, handed_back_at=None)
    return own.filter(taken_at__gt=at - rules.TIME_TO_READ).select_related("sample__round")


def _given(sample: ReviewSample) -> list[Mapping[str, int | None]]:
    """What the two found, the first reader's first; never from the row of somebody who did not say."""
    given = [one for one in sample.reviews.all() if one.given_at is not None]
    return [one.ratings for one in sorted(given, key=lambda one: (one.taken_at, one.pk))]


def _twice(sample: ReviewSample) -> rules.Twice:
    first, second = _given(sample)
    return rules.Twice(sample.writer_id, first, second)


def _reviewed(sample: ReviewSample) -> Reviewed:
    # In an order that says nothing of who the readers are.
    readings = sorted(_given(sample), key=lambda one: str(sorted(one.items())))
    items = rubric(sample.round.rubric).items
    return Reviewed(
        key=sample.key,
        month=sample.round.month,
        done_at=sample.done_at or sample.drawn_at,
        items=tuple((item, tuple(_chosen(item, said.get(item.key)) for said in readings)) for item in items),
    )


def _chosen(item: RubricItem, step: int | None) -> Chosen | None:
    return None if step is None else (QualityStep(step), item.steps[step - 1])
