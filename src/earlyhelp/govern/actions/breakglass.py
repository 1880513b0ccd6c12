"""Opening one record in an emergency, closing it, and what is said of it afterwards. Everything is audited."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from earlyhelp.govern.actions import audit
from earlyhelp.govern.choices import EntryKind
from earlyhelp.govern.choices.breakglass import GlassState, GlassStep, GlassVerdict
from earlyhelp.govern.models.breakglass import BreakGlass, GlassWord
from earlyhelp.govern.rules import breakglass as glass_rules
from earlyhelp.govern.rules.breakglass import Emergency
from earlyhelp.kit.actor import Actor


@transaction.atomic
def break_glass(*, by: Actor, asked: Emergency, at: datetime) -> BreakGlass:
    """Open one record to one practitioner for two hours. The room that owns the record has checked its own walls.

    Raises SayMore when there are no words.
    """
    glass_rules.check_words(asked.words)
    glass = BreakGlass.objects.create(
        record_label=asked.record_label,
        record_id=asked.record_id,
        record_reference=asked.record_reference,
        owner_agency_id=asked.owner_agency_id,
        agency_id=by.agency_key,
        agency_label=asked.agency_label,
        practitioner_id=by.practitioner_key,
        practitioner_label=by.label,
        role=by.role,
        why=asked.why,
        words=asked.words.strip(),
        is_restricted=asked.is_restricted,
        why_no_reader=asked.why_no_reader.strip(),
        told=list(asked.told),
        broken_at=at,
        until_at=glass_rules.until(at),
        review_by=glass_rules.review_by(at),
    )
    audit.record(by=by, did="glass.broken", target=glass, kind=EntryKind.READ, reason=asked.why, at=at)
    return glass


@transaction.atomic
def close_glass(*, by: Actor, glass_id: UUID, at: datetime) -> BreakGlass:
    """Close it before its time. Raises NotAllowed, CannotStep, BreakGlass.DoesNotExist."""
    glass = BreakGlass.objects.get(pk=glass_id)
    glass_rules.check_is_theirs(by, practitioner_id=glass.practitioner_id)
    glass_rules.check_can_step(_state(glass, at), GlassStep.CLOSE)
    glass.closed_at = at
    glass.save(update_fields=["closed_at"])
    audit.record(by=by, did="glass.closed", target=glass, at=at)
    return glass


@transaction.atomic
def review_glass(*, by: Actor, glass_id: UUID, verdict: str, words: str, at: datetime) -> GlassWord:
    """Say that it was justified, or not, or ask more, with the reason.

    Raises NotAllowed, CannotStep, SayMore, BreakGlass.DoesNotExist.
    """
    glass = BreakGlass.objects.get(pk=glass_id)
    glass_rules.check_may_review(by, owner=glass.owner_agency_id)
    return _say(by, glass, glass_rules.STEP_OF[GlassVerdict(verdict)], words, at)


@transaction.atomic
def answer_glass(*, by: Actor, glass_id: UUID, words: str, at: datetime) -> GlassWord:
    """Answer the owner's officer. Raises NotAllowed, CannotStep, SayMore, BreakGlass.DoesNotExist."""
    glass = BreakGlass.objects.get(pk=glass_id)
    glass_rules.check_is_theirs(by, practitioner_id=glass.practitioner_id)
    return _say(by, glass, GlassStep.ANSWER, words, at)


def _say(by: Actor, glass: BreakGlass, step: GlassStep, words: str, at: datetime) -> GlassWord:
    glass_rules.check_words(words)
    glass_rules.check_can_step(_state(glass, at), step)
    word = GlassWord.objects.create(
        glass=glass,
        agency_id=by.agency_key,
        step=step,
        words=words.strip(),
        said_by=by.practitioner_key,
        said_by_label=by.label,
        said_at=at,
    )
    audit.record(by=by, did=_DID[step], target=glass, at=at)
    return word


_DID = {
    GlassStep.ASK: "glass.asked",
    GlassStep.ANSWER: "glass.answered",
    GlassStep.JUSTIFY: "glass.justified",
    GlassStep.CONDEMN: "glass.condemned",
}


def _state(glass: BreakGlass, at: datetime) -> GlassState:
    steps = glass.steps.order_by("said_at", "id").values_list("step", flat=True)
    return glass_rules.state_of(until_at=glass.until_at, closed_at=glass.closed_at, steps=steps, at=at)
