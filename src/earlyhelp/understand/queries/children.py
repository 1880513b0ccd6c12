"""A child's-eye page: one child's own view, with whom they trust and what they hope. Nobody else's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from earlyhelp.identify.choices import PersonRole
from earlyhelp.identify.models import ReportedPerson
from earlyhelp.kit.actor import Actor
from earlyhelp.understand.choices.children import ChildViewKind
from earlyhelp.understand.choices.entries import Sheet
from earlyhelp.understand.choices.strengths import StrengthKind
from earlyhelp.understand.models import PersonLink
from earlyhelp.understand.queries.entries import Told, in_order_of_time, list_told
from earlyhelp.understand.queries.joined import people_of
from earlyhelp.understand.queries.protection import list_apart
from earlyhelp.understand.rules import children as child_rules


@dataclass(frozen=True, slots=True)
class ChildsEye:
    """What a child saw, said, and what school sees; whom they trust and what they hope. Each in the order of time.

    `reported` are reports that hold this child's own words, or how they looked, as an officer wrote them down.
    """

    trusts: tuple[Told, ...]
    hopes: tuple[Told, ...]
    helps: tuple[Told, ...]
    saw: tuple[Told, ...]
    said: tuple[Told, ...]
    school: tuple[Told, ...]
    reported: tuple[ReportedPerson, ...]
    is_unborn: bool


def get_childs_eye(
    by: Actor, person_id: UUID, *, reports: Sequence[ReportedPerson], today: date
) -> ChildsEye:
    """The page of one child, from rows of this child alone. `reports` are those linked to the child, newest first."""
    strengths = _living(list_told(by, person_id, Sheet.STRENGTHS))
    views = _living(list_told(by, person_id, Sheet.CHILDS_EYE))
    shown = {StrengthKind.TRUSTED_ADULT, StrengthKind.HOPES}
    return ChildsEye(
        trusts=_of(strengths, StrengthKind.TRUSTED_ADULT),
        hopes=_of(strengths, StrengthKind.HOPES),
        helps=tuple(one for one in strengths if _kind(one) not in shown),
        saw=_of(views, ChildViewKind.SAW),
        said=_of(views, ChildViewKind.SAID),
        school=_of(views, ChildViewKind.SCHOOL),
        reported=tuple(
            sorted(
                (one for one in reports if one.own_words or one.looked),
                key=lambda one: one.notification.submitted_at,
            )
        ),
        is_unborn=child_rules.is_unborn(
            [one.role for one in reports],
            due_on=next((one.due_on for one in reports if one.due_on), None),
            today=today,
        ),
    )


def list_names_of_others(by: Actor, person_id: UUID) -> list[str]:
    """Given names of the other children in the reports about a child: so that what is theirs is written with them."""
    reports = PersonLink.objects.filter(
        person_id__in=people_of(by, person_id), undone_at=None, agency_id=by.agency_key
    )
    others = ReportedPerson.objects.filter(
        notification__people__in=reports.values("reported_id"),
        role__in=[PersonRole.CHILD, PersonRole.UNBORN],
    ).exclude(pk__in=reports.values("reported_id"))
    return sorted({one.given_name for one in others if one.given_name})


def list_household(by: Actor, person_id: UUID) -> list[tuple[UUID, str, str]]:
    """Other people who are named beside this one in a report, and linked: key, reference and name. By name.

    For writing one entry about several people at once.
    """
    people = people_of(by, person_id)
    own = PersonLink.objects.filter(person_id__in=people, undone_at=None, agency_id=by.agency_key)
    links = (
        PersonLink.objects.filter(
            agency_id=by.agency_key,
            undone_at=None,
            reported__notification__people__in=own.values("reported_id"),
        )
        .exclude(person_id__in=people | list_apart(by, people))
        # A partner or former partner may live elsewhere, and must not be written to by a slip of the hand.
        .exclude(reported__role__in=[PersonRole.PARTNER, PersonRole.OTHER, PersonRole.NOT_KNOWN])
        .select_related("person", "reported")
    )
    found = {link.person_id: (link.person_id, link.person.reference, str(link.reported)) for link in links}
    return sorted(found.values(), key=lambda one: (one[2], one[1]))


def _living(told: Iterable[Told]) -> list[Told]:
    return in_order_of_time(one for one in told if not one.is_ended)


def _kind(told: Told) -> str:
    return str(told.entry.kind)  # type: ignore[attr-defined]


def _of(told: Iterable[Told], kind: str) -> tuple[Told, ...]:
    return tuple(one for one in told if _kind(one) == kind)
