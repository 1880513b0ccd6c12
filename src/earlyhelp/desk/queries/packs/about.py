"""Which rows are about one person: the keys from which everything else is reached by what rooms declare.

A row is reached by the column that its declaration names in `through` (kit.retention). The few models that are found by
their own key are the roots; they are worked out here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Q, QuerySet

from earlyhelp.identify.models import Incident, IncidentPerson, Notification, ReportedPerson
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.retention import Kept
from earlyhelp.signpost.models import Referral
from earlyhelp.solve.models import Episode, EpisodeMember, MeetingCase, StatutoryStep, StepPerson
from earlyhelp.understand.models import HouseholdMember, Person, PersonLink, SourceRecord
from earlyhelp.understand.queries import list_joined

PERSON: Final = Person._meta.label
REPORTED: Final = ReportedPerson._meta.label
# Whose rows are read: the rooms that hold people, in the order of the pathway.
ROOMS: Final = ("identify", "understand", "solve", "signpost", "inform")
# Where a row names its own subject, and so is about somebody else when it names another.
_SUBJECT: Final = ("person", "reported", "whose", "reader")
# Rows about two people, of whom either may ask.
_OF_TWO: Final = frozenset({"understand.Relationship", "identify.ReportedRelation"})
# What is declared and not given line by line, and why.
NOT_GIVEN: Final[Mapping[str, str]] = {
    "solve.Minutes": "holds every family of a meeting; what was said of this one is given from its case",
}


@dataclass(slots=True)
class About:
    """The keys of rows that are about one person, by model. Grows as rooms are read."""

    by: Actor
    people: frozenset[UUID]
    reported: frozenset[UUID]
    keys: dict[str, frozenset[UUID]] = field(default_factory=dict)

    def every_key(self) -> list[UUID]:
        """All keys, for columns that name a record without saying of which model."""
        return sorted({key for keys in self.keys.values() for key in keys})


def declared() -> list[Kept]:
    """What the rooms that see people say that they keep and give, in the order of the pathway."""
    names = [f"{apps.get_app_config(room).name}.retention" for room in ROOMS]
    said = [kept for name in names if find_spec(name) for kept in import_module(name).RETENTION]
    return [one for one in said if one.person_columns and one.model not in NOT_GIVEN and _is_theirs(one)]


def _is_theirs(kept: Kept) -> bool:
    """Whether a row is about who is helped; and which service they were told about, though it names nobody."""
    return kept.holds_people or kept.model == "signpost.Signposting"


def about_person(by: Actor, person_id: UUID) -> About:
    """Everything that hangs on a person, as their agency sees it now."""
    people = list_joined(by, [person_id])[person_id][1]
    links = PersonLink.objects.filter(person_id__in=people, undone_at=None, agency_id=by.agency_key)
    pairs = list(links.values_list("reported_id", "record_id"))
    reported = frozenset(one for one, _ in pairs if one)
    about = About(by, people, reported)
    about.keys[PERSON] = people
    about.keys[SourceRecord._meta.label] = frozenset(one for _, one in pairs if one)
    _add_roots(about)
    return about


def about_reported(by: Actor, reported_id: UUID) -> About:
    """Everything that hangs on one person in one notification: what a force holds, which knows no Person."""
    about = About(by, frozenset(), frozenset({reported_id}))
    about.keys[PERSON] = frozenset()
    about.keys[SourceRecord._meta.label] = frozenset()
    _add_roots(about)
    return about


def _add_roots(about: About) -> None:
    """The models that are found by their own key, and who in them is the person."""
    keys = about.keys
    keys[REPORTED] = about.reported
    notifications = Notification.objects.filter(people__in=about.reported)
    keys[Notification._meta.label] = _ids(notifications)
    keys["identify.Draft"] = frozenset()
    keys[IncidentPerson._meta.label] = _in_incidents(about)
    keys[Incident._meta.label] = _ids(Incident.objects.filter(people__in=keys[IncidentPerson._meta.label]))
    members = HouseholdMember.objects.filter(person_id__in=about.people)
    keys["understand.Household"] = frozenset(members.values_list("household_id", flat=True))
    helped = EpisodeMember.objects.filter(person_id__in=about.people).values("episode_id")
    keys[Episode._meta.label] = _ids(Episode.objects.filter(pk__in=helped))
    asked = StepPerson.objects.filter(person_id__in=about.people).values("step_id")
    keys[StatutoryStep._meta.label] = _ids(StatutoryStep.objects.filter(pk__in=asked))
    case = Q(notification_id__in=keys[Notification._meta.label]) | Q(episode_id__in=keys[Episode._meta.label])
    keys[MeetingCase._meta.label] = _ids(MeetingCase.objects.filter(case))
    keys["solve.Meeting"] = frozenset(MeetingCase.objects.filter(case).values_list("meeting_id", flat=True))
    keys[Referral._meta.label] = _ids(Referral.objects.filter(reported_id__in=about.reported))


def _in_incidents(about: About) -> frozenset[UUID]:
    """People in the incidents of these notifications who bear the person's own name."""
    found: set[UUID] = set()
    for one in ReportedPerson.objects.filter(pk__in=about.reported).select_related("notification"):
        number = one.notification.incident_number
        if number and (one.given_name or one.family_name):
            same = IncidentPerson.objects.filter(
                incident__number__iexact=number,
                given_name__iexact=one.given_name,
                family_name__iexact=one.family_name,
            )
            found |= set(same.values_list("pk", flat=True))
    return frozenset(found)


def _ids(rows: QuerySet[Any]) -> frozenset[UUID]:
    return frozenset(rows.values_list("pk", flat=True))


def rows_about(about: About, kept: Kept, every: Mapping[str, Kept]) -> QuerySet[Any]:
    """The rows of one declared model that are about the person. Remembers their keys for what hangs on them."""
    model = apps.get_model(kept.model)
    found: QuerySet[Any] = QuerySet(model).filter(_reached(about, model, kept, every))
    return found.filter(_not_of_others(about, model)).order_by("pk")


def keys_about(about: About, label: str, every: Mapping[str, Kept]) -> frozenset[UUID]:
    """The keys of the rows of a model that are about the person."""
    if label not in about.keys:
        kept = every.get(label)
        about.keys[label] = frozenset()
        if kept is not None:
            about.keys[label] = _ids(rows_about(about, kept, every))
    return about.keys[label]


def _reached(about: About, model: type[models.Model], kept: Kept, every: Mapping[str, Kept]) -> Q:
    if kept.model in about.keys:
        return Q(pk__in=about.keys[kept.model])
    if kept.model == "understand.Relationship":
        return Q(person_id__in=about.people) | Q(other_id__in=about.people)
    if kept.model == "identify.ReportedRelation":
        return Q(person_id__in=about.reported) | Q(of_id__in=about.reported)
    wanted = Q()
    for name in (kept.through, *kept.also_through):
        wanted |= _by_column(about, model, name, every)
    return wanted


def _by_column(about: About, model: type[models.Model], name: str, every: Mapping[str, Kept]) -> Q:
    """Rows that a column with a record key, or with a key to another declared row, leads to."""
    if name == "id":
        return Q(pk__in=[])
    column = next(one for one in model._meta.concrete_fields if name in (one.name, one.attname))
    if column.remote_field is not None and column.related_model is not None:
        target = column.related_model._meta.label  # type: ignore[union-attr]
        return Q(**{f"{column.attname}__in": keys_about(about, target, every)})
    keys: Iterable[object] = about.every_key()
    is_text = isinstance(column, models.CharField)
    return Q(**{f"{column.attname}__in": [str(key) for key in keys] if is_text else list(keys)})


def _not_of_others(about: About, model: type[models.Model]) -> Q:
    """Leave out rows whose own subject is somebody else. Rows of a whole family name nobody, and stay."""
    kept = Q()
    for one in model._meta.concrete_fields:
        label = one.related_model._meta.label if one.related_model else ""  # type: ignore[union-attr]
        if (
            one.name in _SUBJECT
            and label in (PERSON, REPORTED)
            and model._meta.label != "understand.Relationship"
        ):
            kept &= Q(**{f"{one.name}__isnull": True}) | Q(**{f"{one.name}__in": about.keys[label]})
        if label == "solve.CheckPerson" and one.name == "person":
            kept &= Q(**{f"{one.name}__in": about.keys.get(label, frozenset())})
    return kept
