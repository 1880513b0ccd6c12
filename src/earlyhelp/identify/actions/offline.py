"""Taking in what was written on a telephone without a signal, under the key that the telephone gave it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from earlyhelp.govern.actions import audit
from earlyhelp.identify import rules
from earlyhelp.identify.actions.drafts import answer_danger, save_draft
from earlyhelp.identify.choices import Danger
from earlyhelp.identify.models import Draft, Notification
from earlyhelp.kit.actor import Actor

Pages = Mapping[rules.Page, Mapping[str, Sequence[str]]]


@transaction.atomic
def receive_draft(
    *, by: Actor, draft_id: UUID, danger: Danger, typed: Pages, opened: int, at: datetime
) -> Draft:
    """Make or bring up to date one's own draft of this key, so that it can be judged and sent as every other.

    `typed` is field name to values, by page: a page on which nothing was written leaves what the draft has of it.
    `opened` says when it was written, in microseconds since 1970. Raises NotAllowed; DraftGone when the key is
    somebody else's; DraftChanged when a page opened later has saved.
    """
    rules.check_may_submit(by)
    mine = Draft.objects.select_for_update(of=("self",)).filter(practitioner_id=by.practitioner_key)
    draft = mine.filter(pk=draft_id).first()
    if draft is None:
        draft = _begin(by, draft_id, danger, at)
    elif draft.danger != danger:
        draft = answer_danger(by=by, draft_id=draft_id, danger=danger, at=at)
    for page, answers in typed.items():
        if any(value.strip() for values in answers.values() for value in values):
            draft = save_draft(by=by, draft_id=draft_id, page=page, typed=answers, opened=opened, at=at)
    return draft


def _begin(by: Actor, draft_id: UUID, danger: Danger, at: datetime) -> Draft:
    if Notification.objects.filter(pk=draft_id).exists():
        raise rules.DraftGone
    try:
        with transaction.atomic():
            draft = Draft.objects.create(
                id=draft_id,
                agency_id=by.agency_key,
                practitioner_id=by.practitioner_key,
                danger=danger,
                started_at=at,
                saved_at=at,
            )
    except IntegrityError as taken:
        raise rules.DraftGone from taken
    detail = {"danger": str(danger), "offline": True}
    audit.record(by=by, did="draft.started", target=draft, at=at, detail=detail)
    return draft
