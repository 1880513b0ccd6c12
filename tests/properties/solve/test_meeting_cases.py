"""Whatever happens to meetings, a case that is not decided or taken off stands on an agenda or waits for one."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import RuleError
from earlyhelp.partnership.models import Practitioner
from earlyhelp.solve.actions.meeting_agenda import remove_case
from earlyhelp.solve.actions.meeting_sitting import Decided, decide_case, take_case
from earlyhelp.solve.actions.meetings import cancel_meeting, close_meeting, create_meeting, open_meeting
from earlyhelp.solve.choices.meetings import CaseState, MeetingKind, MeetingState
from earlyhelp.solve.models import Decision, Meeting, MeetingCase
from tests import factories
from tests.factories import meetings as made_of

pytestmark = pytest.mark.django_db
STEPS = ("call", "open", "take", "decide", "back", "remove", "close", "cancel")
ENDED = (CaseState.SEALED, CaseState.REMOVED)
SIGNPOST = Decided("signpost", "one_need", "They asked for it.")
BACK = Decided("come_back", "", "We wait for the school.")


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(st.sampled_from(STEPS), min_size=3, max_size=14))
def test_no_case_is_lost_or_decided_twice(steps: list[str]) -> None:
    partners = factories.partners(f"W06{next(_codes):06d}")
    chair = made_of.coordinator(partners)
    sent = made_of.notifications(partners, 2)
    made_of.meeting(chair, sent)
    for number, step in enumerate(steps):
        try:
            _take_step(chair, step, number)
        except RuleError:
            continue
    with acting(factories.actor(chair)):
        for one in sent:
            cases = MeetingCase.objects.filter(notification=one)
            live = [case for case in cases if case.state not in (*ENDED, CaseState.CARRIED)]
            carried = [case for case in cases if case.state == CaseState.CARRIED]
            assert len(live) <= 1
            assert live or any(case.state in ENDED for case in cases)
            assert all(MeetingCase.objects.filter(previous=case).count() == 1 for case in carried)
            for case in live:
                assert case.meeting is None or case.meeting.state in (
                    MeetingState.PLANNED,
                    MeetingState.UNDER_WAY,
                )
            assert Decision.objects.filter(notification=one).count() <= 1


def _take_step(chair: Practitioner, step: str, number: int) -> None:
    by = factories.actor(chair)
    at = factories.AT + timedelta(minutes=number)
    with acting(by):
        if step == "call":
            create_meeting(by=by, kind=MeetingKind.PANEL, plan=made_of.plan(at), at=at)
            return
        over = [MeetingState.CANCELLED, MeetingState.TO_CONFIRM]
        meeting = Meeting.objects.exclude(state__in=over).first()
        on = MeetingCase.objects.filter(meeting=meeting, state__in=[CaseState.ON_AGENDA, CaseState.OPEN])
        if meeting is not None and step in _WITH_MEETING:
            _WITH_MEETING[step](by=by, meeting_id=meeting.pk, at=at)
        elif meeting is not None and on:
            _WITH_CASE[step](by=by, case_id=on[0].pk, at=at)


_WITH_MEETING: dict[str, Any] = {
    "open": open_meeting,
    "close": close_meeting,
    "cancel": partial(cancel_meeting, why="Snow."),
}
_WITH_CASE: dict[str, Any] = {
    "take": take_case,
    "remove": partial(remove_case, why="They asked us not to."),
    "decide": partial(decide_case, expected_number=0, decided=SIGNPOST),
    "back": partial(decide_case, expected_number=0, decided=BACK),
}
_codes = iter(range(100, 100_000))
