"""What a year is made of."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from earlyhelp.identify.choices import (
    Danger,
    HelpOffered,
    Need,
    PersonRole,
    PreferredLanguage,
    SafeContact,
    SharingView,
    Track,
)
from earlyhelp.signpost.choices.referrals import (
    DeclineReason,
    HelpOutcome,
    PersonReason,
    ReferralState,
    SenderReason,
    ToldHow,
)
from earlyhelp.solve.choices import Outcome, Reason
from earlyhelp.understand.choices import ConsentGiver, ConsentWay


@dataclass(frozen=True, slots=True)
class Reported:
    """A person as an officer wrote them down. `person` is who it really is; the officer does not know."""

    person: int
    role: PersonRole
    given_name: str
    family_name: str
    date_of_birth: date | None
    age: int | None
    address: str
    postcode: str
    telephone: str
    email: str
    language: PreferredLanguage
    safe_contact: SafeContact


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a referral after it was sent."""

    to: ReferralState
    at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class Help:
    """A referral with consent, and how far it went."""

    need: Need
    to_council: bool
    request: str
    sent_at: datetime
    given_by: ConsentGiver
    way: ConsentWay
    steps: tuple[Step, ...]
    decline_reason: DeclineReason | None
    help_outcome: HelpOutcome | None
    person_reason: PersonReason | None
    sender_reason: SenderReason | None
    next_update_on: date | None
    hears_progress: bool
    handled_at: datetime | None

    @property
    def state(self) -> ReferralState:
        """Where the referral stands."""
        return self.steps[-1].to if self.steps else ReferralState.REQUESTED


@dataclass(frozen=True, slots=True)
class Asked:
    """What the front door asked back, and the answer if there is one yet."""

    reason: Reason
    text: str
    asked_at: datetime
    answer: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class Ruling:
    """How a triage ended. `decider` is a number among the front door's decision-makers.

    `statutory` says that social services gave statutory input: counted in the study, no field here.
    """

    decider: int
    decided_at: datetime
    outcome: Outcome
    reason: Reason
    rationale: str
    met_by: str
    told_how: ToldHow | None
    passed: bool
    statutory: bool
    asked: Asked | None
    helps: tuple[Help, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A notification as an officer sent it, and what became of it. `officer` numbers the officers."""

    number: int
    household: int
    situation: str
    officer: int
    language: str
    track: Track
    danger: Danger
    incident_number: str
    occurred_at: datetime
    sent_at: datetime
    place: str
    place_postcode: str
    seen_and_heard: str
    own_words: str
    strengths: str
    needs: tuple[Need, ...]
    help_offered: HelpOffered
    sharing_view: SharingView
    told_whom: str
    told_at: datetime | None
    people: tuple[Reported, ...]
    ruling: Ruling | None


@dataclass(frozen=True, slots=True)
class Manifest:
    """The truth that a test or an evaluation can hold the product's answers against."""

    notifications: int
    waiting: int
    passed: int
    statutory: int
    outcomes: dict[str, int]
    people_notified: int
    people_notified_again: int
    named: int
    notifications_of: dict[int, tuple[int, ...]]

    @property
    def share_notified_again(self) -> float:
        """Of the people notified, the share who were notified more than once in the year."""
        return self.people_notified_again / self.people_notified

    @property
    def people_per_notification(self) -> float:
        """The mean number of people in a notification."""
        return self.named / self.notifications


@dataclass(frozen=True, slots=True)
class Year:
    """A year of reports in the order in which they were sent, ending at `at`."""

    seed: int
    at: datetime
    reports: tuple[Report, ...]
    manifest: Manifest

    def digest(self) -> str:
        """A SHA-256 over everything: equal for equal years."""
        return hashlib.sha256(repr((self.seed, self.at, self.reports)).encode()).hexdigest()
