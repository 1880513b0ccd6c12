"""Writing down a “what matters” conversation. Each is a version of its own, and nothing typed is lost."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.forms.text import storable
from earlyhelp.understand import queries
from earlyhelp.understand.actions.entries import today
from earlyhelp.understand.choices.assessments import Element
from earlyhelp.understand.models import Assessment, AssessmentDraft, Person
from earlyhelp.understand.rules import assessments as rules
from earlyhelp.understand.rules import entries as entry_rules
from earlyhelp.understand.rules.assessments import Conversation

KEPT: Final = (*(element.value for element in Element), "voice", "spoken", "seen_number")
_LONGEST: Final = 20_000


@transaction.atomic
def write_assessment(
    *, by: Actor, person_id: UUID, seen_number: int, said: Conversation, at: datetime
) -> Assessment:
    """Save a conversation as the next version. The writer's draft goes only then.

    Raises NotAllowed, NothingSaid, Overtaken when a colleague wrote one that the writer has not seen,
    Person.DoesNotExist.
    """
    entry_rules.check_may_record(by)
    rules.check_conversation(said, today(at))
    person = _held(person_id)
    latest = queries.get_latest_assessment_number(by, person_id)
    rules.check_not_overtaken(seen=seen_number, latest=latest)
    assessment = Assessment.objects.create(
        agency_id=by.agency_key,
        person=person,
        number=latest + 1,
        voice=said.voice.strip(),
        spoken=said.spoken.strip(),
        language=said.language,
        talked_on=said.talked_on,
        seen_number=seen_number,
        written_by_id=by.practitioner_key,
        written_at=at,
        **{element.value: said.words.get(element, "").strip() for element in Element},
    )
    audit.record(
        by=by, did="assessment.written", target=assessment, at=at, detail={"person": person.reference}
    )
    _draft(by, person_id).delete()
    return assessment


@transaction.atomic
def save_assessment_draft(
    *, by: Actor, person_id: UUID, typed: Mapping[str, str], at: datetime
) -> AssessmentDraft:
    """Keep what was typed so far, even what cannot be right. Raises NotAllowed, Person.DoesNotExist."""
    entry_rules.check_may_record(by)
    kept = {name: storable(typed.get(name, ""))[:_LONGEST] for name in KEPT}
    person = Person.objects.get(pk=person_id)
    draft, is_new = AssessmentDraft.objects.update_or_create(
        practitioner_id=by.practitioner_key,
        person=person,
        defaults={"agency_id": by.agency_key, "typed": kept, "saved_at": at},
    )
    if is_new:
        # Once for each conversation: a page saves itself every few seconds while it is written.
        audit.record(by=by, did="assessment_draft.started", target=draft, at=at)
    return draft


@transaction.atomic
def discard_assessment_draft(*, by: Actor, person_id: UUID, at: datetime) -> None:
    """Throw away what one typed and has not saved. Raises NotAllowed."""
    entry_rules.check_may_record(by)
    draft = _draft(by, person_id).first()
    if draft is not None:
        audit.record(by=by, did="assessment_draft.discarded", target=draft, at=at)
        draft.delete()


def _draft(by: Actor, person_id: UUID) -> QuerySet[AssessmentDraft]:
    return AssessmentDraft.objects.filter(practitioner_id=by.practitioner_key, person_id=person_id)


def _held(person_id: UUID) -> Person:
    """The person, held until the transaction ends, so that two writers never take the same number."""
    return Person.objects.select_for_update().get(pk=person_id)
