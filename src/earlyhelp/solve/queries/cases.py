"""One notification, whole: as written, who may be who, what came before, and what was decided."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from earlyhelp.govern.actions import audit
from earlyhelp.identify.choices import Track
from earlyhelp.identify.models import Attachment, Notification, ReportedPerson, ReportedRelation
from earlyhelp.identify.queries import (
    Amended,
    get_notification,
    list_amendments,
    list_attachments,
    list_relations,
)
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.time_words import TimeWords, time_left
from earlyhelp.solve import rules
from earlyhelp.solve.choices import Outcome, TriageState
from earlyhelp.solve.models import Claim, Decision, Question
from earlyhelp.solve.queries.clocks import Clock, clock_of
from earlyhelp.solve.queries.decisions import list_decisions, list_last_decisions
from earlyhelp.solve.queries.facts import age_words, facts_of
from earlyhelp.solve.queries.grading import Priority, list_priorities
from earlyhelp.solve.queries.timing import pauses_in
from earlyhelp.understand.models import PersonLink
from earlyhelp.understand.queries import (
    Candidates,
    SafeWay,
    get_repeat_contact,
    list_candidates_of,
    list_links,
    list_safe_ways_of_reports,
)
from earlyhelp.understand.rules import RepeatContact

MOST_EARLIER = 10


@dataclass(frozen=True, slots=True)
class CasePerson:
    """A person in the notification: as reported, whom it was linked to, and who may be the same."""

    reported: ReportedPerson
    age: str
    link: PersonLink | None
    matches: Candidates
    safe_way: SafeWay


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier notification about somebody in this one, with the decision that counts."""

    notification: Notification
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that the page of one notification shows. `number` is the last decision's, 0 when there is none.

    `linked` is repeat contact of those who were linked, also where the priority counts more, as "perhaps".
    """

    notification: Notification
    at: datetime
    state: TriageState
    priority: Priority
    linked: RepeatContact
    clock: Clock | None
    people: tuple[CasePerson, ...]
    facts: tuple[str, ...]
    earlier: tuple[Earlier, ...]
    earlier_count: int
    decisions: tuple[Decision, ...]
    questions: tuple[Question, ...]
    claim: Claim | None
    is_mine: bool
    amendments: tuple[Amended, ...] = ()
    acknowledged_at: datetime | None = None
    attachments: tuple[Attachment, ...] = ()
    relations: tuple[ReportedRelation, ...] = ()

    @property
    def is_to_acknowledge(self) -> bool:
        """True for a safeguarding report whose officer has not heard that it has arrived."""
        is_report = self.notification.track == Track.SAFEGUARDING
        return is_report and self.acknowledged_at is None and not self.decisions

    @property
    def acknowledge_by(self) -> TimeWords:
        """How much time is left to say so, in words."""
        standard = self.priority.standard
        due = standard.acknowledge.due_at(self.notification.submitted_at, standard.hours)
        return time_left(self.at, due, hours=standard.hours)

    @property
    def amended_fields(self) -> frozenset[str]:
        """The answers that the officer changed after sending."""
        return frozenset(name for one in self.amendments for name in one.fields)

    def mark_of(self, reported: ReportedPerson) -> str:
        """`added` or `corrected` for a person who was not there like this at first, otherwise empty."""
        if any(reported.position in one.corrected_positions for one in self.amendments):
            return "corrected"
        added = any(reported.position in one.added_positions for one in self.amendments)
        return "added" if added else ""

    @property
    def number(self) -> int:
        """The number of the last decision, for the check that nobody decided meanwhile."""
        return self.decisions[0].number if self.decisions else 0

    @property
    def last(self) -> Decision | None:
        """The decision that counts."""
        return self.decisions[0] if self.decisions else None

    @property
    def needs_service(self) -> bool:
        """True when the decision leads on to choosing a service."""
        return self.last is not None and self.last.outcome in (Outcome.SIGNPOST, Outcome.EARLY_HELP)


def get_case(*, by: Actor, reference: str, at: datetime) -> Case:
    """One notification for a decision-maker of its front door. Every reading in it is audited.

    Raises Notification.DoesNotExist or NotAllowed.
    """
    notification = get_notification(by=by, reference=reference, at=at, reason="triage")
    rules.check_may_triage(by, front_door_agency=notification.front_door.agency_id)
    decisions = list_decisions(by, [notification.pk])[notification.pk]
    questions = list(notification.questions.select_related("asked_by", "answered_by").order_by("-asked_at"))
    priority = list_priorities(by, [notification])[notification.pk]
    is_open = any(one.answered_at is None and one.closed_at is None for one in questions)
    state = rules.state_of(decisions[0].outcome if decisions else None, question_open=is_open)
    # What is confirmed was counted over linked people only: the same answer, and read already.
    repeat = priority.repeat
    linked = repeat if repeat.confirmed else get_repeat_contact(by, notification.pk)
    claim = (
        Claim.objects.filter(agency_id=by.agency_key, notification=notification, released_at=None)
        .select_related("practitioner")
        .first()
    )
    return Case(
        notification=notification,
        at=at,
        state=state,
        priority=priority,
        linked=linked,
        clock=clock_of(state, notification.submitted_at, priority, pauses_in(questions), at),
        people=_people(by, notification, at),
        facts=facts_of(by, {notification.pk: priority.repeat})[notification.pk],
        earlier=_earlier(by, linked.earlier, at),
        earlier_count=len(linked.earlier),
        decisions=tuple(decisions),
        questions=tuple(questions),
        claim=claim,
        is_mine=claim is not None and claim.practitioner_id == by.practitioner_id,
        amendments=tuple(list_amendments(by=by, notification=notification)),
        acknowledged_at=_acknowledged_at(notification),
        attachments=tuple(list_attachments(by=by, notification=notification)),
        relations=tuple(list_relations(by=by, notification=notification)),
    )


def _acknowledged_at(notification: Notification) -> datetime | None:
    if notification.track != Track.SAFEGUARDING:
        return None
    told = notification.feedback.filter(event=rules.ACKNOWLEDGED)
    return told.values_list("given_at", flat=True).first()


def _people(by: Actor, notification: Notification, at: datetime) -> tuple[CasePerson, ...]:
    people = list(notification.people.all())
    for person in people:
        person.notification = notification
    links = list_links(by, [person.pk for person in people])
    matches = list_candidates_of(by=by, people=people, at=at)
    ways = list_safe_ways_of_reports(by, people)
    return tuple(
        CasePerson(person, age_words(person, at), links.get(person.pk), matches[person.pk], ways[person.pk])
        for person in people
    )


def _earlier(by: Actor, linked: tuple[UUID, ...], at: datetime) -> tuple[Earlier, ...]:
    keys = linked[:MOST_EARLIER]
    if not keys:
        return ()
    found = {one.pk: one for one in Notification.objects.filter(pk__in=keys).select_related("agency")}
    decided = list_last_decisions(by, keys)
    audit.record_read(
        by=by, what="notification", targets=found.values(), at=at, reason="earlier notification"
    )
    return tuple(Earlier(found[key], decided.get(key)) for key in keys if key in found)


def get_reported(*, by: Actor, reference: str, position: int) -> ReportedPerson:
    """One person of a notification, by place. Shown to nobody, so not audited. Raises ReportedPerson.DoesNotExist."""
    people = ReportedPerson.objects.filter(notification__front_door__agency_id=by.agency_key)
    return people.get(notification__reference=reference, position=position)
