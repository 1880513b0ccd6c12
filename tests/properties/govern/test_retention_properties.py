"""Whatever officers do, in whatever order: nothing goes while held or undecided; every deletion has its proof."""

from datetime import datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from earlyhelp.govern.actions.retention import (
    decide_review,
    end_legal_hold,
    make_legal_hold,
    undo_disposal,
)
from earlyhelp.govern.actions.retention.disposing import ReviewSaid
from earlyhelp.govern.actions.retention.holds import HoldSaid
from earlyhelp.govern.models import AuditEntry, Disposal, DisposedRecord, LegalHold, RetentionTask
from earlyhelp.identify.models import Notification
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import RuleError
from earlyhelp.solve.choices import Outcome
from tests import factories
from tests.factories import retention as made_of
from tests.factories.identify import notification
from tests.factories.retention import DISPOSE, LATER
from tests.factories.solve import decision, decision_maker

pytestmark = pytest.mark.django_db
_codes = count(600_100)
KEEP = ReviewSaid(keep=True, reason="A new report may come.", answers={"necessary": "yes"})
STEPS = ("look", "keep", "dispose", "hold", "release", "undo", "month")


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(st.sampled_from(STEPS), min_size=3, max_size=10))
def test_nothing_goes_while_held_or_undecided(steps: list[str]) -> None:
    partners = factories.partners(f"W{next(_codes)}")
    sent = [notification(partners, factories.practitioner(partners.response)) for _ in range(2)]
    for one in sent:
        decision(decision_maker(partners), one, Outcome.SIGNPOST)
    officer, at = made_of.officer(partners.response), LATER
    there = whole(officer)
    for step in ("look", *steps):
        at += timedelta(days=31 if step == "month" else 1)
        with acting(officer):
            was_held = LegalHold.objects.filter(ended_at=None).exists()
        take(step, partners, officer, at)
        now = whole(officer)
        gone = there - now
        assert not gone or step == "dispose"
        assert not (was_held and gone)
        assert not (now - there) or step == "undo"
        there = now
    with acting(officer):
        erased = DisposedRecord.objects.filter(erased_at__isnull=False)
        entries = AuditEntry.objects.filter(did="record.erased").values_list("detail__digest", flat=True)
        assert sorted(one.digest for one in erased) == sorted(entries)
        hidden = Disposal.objects.filter(state="hidden").count()
        assert len(there) + erased.count() + hidden == len(sent)
        assert all(one.disposal.confirmed_by for one in erased)


def whole(by: Actor) -> set[str]:
    """The references of the records that are there with their words."""
    with acting(by):
        return set(Notification.objects.exclude(seen_and_heard="–").values_list("reference", flat=True))


def take(step: str, partners: factories.Partners, by: Actor, at: datetime) -> None:
    """One step of an officer or of the night; what is refused is left."""
    if step == "look":
        made_of.look(partners.force, at)
    elif step == "month":
        made_of.erase(partners.force, at)
    else:
        with acting(by):
            try:
                decide(step, by, at)
            except RuleError:
                return


def decide(step: str, by: Actor, at: datetime) -> None:
    """One decision of an officer."""
    task = RetentionTask.objects.filter(state="waiting").first()
    hold = LegalHold.objects.filter(ended_at=None).first()
    hidden = Disposal.objects.filter(state="hidden").first()
    if step in ("keep", "dispose") and task is not None:
        decide_review(by=by, task_id=task.pk, said=KEEP if step == "keep" else DISPOSE, at=at)
    elif step == "hold" and hold is None:
        make_legal_hold(by=by, said=HoldSaid("Inquiry", "It asked.", at.date()), at=at)
    elif step == "release" and hold is not None:
        end_legal_hold(by=by, hold_id=hold.pk, because="It has ended.", at=at)
    elif step == "undo" and hidden is not None:
        undo_disposal(by=by, disposal_id=hidden.pk, because="Too soon.", at=at)
