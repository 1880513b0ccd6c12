"""Put a year together: events, what officers wrote, what the front door decided, what services did."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from earlyhelp.identify.choices import Danger, HelpOffered, PersonRole, SharingView, Track
from earlyhelp.kit.working_days import LONDON
from earlyhelp.signpost.choices.referrals import ToldHow
from earlyhelp.solve.choices import Outcome, Reason
from earlyhelp.synth.narrative import Account, phrase, write_account
from earlyhelp.synth.people import Population
from earlyhelp.synth.year import rhythm
from earlyhelp.synth.year.deciding import Case, Fate, share_outcomes
from earlyhelp.synth.year.events import Event, make_events
from earlyhelp.synth.year.hearing import Listening, write_down
from earlyhelp.synth.year.helping import Asking, refer
from earlyhelp.synth.year.shapes import Asked, Help, Manifest, Report, Reported, Ruling, Year
from earlyhelp.synth.year.size import NOTIFICATIONS_IN_A_YEAR, Size
from earlyhelp.understand.choices import ConsentGiver

OFFICERS, WELSH_OFFICERS = 40, 6
"""The first six officers write in Welsh: about 15 % of reports, so that both languages are met every day."""
# The first who writes in each language reports more than others: visitors of the demonstration are in their place.
_OFFICERS_REPORT = [{0: 2, WELSH_OFFICERS: 4}.get(officer, 1) for officer in range(OFFICERS)]
DECIDERS, WELSH_DECIDERS = 5, 1
SPEAKS, OLD_ENOUGH = 4, 16
_CAREFUL = {"harm_at_home", "befriended", "pulled_in"}
_GRAVE = {"harm_at_home", "pulled_in", "drinking_parent", "befriended", "bare_cupboards", "confused_outside"}
_WAYS_TO_TELL = (ToldHow.TELEPHONE, ToldHow.TELEPHONE, ToldHow.IN_PERSON, ToldHow.TEXT, ToldHow.LETTER)
_TOLD = {
    "en": "The duty social worker, by telephone",
    "cy": "Y gweithiwr cymdeithasol ar ddyletswydd, ar y ffôn",
}


@dataclass(frozen=True, slots=True)
class _Desk:
    """What is the same for every notification of a year."""

    chance: Random
    population: Population
    at: datetime


def make_year(
    population: Population, *, seed: int, at: datetime, notifications: int = NOTIFICATIONS_IN_A_YEAR
) -> Year:
    """A year of notifications that ends at `at`. The same arguments give the same year.

    Raises ValueError when `at` has no time zone, or for fewer than 50 notifications: too few for the shape.
    """
    if at.tzinfo is None:
        raise ValueError("a time without a time zone says nothing about when")
    if notifications < 50:
        raise ValueError("fewer than 50 notifications do not make a year")
    chance, local = Random(f"year {seed}"), at.astimezone(LONDON).replace(second=0, microsecond=0)
    desk, size = _Desk(chance, population, local), Size.of(notifications)
    events = make_events(chance, population, size, local)
    decided = [event for event in events if not event.waiting]
    fates = iter(share_outcomes(chance, [_case(event) for event in decided], size, local))
    reports = tuple(
        _report(desk, number, event, None if event.waiting else next(fates))
        for number, event in enumerate(events, start=1)
    )
    return Year(seed, local, reports, count_up(reports))


def count_up(reports: Iterable[Report]) -> Manifest:
    """The truth about a year."""
    reports = list(reports)
    of: dict[int, list[int]] = defaultdict(list)
    for report in reports:
        for reported in report.people:
            of[reported.person].append(report.number)
    rulings = [report.ruling for report in reports if report.ruling]
    return Manifest(
        notifications=len(reports),
        waiting=len(reports) - len(rulings),
        passed=sum(ruling.passed for ruling in rulings),
        statutory=sum(ruling.statutory for ruling in rulings),
        outcomes=dict(sorted(Counter(ruling.outcome.value for ruling in rulings).items())),
        people_notified=len(of),
        people_notified_again=sum(len(numbers) > 1 for numbers in of.values()),
        named=sum(len(report.people) for report in reports),
        notifications_of={person: tuple(numbers) for person, numbers in sorted(of.items())},
    )


def _case(event: Event) -> Case:
    subject = event.named[0][0]
    children = any(role is PersonRole.CHILD for _, role in event.named)
    return Case(
        situation=event.situation.key,
        about_child=children or subject.is_child_on(event.occurred_at.date()),
        earlier=event.earlier,
        sent_at=event.sent_at,
    )


def _report(desk: _Desk, number: int, event: Event, fate: Fate | None) -> Report:
    chance = desk.chance
    officer = chance.choices(range(OFFICERS), _OFFICERS_REPORT)[0]
    language = "cy" if officer < WELSH_OFFICERS else "en"
    danger = _danger(chance, event, fate)
    track = Track.EARLY_HELP if danger is Danger.NEITHER else Track.SAFEGUARDING
    offered, sharing = _said(chance, event, fate, track)
    home = event.household.address
    at_home = chance.random() < 0.8
    account = _account(chance, event, language)
    return Report(
        number=number,
        household=event.household.key,
        situation=event.situation.key,
        officer=officer,
        language=language,
        track=track,
        danger=danger,
        incident_number=f"{event.occurred_at:%y}{number * 41 % 900000 + 100000:06d}",
        occurred_at=event.occurred_at,
        sent_at=event.sent_at,
        place=f"{home.line(language)}, {home.community(language)}" if at_home else home.community(language),
        place_postcode=home.postcode if at_home else "",
        seen_and_heard=account.seen_and_heard,
        own_words=account.own_words,
        strengths=account.strengths,
        needs=event.situation.needs[: chance.randint(1, len(event.situation.needs))],
        help_offered=offered,
        sharing_view=sharing,
        told_whom=_TOLD[language] if track is Track.SAFEGUARDING else "",
        told_at=event.sent_at - timedelta(minutes=20) if track is Track.SAFEGUARDING else None,
        people=_people(desk, event, language),
        ruling=None if fate is None else _ruling(desk, event, fate),
    )


def _account(chance: Random, event: Event, language: str) -> Account:
    day = event.occurred_at.date()
    talkative = [
        person for person, _ in event.named if person.is_child_on(day) and person.age_on(day) >= SPEAKS
    ]
    subject = event.named[0][0]
    child = subject.is_child_on(day) or (bool(talkative) and chance.random() < 0.5)
    speaker = talkative[0] if child and talkative else subject
    return write_account(
        chance,
        event.situation.key,
        language=language,
        spoken="cy" if speaker.language == "cy" else "en",
        child=child and bool(talkative),
        children=any(person.is_child_on(day) for person, _ in event.named),
    )


def _danger(chance: Random, event: Event, fate: Fate | None) -> Danger:
    """Three in ten of the gravest begin as a safeguarding report; others become one at the front door."""
    grave = event.situation.key in _GRAVE and (fate is None or fate.outcome is Outcome.SAFEGUARDING)
    if not grave or chance.random() > 0.3:
        return Danger.NEITHER
    return Danger.NOW if chance.random() < 0.15 else Danger.AT_RISK


def _said(chance: Random, event: Event, fate: Fate | None, track: Track) -> tuple[HelpOffered, SharingView]:
    """What the person said about help and about sharing, in keeping with what came of it."""
    if track is Track.SAFEGUARDING:
        unsafe = event.situation.key in _CAREFUL and chance.random() < 0.5
        return HelpOffered.NOT_OFFERED, SharingView.UNSAFE if unsafe else SharingView.NOT_ASKED
    outcome = fate.outcome if fate else None
    offered = {
        Outcome.EARLY_HELP: (HelpOffered.WANTS, HelpOffered.WANTS, HelpOffered.THINKING),
        Outcome.DECLINED: (HelpOffered.DECLINED, HelpOffered.THINKING, HelpOffered.THINKING),
        Outcome.ALREADY_MET: (HelpOffered.HAS, HelpOffered.HAS, HelpOffered.WANTS),
    }.get(outcome or Outcome.NO_NEED, (HelpOffered.WANTS, HelpOffered.THINKING, HelpOffered.NOT_OFFERED))
    sharing: tuple[SharingView, ...] = (
        SharingView.AGREES,
        SharingView.AGREES,
        SharingView.NOT_ASKED,
        SharingView.PARTLY,
    )
    if outcome is Outcome.EARLY_HELP:
        sharing = (SharingView.AGREES, SharingView.AGREES, SharingView.AGREES, SharingView.PARTLY)
    if outcome is Outcome.DECLINED:
        sharing = (SharingView.AGREES, SharingView.PARTLY, SharingView.NOT_ASKED, SharingView.DISAGREES)
    return chance.choice(offered), chance.choice(sharing)


def _people(desk: _Desk, event: Event, language: str) -> tuple[Reported, ...]:
    careful = event.situation.key in _CAREFUL
    return tuple(
        write_down(
            desk.chance,
            person,
            role,
            Listening(
                language, desk.population.households[person.household].address, event.occurred_at, careful
            ),
        )
        for person, role in event.named
    )


def _ruling(desk: _Desk, event: Event, fate: Fate) -> Ruling:
    chance = desk.chance
    decider = chance.randrange(DECIDERS)
    language = "cy" if decider < WELSH_DECIDERS else "en"
    decided_at = rhythm.decided_by(chance, event.sent_at, desk.at)
    met = fate.outcome is Outcome.ALREADY_MET
    return Ruling(
        decider=decider,
        decided_at=decided_at,
        outcome=fate.outcome,
        reason=fate.reason,
        rationale=phrase(chance, language, "rationale", fate.reason.value),
        met_by=phrase(chance, language, "met_by", "by") if met else "",
        told_how=chance.choice(_WAYS_TO_TELL) if fate.outcome is Outcome.SIGNPOST else None,
        passed=fate.passed,
        statutory=fate.statutory,
        asked=_asked(desk, event, fate, decided_at, language),
        helps=_helps(desk, event, fate, decided_at, language),
    )


def _asked(desk: _Desk, event: Event, fate: Fate, decided_at: datetime, language: str) -> Asked | None:
    """A few were asked back and answered before it was decided; those that ended so are still open."""
    chance = desk.chance
    if fate.outcome is Outcome.ASKED_BACK:
        text = phrase(chance, language, "question", fate.reason.value)
        return Asked(fate.reason, text, decided_at, "", None)
    asked_at = rhythm.later(chance, event.sent_at, 0, 0.4)
    if chance.random() > 1 / 20 or decided_at - asked_at < timedelta(hours=2):
        return None
    reason = chance.choice((Reason.WHO, Reason.WHAT, Reason.CONSENT_UNKNOWN))
    return Asked(
        reason=reason,
        text=phrase(chance, language, "question", reason.value),
        asked_at=asked_at,
        answer=phrase(chance, language, "answer", reason.value),
        answered_at=rhythm.draw_between(
            chance, asked_at + timedelta(minutes=30), decided_at - timedelta(minutes=30)
        ),
    )


def _helps(desk: _Desk, event: Event, fate: Fate, decided_at: datetime, language: str) -> tuple[Help, ...]:
    if fate.outcome is not Outcome.EARLY_HELP:
        return ()
    subject = event.named[0][0]
    own = subject.age_on(decided_at.date()) >= OLD_ENOUGH
    asking = Asking(
        needs=event.situation.needs,
        to_council=fate.passed,
        language=language,
        given_by=ConsentGiver.SELF if own else ConsentGiver.PARENT,
        decided_at=decided_at,
    )
    return refer(desk.chance, asking, desk.at)
