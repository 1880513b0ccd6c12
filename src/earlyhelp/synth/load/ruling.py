"""Who the people are, what the front door decided, what it asked, and what the officer heard."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from earlyhelp.identify.models import Notification, ReportedPerson
from earlyhelp.kit.references import format_reference
from earlyhelp.partnership.models import Practitioner
from earlyhelp.solve import rules
from earlyhelp.solve.choices import Outcome
from earlyhelp.solve.models import Claim, Decision, Feedback, Question
from earlyhelp.synth.load.auditing import Diary
from earlyhelp.synth.load.cast import Cast
from earlyhelp.synth.load.reporting import Sent
from earlyhelp.synth.narrative import phrase
from earlyhelp.synth.year import Asked, Report, Ruling
from earlyhelp.understand.actions.links import PREFIX
from earlyhelp.understand.models import Person, PersonLink

CLAIMED = 2
_SEEN_WITHIN_DAYS = 3


@dataclass(slots=True)
class Decided:
    """Rows about what the front door did. `by_number` is the last decision of each decided report."""

    people: dict[int, Person] = field(default_factory=dict)
    links: list[PersonLink] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    feedback: list[Feedback] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    by_number: dict[int, Decision] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FrontDoor:
    """What is the same for every decision of a load."""

    cast: Cast
    diary: Diary
    chance: Random
    at: datetime
    decided: Decided

    def tell(self, notification: Notification, event: str, at: datetime, who: Practitioner | None) -> None:
        """The officer hears; most have read it within a few days."""
        days = self.chance.uniform(0, _SEEN_WITHIN_DAYS)
        read_at = at + timedelta(days=days) if self.chance.random() < 0.9 else None
        self.decided.feedback.append(
            Feedback(
                agency=self.cast.police,
                notification=notification,
                event=event,
                given_by=who,
                given_at=at,
                read_at=read_at if read_at and read_at < self.at else None,
            )
        )
        if who is not None:
            self.diary.did(who, "feedback.given", notification, at, detail={"event": event})


def decide_reports(door: FrontDoor, reports: tuple[Report, ...], sent: Sent) -> Decided:
    """Rows for every decided report, in the order of the decisions; and a few that somebody has open now."""
    rulings = [(place, report.ruling) for place, report in enumerate(reports) if report.ruling]
    for place, ruling in sorted(rulings, key=lambda made: (made[1].decided_at, made[0])):
        _decide(door, reports[place], ruling, sent.notifications[place], sent.people[place])
    waiting = [place for place, report in enumerate(reports) if report.ruling is None]
    for number, place in enumerate(waiting[-CLAIMED:]):
        _claim(door, sent.notifications[place], door.cast.deciders[-1 - number])
    return door.decided


def _decide(
    door: FrontDoor, report: Report, ruling: Ruling, notification: Notification, people: list[ReportedPerson]
) -> None:
    decider = door.cast.deciders[ruling.decider]
    door.diary.read(decider, "notification", notification, ruling.decided_at - timedelta(minutes=6))
    linked_at = ruling.decided_at - timedelta(minutes=2)
    for reported, row in zip(report.people, people, strict=True):
        _link(door, decider, reported.person, row, linked_at)
    number = 1
    if ruling.asked and ruling.outcome is not Outcome.ASKED_BACK:
        _ask(door, decider, notification, ruling.asked, number)
        number += 1
    decision = _record(door, decider, notification, ruling, number)
    door.decided.by_number[report.number] = decision
    if ruling.asked and ruling.outcome is Outcome.ASKED_BACK:
        _question(door, decider, notification, ruling.asked)
    door.tell(notification, rules.event_of(ruling.outcome.value), ruling.decided_at, decider)


def _record(
    door: FrontDoor, decider: Practitioner, notification: Notification, ruling: Ruling, number: int
) -> Decision:
    decision = Decision(
        agency=door.cast.council,
        notification=notification,
        number=number,
        outcome=ruling.outcome.value,
        reason=ruling.reason.value,
        rationale=ruling.rationale,
        met_by=ruling.met_by,
        decided_by=decider,
        decided_at=ruling.decided_at,
    )
    _decided(door, decision, decider)
    return decision


def _decided(door: FrontDoor, decision: Decision, decider: Practitioner) -> None:
    door.decided.decisions.append(decision)
    door.diary.did(
        decider,
        "notification.decided",
        decision.notification,
        decision.decided_at,
        detail={"outcome": decision.outcome, "reason": decision.reason, "number": decision.number},
    )


def _link(door: FrontDoor, decider: Practitioner, truth: int, reported: ReportedPerson, at: datetime) -> None:
    """Say who a reported person is: somebody known, or somebody new."""
    people = door.decided.people
    person = people.get(truth)
    if person is None:
        reference = format_reference(PREFIX, at.year, len(people) + 1)
        person = Person(reference=reference, agency=door.cast.council, made_by=decider, made_at=at)
        people[truth] = person
        door.diary.did(decider, "person.made", person, at)
    link = PersonLink(
        agency=door.cast.council, person=person, reported=reported, linked_by=decider, linked_at=at
    )
    door.decided.links.append(link)
    door.diary.did(decider, "person.linked", person, at, detail={"reported": str(reported.pk)})


def _ask(
    door: FrontDoor, decider: Practitioner, notification: Notification, asked: Asked, number: int
) -> None:
    """The first time round there was not enough to decide on."""
    language = decider.language
    first = Decision(
        agency=door.cast.council,
        notification=notification,
        number=number,
        outcome=Outcome.ASKED_BACK.value,
        reason=asked.reason.value,
        rationale=phrase(door.chance, language, "rationale", asked.reason.value),
        decided_by=decider,
        decided_at=asked.asked_at,
    )
    _decided(door, first, decider)
    _question(door, decider, notification, asked)
    door.tell(notification, rules.event_of(Outcome.ASKED_BACK.value), asked.asked_at, decider)


def _question(door: FrontDoor, decider: Practitioner, notification: Notification, asked: Asked) -> None:
    officer = notification.submitted_by
    question = Question(
        agency=door.cast.police,
        notification=notification,
        text=asked.text,
        asked_by=decider,
        asked_at=asked.asked_at,
        answer=asked.answer,
        answered_by=officer if asked.answered_at else None,
        answered_at=asked.answered_at,
    )
    door.decided.questions.append(question)
    door.diary.did(decider, "question.asked", question, asked.asked_at)
    if asked.answered_at:
        door.diary.did(officer, "question.answered", question, asked.answered_at)
        door.tell(notification, "question.answered", asked.answered_at, officer)


def _claim(door: FrontDoor, notification: Notification, decider: Practitioner) -> None:
    at = door.at - timedelta(minutes=9)
    claim = Claim(agency=door.cast.council, notification=notification, practitioner=decider, claimed_at=at)
    door.decided.claims.append(claim)
    door.diary.did(decider, "claim.made", notification, at)
