"""No sequence of beginning, saving, sending and discarding loses what was typed or sends anything twice."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from earlyhelp.govern.models import AuditEntry
from earlyhelp.identify import queries
from earlyhelp.identify.actions import discard_draft, save_draft, start_draft, submit_notification
from earlyhelp.identify.choices import Danger
from earlyhelp.identify.models import ReportedPerson
from earlyhelp.identify.rules import DraftChanged, DraftGone, Page, ReportIncomplete
from earlyhelp.inform.models import Message
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.models import new_id
from tests import factories
from tests.factories import identify as make

AT = factories.AT
WHICH = st.integers(0, 3)
WORDS = st.text(max_size=20).filter(lambda text: "\r" not in text)
STEPS = st.one_of(
    st.tuples(st.just("start"), st.sampled_from(Danger)),
    st.tuples(st.just("save"), WHICH, st.sampled_from(Page), WORDS, st.integers(1, 5)),
    st.tuples(st.just("send"), WHICH, st.booleans()),
    st.tuples(st.just("discard"), WHICH),
)


class World:
    """What must be true, kept beside what the product says."""

    def __init__(self, by: Actor, partners: factories.Partners) -> None:
        self.by, self.partners, self.at = by, partners, AT
        self.begun: list[UUID] = [new_id()]  # the first never existed
        self.drafts: dict[UUID, dict[Page, str]] = {}
        self.opened: dict[tuple[UUID, Page], int] = {}
        self.sent: dict[UUID, str] = {}

    def do(self, name: str, *values: object) -> None:
        self.at += timedelta(seconds=1)
        if name == "start":
            draft = start_draft(by=self.by, danger=values[0], at=self.at)  # type: ignore[arg-type]
            self.begun.append(draft.pk)
            self.drafts[draft.pk] = {}
            return
        which = self.begun[int(str(values[0])) % len(self.begun)]
        getattr(self, name)(which, *values[1:])

    def save(self, which: UUID, page: Page, words: str, opened: int) -> None:
        name = "told_whom" if page is Page.TOLD else "place"
        typed = {name: [words], "not a field": ["x"]}
        try:
            save_draft(by=self.by, draft_id=which, page=page, typed=typed, opened=opened, at=self.at)
        except DraftGone:
            assert which not in self.drafts
        except DraftChanged:
            assert opened < self.opened[which, page]
        else:
            stored = queries.get_draft(by=self.by, draft_id=which).typed[name][0]
            assert opened >= self.opened.get((which, page), 0) or stored == self.drafts[which].get(page)
            self.drafts[which][page] = stored
            self.opened[which, page] = max(opened, self.opened.get((which, page), 0))

    def send(self, which: UUID, whole: bool) -> None:
        report = make.report(self.partners, at=self.at, **({} if whole else {"place": ""}))
        try:
            sent = submit_notification(by=self.by, draft_id=which, report=report, at=self.at)
        except DraftGone:
            assert which not in self.drafts
            assert which not in self.sent
        except ReportIncomplete:
            assert not whole
            assert which in self.drafts
        else:
            assert sent.pk == which
            assert sent.reference == self.sent.setdefault(which, sent.reference)
            self.drafts.pop(which, None)

    def discard(self, which: UUID) -> None:
        try:
            discard_draft(by=self.by, draft_id=which, at=self.at)
        except DraftGone:
            assert which not in self.drafts
        else:
            del self.drafts[which]

    def check(self) -> None:
        kept = {draft.pk: draft.typed for draft in queries.list_my_drafts(by=self.by)}
        assert kept.keys() == self.drafts.keys()
        for which, pages in self.drafts.items():
            for page, words in pages.items():
                assert kept[which]["told_whom" if page is Page.TOLD else "place"] == [words]
        notifications = {one.pk: one.reference for one in queries.list_my_notifications(by=self.by)}
        assert notifications == self.sent
        assert len(set(notifications.values())) == len(notifications)
        count = len(self.sent)
        assert ReportedPerson.objects.count() == count
        assert AuditEntry.objects.filter(did="notification.submitted").count() == count
        assert Message.objects.count() == count


@pytest.mark.django_db
def test_no_sequence_loses_or_duplicates() -> None:
    partners = factories.partners()
    by = factories.actor(factories.practitioner(partners.response))

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(STEPS, max_size=12))
    def holds(steps: list[tuple[object, ...]]) -> None:
        with transaction.atomic():
            with acting(by):
                world = World(by, partners)
                for name, *values in steps:
                    world.do(str(name), *values)
                    world.check()
            transaction.set_rollback(True)

    holds()
