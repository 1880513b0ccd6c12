"""What a report must say, who may send one, and who may read it. Nothing here touches the database."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.choices import Danger, PersonRole, Track
from earlyhelp.identify.report import Named, Report
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES, Role

MOST_PEOPLE: Final = 30
OLDEST: Final = 130
EARLIEST: Final = date(1900, 1, 1)
LONGEST: Final[Mapping[str, int]] = {
    "incident_number": 40,
    "place": 300,
    "seen_and_heard": 20_000,
    "own_words": 10_000,
    "strengths": 10_000,
    "sharing_words": 5_000,
    "told_whom": 200,
    "who_had_care": 5_000,
    "wants": 5_000,
}
LONGEST_OF_PERSON: Final[Mapping[str, int]] = {
    "given_name": 100,
    "family_name": 100,
    "description": 500,
    "address": 300,
    "telephone": 30,
    "email": 254,
    "other_language": 60,
    "safe_contact_note": 300,
    "looked": 5_000,
    "own_words": 5_000,
}
# A child may come late, and nobody knows of one so long before.
LATEST_DUE: Final = timedelta(days=310)
OVERDUE: Final = timedelta(days=31)
# Written confirmation of a safeguarding report, and the front door's own decision: Wales Safeguarding Procedures.
OFFICE_OPENS: Final = 9
WORKING_DAYS_TO_CONFIRM: Final = 1
WORKING_DAYS_TO_DECIDE: Final = 1


# What may be changed after sending. Not where it goes and not the track: a new concern is a new notification.
AMENDABLE: Final = (
    "incident_number",
    "occurred_at",
    "place",
    "place_postcode",
    "strengths",
    "seen_and_heard",
    "own_words",
    "needs",
    "help_offered",
    "sharing_view",
    "sharing_words",
    "who_had_care",
    "wants",
)
LONGEST_REASON: Final = 2_000


MOST_ATTACHMENTS: Final = 10
LONGEST_SHOWS: Final = 200
TOO_MANY_ATTACHMENTS: Final = _(
    "Ten files are attached already, and no more are taken. Say the rest in words."
)
WARN_BEFORE: Final = timedelta(days=3)


class Page(StrEnum):
    """The two pages on which a draft is written. Fields of the first start with `told_`."""

    TOLD = "told"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to put right or to think about. `field` names the answer; `person` counts from 0."""

    field: str
    message: str | Promise
    person: int | None = None


class ReportIncomplete(RuleError):
    """The report can not be sent as it is. `findings` says what to put right, in the order of the page."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(findings[0].message)
        self.findings = findings


class ReportChanged(RuleError):
    """The draft was saved after its answers were shown for checking."""

    def __init__(self) -> None:
        super().__init__(_("Your answers changed after you opened this page. Check them again, then send."))


class DraftGone(RuleError):
    """There is no such draft: it was discarded, or it is somebody else's."""

    def __init__(self) -> None:
        super().__init__(_("This draft is no longer here. It may have been discarded."))


class DraftChanged(RuleError):
    """The draft was saved from a page that was opened later than this one."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "You saved this draft from another page or device after you opened this one. What you see is what "
                "you wrote here. Send it again to keep this, or open your unfinished work to see the other."
            )
        )


class NothingAmended(RuleError):
    """Everything is as it was."""

    def __init__(self) -> None:
        super().__init__(_("Nothing is different yet. Change something, or go back."))


class AmendedMeanwhile(RuleError):
    """The notification was changed from another page after this one was opened."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "You changed this notification from another page after you opened this one. Look at what it says "
                "now, then make your change again."
            )
        )


class CodeWrong(RuleError):
    """A code of incidents can not be kept as it is."""


def check_code(*, code: str, starts_on: date, ends_on: date | None) -> None:
    """Refuse a code that a list could not hold, or that ends before it starts. Raises CodeWrong."""
    if not code.isascii() or not code.replace("_", "").isalnum() or code != code.upper() or len(code) > 30:
        raise CodeWrong(_("A code has up to 30 capital letters, digits and underscores."))
    if ends_on is not None and ends_on < starts_on:
        raise CodeWrong(_("The last day of a code can not be before its first day."))


def may_edit_codes(by: Actor) -> bool:
    """Who keeps the service running edits the list of codes."""
    return by.role == Role.ADMINISTRATOR


def check_may_edit_codes(by: Actor) -> None:
    """Refuse anybody else. Raises NotAllowed."""
    if not may_edit_codes(by):
        raise NotAllowed(_("Your role does not include changing the list of codes."))


def track_of(danger: str) -> Track:
    """The track that the first question leads to."""
    return Track.EARLY_HELP if danger == Danger.NEITHER else Track.SAFEGUARDING


def is_own_key(key: UUID) -> bool:
    """A telephone may choose the key of what it writes: a UUIDv7, as all our keys are."""
    return key.version == 7


def may_submit(by: Actor) -> bool:
    """Notifiers write and send notifications, for their own agency and team."""
    return by.role == Role.NOTIFIER and None not in (by.practitioner_id, by.agency_id, by.team_id)


def check_may_submit(by: Actor) -> None:
    """Refuse anybody else. Raises NotAllowed."""
    if not may_submit(by):
        raise NotAllowed(_("Your role does not include sending notifications."))


def check_may_purge(by: Actor) -> None:
    """Only the service itself deletes what somebody has not finished. Raises NotAllowed."""
    if by.role != "system":
        raise NotAllowed(_("Only the service itself deletes old drafts."))


def draft_ends_at(saved_at: datetime, warned_at: datetime | None, *, keep: timedelta) -> datetime:
    """When a draft is deleted: so long after it was last saved, and never sooner than three days after a warning."""
    ends = saved_at + keep
    return ends if warned_at is None or warned_at < saved_at else max(ends, warned_at + WARN_BEFORE)


def must_warn(saved_at: datetime, warned_at: datetime | None, *, keep: timedelta, at: datetime) -> bool:
    """True three days before a draft ends, once for each time that it was saved."""
    warned = warned_at is not None and warned_at >= saved_at
    return not warned and at >= saved_at + keep - WARN_BEFORE


def must_delete(saved_at: datetime, warned_at: datetime | None, *, keep: timedelta, at: datetime) -> bool:
    """True when a draft's time is over and its writer was warned."""
    warned = warned_at is not None and warned_at >= saved_at
    return warned and at >= draft_ends_at(saved_at, warned_at, keep=keep)


def may_amend(by: Actor, *, submitted_by: UUID) -> bool:
    """Whoever sent it, and nobody for them: only they were there."""
    return may_submit(by) and by.practitioner_id == submitted_by


def check_may_amend(by: Actor, *, submitted_by: UUID) -> None:
    """Refuse anybody else. Raises NotAllowed."""
    if not may_amend(by, submitted_by=submitted_by):
        raise NotAllowed(_("Only the person who sent the notification can change it."))


def may_read(by: Actor, *, submitted_by: UUID, front_door_agency: UUID) -> bool:
    """A notification is read by who sent it, by decision-makers of its front door, and by the product for them."""
    if by.role == Role.NOTIFIER:
        return by.practitioner_id == submitted_by
    return by.role in (*FRONT_DOOR_ROLES, "system") and by.agency_id == front_door_agency


def check_may_read(by: Actor, *, submitted_by: UUID, front_door_agency: UUID) -> None:
    """Refuse anybody else. Raises NotAllowed."""
    if not may_read(by, submitted_by=submitted_by, front_door_agency=front_door_agency):
        raise NotAllowed(_("You are not involved with this notification."))


def check_may_review(by: Actor, *, agency: UUID, team: UUID, submitted_by: UUID) -> None:
    """For learning: officers and supervisors of another team of the agency that sent it. Raises NotAllowed."""
    is_colleague = by.agency_id == agency and by.team_id is not None and by.practitioner_id is not None
    is_own = by.team_id == team or by.practitioner_id == submitted_by
    if not is_colleague or is_own or by.role not in (Role.NOTIFIER, Role.SUPERVISOR):
        raise NotAllowed(_("You are not involved with this notification."))


def findings_of(report: Report, *, track: Track, at: datetime) -> tuple[Finding, ...]:
    """Everything that keeps a report from being sent, in the order of the page. Empty when it may be sent."""
    return (
        *findings_of_told(report, at=at),
        *_when_and_where(report, at),
        *_people(report.people, at.astimezone(LONDON).date()),
        *_relations(report),
        *_what(report, track),
    )


def check_report(report: Report, *, track: Track, at: datetime) -> None:
    """Refuse a report that does not say enough. Raises ReportIncomplete."""
    if findings := findings_of(report, track=track, at=at):
        raise ReportIncomplete(findings)


def check_reason_to_amend(reason: str) -> None:
    """Refuse a change without a reason. Raises ReportIncomplete."""
    if not reason.strip():
        raise ReportIncomplete((Finding("reason", _("Say why you change it.")),))
    if len(reason) > LONGEST_REASON:
        sentence = _("Shorten what you wrote. It is longer than this answer can be.")
        raise ReportIncomplete((Finding("reason", sentence),))


def too_many_people() -> Finding:
    """What to say of more people than one notification holds."""
    return Finding("people", _("Keep to 30 people or fewer. Send the others in a second notification."))


def findings_of_person(person: Named, *, today: date) -> tuple[Finding, ...]:
    """What is wrong with what is said of one person. Empty when nothing is."""
    return tuple(_person(person, today))


def typed_of_page(
    before: Mapping[str, list[str]], typed: Mapping[str, list[str]], page: Page
) -> dict[str, list[str]]:
    """A draft after one of its pages was saved: this page's answers are replaced, the other page's stay."""
    other = {name: values for name, values in before.items() if _page_of(name) is not page}
    return other | {name: list(values) for name, values in typed.items() if _page_of(name) is page}


def _page_of(name: str) -> Page:
    return Page.TOLD if name.startswith("told_") else Page.REPORT


def findings_of_told(report: Report, *, at: datetime) -> Iterator[Finding]:
    """What is wrong with whom was told and when; these answers have a page of their own."""
    if report.told_at is not None and report.told_at > at:
        yield Finding("told_on", _("Enter when you told them. It can not be in the future."))
    yield from _too_long(report, LONGEST, ("told_whom",))


def _when_and_where(report: Report, at: datetime) -> Iterator[Finding]:
    yield from _too_long(report, LONGEST, ("incident_number",))
    if report.occurred_at is None:
        yield Finding("occurred_on", _("Enter when it happened."))
    elif report.occurred_at > at:
        yield Finding("occurred_on", _("Enter when it happened. It can not be in the future."))
    elif report.occurred_at.astimezone(LONDON).date() < EARLIEST:
        yield Finding("occurred_on", _("Enter when it happened. The year is too long ago."))
    if not report.place.strip():
        yield Finding("place", _("Enter where it happened."))
    yield from _too_long(report, LONGEST, ("place",))
    if not report.area:
        yield Finding("area", _("Select the council area where it happened."))


def _people(people: tuple[Named, ...], today: date) -> Iterator[Finding]:
    if not people:
        yield Finding(
            "people", _("Add at least one person. A description is enough when the name is not known.")
        )
    if len(people) > MOST_PEOPLE:
        yield too_many_people()
    for number, person in enumerate(people):
        for found in _person(person, today):
            yield Finding(found.field, found.message, number)


def _relations(report: Report) -> Iterator[Finding]:
    if any(related.person == related.of for related in report.relations):
        yield Finding("relations", _("Choose two different people for each relationship."))


def _person(person: Named, today: date) -> Iterator[Finding]:
    if not person.is_known and person.role != PersonRole.UNBORN:
        yield Finding("given_name", _("Enter a name, or describe the person when the name is not known."))
    born = person.date_of_birth
    if born is not None and not EARLIEST <= born <= today:
        yield Finding("date_of_birth", _("Enter a date of birth that is in the past."))
    if person.age is not None and not 0 <= person.age <= OLDEST:
        yield Finding("age", _("Enter an age from 0 to 130."))
    due = person.due_on
    if due is not None and not today - OVERDUE <= due <= today + LATEST_DUE:
        yield Finding("due_on", _("Enter when the child is expected. The date is too far from today."))
    yield from _too_long(person, LONGEST_OF_PERSON, LONGEST_OF_PERSON)


def _what(report: Report, track: Track) -> Iterator[Finding]:
    if not report.seen_and_heard.strip():
        yield Finding("seen_and_heard", _("Enter what you saw and heard."))
    yield from _too_long(
        report, LONGEST, ("strengths", "seen_and_heard", "own_words", "who_had_care", "wants")
    )
    if not report.needs:
        yield Finding("needs", _("Select at least one kind of need."))
    if report.help_offered is None:
        yield Finding("help_offered", _("Select whether help was offered."))
    if report.sharing_view is None and track == Track.EARLY_HELP:
        yield Finding("sharing_view", _("Select what they said about sharing."))
    yield from _too_long(report, LONGEST, ("sharing_words",))


def _too_long(
    said: Report | Named, longest: Mapping[str, int], fields: "Mapping[str, int] | tuple[str, ...]"
) -> Iterator[Finding]:
    for name in fields:
        if len(getattr(said, name)) > longest[name]:
            yield Finding(name, _("Shorten what you wrote. It is longer than this answer can be."))
