"""What was agreed, by whom, and how it stands now: folded in one place from everything that was answered.

Consents that were recorded with a referral (`Consent`) stand in the same list: they reach the agency of the service.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from earlyhelp.identify.models import ReportedPerson
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.models import Agency, Practitioner, Team
from earlyhelp.understand.choices.consents import AnswerKind, ConsentPurpose
from earlyhelp.understand.choices.people import ConsentGiver
from earlyhelp.understand.models import (
    CompetenceView,
    Consent,
    ConsentAnswer,
    NoticeGiven,
    PersonLink,
)
from earlyhelp.understand.queries.joined import list_joined, people_of
from earlyhelp.understand.queries.said import Known, list_known
from earlyhelp.understand.rules.consents import AROUND, Aged, Answer, Recipient, Standing, standing_of


@dataclass(frozen=True, slots=True)
class Line:
    """One answer as the list shows it. `given` is a consent that was recorded with a referral."""

    at: datetime
    on: date
    purpose: ConsentPurpose
    to: Recipient
    kind: AnswerKind
    giver: ConsentGiver
    recorded_by: Practitioner
    agency: Agency | None = None
    team: Team | None = None
    row: ConsentAnswer | None = None
    given: Consent | None = None
    who: str = ""

    @property
    def key(self) -> tuple[ConsentPurpose, Recipient]:
        """Which consent it is about."""
        return self.purpose, self.to

    @property
    def answer(self) -> Answer:
        """The line, as far as the fold needs it."""
        again = self.row.ask_again_on if self.row else None
        return Answer(self.kind, self.giver, self.on, self.who, again)


@dataclass(frozen=True, slots=True)
class Stands:
    """How one consent stands, and the lines from which that follows, the oldest first."""

    purpose: ConsentPurpose
    to: Recipient
    standing: Standing
    lines: tuple[Line, ...]
    views: tuple[CompetenceView, ...] = ()

    @property
    def key(self) -> str:
        """The consent as one word, for a form or an address."""
        return f"{self.purpose.value}:{self.to.key}"

    @property
    def agency(self) -> Agency | None:
        """The agency that it reaches, if it is one."""
        return self.lines[0].agency if self.lines else None

    @property
    def team(self) -> Team | None:
        """The team that it reaches, if it is one."""
        return self.lines[0].team if self.lines else None


@dataclass(frozen=True, slots=True)
class Consents:
    """Everything that is recorded of a person's consent: how each stands, every answer, notices and views."""

    known: Known
    aged: Aged
    today: date
    lines: tuple[Line, ...] = ()
    views: tuple[CompetenceView, ...] = ()
    notices: tuple[NoticeGiven, ...] = field(default=())

    def list_standings(self) -> list[Stands]:
        """Each consent that anybody was asked for, in the order of purposes, then of first asking."""
        keys = sorted(dict.fromkeys(one.key for one in self.lines), key=lambda key: _ORDER[key[0]])
        return [self.stands(purpose, to) for purpose, to in keys]

    def stands(self, purpose: ConsentPurpose, to: Recipient = AROUND) -> Stands:
        """How one consent stands now."""
        lines = tuple(one for one in self.lines if one.key == (purpose, to))
        views = tuple(
            one
            for one in self.views
            if one.purpose == purpose and Recipient(one.to_agency_id, one.to_team_id) == to
        )
        return Stands(purpose, to, self.fold((one.answer for one in lines), views), lines, views)

    def fold(self, answers: Iterable[Answer], views: Iterable[CompetenceView] = ()) -> Standing:
        """How a consent would stand with these answers."""
        last = {one.assessed_on: one.understands for one in views}
        understood = frozenset(day for day, understands in last.items() if understands)
        return standing_of(answers, aged=self.aged, understood_on=understood, today=self.today)

    def reaching(self, agency_id: UUID) -> list[Stands]:
        """The consents to share with one agency: with the agency itself, and with each of its teams."""
        teams = {one.team.pk: one.team.agency_id for one in self.lines if one.team}
        return [
            one
            for one in self.list_standings()
            if one.purpose is ConsentPurpose.SHARE
            and (one.to.agency_id == agency_id or teams.get(one.to.team_id or agency_id) == agency_id)
        ]

    def takes_part(self) -> Standing:
        """Whether they take part in early help: the first answer that stops it, whoever it reaches."""
        found = [one.standing for one in self.list_standings() if one.purpose is ConsentPurpose.TAKE_PART]
        stopped = next((one for one in found if one.is_stopped), None)
        return stopped or next(iter(found), Standing())


_ORDER = {purpose: number for number, purpose in enumerate(ConsentPurpose)}


def list_consents(by: Actor, reported_ids: Iterable[UUID]) -> QuerySet[Consent]:
    """The consents that the actor's agency recorded for these reports, newest first, withdrawn ones too."""
    found = Consent.objects.filter(agency_id=by.agency_key, reported_id__in=list(reported_ids))
    return found.select_related("recorded_by").order_by("-recorded_at", "-id")


def consent_status(
    by: Actor, person_id: UUID, purpose: ConsentPurpose, recipient: Recipient = AROUND, *, at: datetime
) -> Standing:
    """How one consent of a person stands now. The one place in which that is worked out."""
    return get_consents(by, person_id, at=at).stands(purpose, recipient).standing


def get_consents(by: Actor, person_id: UUID, *, at: datetime) -> Consents:
    """Everything recorded of a person's consent, of all who are one with them. As `list_consents_of_people`."""
    return list_consents_of_people(by, [person_id], at=at)[person_id]


def list_consents_of_people(by: Actor, person_ids: Iterable[UUID], *, at: datetime) -> dict[UUID, Consents]:
    """Everything recorded of the consent of each of these people. At most 16 queries, however many they are.

    Whoever shows it has opened their records.
    """
    joined = list_joined(by, person_ids)
    tops = {key: top for top, keys in joined.values() for key in keys}
    today = at.astimezone(LONDON).date()
    known = list_known(by, set(tops.values()), at=at)
    lines: dict[UUID, list[Line]] = defaultdict(list)
    for key, line in [*_answers(tops), *_with_referrals(by, tops)]:
        lines[tops[key]].append(line)
    views, notices = _by_top(CompetenceView, tops), _by_top(NoticeGiven, tops)
    found = {}
    for key, (top, _keys) in joined.items():
        who = known.get(top) or Known(top, "")
        found[key] = Consents(
            who,
            Aged(who.born_on, who.age, today),
            today,
            tuple(sorted(lines[top], key=lambda one: (one.at, _rank(one)))),
            tuple(views[top]),
            tuple(notices[top]),
        )
    return found


def _by_top(
    model: type[CompetenceView] | type[NoticeGiven], tops: Mapping[UUID, UUID]
) -> dict[UUID, list[Any]]:
    rows: dict[UUID, list[Any]] = defaultdict(list)
    for row in model.objects.filter(person_id__in=list(tops)).select_related("recorded_by"):
        rows[tops[row.person_id]].append(row)
    return rows


def get_consents_of_report(by: Actor, reported: ReportedPerson, *, at: datetime) -> Consents | None:
    """The consents of whoever a report is about, or None while nobody has said who that is."""
    link = PersonLink.objects.filter(agency_id=by.agency_key, reported_id=reported.pk, undone_at=None).first()
    return get_consents(by, link.person_id, at=at) if link else None


def has_notice(by: Actor, person_id: UUID) -> bool:
    """Whether the privacy notice was given to a person, or for them."""
    return NoticeGiven.objects.filter(person_id__in=people_of(by, person_id)).exists()


def _rank(one: Line) -> int:
    """Taking back comes after what was given at the same moment."""
    return one.kind is AnswerKind.TAKEN_BACK


def _answers(keys: Iterable[UUID]) -> list[tuple[UUID, Line]]:
    rows = ConsentAnswer.objects.filter(person_id__in=list(keys)).select_related(
        "recorded_by", "to_agency", "to_team__agency", "given_by_person"
    )
    return [
        (
            row.person_id,
            Line(
                at=row.recorded_at,
                on=row.said_on,
                purpose=ConsentPurpose(row.purpose),
                to=Recipient(row.to_agency_id, row.to_team_id),
                kind=AnswerKind(row.kind),
                giver=ConsentGiver(row.given_by),
                recorded_by=row.recorded_by,
                agency=row.to_agency,
                team=row.to_team,
                row=row,
                who=str(row.given_by_person_id or row.given_by_name.strip().casefold()),
            ),
        )
        for row in rows
    ]


def _with_referrals(by: Actor, keys: Iterable[UUID]) -> list[tuple[UUID, Line]]:
    """Consents that were recorded with a referral: a yes, and a taking back when there was one."""
    links = PersonLink.objects.filter(
        person_id__in=list(keys), undone_at=None, agency_id=by.agency_key
    ).exclude(reported=None)
    people = dict(links.values_list("reported_id", "person_id"))
    rows = Consent.objects.filter(reported_id__in=list(people)).select_related("recorded_by", "to_agency")
    return [(people[row.reported_id], line) for row in rows for line in _lines_of(row)]


def _lines_of(row: Consent) -> list[Line]:
    given = Line(
        at=row.recorded_at,
        on=row.given_on,
        purpose=ConsentPurpose.SHARE,
        to=Recipient(row.to_agency_id or row.pk),
        kind=AnswerKind.YES,
        giver=ConsentGiver(row.given_by),
        recorded_by=row.recorded_by,
        agency=row.to_agency,
        given=row,
        who=row.given_by_name.strip().casefold(),
    )
    if row.withdrawn_at is None:
        return [given]
    day = row.withdrawn_at.astimezone(LONDON).date()
    taken = Line(
        at=row.withdrawn_at,
        on=day,
        purpose=given.purpose,
        to=given.to,
        kind=AnswerKind.TAKEN_BACK,
        giver=given.giver,
        recorded_by=row.recorded_by,
        agency=row.to_agency,
        given=row,
        who=given.who,
    )
    return [given, taken]
