"""Two who are kept apart: in no episode together, at no meeting together, and a word before one worker holds both."""

from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse

from earlyhelp.govern.models import AuditEntry
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.models import Practitioner
from earlyhelp.solve import actions
from earlyhelp.solve.actions.meeting_agenda import add_cases, ask_for_meeting
from earlyhelp.solve.actions.meeting_people import invite, invite_somebody
from earlyhelp.solve.choices import WorkerPart
from earlyhelp.solve.choices.meetings import CaseState, MeetingKind
from earlyhelp.solve.models import Attendance, Episode, EpisodeWorker, Meeting, MeetingCase
from earlyhelp.solve.rules.together import BroughtTogether, HoldsBoth
from earlyhelp.understand.actions import end_keeping_apart
from earlyhelp.understand.models import KeptApart, Person
from tests import factories
from tests.factories import episodes as made
from tests.factories import protection
from tests.factories.families import someone
from tests.factories.meetings import meeting

pytestmark = pytest.mark.django_db
AT = factories.AT


@dataclass(frozen=True, slots=True)
class Scene:
    """She has an episode with a lead; he is kept apart from her and has an episode of his own, without a lead."""

    chief: Practitioner
    worker: Practitioner
    her: Person
    him: Person
    hers: Episode
    his: Episode
    pair: KeptApart
    partners: factories.Partners

    @property
    def by(self) -> Actor:
        return factories.actor(self.chief)


@pytest.fixture
def scene() -> Scene:
    partners = factories.partners()
    chief, worker = made.coordinator(partners), made.family_worker(partners)
    by, team = factories.actor(chief), made.family_team(partners)
    her, him = someone(by, "Heledd"), someone(by, "Rhodri")
    pair = protection.apart(by, her, him)
    hers, his = made.episode(by, team, her, lead=worker), made.episode(by, team, him)
    return Scene(chief, worker, her, him, hers, his, pair, partners)


def add(scene: Scene, *, knows: bool = False) -> EpisodeWorker:
    with acting(scene.by) as by:
        return actions.add_worker(
            by=by, episode=scene.his, practitioner=scene.worker, part=WorkerPart.LEAD, at=AT, knows=knows
        )


def put_on(scene: Scene, on: Meeting, episode: Episode) -> None:
    with acting(scene.by) as by:
        add_cases(by=by, meeting_id=on.pk, about="episode", record_ids=[episode.pk], at=AT)


def test_no_episode_is_opened_for_both(scene: Scene) -> None:
    with pytest.raises(BroughtTogether):
        made.episode(scene.by, made.family_team(scene.partners), scene.her, scene.him)
    with acting(scene.by):
        assert Episode.objects.count() == 2


def test_the_other_never_joins_and_the_refusal_names_nobody(scene: Scene) -> None:
    with acting(scene.by) as by, pytest.raises(BroughtTogether) as refused:
        actions.add_member(by=by, episode=scene.hers, person_id=scene.him.pk, at=AT)
    assert "Rhodri" not in str(refused.value)


def test_once_it_ended_they_may_be_in_one_episode(scene: Scene) -> None:
    with acting(scene.by) as by:
        end_keeping_apart(by=by, pair_id=scene.pair.pk, because="They asked for it.", at=AT)
        assert actions.add_member(by=by, episode=scene.hers, person_id=scene.him.pk, at=AT)


def test_a_worker_who_would_hold_both_is_a_warning(scene: Scene) -> None:
    with pytest.raises(HoldsBoth):
        add(scene)
    assert add(scene, knows=True).practitioner == scene.worker
    with acting(scene.by):
        entry = AuditEntry.objects.filter(did="episode.worker_joined").latest("id")
    assert entry.detail["holds_both"] is True


def test_a_lead_is_changed_to_them_only_knowingly(scene: Scene) -> None:
    other = made.family_worker(scene.partners)
    with acting(scene.by) as by:
        actions.add_worker(by=by, episode=scene.his, practitioner=other, part=WorkerPart.LEAD, at=AT)
        with pytest.raises(HoldsBoth):
            actions.change_lead(by=by, episode=scene.his, practitioner=scene.worker, why="Leave", at=AT)
        actions.change_lead(
            by=by, episode=scene.his, practitioner=scene.worker, why="Leave", at=AT, knows=True
        )
        entry = AuditEntry.objects.filter(did="episode.lead_changed").latest("id")
    assert entry.detail["holds_both"] is True


def test_a_caseload_that_is_handed_over_leaves_out_the_family_that_would_make_both(scene: Scene) -> None:
    other = made.family_worker(scene.partners)
    with acting(scene.by) as by:
        actions.add_worker(by=by, episode=scene.his, practitioner=other, part=WorkerPart.LEAD, at=AT)
        (row,) = actions.hand_over_caseload(
            by=by, leaver=other, receivers={scene.his.pk: scene.worker}, why="Leave", at=AT
        )
    assert "kept apart" in row.refusal


def test_no_warning_once_the_other_episode_is_over(scene: Scene) -> None:
    with acting(scene.by) as by:
        actions.close_episode(
            by=by,
            episode=scene.hers,
            reason="goals_reached",
            summary="Good.",
            family_view="It helped.",
            at=AT,
        )
    assert add(scene)


def test_the_page_warns_first_and_takes_it_when_it_is_known(scene: Scene) -> None:
    client = Client()
    client.force_login(scene.chief)
    url = reverse("solve:add_worker", args=[scene.his.reference])
    assert b"I know that they work with both" not in client.get(url).content
    warned = client.post(url, {"worker": str(scene.worker.pk)})
    assert b"I know that they work with both" in warned.content
    assert b"from whom a person here is kept apart" in warned.content
    assert client.post(url, {"worker": str(scene.worker.pk), "knows": "on"}).status_code == 302


@pytest.mark.parametrize("name", ["Rhodri Prys", "prys, rhodri", "Mr Rhodri Prys"])
def test_nobody_is_invited_to_where_the_other_is_discussed(scene: Scene, name: str) -> None:
    table = meeting(scene.chief)
    put_on(scene, table, scene.hers)
    with acting(scene.by) as by:
        with pytest.raises(BroughtTogether) as refused:
            invite_somebody(by=by, meeting_id=table.pk, name=name, of="", at=AT)
        assert not Attendance.objects.exists()
        assert invite_somebody(by=by, meeting_id=table.pk, name="Rhodri Morgan", of="A school", at=AT)
    assert "Rhodri" not in str(refused.value)


def test_nor_a_worker_whose_own_record_it_is(scene: Scene) -> None:
    colleague = made.family_worker(scene.partners)
    protection.own(scene.by, scene.him, colleague)
    table = meeting(scene.chief)
    put_on(scene, table, scene.hers)
    with acting(scene.by) as by:
        with pytest.raises(BroughtTogether):
            invite(by=by, meeting_id=table.pk, practitioner_ids=[colleague.pk], at=AT)
        assert invite(by=by, meeting_id=table.pk, practitioner_ids=[scene.worker.pk], at=AT)


def test_nor_is_a_case_put_before_a_meeting_to_which_the_other_is_invited(scene: Scene) -> None:
    table = meeting(scene.chief)
    with acting(scene.by) as by:
        invite_somebody(by=by, meeting_id=table.pk, name="Rhodri Prys", of="", at=AT)
    with pytest.raises(BroughtTogether):
        put_on(scene, table, scene.hers)
    with acting(scene.by) as by:
        waits = ask_for_meeting(
            by=by, kind=MeetingKind.PANEL, about="episode", record_id=scene.hers.pk, at=AT
        )
        assert waits.state == CaseState.WAITING
        assert not MeetingCase.objects.filter(meeting=table).exists()
