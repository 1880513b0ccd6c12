"""What is said of people, source by source: reports, partners' records, and what the front door itself was told.

Nothing here is *the* value. What a page shows first is the newest that says anything, and it says whose it is.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from earlyhelp.identify.choices import PersonRole
from earlyhelp.identify.models import ReportedPerson
from earlyhelp.identify.queries import list_people_now
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.time_words import written_date
from earlyhelp.kit.working_days import LONDON
from earlyhelp.understand import rules
from earlyhelp.understand.choices.families import Ethnicity, Life, Sex, WhoSees
from earlyhelp.understand.models import (
    Person,
    PersonLink,
    PersonStatement,
    SourceIdentifier,
    SourceRecord,
)
from earlyhelp.understand.queries.joined import list_joined

_PLACE = ("reported__notification_id", "reported__position", "reported__place")
_SEXES = {
    "f": Sex.FEMALE,
    "female": Sex.FEMALE,
    "m": Sex.MALE,
    "male": Sex.MALE,
    "2": Sex.FEMALE,
    "1": Sex.MALE,
}


class SourceKind(StrEnum):
    """Where something that is said comes from."""

    REPORT = "report"
    RECORD = "record"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class Said:
    """What one source says of a person, on which day it said so, and when that was written down."""

    kind: SourceKind
    source: str
    on: date
    at: datetime
    reference: str = ""
    given_name: str = ""
    family_name: str = ""
    description: str = ""
    date_of_birth: date | None = None
    age: int | None = None
    sex: str = Sex.NOT_KNOWN
    ethnicity: str = Ethnicity.NOT_KNOWN
    life: str = ""
    due_on: date | None = None
    died_on: date | None = None
    care: str = ""
    school: str = ""
    address: str = ""
    postcode: str = ""
    telephone: str = ""
    email: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()
    reported: ReportedPerson | None = None
    statement: PersonStatement | None = None

    @property
    def full_name(self) -> str:
        """Given name and family name, or nothing when neither is known."""
        return f"{self.given_name} {self.family_name}".strip()


@dataclass(frozen=True, slots=True)
class Known:
    """Who somebody is at a glance: of each fact the newest that any source says. `said` has them all, newest first."""

    person_id: UUID
    reference: str
    said: tuple[Said, ...] = field(default=(), repr=False)
    name: str = ""
    born_on: date | None = None
    age: int | None = None
    is_age_guessed: bool = False
    sex: str = Sex.NOT_KNOWN
    life: str = Life.NOT_KNOWN
    due_on: date | None = None
    died_on: date | None = None
    school: str = ""
    care: str = ""
    is_withheld: bool = False

    @property
    def called(self) -> str:
        """What a page calls somebody, whose name may not be known."""
        if self.name:
            return self.name
        return _("Unborn child") if self.life == Life.UNBORN else _("Name not known")

    @property
    def age_words(self) -> str:
        """How old somebody is, or that they are not born yet, or have died. Empty when nobody knows."""
        if self.life == Life.UNBORN:
            if self.due_on:
                return _("Expected on %(date)s") % {"date": written_date(self.due_on)}
            return _("Not born yet")
        if self.life == Life.DIED:
            if self.age is not None:
                words = ngettext("Died aged %(years)d", "Died aged %(years)d", self.age)
                return words % {"years": self.age}
            return _("Has died")
        if self.age is None:
            return ""
        if self.is_age_guessed:
            words = ngettext("about %(years)d year old", "about %(years)d years old", self.age)
        else:
            words = ngettext("%(years)d year old", "%(years)d years old", self.age)
        return words % {"years": self.age}


def sex_of(recorded: str) -> str:
    """What a partner's system recorded as sex, in our words."""
    return _SEXES.get(recorded.strip().casefold(), Sex.NOT_KNOWN).value


def list_said(
    by: Actor, person_ids: Iterable[UUID], *, with_restricted: bool = False
) -> tuple[dict[UUID, list[Said]], frozenset[UUID]]:
    """What every source that the actor may see says of each person, newest first; and of whom something is kept back.

    In five queries, however many people. Whoever shows it has opened the record.
    """
    joined = list_joined(by, person_ids)
    whose = {key: asked for asked, (_top, keys) in joined.items() for key in keys}
    found: dict[UUID, list[Said]] = defaultdict(list)
    links = PersonLink.objects.filter(person_id__in=whose, undone_at=None).order_by()
    linked = list(links.values_list("person_id", "record_id", *_PLACE))
    records = {row: whose[person] for person, row, *_ in linked if row}
    # An officer may have corrected a person since: the row that counts stands in the same place of the notification.
    named = {
        (sent, position if place is None else place): whose[person]
        for person, _record, sent, position, place in linked
        if sent
    }
    reports = list_people_now(by=by).filter(notification_id__in={sent for sent, _place in named})
    for reported in reports.select_related("notification__agency", "notification__team"):
        place = reported.position if reported.place is None else reported.place
        if (reported.notification_id, place) in named:
            found[named[(reported.notification_id, place)]].append(_of_report(reported))
    identifiers = Prefetch("identifiers", SourceIdentifier.objects.order_by("system", "plain"))
    for record in (
        SourceRecord.objects.filter(pk__in=records).select_related("agency").prefetch_related(identifiers)
    ):
        found[records[record.pk]].append(_of_record(record))
    withheld = set()
    told = PersonStatement.objects.filter(person_id__in=whose, undone_at=None)
    for statement in told.select_related("agency", "recorded_by"):
        if statement.who_sees == WhoSees.RESTRICTED and not with_restricted:
            withheld.add(whose[statement.person_id])
        else:
            found[whose[statement.person_id]].append(_of_statement(statement))
    for said in found.values():
        said.sort(key=lambda one: (one.on, one.at), reverse=True)
    return found, frozenset(withheld)


def list_known(
    by: Actor, person_ids: Iterable[UUID], *, at: datetime, with_restricted: bool = False
) -> dict[UUID, Known]:
    """Who each of these people is at a glance. In six queries. Whoever shows it has opened a record of theirs."""
    asked = list(dict.fromkeys(person_ids))
    references = _references(asked)
    said, withheld = list_said(by, asked, with_restricted=with_restricted)
    today = at.astimezone(LONDON).date()
    return {
        key: _known(key, references[key], said.get(key, []), today, withheld=key in withheld)
        for key in references
    }


def _references(asked: Iterable[UUID]) -> dict[UUID, str]:
    return dict(Person.objects.filter(pk__in=list(asked)).values_list("pk", "reference"))


def _known(key: UUID, reference: str, said: Sequence[Said], today: date, *, withheld: bool) -> Known:
    aged = next((one for one in said if one.date_of_birth or one.age is not None), None)
    lives = next((one for one in said if one.life), None)
    life = lives.life if lives else (Life.LIVING if said else Life.NOT_KNOWN)
    died = next((one.died_on for one in said if one.died_on), None)
    return Known(
        person_id=key,
        reference=reference,
        said=tuple(said),
        name=next((one.full_name for one in said if one.full_name), ""),
        born_on=next((one.date_of_birth for one in said if one.date_of_birth), None),
        age=_age(aged, life, died, today),
        is_age_guessed=aged is not None and aged.date_of_birth is None,
        sex=next((one.sex for one in said if one.sex != Sex.NOT_KNOWN), Sex.NOT_KNOWN),
        life=life,
        due_on=next((one.due_on for one in said if one.due_on), None),
        died_on=died,
        school=next((one.school for one in said if one.school), ""),
        care=next((one.care for one in said if one.care), ""),
        is_withheld=withheld,
    )


def _age(aged: Said | None, life: str, died: date | None, today: date) -> int | None:
    """Whole years today, or at death. An age that was judged grows with the years since."""
    if aged is None or life == Life.UNBORN or (life == Life.DIED and died is None):
        return None
    until = died or today
    if aged.date_of_birth:
        return rules.age_between(aged.date_of_birth, until)
    return (aged.age or 0) + max(0, rules.age_between(aged.on, until))


def _of_report(reported: ReportedPerson) -> Said:
    unborn = reported.role == PersonRole.UNBORN and reported.date_of_birth is None
    return Said(
        SourceKind.REPORT,
        reported.notification.agency.name,
        reported.notification.submitted_at.astimezone(LONDON).date(),
        reported.notification.submitted_at,
        reference=reported.notification.reference,
        given_name=reported.given_name,
        family_name=reported.family_name,
        description=reported.description,
        date_of_birth=reported.date_of_birth,
        age=reported.age,
        life=Life.UNBORN if unborn else "",
        due_on=reported.due_on,
        address=reported.address,
        postcode=reported.postcode,
        telephone=reported.telephone,
        email=reported.email,
        reported=reported,
    )


def _of_record(record: SourceRecord) -> Said:
    at = record.updated_at or record.recorded_at or record.received_at
    return Said(
        SourceKind.RECORD,
        record.agency.name,
        record.age_stated_on or at.astimezone(LONDON).date(),
        at,
        reference=record.system,
        given_name=record.given_name,
        family_name=record.family_name,
        date_of_birth=record.date_of_birth,
        age=record.age,
        sex=sex_of(record.sex_recorded),
        address=record.address,
        postcode=record.postcode,
        telephone=record.telephone,
        email=record.email,
        identifiers=tuple((one.system, one.value) for one in record.identifiers.all()),
    )


def _of_statement(statement: PersonStatement) -> Said:
    return Said(
        SourceKind.STATEMENT,
        statement.said_by,
        statement.said_on,
        statement.recorded_at,
        given_name=statement.given_name,
        family_name=statement.family_name,
        date_of_birth=statement.date_of_birth,
        age=statement.age,
        sex=statement.sex,
        ethnicity=statement.ethnicity,
        life=statement.life if statement.life != Life.NOT_KNOWN else "",
        due_on=statement.due_on,
        died_on=statement.died_on,
        care=statement.care,
        school=statement.school,
        statement=statement,
    )
