"""Giving a plan to a family: every word is frozen as it was given."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from earlyhelp.govern.actions import audit
from earlyhelp.govern.choices import EntryKind
from earlyhelp.inform.choices import WrittenIn
from earlyhelp.kit.actor import Actor
from earlyhelp.solve.models import Episode, PlanVersion
from earlyhelp.solve.queries.papers import make_content
from earlyhelp.solve.queries.plans import Plan
from earlyhelp.solve.rules.plans import check_may_plan


@transaction.atomic
def give_plan(
    *, by: Actor, plan: Plan, readers: Iterable[UUID], written_in: str, at: datetime
) -> PlanVersion:
    """Make a paper of a plan for one or several of the family, and keep every word of it.

    Raises NotAllowed, NobodyToRead, NotTogether, ValueError for an unknown language.
    """
    standing = plan.standing
    check_may_plan(by, is_worker=standing.is_worker, leads=standing.may_lead)
    wanted = frozenset(readers)
    content = make_content(by, plan, wanted, WrittenIn(written_in), at)
    Episode.objects.select_for_update(of=("self",)).get(pk=plan.episode.pk)
    last = PlanVersion.objects.filter(episode=plan.episode).aggregate(last=Max("number"))["last"] or 0
    version = PlanVersion.objects.create(
        agency_id=plan.episode.agency_id,
        episode=plan.episode,
        number=last + 1,
        readers=sorted(wanted),
        written_in=written_in,
        content=content,
        is_final=plan.has_ended_visit or plan.episode.closed_at is not None,
        given_by_id=by.practitioner_key,
        given_at=at,
    )
    detail = {"episode": plan.episode.reference, "readers": len(wanted), "written_in": str(written_in)}
    audit.record(by=by, did="plan.given", target=version, kind=EntryKind.SHARE, at=at, detail=detail)
    return version
