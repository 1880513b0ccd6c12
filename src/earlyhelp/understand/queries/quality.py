"""What should not be in what is known of people. Each rule once; the desk counts and lists what they find."""

from datetime import date, datetime
from typing import Any, Final

from django.db.models import Exists, F, Max, Min, OuterRef, Q, QuerySet, TextField, Window
from django.db.models.functions import Cast, Upper
from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.choices.quality import QualityKind
from earlyhelp.govern.rules.quality import QualityRule
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.understand.models import (
    NotSame,
    Person,
    PersonJoin,
    PersonLink,
    PersonStatement,
    WarningNote,
)


def _today(at: datetime) -> date:
    return at.astimezone(LONDON).date()


def _born_after_report(by: Actor, at: datetime) -> QuerySet[PersonLink]:
    return PersonLink.objects.filter(
        agency_id=by.agency_key,
        undone_at=None,
        reported__date_of_birth__gt=F("reported__notification__submitted_at__date"),
    )


def _two_births(by: Actor, at: datetime) -> QuerySet[PersonStatement]:
    said = _statements(by).filter(date_of_birth__isnull=False)
    other = said.filter(person=OuterRef("person"), date_of_birth__lt=OuterRef("date_of_birth"))
    return said.filter(Exists(other))


def _died_before_born(by: Actor, at: datetime) -> QuerySet[PersonStatement]:
    born = _statements(by).filter(person=OuterRef("person"), date_of_birth__gt=OuterRef("died_on"))
    return _statements(by).filter(Exists(born))


def _warnings_overdue(by: Actor, at: datetime) -> QuerySet[WarningNote]:
    return WarningNote.objects.filter(agency_id=by.agency_key, ended_at=None, review_on__lt=_today(at))


def _likely_double(by: Actor, at: datetime) -> QuerySet[Person]:
    """People whose reports give the same name and date of birth, and of whom nobody has said that they are others."""
    joined = PersonJoin.objects.filter(person=OuterRef("person"), undone_at=None)
    others = NotSame.objects.filter(
        Q(person=OuterRef("person")) | Q(other_person=OuterRef("person")),
        person__isnull=False,
        other_person__isnull=False,
        undone_at=None,
    )
    key = Cast("person_id", TextField())
    same: list[Any] = [
        Upper("reported__family_name"),
        Upper("reported__given_name"),
        F("reported__date_of_birth"),
    ]
    links = (
        PersonLink.objects.filter(
            ~Exists(joined),
            ~Exists(others),
            agency_id=by.agency_key,
            undone_at=None,
            reported__date_of_birth__isnull=False,
        )
        .exclude(reported__family_name="")
        .annotate(first=Window(Min(key), partition_by=same), last=Window(Max(key), partition_by=same))
        .filter(first__lt=F("last"))
    )
    return Person.objects.filter(agency_id=by.agency_key, pk__in=links.values("person_id"))


def _statements(by: Actor) -> QuerySet[PersonStatement]:
    """What the actor's agency was told of people, and holds."""
    return PersonStatement.objects.filter(agency_id=by.agency_key, undone_at=None)


QUALITY: Final = (
    QualityRule(
        code="born-after-report",
        kind=QualityKind.CONTRADICTION,
        title=_("A date of birth is later than the report that gives it"),
        put_right=_("Ask whoever reported it, and record the right date."),
        reference="person__reference",
        page="desk:person",
        rows=_born_after_report,
    ),
    QualityRule(
        code="two-births",
        kind=QualityKind.CONTRADICTION,
        title=_("Two dates of birth are recorded for one person"),
        put_right=_("Find out which is right, and take the other back."),
        reference="person__reference",
        page="desk:person",
        rows=_two_births,
    ),
    QualityRule(
        code="died-before-born",
        kind=QualityKind.CONTRADICTION,
        title=_("A day of death is earlier than the day of birth"),
        put_right=_("Find out which is right, and take the other back."),
        reference="person__reference",
        page="desk:person",
        rows=_died_before_born,
    ),
    QualityRule(
        code="warnings-overdue",
        kind=QualityKind.OVERDUE,
        title=_("A warning note should have been looked at again"),
        put_right=_("Look at it again: keep it with a new day, or end it."),
        reference="person__reference",
        page="desk:person_warnings",
        rows=_warnings_overdue,
    ),
    QualityRule(
        code="likely-double",
        kind=QualityKind.DOUBLE,
        title=_("Two people have the same name and date of birth"),
        put_right=_("Look at both, and say whether they are one person. The service never decides that."),
        reference="reference",
        page="desk:person",
        rows=_likely_double,
    ),
)
