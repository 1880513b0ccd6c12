"""What may be said of a family: who may say it, what each statement needs, and who sees what is restricted."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import FieldError, NotAllowed, RuleError
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES
from earlyhelp.understand.choices.families import Ethnicity, Life, Sex, WhoSees
from earlyhelp.understand.facts import SECOND, terms
from earlyhelp.understand.rules.times import Day

OLDEST: Final = 120  # years


class Unsaid(FieldError):
    """An answer is missing or can not be. `field` says which."""


class ChangedMeanwhile(RuleError):
    """Somebody ended, corrected or undid this in the meantime."""


class AlreadySaid(RuleError):
    """The same is recorded already."""


@dataclass(frozen=True, slots=True)
class Source:
    """Who said something, when, and who may see it."""

    said_by: str
    said_on: date
    note: str = ""
    who_sees: str = WhoSees.OPEN


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when, as exactly as anybody knows. `is_over` says that it ended, even when nobody knows the day."""

    first: Day | None = None
    last: Day | None = None
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class Tie:
    """What somebody (`person_id`) is to another, by a word of `facts.terms`."""

    person_id: UUID
    term: str
    other_id: UUID
    source: Source
    span: Span = field(default_factory=Span)
    responsibility: str = ""
    is_main_carer: bool = False
    is_informal_carer: bool = False

    @property
    def ends(self) -> tuple[UUID, UUID]:
        """The two people in the order in which they are stored."""
        if terms()[self.term].end == SECOND:
            return self.other_id, self.person_id
        return self.person_id, self.other_id


@dataclass(frozen=True, slots=True)
class Particulars:
    """Who somebody is, as the front door was told."""

    source: Source
    given_name: str = ""
    family_name: str = ""
    date_of_birth: date | None = None
    age: int | None = None
    sex: str = Sex.NOT_KNOWN
    ethnicity: str = Ethnicity.NOT_KNOWN
    life: str = Life.LIVING
    due_on: date | None = None
    died_on: date | None = None
    care: str = ""
    school: str = ""


def may_keep_family(by: Actor) -> bool:
    """The front door keeps families: it says who is who."""
    return by.role in FRONT_DOOR_ROLES and by.practitioner_id is not None and by.agency_id is not None


def check_may_keep_family(by: Actor) -> None:
    """Refuse anybody else. Raises NotAllowed."""
    if not may_keep_family(by):
        raise NotAllowed(
            _("Only a triage decision-maker of the front door can change what is kept of a family.")
        )


def may_see_restricted(by: Actor, *, owner: UUID) -> bool:
    """Only the front door that keeps the person. A grant to another agency never opens what is restricted."""
    return may_keep_family(by) and by.agency_id == owner


def check_may_see_restricted(by: Actor, *, owner: UUID) -> None:
    """Refuse anybody else. Raises NotAllowed."""
    if not may_see_restricted(by, owner=owner):
        raise NotAllowed(_("This is kept back. Ask the front door that keeps this record."))


def check_source(source: Source, today: date) -> None:
    """Refuse what nobody said, or said tomorrow. Raises Unsaid."""
    if not source.said_by.strip():
        raise Unsaid("said_by", _("Enter who said so"))
    if source.said_on > today:
        raise Unsaid("said_on", _("Enter a date that is today or in the past"))


def check_span(span: Span, today: date) -> None:
    """Refuse a time that nobody could mean. Raises Unsaid."""
    if span.first and span.first.on > today:
        raise Unsaid("from_on", _("Enter a date that is today or in the past"))
    if span.last and span.last.on > today:
        raise Unsaid("to_on", _("Enter a date that is today or in the past"))
    if span.first and span.last and span.last.on < span.first.on:
        raise Unsaid("to_on", _("Enter an end that is not before the beginning"))


def check_tie(tie: Tie, today: date) -> None:
    """Refuse a relationship of somebody with themselves, or one that says what it can not. Raises Unsaid."""
    if tie.term not in terms():
        raise Unsaid("term", _("Select what they are to each other"))
    if tie.person_id == tie.other_id:
        raise Unsaid("other", _("Choose two different people for each relationship."))
    if tie.responsibility and not terms()[tie.term].parental:
        raise Unsaid(
            "responsibility",
            _("Parental responsibility goes with a parent, a guardian or a carer of a child"),
        )
    check_source(tie.source, today)
    check_span(tie.span, today)


def check_particulars(said: Particulars, today: date) -> None:
    """Refuse dates that can not be, and somebody of whom nothing at all is said. Raises Unsaid."""
    check_source(said.source, today)
    if said.date_of_birth and said.date_of_birth > today:
        raise Unsaid("date_of_birth", _("Enter a date that is today or in the past"))
    if said.life == Life.UNBORN and (said.date_of_birth or said.died_on):
        raise Unsaid("life", _("A child who is not born yet has no date of birth. Record the birth instead"))
    if said.due_on and said.life != Life.UNBORN:
        raise Unsaid("due_on", _("Only a child who is not born yet is due on a date"))
    if said.died_on and said.life != Life.DIED:
        raise Unsaid("died_on", _("Say that they have died, or leave this date empty"))
    if said.died_on and (said.died_on > today or (said.date_of_birth and said.died_on < said.date_of_birth)):
        raise Unsaid("died_on", _("Enter a date that is today or in the past, and after the birth"))
    if said.age is not None and not 0 <= said.age <= OLDEST:
        raise Unsaid("age", _("Enter an age from 0 to 120"))


def check_can_be_born(life: str) -> None:
    """Refuse a second birth. Raises ChangedMeanwhile."""
    if life != Life.UNBORN:
        raise ChangedMeanwhile(_("This person is recorded as born already. Look at what is recorded first."))


def check_still_counts(*, undone: bool, replaced: bool) -> None:
    """Refuse to change what is no longer the last word. Raises ChangedMeanwhile."""
    if undone or replaced:
        raise ChangedMeanwhile(
            _("A colleague changed this in the meantime. Look at what stands there now, then say it again.")
        )


def check_why_changed(because: str) -> None:
    """Refuse a change without a reason. Raises Unsaid."""
    if not because.strip():
        raise Unsaid("because", _("Enter why, so that a colleague understands it later"))


def who_sees(asked: str, term: str) -> str:
    """Who sees a relationship: what is restricted by its kind can not be opened by mistake."""
    return WhoSees.RESTRICTED if terms()[term].sees is WhoSees.RESTRICTED else asked


def check_not_there(*, lives_there: bool) -> None:
    """Refuse to say twice that somebody lives in a household. Raises AlreadySaid."""
    if lives_there:
        raise AlreadySaid(_("This person is recorded as living there already."))


def check_not_related(*, said: bool) -> None:
    """Refuse to say the same of the same two people twice. Raises AlreadySaid."""
    if said:
        raise AlreadySaid(
            _("The same is recorded of these two people already. Correct it, if it is not right.")
        )


def age_between(born_on: date, until: date) -> int:
    """Whole years from a birth to a day, never below nought."""
    before_birthday = (until.month, until.day) < (born_on.month, born_on.day)
    return max(0, until.year - born_on.year - before_birthday)
