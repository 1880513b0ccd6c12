"""How it is safe to reach a person: what they were asked, beside what reports say. Shown before every contact."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from earlyhelp.identify.choices import PreferredLanguage, SafeContact
from earlyhelp.identify.models import ReportedPerson
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.understand.choices.contacts import Never
from earlyhelp.understand.models import ContactPlan
from earlyhelp.understand.queries.joined import list_joined
from earlyhelp.understand.queries.people import list_links
from earlyhelp.understand.rules import contacts as rules


@dataclass(frozen=True, slots=True)
class Reported:
    """What one report said of safe contact and language: kept as it was written."""

    reference: str
    agency: str
    on: date
    way: str
    note: str
    language: str
    differs: bool

    @property
    def way_words(self) -> str:
        """The way, in words."""
        return str(SafeContact(self.way).label)


@dataclass(frozen=True, slots=True)
class SafeWay:
    """The block that stands before every contact: the plan, if they were asked, and what reports say."""

    plan: ContactPlan | None
    reported: tuple[Reported, ...]

    @property
    def way(self) -> str:
        """The value of the way to use: the plan's, or else the newest report's that says one."""
        if self.plan is not None:
            return self.plan.way
        return next((one.way for one in self.reported), SafeContact.NOT_KNOWN)

    @property
    def note(self) -> str:
        """What to know before contact is made, in one line: for a form that is filled in beforehand."""
        if self.plan is None:
            return next((one.note for one in self.reported), "")
        parts = (self.plan.safe_times, self.plan.who_may_answer, *self.never_words)
        return "; ".join(part for part in parts if part)

    @property
    def never_words(self) -> tuple[str, ...]:
        """What must never be done, in words."""
        if self.plan is None:
            return ()
        own = (self.plan.never_words,) if self.plan.never_words else ()
        return (*(str(Never(one).label) for one in self.plan.never), *own)

    @property
    def is_contradicted(self) -> bool:
        """Whether a later report says something else than the plan."""
        return any(one.differs for one in self.reported)


def get_safe_way(by: Actor, person_id: UUID, reports: Sequence[ReportedPerson] = ()) -> SafeWay:
    """How it is safe to reach a person. `reports` are those linked to them, newest first, with their notification."""
    return list_safe_ways(by, {person_id: reports})[person_id]


def get_safe_way_of_report(by: Actor, reported: ReportedPerson) -> SafeWay:
    """How it is safe to reach whoever a report is about: their plan when they are linked, and what it says itself."""
    return list_safe_ways_of_reports(by, [reported])[reported.pk]


def list_safe_ways_of_reports(by: Actor, reports: Iterable[ReportedPerson]) -> dict[UUID, SafeWay]:
    """The same for many reports, by report: a few queries in all. Each has its notification fetched."""
    reports = list(reports)
    links = list_links(by, [one.pk for one in reports])
    plans = _plans(by, {link.person_id for link in links.values()})
    found: dict[UUID, SafeWay] = {}
    for one in reports:
        plan = plans.get(links[one.pk].person_id) if one.pk in links else None
        found[one.pk] = SafeWay(plan, tuple(_reported([one], plan)))
    return found


def list_safe_ways(by: Actor, reports: Mapping[UUID, Sequence[ReportedPerson]]) -> dict[UUID, SafeWay]:
    """How it is safe to reach each of these people: two queries in all."""
    plans = _plans(by, reports)
    return {
        key: SafeWay(plans.get(key), tuple(_reported(said, plans.get(key)))) for key, said in reports.items()
    }


def list_contact_plans(by: Actor, person_id: UUID) -> list[ContactPlan]:
    """Every answer of a person, the newest first."""
    keys = list_joined(by, [person_id])[person_id][1]
    return list(
        ContactPlan.objects.filter(person_id__in=keys)
        .select_related("recorded_by", "agency")
        .order_by("-recorded_at", "-number")
    )


def get_latest_plan_number(by: Actor, person_id: UUID) -> int:
    """The highest number of the agency's own answers of a person, or of who is one with them. 0 when there is none."""
    own = (one for one in list_contact_plans(by, person_id) if one.agency_id == by.agency_key)
    return max((one.number for one in own), default=0)


def _plans(by: Actor, person_ids: Iterable[UUID]) -> dict[UUID, ContactPlan]:
    """The newest plan of each person, of those who are one with them too."""
    joined = list_joined(by, person_ids)
    keys = {key for _, keys in joined.values() for key in keys}
    if not keys:
        return {}
    newest: dict[UUID, ContactPlan] = {}
    rows = ContactPlan.objects.filter(person_id__in=keys).select_related("recorded_by", "agency")
    for plan in rows.order_by("recorded_at", "number"):
        newest[plan.person_id] = plan
    found = {}
    for asked, (_, together) in joined.items():
        plans = [newest[key] for key in together if key in newest]
        if plans:
            found[asked] = max(plans, key=lambda plan: plan.recorded_at)
    return found


def _reported(reports: Iterable[ReportedPerson], plan: ContactPlan | None) -> Iterable[Reported]:
    for one in reports:
        if one.safe_contact == SafeContact.NOT_KNOWN and not one.safe_contact_note:
            continue
        on = one.notification.submitted_at.astimezone(LONDON).date()
        yield Reported(
            reference=one.notification.reference,
            agency=one.notification.agency.name,
            on=on,
            way=one.safe_contact,
            note=one.safe_contact_note,
            language=_language(one),
            differs=plan is not None
            and rules.differs(way=plan.way, on=on, asked_on=plan.asked_on, reported=one.safe_contact),
        )


def _language(one: ReportedPerson) -> str:
    if one.language == PreferredLanguage.NOT_ASKED:
        return ""
    return one.other_language or str(PreferredLanguage(one.language).label)
