"""What a report must say, who may send one, and who may read it. Nothing here touches the database."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.choices import Danger, SharingView, Track
from earlyhelp.identify.report import Named, Report
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.choices import Role

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
}
# Written confirmation of a safeguarding report, and the front door's own decision: Wales Safeguarding Procedures.
OFFICE_OPENS: Final = 9
WORKING_DAYS_TO_CONFIRM: Final = 1
WORKING_DAYS_TO_DECIDE: Final = 1


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


def track_of(danger: str) -> Track:
    """The track that the first question leads to."""
    return Track.EARLY_HELP if danger == Danger.NEITHER else Track.SAFEGUARDING


def may_submit(by: Actor) -> bool:
    """Notifiers write and send notifications, for their own agency and team."""
    return by.role == Role.NOTIFIER and None not in (by.practitioner_id, by.agency_id, by.team_id)


def check_may_submit(by: Actor) -> None:
    """Refuse anybody else. Raises NotAllowed."""
    if not may_submit(by):
        raise NotAllowed(_("Your role does not include sending notifications."))


def may_read(by: Actor, *, submitted_by: UUID, front_door_agency: UUID) -> bool:
    """A notification is read by who sent it, by decision-makers of its front door, and by the product for them."""
    if by.role == Role.NOTIFIER:
        return by.practitioner_id == submitted_by
    return by.role in (Role.DECISION_MAKER, "system") and by.agency_id == front_door_agency


def check_may_read(by: Actor, *, submitted_by: UUID, front_door_agency: UUID) -> None:
    """Refuse anybody else. Raises NotAllowed."""
    if not may_read(by, submitted_by=submitted_by, front_door_agency=front_door_agency):
        raise NotAllowed(_("You are not involved with this notification."))


def findings_of(report: Report, *, track: Track, at: datetime) -> tuple[Finding, ...]:
    """Everything that keeps a report from being sent, in the order of the page. Empty when it may be sent."""
    return (
        *findings_of_told(report, at=at),
        *_when_and_where(report, at),
        *_people(report.people, at.astimezone(LONDON).date()),
        *_what(report, track),
    )


def check_report(report: Report, *, track: Track, at: datetime) -> None:
    """Refuse a report that does not say enough. Raises ReportIncomplete."""
    if findings := findings_of(report, track=track, at=at):
        raise ReportIncomplete(findings)


def advice_on(report: Report, *, track: Track) -> tuple[Finding, ...]:
    """What would make the report more use to the person in it. Never keeps anybody from sending."""
    found: list[Finding] = []
    if not report.strengths.strip():
        found.append(Finding("strengths", _("What is going well is missing. Add it, or send without.")))
    if not report.own_words.strip():
        found.append(
            Finding("own_words", _("The person's own words are missing. Add them, or send without."))
        )
    if track == Track.SAFEGUARDING and not report.told_whom.strip():
        found.append(
            Finding("told_whom", _("Whom you told is missing. Ring first, then write down whom you told."))
        )
    if _needs_reason(report, track):
        sentence = _(
            "They do not agree that you share this. Say why you send it all the same, or ask them again."
        )
        found.append(Finding("sharing_words", sentence))
    return tuple(found)


def _needs_reason(report: Report, track: Track) -> bool:
    refused = report.sharing_view == SharingView.DISAGREES
    return track == Track.EARLY_HELP and refused and not report.sharing_words.strip()


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
        yield Finding("people", _("Keep to 30 people or fewer. Send the others in a second notification."))
    for number, person in enumerate(people):
        for found in _person(person, today):
            yield Finding(found.field, found.message, number)


def _person(person: Named, today: date) -> Iterator[Finding]:
    if not person.is_known:
        yield Finding("given_name", _("Enter a name, or describe the person when the name is not known."))
    born = person.date_of_birth
    if born is not None and not EARLIEST <= born <= today:
        yield Finding("date_of_birth", _("Enter a date of birth that is in the past."))
    if person.age is not None and not 0 <= person.age <= OLDEST:
        yield Finding("age", _("Enter an age from 0 to 130."))
    yield from _too_long(person, LONGEST_OF_PERSON, LONGEST_OF_PERSON)


def _what(report: Report, track: Track) -> Iterator[Finding]:
    if not report.seen_and_heard.strip():
        yield Finding("seen_and_heard", _("Enter what you saw and heard."))
    yield from _too_long(report, LONGEST, ("strengths", "seen_and_heard", "own_words"))
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
