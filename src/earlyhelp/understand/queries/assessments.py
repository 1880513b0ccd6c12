"""What matters to a person: last time and now."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from earlyhelp.kit.actor import Actor
from earlyhelp.understand.choices.assessments import Element
from earlyhelp.understand.models import Assessment, AssessmentDraft
from earlyhelp.understand.queries.joined import people_of
from earlyhelp.understand.rules.assessments import Compared, compare


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two conversations, element by element, and the person's own words in both."""

    before: Assessment | None
    now: Assessment
    elements: tuple[Compared, ...]


def list_assessments(by: Actor, person_id: UUID) -> list[Assessment]:
    """The conversations of the actor's agency with a person, the newest first."""
    return list(
        Assessment.objects.filter(agency_id=by.agency_key, person_id__in=people_of(by, person_id))
        .select_related("written_by", "agency")
        .order_by("-written_at", "-number")
    )


def get_side_by_side(by: Actor, person_id: UUID, *, shown: int | None = None) -> SideBySide | None:
    """A conversation beside the one before it: the newest, or the `shown`th of the list counted from the newest (0).

    None when there was none, or none so old.
    """
    written = list_assessments(by, person_id)
    place = shown or 0
    if not 0 <= place < len(written):
        return None
    now = written[place]
    before = written[place + 1] if place + 1 < len(written) else None
    elements = tuple(
        compare(element, before.words_of(element) if before else None, now.words_of(element))
        for element in Element
    )
    return SideBySide(before, now, elements)


def get_last_assessment(by: Actor, person_id: UUID) -> Assessment | None:
    """The newest conversation, or None."""
    return next(iter(list_assessments(by, person_id)), None)


def get_latest_assessment_number(by: Actor, person_id: UUID) -> int:
    """The highest number of a conversation with a person, or with who is one with them. 0 when there was none."""
    return max((one.number for one in list_assessments(by, person_id)), default=0)


def get_assessment_draft(by: Actor, person_id: UUID) -> tuple[dict[str, Any], datetime] | None:
    """What the actor typed about this person and has not saved, and when they last typed. Nobody else sees it."""
    draft = AssessmentDraft.objects.filter(practitioner_id=by.practitioner_key, person_id=person_id).first()
    return (draft.typed, draft.saved_at) if draft else None
