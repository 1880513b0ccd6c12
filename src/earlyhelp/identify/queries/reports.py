"""What this room can be asked: drafts of one's own, notifications of one's own or of one's front door."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import F, Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.actions import audit
from earlyhelp.govern.choices.quality import QualityKind
from earlyhelp.govern.rules.quality import QualityRule
from earlyhelp.identify import coaching, rules, tracks
from earlyhelp.identify.amendments import Amended as Amended
from earlyhelp.identify.amendments import amended
from earlyhelp.identify.choices import Track
from earlyhelp.identify.models import (
    Amendment,
    Attachment,
    Draft,
    Incident,
    IncidentCode,
    IncidentPerson,
    Notification,
    ReportedPerson,
    ReportedRelation,
)
from earlyhelp.identify.people import current_people, report_of
from earlyhelp.identify.report import Named
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.identity import Identity, sure_keys
from earlyhelp.kit.leaving import Leaver
from earlyhelp.kit.references import parse_reference
from earlyhelp.kit.retention import EMPTIED
from earlyhelp.kit.working_days import LONDON

PREFIX = "EH"


def list_my_drafts(*, by: Actor) -> QuerySet[Draft]:
    """What this practitioner has begun and not sent, the newest first."""
    return Draft.objects.filter(practitioner_id=by.practitioner_key).order_by("-saved_at", "-id")


def get_draft(*, by: Actor, draft_id: UUID) -> Draft:
    """One of this practitioner's own drafts. Raises DraftGone when it is not there, or somebody else's."""
    draft = list_my_drafts(by=by).filter(pk=draft_id).first()
    if draft is None:
        raise rules.DraftGone
    return draft


def find_sent(*, by: Actor, draft_id: UUID) -> Notification | None:
    """What became of this practitioner's own draft, when it was sent."""
    return list_my_notifications(by=by).filter(pk=draft_id).first()


def list_my_notifications(*, by: Actor) -> QuerySet[Notification]:
    """What this practitioner sent, the newest first. Names nobody: people are not fetched."""
    mine = Notification.objects.filter(submitted_by_id=by.practitioner_id)
    return mine.select_related("area", "front_door").order_by("-submitted_at", "-id")


def list_front_door_notifications(*, by: Actor) -> QuerySet[Notification]:
    """What was sent to the front doors of this agency, the newest first. Who shows people audits the reading."""
    received = Notification.objects.filter(front_door__agency_id=by.agency_key)
    return received.select_related("area", "front_door", "agency", "team").order_by("-submitted_at", "-id")


def get_notification(*, by: Actor, reference: str, at: datetime, reason: str = "") -> Notification:
    """One notification with its people, in order; the reading is audited. `reference` is as typed.

    Raises Notification.DoesNotExist when there is none that this agency can see, NotAllowed when the practitioner is
    not involved with it.
    """
    parsed = parse_reference(reference, prefix=PREFIX)
    if parsed is None:
        raise Notification.DoesNotExist(_("This is not a reference of a notification."))
    people = Prefetch("people", current_people())
    found = Notification.objects.select_related(
        "agency", "team", "submitted_by", "front_door__agency", "area"
    )
    notification = found.prefetch_related(people).get(reference=str(parsed))
    rules.check_may_read(
        by,
        submitted_by=notification.submitted_by_id,
        front_door_agency=notification.front_door.agency_id,
    )
    audit.record_read(by=by, what="notification", targets=[notification], at=at, reason=reason)
    return notification


def list_sent_by_team(
    by: Actor, *, team_id: UUID, first: datetime, before: datetime
) -> list[tuple[UUID, UUID]]:
    """What a team of the actor's agency sent: the key of each notification and of who sent it. Names nobody."""
    sent = Notification.objects.filter(
        agency_id=by.agency_key, team_id=team_id, submitted_at__gte=first, submitted_at__lt=before
    )
    kept = sent.exclude(seen_and_heard=EMPTIED).order_by("submitted_at", "id")
    return list(kept.values_list("pk", "submitted_by_id"))


def get_for_review(*, by: Actor, notification_id: UUID, at: datetime) -> Notification:
    """A notification as a colleague of another team reads it for its writer; the reading is audited with that reason.

    Raises Notification.DoesNotExist, or NotAllowed. Who was drawn to read it, the caller has checked.
    """
    found = Notification.objects.prefetch_related(Prefetch("people", current_people())).get(
        pk=notification_id, agency_id=by.agency_key
    )
    rules.check_may_review(by, agency=found.agency_id, team=found.team_id, submitted_by=found.submitted_by_id)
    audit.record_read(by=by, what="notification", targets=[found], at=at, reason="peer review")
    return found


def get_incident(*, by: Actor, number: str, at: datetime) -> Incident:
    """One incident of the notifier's own agency, with its people in order; the reading is audited.

    `number` is as typed: case and spaces around it do not matter. Raises Incident.DoesNotExist when the agency has
    none of that number, NotAllowed for anybody who does not notify.
    """
    rules.check_may_submit(by)
    people = Prefetch("people", IncidentPerson.objects.order_by("position"))
    mine = Incident.objects.filter(agency_id=by.agency_key).select_related("area").prefetch_related(people)
    incident = mine.get(number=number.strip().upper())
    audit.record_read(by=by, what="incident", targets=[incident], at=at)
    return incident


def list_codes(*, by: Actor, on: date | None = None) -> QuerySet[IncidentCode]:
    """The codes of incidents that are valid on a day, or all that ever were. Names nobody, so anyone may read it."""
    codes = IncidentCode.objects.order_by("kind", "theme", "label_en", "starts_on")
    if on is None:
        return codes
    return codes.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)


def list_amendments(*, by: Actor, notification: Notification) -> list[Amended]:
    """What was changed in a notification after it was sent, the newest first. Whoever shows it has audited it."""
    rows = list(Amendment.objects.filter(notification=notification).select_related("amended_by"))
    if not rows:
        return []
    people = {one.position: one for one in ReportedPerson.objects.filter(notification=notification)}
    return [amended(row, people) for row in rows]


def list_people_now(*, by: Actor) -> QuerySet[ReportedPerson]:
    """Reported people that count: of somebody who was corrected, only the last row. In the order of naming."""
    return current_people()


def list_relations(*, by: Actor, notification: Notification) -> list[ReportedRelation]:
    """What the people in a notification are to each other, as reported. Whoever shows it has audited it.

    `person` and `of` are the people as they count now, when somebody was corrected since.
    """
    now = {one.position if one.place is None else one.place: one for one in notification.people.all()}
    rows = list(notification.relations.select_related("person", "of"))
    for row in rows:
        row.person = now.get(row.person.position, row.person)
        row.of = now.get(row.of.position, row.of)
    return rows


def list_earlier_days(*, by: Actor, people: Iterable[Named], at: datetime) -> list[date]:
    """The days on which this agency lately named somebody with the same names and date of birth; audited.

    Nothing but the days leaves this query. Whoever has no date of birth, or only half a name, is like nobody.
    """
    alike = Q()
    for person in people:
        keys = sure_keys(Identity(person.given_name, person.family_name, date_of_birth=person.date_of_birth))
        if keys:
            alike |= Q(search_keys__contains=keys)
    if not alike:
        return []
    named = ReportedPerson.objects.filter(alike, agency_id=by.agency_key)
    lately = at - timedelta(days=tracks.PATTERN_DAYS)
    earlier = list(
        Notification.objects.filter(
            pk__in=named.values("notification_id"), submitted_at__gte=lately, submitted_at__lt=at
        ).order_by("submitted_at")
    )
    audit.record_read(by=by, what="earlier_notification", targets=earlier, at=at)
    return [one.submitted_at.astimezone(LONDON).date() for one in earlier]


def list_attachments(*, by: Actor, notification: Notification) -> list[Attachment]:
    """What is attached to a notification, in order, without the files themselves."""
    kept = Attachment.objects.filter(notification=notification).defer("content")
    return list(kept.order_by("attached_at", "id"))


def get_attachment(*, by: Actor, attachment_id: UUID, at: datetime) -> Attachment:
    """One file, for who may read its notification; audited. Raises Attachment.DoesNotExist or NotAllowed."""
    found = Attachment.objects.select_related("notification__front_door").get(pk=attachment_id)
    rules.check_may_read(
        by,
        submitted_by=found.notification.submitted_by_id,
        front_door_agency=found.notification.front_door.agency_id,
    )
    audit.record_read(by=by, what="attachment", targets=[found], at=at)
    return found


def get_code(*, by: Actor, code_id: UUID) -> IncidentCode:
    """One code of incidents. Raises IncidentCode.DoesNotExist, NotAllowed for anybody who may not change it."""
    rules.check_may_edit_codes(by)
    return IncidentCode.objects.get(pk=code_id)


def count_drafts_of(*, by: Actor, leaver: Leaver, at: datetime) -> int:
    """How many drafts somebody who moves or leaves did not send; none for who goes on in the same role.

    Only its writer sees a draft, so the service counts with their eyes and shows nothing.
    """
    if leaver.becomes == leaver.role:
        return 0
    with acting(leaver.eyes(by)):
        return Draft.objects.filter(practitioner_id=leaver.practitioner_id).count()


@dataclass(frozen=True, slots=True)
class PracticeFact:
    """One notification, as a fact about practice: whose team, which month, and what was there. Nobody is in it.

    `is_complete`: the page that is read before sending would ask for nothing more. `has_voice`: the own words of every
    child who is named are there; a reason why not does not count. `minutes` from what happened until it was sent.
    """

    team_id: UUID
    month: date
    is_complete: bool
    names_child: bool
    has_voice: bool
    has_strengths: bool
    minutes: int


def list_practice_facts(by: Actor, *, first: datetime, before: datetime) -> list[PracticeFact]:
    """What the notifications were like that the actor's agency sent from `first` until `before`. Three queries."""
    sent = Notification.objects.filter(
        agency_id=by.agency_key, submitted_at__gte=first, submitted_at__lt=before
    )
    people: dict[UUID, list[ReportedPerson]] = defaultdict(list)
    for person in current_people().filter(notification__in=sent):
        people[person.notification_id].append(person)
    relations: dict[UUID, list[ReportedRelation]] = defaultdict(list)
    for relation in ReportedRelation.objects.filter(notification__in=sent):
        relations[relation.notification_id].append(relation)
    return [_practice_fact(one, people[one.pk], relations[one.pk]) for one in sent.order_by("submitted_at")]


def _practice_fact(
    row: Notification, people: list[ReportedPerson], relations: list[ReportedRelation]
) -> PracticeFact:
    report, on = report_of(row, people, relations), row.submitted_at.astimezone(LONDON).date()
    names_child = any(tracks.is_child(person, on=on) for person in report.people)
    return PracticeFact(
        team_id=row.team_id,
        month=on.replace(day=1),
        is_complete=not coaching.advice_on(report, track=Track(row.track), on=on),
        names_child=names_child,
        has_voice=names_child and not coaching.lacks_words(replace(report, words_missing=None), on=on),
        has_strengths=bool(report.strengths.strip()),
        minutes=max(0, int((row.submitted_at - row.occurred_at).total_seconds() // 60)),
    )


def _happened_later(by: Actor, at: datetime) -> QuerySet[Notification]:
    return Notification.objects.filter(agency_id=by.agency_key, occurred_at__gt=F("submitted_at"))


def _age_missing(by: Actor, at: datetime) -> QuerySet[ReportedPerson]:
    """Somebody who was named and is not expected yet, with neither a date of birth nor an age."""
    return ReportedPerson.objects.filter(
        agency_id=by.agency_key, date_of_birth=None, age=None, due_on=None
    ).exclude(family_name="")


# What should not be in reports. Each rule once; the desk counts and lists what they find.
QUALITY: Final = (
    QualityRule(
        code="happened-later",
        kind=QualityKind.CONTRADICTION,
        title=_("Something is said to have happened after it was reported"),
        put_right=_("Ask the officer who sent it to change the time."),
        reference="reference",
        page="",
        rows=_happened_later,
    ),
    QualityRule(
        code="age-missing",
        kind=QualityKind.MISSING,
        title=_("Somebody was named with neither a date of birth nor an age"),
        put_right=_("Ask the officer who sent it: nobody can tell a child from an adult without one."),
        reference="notification__reference",
        page="",
        rows=_age_missing,
    ),
)
