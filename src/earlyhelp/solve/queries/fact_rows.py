"""Notifications, help and goals as facts for figures, and who asked whom. Nobody is named; a person is a number."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final, NamedTuple
from uuid import UUID

from django.db.models import Q

from earlyhelp.identify.choices import PersonRole, PreferredLanguage
from earlyhelp.identify.models import Notification
from earlyhelp.identify.queries import list_people_now
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.batches import in_batches
from earlyhelp.kit.working_days import LONDON, working_days_between
from earlyhelp.solve.choices import ActionState, Outcome, WorkerPart
from earlyhelp.solve.choices.plans import VisitKind
from earlyhelp.solve.models import (
    Action,
    CheckAnswer,
    Decision,
    Distance,
    EpisodeMember,
    EpisodeWorker,
    Feedback,
)
from earlyhelp.solve.queries.grading import list_priorities
from earlyhelp.understand.queries.fact_rows import Who, list_linked

_AT_A_TIME: Final = 1000
_OVER: Final = (ActionState.DONE, ActionState.NOT_NEEDED)
_DECIDED: Final = "decided."
_PEOPLE: Final = (
    "notification_id",
    "position",
    "place",
    "given_name",
    "family_name",
    "date_of_birth",
    "address",
    "postcode",
    "language",
)


class NotificationFact(NamedTuple):
    """One notification, by the person who needs help most. `team` is the one that sent it; `waited` is working days."""

    notification: int
    force: str
    area: str
    agency: str
    team: str
    at: int
    track: str
    grade: str
    outcome: str
    decided_at: int | None
    waited: int | None
    told_at: int | None
    person: int | None
    household: int | None
    address: int | None
    language: str
    offered_welsh: bool | None


class HelpFact(NamedTuple):
    """One person's stretch of help by a lead worker."""

    help: int
    person: int
    area: str
    agency: str
    team: str
    at: int
    ended_at: int | None


class GoalFact(NamedTuple):
    """Where one person said they are with one goal, 0 to 10: at first, last, and at the end."""

    goal: int
    person: int
    area: str
    agency: str
    at: int
    baseline: int
    latest: int | None
    at_end: int | None


class JointFact(NamedTuple):
    """One partner asked another: a check, or an action of a plan or a meeting."""

    at: int
    area: str
    asked: str
    asking: str
    kind: str
    answered_at: int | None
    due_at: int | None


@dataclass(slots=True)
class _Subject:
    """The person who needs help, as numbers. `is_kept` also when somebody else who is named is kept."""

    person: int | None = None
    household: int | None = None
    language: str = PreferredLanguage.NOT_ASKED
    is_kept: bool = False
    is_unused: bool = False
    is_found: bool = False


@dataclass(slots=True)
class _Decided:
    outcome: str = ""
    first_at: datetime | None = None


def list_notification_facts(
    by: Actor, who: Who, *, first: datetime, before: datetime
) -> Iterator[NotificationFact]:
    """The notifications that reached the actor's front door from `first` and before `before`, a few at a time.

    Person, household and address are empty where anybody is named who is kept; notifications about people whose record
    is not used are left out.
    """
    sent = (
        Notification.objects.filter(
            front_door__agency_id=by.agency_key, submitted_at__gte=first, submitted_at__lt=before
        )
        .order_by()
        .select_related("agency", "front_door__agency", "team")
    )
    for batch in in_batches(sent.iterator(_AT_A_TIME), _AT_A_TIME):
        keys = [one.pk for one in batch]
        subjects, decided, told = _subjects(by, who, keys), _decided(by, keys), _told(keys)
        graded = list_priorities(by, batch, probable=False)
        for one in batch:
            subject = subjects.get(one.pk, _Subject())
            if not subject.is_unused:
                ruling, told_at = decided.get(one.pk, _Decided()), told.get(one.pk)
                yield _notification_fact(one, who, subject, ruling, told_at, graded[one.pk].grade)


def _notification_fact(
    sent: Notification, who: Who, subject: _Subject, ruling: _Decided, told_at: datetime | None, grade: str
) -> NotificationFact:
    decided_at = ruling.first_at
    place = None if subject.is_kept else who.numbers.place(sent.place, sent.place_postcode)
    return NotificationFact(
        who.numbers.of("notification", sent.pk),
        sent.agency.code,
        sent.area_id,
        sent.front_door.agency.code,
        sent.team.code,
        _seconds(sent.submitted_at),
        sent.track,
        str(grade),
        ruling.outcome,
        None if decided_at is None else _seconds(decided_at),
        None if decided_at is None else working_days_between(sent.submitted_at, decided_at),
        None if told_at is None else _seconds(told_at),
        None if subject.is_kept else subject.person,
        None if subject.is_kept else subject.household,
        place,
        "" if subject.language == PreferredLanguage.NOT_ASKED else subject.language,
        subject.language != PreferredLanguage.NOT_ASKED if subject.is_found else None,
    )


def _subjects(by: Actor, who: Who, keys: list[UUID]) -> dict[UUID, _Subject]:
    """The person who needs help of each notification: the first who is named as such, or else the first at all."""
    linked = list_linked(by, keys)
    found: dict[UUID, _Subject] = {}
    rows = list(list_people_now(by=by).filter(notification_id__in=keys).values_list("role", *_PEOPLE))
    # Those who need help first; among them, and among the others, in the order in which they were named.
    for _role, key, position, place, *said in sorted(rows, key=lambda row: row[0] != PersonRole.SUBJECT):
        given, family, born, address, postcode, language = said
        subject = found.setdefault(key, _Subject())
        person_id = linked.get((key, position if place is None else place))
        named = who.numbers.named((given, family, born)) if person_id is None else who.number(person_id)
        is_kept = named is None if person_id is not None else named in who.silent.kept
        subject.is_kept = subject.is_kept or is_kept
        if subject.is_found:
            continue
        subject.is_found, subject.person, subject.language = True, named, language
        subject.household = who.numbers.home(address, postcode)
        unlinked = person_id is None and named in who.silent.unused
        subject.is_unused = unlinked or (person_id is not None and who.is_unused(person_id))
    return found


def _decided(by: Actor, keys: list[UUID]) -> dict[UUID, _Decided]:
    """The last decision, and when the first was made that was not only to ask back."""
    found: dict[UUID, _Decided] = {}
    rows = Decision.objects.filter(notification_id__in=keys, agency_id=by.agency_key).order_by("number")
    for key, outcome, at in rows.values_list("notification_id", "outcome", "decided_at"):
        ruling = found.setdefault(key, _Decided())
        ruling.outcome = outcome
        if outcome != Outcome.ASKED_BACK and ruling.first_at is None:
            ruling.first_at = at
    return found


def _told(keys: list[UUID]) -> dict[UUID, datetime]:
    """When the officer was first told a decision."""
    rows = Feedback.objects.filter(notification_id__in=keys, event__startswith=_DECIDED)
    return dict(rows.order_by("-given_at").values_list("notification_id", "given_at"))


def list_help_facts(by: Actor, who: Who, *, first: datetime, before: datetime) -> Iterator[HelpFact]:
    """Help by a lead worker that began for somebody from `first` and before `before`.

    Nobody who is kept, or whose record is not used, is in it.
    """
    members = (
        EpisodeMember.objects.filter(agency_id=by.agency_key, joined_at__lt=before)
        .order_by()
        .select_related("episode__team__agency", "episode__notification")
    )
    for batch in in_batches(members.iterator(_AT_A_TIME), _AT_A_TIME):
        led = _led({one.episode_id for one in batch})
        for one in batch:
            lead_at, person = led.get(one.episode_id), who.number(one.person_id)
            if lead_at is None or person is None or who.is_unused(one.person_id):
                continue
            at = max(lead_at, one.joined_at)
            ends = [end for end in (one.left_at, one.episode.closed_at) if end is not None]
            if not first <= at < before or (ends and min(ends) < at):
                continue
            yield HelpFact(
                who.numbers.of("help", one.pk),
                person,
                _area(one.episode.notification, one.episode.team.area_id),
                one.episode.team.agency.code,
                one.episode.team.code,
                _seconds(at),
                _seconds(min(ends)) if ends else None,
            )


def _led(keys: Iterable[UUID]) -> dict[UUID, datetime]:
    """When each of these episodes first had a lead worker."""
    rows = EpisodeWorker.objects.filter(episode_id__in=keys, part=WorkerPart.LEAD).order_by("-from_at")
    return dict(rows.values_list("episode_id", "from_at"))


def _area(sent: Notification | None, area_id: str | None) -> str:
    return sent.area_id if sent is not None else area_id or ""


def list_goal_facts(by: Actor, who: Who, *, first: datetime, before: datetime) -> Iterator[GoalFact]:
    """Goals of which somebody first said where they are from `first` and before `before`.

    Nobody who is kept, or whose record is not used, is in it. Marks of a visit that was not held do not exist.
    """
    begins, ends = first.astimezone(LONDON).date(), before.astimezone(LONDON).date()
    rows = (
        Distance.objects.filter(agency_id=by.agency_key, mark__isnull=False)
        .order_by("goal_id", "person_id", "said_on", "recorded_at")
        .values_list(
            "goal_id",
            "person_id",
            "mark",
            "said_on",
            "review__kind",
            "episode__notification__area_id",
            "episode__team__area_id",
            "episode__team__agency__code",
        )
    )
    now: list[tuple[int, date, str]] = []
    last: tuple[UUID, UUID, str, str] | None = None
    for goal, person_id, mark, on, kind, sent_area, team_area, agency in rows.iterator(_AT_A_TIME):
        this = (goal, person_id, sent_area or team_area or "", agency)
        if last is not None and last[:2] != this[:2]:
            yield from _goal_fact(who, last, now, begins, ends)
            now = []
        last = this
        now.append((mark, on, kind))
    if last is not None:
        yield from _goal_fact(who, last, now, begins, ends)


def _goal_fact(
    who: Who,
    whose: tuple[UUID, UUID, str, str],
    said: list[tuple[int, date, str]],
    begins: date,
    ends: date,
) -> Iterator[GoalFact]:
    """One goal of one person, when it belongs to these days and may be told."""
    goal, person_id, area, agency = whose
    person, (baseline, on, _kind) = who.number(person_id), said[0]
    if person is None or who.is_unused(person_id) or not begins <= on < ends:
        return
    at_end = [mark for mark, _on, kind in said if kind == VisitKind.END]
    yield GoalFact(
        who.numbers.of("goal", goal, person_id),
        person,
        area,
        agency,
        _seconds(_noon(on)),
        baseline,
        said[-1][0] if len(said) > 1 else None,
        at_end[-1] if at_end else None,
    )


def list_joint_facts(by: Actor, *, first: datetime, before: datetime, asking: str) -> Iterator[JointFact]:
    """What the actor's agency (its code is `asking`) asked of other agencies. Names nobody and no person's number.

    A check that the front door took back itself is left out: nothing was wanted any more.
    """
    period = {"asked_at__gte": first, "asked_at__lt": before}
    answers = (
        CheckAnswer.objects.filter(agency_id=by.agency_key, **period)
        .filter(Q(withdrawn_at=None) | Q(withdrawn_by=None))
        .exclude(asked_id=by.agency_key)
        .order_by()
    )
    columns = ("asked_at", "checked__notification__area_id", "asked__code", "answered_at", "due_at")
    for at, area, asked, answered_at, due_at in answers.values_list(*columns).iterator(_AT_A_TIME):
        answered = None if answered_at is None else _seconds(answered_at)
        yield JointFact(_seconds(at), area, asked, asking, "check", answered, _seconds(due_at))
    actions = (
        Action.objects.filter(agency_id=by.agency_key, added_at__gte=first, added_at__lt=before)
        .filter(practitioner__isnull=False)
        .exclude(practitioner__agency_id=by.agency_key)
        .order_by()
    )
    columns = ("added_at", "episode__notification__area_id", "episode__team__area_id")
    columns += ("practitioner__agency__code", "meeting_action", "state", "state_at", "due_on")
    for at, sent_area, area, asked, met, state, state_at, due_on in actions.values_list(*columns).iterator(
        _AT_A_TIME
    ):
        answered = _seconds(state_at) if state in _OVER else None
        kind = "plan" if met is None else "meeting"
        due = _seconds(datetime.combine(due_on, time(23, 59, 59), LONDON))
        yield JointFact(_seconds(at), sent_area or area or "", asked, asking, kind, answered, due)


def _seconds(at: datetime) -> int:
    return int(at.timestamp())


def _noon(on: date) -> datetime:
    return datetime.combine(on, time(12), LONDON)
