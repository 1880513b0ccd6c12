"""Opening one person's record in an emergency: its owner is told at once, and reviews it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from earlyhelp.govern.actions import audit
from earlyhelp.govern.actions.breakglass import answer_glass, break_glass, review_glass
from earlyhelp.govern.choices import EntryKind
from earlyhelp.govern.choices.breakglass import GlassVerdict
from earlyhelp.govern.models import BreakGlass
from earlyhelp.govern.models.breakglass import GlassWord
from earlyhelp.govern.rules.breakglass import Emergency, check_words
from earlyhelp.inform.choices import Template
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.models import Practitioner
from earlyhelp.solve.actions.episode_news import tell
from earlyhelp.solve.queries import emergencies as queries
from earlyhelp.solve.rules import emergencies as rules
from earlyhelp.understand.queries.protection import find_to_open
from earlyhelp.understand.rules import READERS


@transaction.atomic
def open_in_emergency(
    *, by: Actor, reference: str, why: str, words: str, why_no_reader: str = "", at: datetime
) -> BreakGlass:
    """Open one record to the actor for two hours; tell those who keep it and the officers who review it.

    Raises NotAllowed, CannotOpen (in the same words whether there is such a record or not), OpensAnyway, SayMore.
    """
    if by.role not in READERS or by.practitioner_id is None:
        raise NotAllowed(rules.NOT_YOURS)
    check_words(words)
    found = find_to_open(by, reference)
    rules.check_opens(queries.get_asked(by, found, why_no_reader=why_no_reader, at=at))
    assert found is not None, "what does not exist was refused"
    keepers, officers = queries.list_to_tell(by, found)
    asked = Emergency(
        record_label="person",
        record_id=found.person_id,
        record_reference=found.reference,
        owner_agency_id=found.agency_id,
        agency_label=queries.get_agency_name(by),
        why=why,
        words=words,
        is_restricted=found.is_kept,
        why_no_reader=why_no_reader if found.is_kept else "",
        told=tuple(one.pk for one in (*keepers, *officers)),
    )
    glass = break_glass(by=by, asked=asked, at=at)
    for keeper in keepers:
        tell(by, keeper, Template.GLASS_BROKEN, "", at, glass)
    for officer in officers:
        tell(by, officer, Template.GLASS_TO_REVIEW, reverse("solve:review_glass", args=[glass.pk]), at, glass)
    return glass


@transaction.atomic
def record_refusal(*, by: Actor, at: datetime) -> None:
    """Write down that a record was asked for in an emergency and did not open."""
    audit.record(by=by, did="glass.refused", kind=EntryKind.REFUSAL, at=at)


@transaction.atomic
def review_opening(*, by: Actor, glass_id: UUID, verdict: str, words: str, at: datetime) -> GlassWord:
    """Say what the owner's officer finds, and tell whoever opened it when more is asked.

    Raises NotAllowed, CannotStep, SayMore, BreakGlass.DoesNotExist.
    """
    said = review_glass(by=by, glass_id=glass_id, verdict=verdict, words=words, at=at)
    opened_by = Practitioner.objects.get(pk=said.glass.practitioner_id)
    asked = verdict == GlassVerdict.ASKED
    template = Template.GLASS_ASKED if asked else Template.GLASS_REVIEWED
    tell(by, opened_by, template, reverse("solve:own_glass", args=[said.glass_id]), at, said.glass)
    return said


@transaction.atomic
def answer_review(*, by: Actor, glass_id: UUID, words: str, at: datetime) -> GlassWord:
    """Answer the owner's officers, and tell them. Raises NotAllowed, CannotStep, SayMore, BreakGlass.DoesNotExist."""
    said = answer_glass(by=by, glass_id=glass_id, words=words, at=at)
    asked_by = said.glass.steps.filter(step="ask").order_by("-said_at").values_list("said_by", flat=True)
    for officer in Practitioner.objects.filter(pk__in=list(asked_by[:1])):
        path = reverse("solve:review_glass", args=[glass_id])
        tell(by, officer, Template.GLASS_ANSWERED, path, at, said.glass)
    return said
