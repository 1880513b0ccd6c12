"""A draft's life: begun, saved as often as one types, thrown away. Whatever was typed is kept, right or wrong."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from earlyhelp.govern.actions import audit
from earlyhelp.identify import rules
from earlyhelp.identify.choices import Danger
from earlyhelp.identify.models import Draft
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.forms.text import storable

# Under these names a draft keeps when each of its pages was opened from which it was last saved.
OPENED: Final = {rules.Page.TOLD: "told_opened", rules.Page.REPORT: "opened"}
_NAME = re.compile(r"[a-z][a-z0-9_-]{0,79}")


@transaction.atomic
def start_draft(*, by: Actor, danger: Danger, at: datetime) -> Draft:
    """Begin a notification with the answer to its first question. Raises NotAllowed."""
    rules.check_may_submit(by)
    draft = Draft.objects.create(
        agency_id=by.agency_key,
        practitioner_id=by.practitioner_key,
        danger=danger,
        started_at=at,
        saved_at=at,
    )
    audit.record(by=by, did="draft.started", target=draft, at=at, detail={"danger": str(danger)})
    return draft


@transaction.atomic
def answer_danger(*, by: Actor, draft_id: UUID, danger: Danger, at: datetime) -> Draft:
    """Answer the first question anew; everything typed stays. Raises DraftGone, NotAllowed."""
    draft = locked_draft(by, draft_id)
    before, draft.danger, draft.saved_at = draft.danger, danger, at
    draft.save(update_fields=["danger", "saved_at"])
    detail = {"before": before, "danger": str(danger)}
    audit.record(by=by, did="draft.danger_answered", target=draft, at=at, detail=detail)
    return draft


@transaction.atomic
def save_draft(
    *,
    by: Actor,
    draft_id: UUID,
    page: rules.Page,
    typed: Mapping[str, Sequence[str]],
    opened: int,
    at: datetime,
) -> Draft:
    """Keep what was typed on one page, even what can not be right.

    `typed` is field name to values; `opened` says when the page was opened, in microseconds since 1970: an older page
    never overwrites a newer one. Raises DraftGone, DraftChanged, NotAllowed.
    """
    draft = locked_draft(by, draft_id)
    last = int((draft.typed.get(OPENED[page]) or ["0"])[0])
    after = rules.typed_of_page(draft.typed, _storable(typed) | {OPENED[page]: [str(last)]}, page)
    if after == draft.typed and opened <= last:
        return draft
    if opened < last:
        raise rules.DraftChanged
    draft.typed, draft.saved_at = after | {OPENED[page]: [str(opened)]}, at
    draft.save(update_fields=["typed", "saved_at"])
    if opened > last:
        # Once for each page that was opened: a page saves itself every few seconds while it is written.
        audit.record(by=by, did="draft.saved", target=draft, at=at, detail={"page": str(page)})
    return draft


@transaction.atomic
def discard_draft(*, by: Actor, draft_id: UUID, at: datetime) -> None:
    """Throw a draft away. Raises DraftGone, NotAllowed."""
    draft = locked_draft(by, draft_id)
    audit.record(by=by, did="draft.discarded", target=draft, at=at)
    draft.delete()


def locked_draft(by: Actor, draft_id: UUID) -> Draft:
    """One's own draft, held until the transaction ends. Raises DraftGone, NotAllowed."""
    rules.check_may_submit(by)
    mine = Draft.objects.select_for_update(of=("self",)).filter(practitioner_id=by.practitioner_key)
    draft = mine.filter(pk=draft_id).first()
    if draft is None:
        raise rules.DraftGone
    return draft


def _storable(typed: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Names that a form of ours can have, and text that PostgreSQL can keep."""
    named = {
        name: values
        for name, values in typed.items()
        if _NAME.fullmatch(name) and name not in OPENED.values()
    }
    return {name: [storable(value) for value in values] for name, values in named.items()}
