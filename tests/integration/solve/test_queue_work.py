"""Work in the queue: filters, views, holds, sharing out, the next one, and what colleagues did meanwhile."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from earlyhelp.govern.models import AuditEntry
from earlyhelp.identify.choices import Danger, Need, PreferredLanguage
from earlyhelp.identify.models import Notification
from earlyhelp.identify.report import Named
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import Role, TeamKind
from earlyhelp.solve import actions, queries
from earlyhelp.solve.choices import Outcome
from earlyhelp.solve.choices.queue import Given, HoldReason, Order, Stage, View
from earlyhelp.solve.models import Claim, Hold, NotificationAssignment, SavedView
from earlyhelp.solve.rules.assigning import CannotReceive, TooMany
from earlyhelp.solve.rules.holds import CannotHold
from earlyhelp.solve.rules.queue import NOBODY, Looking, NoNameForView, NotYourView, looking
from tests import factories
from tests.factories import solve
from tests.integration.solve.test_deciding import AT, Desk
from tests.integration.solve.test_queue import ADULT, CHILD

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
IN_THREE_DAYS = AT.date() + 3 * DAY


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def coordinator(desk: Desk) -> Actor:
    return factories.actor(factories.practitioner(desk.partners.front_door, Role.COORDINATOR))


def found(by: Actor, *, at: Any = AT + HOUR, **asked: Any) -> list[str]:
    with acting(by):
        return [row.reference for row in queries.list_queue(by=by, at=at, looking=Looking(**asked)).rows]


def hold(by: Actor, one: Notification, until: date = IN_THREE_DAYS, **changes: Any) -> Hold:
    said = {"reason": HoldReason.FAMILY_AWAY.value, "until_on": until, "at": AT} | changes
    with acting(by):
        return actions.put_on_hold(by=by, notification_id=one.pk, **said)


def give(by: Actor, *some: Notification, to: Any) -> list[Given]:
    with acting(by):
        key = to.pk if to else None
        done = actions.assign_notifications(by=by, references=[one.reference for one in some], to=key, at=AT)
    return [one.result for one in done]


def did(by: Actor, name: str) -> int:
    with acting(by):
        return AuditEntry.objects.filter(did=name).count()


def test_filters_narrow_by_codes(desk: Desk) -> None:
    welsh = desk.send(people=[Named(given_name="Cadi", language=PreferredLanguage.WELSH)])
    child = desk.send(people=[ADULT, CHILD])
    housing = desk.send(needs=(Need.HOUSING,))
    late = desk.send(at=AT - 9 * DAY)
    assert found(desk.hub, welsh="1") == [welsh.reference]
    assert found(desk.hub, child="1") == [child.reference]
    assert found(desk.hub, need=Need.HOUSING.value) == [housing.reference]
    assert found(desk.hub, overdue="1") == [late.reference]
    assert len(found(desk.hub, area="W06000013", agency=str(desk.partners.force.pk))) == 4
    assert found(desk.hub, area="W06000014") == []
    assert found(desk.hub, order=Order.DUE)[0] == late.reference


def test_repeat_contact_is_a_filter(desk: Desk) -> None:
    desk.send(people=[ADULT], at=AT - 9 * DAY)
    again = desk.send(people=[ADULT])
    desk.send(people=[CHILD])
    assert found(desk.hub, repeat="1") == [again.reference]


def test_a_hold_rests_until_its_day_and_is_back_by_itself(desk: Desk) -> None:
    sent = desk.send()
    made = hold(desk.hub, sent)
    assert hold(desk.hub, sent) == made
    assert found(desk.hub) == []
    assert found(desk.hub, stage=Stage.ON_HOLD) == [sent.reference]
    later = AT + 3 * DAY
    assert found(desk.hub, at=later) == [sent.reference]
    with acting(desk.hub):
        (row,) = queries.list_queue(by=desk.hub, at=later).rows
    assert row.is_back
    assert hold(desk.hub, sent, AT.date() + 5 * DAY).pk != made.pk
    with acting(desk.hub):
        actions.end_hold(by=desk.hub, notification_id=sent.pk, at=AT)
        actions.end_hold(by=desk.hub, notification_id=sent.pk, at=AT)
    assert found(desk.hub) == [sent.reference]
    assert (did(desk.hub, "hold.made"), did(desk.hub, "hold.ended")) == (2, 1)


def test_a_decision_ends_the_hold(desk: Desk) -> None:
    sent = desk.send()
    hold(desk.hub, sent)
    solve.decision(desk.hub, sent, Outcome.NO_NEED)
    with acting(desk.hub):
        assert not Hold.objects.filter(ended_at=None).exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"reason": "because"},
        {"until": AT.date()},
        {"until": AT.date() + 29 * DAY},
    ],
)
def test_a_hold_needs_a_reason_and_a_day_within_four_weeks(desk: Desk, changes: dict[str, Any]) -> None:
    with pytest.raises(CannotHold):
        hold(desk.hub, desk.send(), **changes)


def test_what_is_urgent_or_not_ours_can_not_rest(desk: Desk) -> None:
    report, asked = desk.send(danger=Danger.AT_RISK), desk.send()
    solve.question(desk.hub, asked)
    for one in (report, asked):
        with pytest.raises(CannotHold):
            hold(desk.hub, one)


def test_the_views_are_mine_my_teams_with_me_and_by_me(desk: Desk, coordinator: Actor) -> None:
    mine, theirs, open_, decided = (desk.send() for _ in range(4))
    give(coordinator, mine, to=desk.first)
    give(coordinator, theirs, to=desk.second)
    with acting(desk.hub):
        actions.claim(by=desk.hub, notification_id=open_.pk, at=AT)
    solve.decision(desk.hub, decided, Outcome.SIGNPOST)
    assert found(desk.hub, view=View.MINE) == [mine.reference]
    assert found(desk.hub, view=View.WITH_ME) == [open_.reference]
    assert found(desk.hub, view=View.BY_ME, stage=Stage.DECIDED) == [decided.reference]
    assert set(found(coordinator, view=View.BY_ME)) == {mine.reference, theirs.reference}
    assert len(found(desk.hub, view=View.TEAM)) == 3
    assert found(desk.hub, owner=NOBODY) == [open_.reference]
    assert found(desk.hub, owner=str(desk.second.pk)) == [theirs.reference]


def test_each_one_is_judged_on_its_own(desk: Desk, coordinator: Actor) -> None:
    free, busy, done, rest = (desk.send() for _ in range(4))
    other = factories.team(desk.partners.council, TeamKind.SAFEGUARDING, desk.partners.area)
    away = desk.send(danger=Danger.AT_RISK)
    with acting(desk.police):
        Notification.objects.filter(pk=away.pk).update(front_door=other)
    with acting(desk.hub):
        actions.claim(by=desk.hub, notification_id=busy.pk, at=AT)
    solve.decision(desk.hub, done, Outcome.NO_NEED)
    some = (free, busy, done, away, rest)
    assert give(coordinator, *some, to=desk.second) == [
        Given.GIVEN,
        Given.OPEN_WITH,
        Given.DECIDED,
        Given.OTHER_TEAM,
        Given.GIVEN,
    ]
    assert give(coordinator, free, to=desk.second) == [Given.UNCHANGED]
    assert give(coordinator, free, to=desk.first) == [Given.GIVEN]
    assert give(coordinator, rest, to=None) == [Given.TAKEN_BACK]
    assert (did(coordinator, "notification.assigned"), did(coordinator, "notification.unassigned")) == (3, 1)
    with acting(coordinator):
        assert NotificationAssignment.objects.count() == 3
        nowhere = actions.assign_notifications(
            by=coordinator, references=["EH-26-9999999"], to=desk.first.pk, at=AT
        )
        assert [one.result for one in nowhere] == [Given.NOT_HERE]


def test_only_a_coordinator_gives_and_only_to_who_decides_there(desk: Desk, coordinator: Actor) -> None:
    sent = desk.send()
    with pytest.raises(NotAllowed):
        give(desk.hub, sent, to=desk.second)
    with pytest.raises(CannotReceive):
        give(coordinator, sent, to=factories.practitioner(desk.partners.service_team, Role.SERVICE_WORKER))
    for some in ([], [f"EH-26-{number:07}" for number in range(101)]):
        with pytest.raises(TooMany), acting(coordinator):
            actions.assign_notifications(by=coordinator, references=some, to=desk.first.pk, at=AT)


def test_who_has_what_is_counted_in_a_constant_number_of_queries(
    desk: Desk, coordinator: Actor, django_assert_max_num_queries: Any
) -> None:
    sent = [desk.send() for _ in range(6)]
    give(coordinator, *sent[:3], to=desk.first)
    hold(desk.hub, sent[2])
    with acting(desk.hub):
        actions.claim(by=desk.hub, notification_id=sent[0].pk, at=AT)
    with acting(coordinator), django_assert_max_num_queries(3):
        loads = queries.get_who_has_what(coordinator, AT)
        first = next(one for one in loads.loads if one.practitioner == desk.first)
    assert (first.to_decide, first.waiting, first.open_now, loads.unassigned) == (2, 1, 1, 3)
    with acting(coordinator):
        assert queries.count_unassigned(coordinator, AT) == 3


def test_two_who_ask_for_the_next_get_two(desk: Desk) -> None:
    sent = [desk.send(at=AT - number * HOUR) for number in range(3)]
    taken = []
    for by in (desk.hub, desk.other):
        with acting(by):
            among = queries.list_next(by, AT, Looking())
            taken.append(actions.claim_next(by=by, among=among, at=AT))
    assert [one.reference for one in taken if one] == [sent[2].reference, sent[1].reference]
    with acting(desk.other):
        after = queries.list_next(desk.other, AT, Looking(), after=sent[1].reference)
        assert after == [sent[0].pk]
        # Two hours later, what a colleague left open goes to who asks.
        assert sent[2].pk in queries.list_next(desk.other, AT + 3 * HOUR, Looking())
        assert actions.claim_next(by=desk.other, among=[], at=AT) is None
        assert actions.claim_next(by=desk.other, among=[sent[2].pk], at=AT) is None


def test_what_was_given_to_a_colleague_is_not_the_next(desk: Desk, coordinator: Actor) -> None:
    sent = desk.send()
    give(coordinator, sent, to=desk.second)
    with acting(desk.hub):
        assert queries.list_next(desk.hub, AT, Looking(stage=Stage.CLOSED)) == []


def test_a_mark_changes_with_whatever_a_colleague_does(desk: Desk, coordinator: Actor) -> None:
    sent = desk.send()

    def mark() -> queries_mark:
        with acting(desk.hub):
            (one,) = queries.list_marks(desk.hub, [sent.reference], AT)
            return one.code, one.sentence

    seen = [mark()]
    give(coordinator, sent, to=desk.second)
    seen.append(mark())
    with acting(desk.other):
        actions.claim(by=desk.other, notification_id=sent.pk, at=AT)
    seen.append(mark())
    hold(desk.other, sent)
    seen.append(mark())
    solve.question(desk.other, sent)
    seen.append(mark())
    solve.decision(desk.other, sent, Outcome.DECLINED)
    seen.append(mark())
    assert len({code for code, _ in seen}) == len(seen)
    assert [sentence for _, sentence in seen] == [
        "Changed meanwhile",
        f"Given to: {desk.second.full_name}",
        f"Open with: {desk.second.full_name}",
        "Put on hold meanwhile",
        "A question went to the officer meanwhile",
        "Decided meanwhile: The family declined help",
    ]


queries_mark = tuple[str, str]


def test_what_was_taken_over_is_said_to_whom_it_was_taken_from(desk: Desk) -> None:
    sent = desk.send()
    for by, at in ((desk.hub, AT), (desk.other, AT + HOUR)):
        with acting(by):
            actions.claim(by=by, notification_id=sent.pk, at=at)
    with acting(desk.hub):
        (theirs,) = queries.list_taken_over(desk.hub, AT + HOUR, AT)
        assert theirs.practitioner == desk.second
        assert queries.get_taken_over(desk.hub, theirs) == theirs
        since = queries.get_since(desk.hub, AT - HOUR, AT + HOUR)
        assert (since.new, since.decided, since.is_something) == (1, 0, True)
    with acting(desk.other):
        assert queries.list_taken_over(desk.other, AT, AT - DAY) == ()
        assert queries.get_taken_over(desk.other, theirs) is None
        assert queries.get_taken_over(desk.other, None) is None


def test_a_view_is_kept_shared_renamed_and_thrown_away(desk: Desk) -> None:
    asked = {"grade": "red", "tab": "on_hold", "text": "Prydderch", "nonsense": "1"}
    with acting(desk.hub):
        view = actions.save_view(by=desk.hub, name=" Red  ones ", asked=asked, is_shared=False, at=AT)
        assert (view.name, view.asked) == ("Red ones", {"grade": "red", "tab": "on_hold"})
        for name in ("", "red ONES"):
            with pytest.raises(NoNameForView):
                actions.save_view(by=desk.hub, name=name, asked={}, is_shared=False, at=AT)
    with acting(desk.other):
        assert queries.list_saved_views(desk.other) == []
    with acting(desk.hub):
        actions.change_view(by=desk.hub, view_id=view.pk, name="Red ones", is_shared=True, at=AT)
    with acting(desk.other):
        assert queries.list_saved_views(desk.other) == [view]
        with pytest.raises(NotYourView):
            actions.remove_view(by=desk.other, view_id=view.pk, at=AT)
    with acting(desk.hub):
        actions.remove_view(by=desk.hub, view_id=view.pk, at=AT)
        assert not SavedView.objects.exists()


@pytest.mark.parametrize(
    ("said", "query"),
    [
        ({}, ""),
        ({"tab": "closed", "view": "mine", "grade": "red"}, "view=mine&grade=red&tab=closed"),
        ({"tab": "x", "view": "y", "grade": "z", "owner": "me", "agency": "1", "area": "../.."}, ""),
        ({"owner": NOBODY, "overdue": "1", "child": "yes"}, "owner=nobody&overdue=1"),
    ],
)
def test_an_address_is_read_and_written_back(said: dict[str, str], query: str) -> None:
    assert looking(said, text="Prydderch").query == query


# The pages.


@pytest.fixture
def hub(client: Client, desk: Desk) -> Client:
    client.force_login(desk.first)
    return client


def send(desk: Desk, **changes: Any) -> Notification:
    return desk.send(at=timezone.now() - 3 * HOUR, **changes)


def url(name: str, *args: object) -> str:
    return reverse(f"solve:{name}", args=args)


def test_chips_take_a_filter_away(hub: Client, desk: Desk) -> None:
    sent = send(desk)
    page = hub.get(url("queue"), {"grade": "red", "owner": NOBODY, "view": "team"}).content.decode()
    assert sent.reference not in page
    assert 'href="/triage/?view=team&amp;owner=nobody"' in page
    assert 'href="/triage/?view=team&amp;grade=red"' in page


def test_the_next_one_opens_and_after_a_decision_the_next_of_the_view(hub: Client, desk: Desk) -> None:
    first, second = (desk.send(at=timezone.now() - number * HOUR) for number in (3, 2))
    opened = hub.post(url("queue_next") + "?view=team")
    assert opened["Location"] == f"/triage/{first.reference}/?view=team"
    page = hub.get(opened["Location"]).content.decode()
    assert "You work on this" in page
    assert f'action="/triage/{first.reference}/decide/?view=team"' in page
    said = {
        "expected_number": "0",
        "outcome": "declined",
        "reason_declined": "not_now",
        "rationale": "They know how to ask.",
        "next": "1",
    }
    going = hub.post(f"/triage/{first.reference}/decide/?view=team", said)
    assert going["Location"] == f"/triage/{second.reference}/?view=team"
    done = hub.post(f"/triage/{second.reference}/decide/?view=team", said, follow=True)
    assert done.redirect_chain == [("/triage/?view=team", 302)]
    assert "Nothing is left to decide in this view" in done.content.decode()


def test_a_hold_is_made_and_taken_back_on_the_page(hub: Client, desk: Desk) -> None:
    sent = send(desk)
    assert "Put on hold" in hub.get(url("hold", sent.reference)).content.decode()
    assert hub.post(url("hold", sent.reference), {}).status_code == 400
    day = timezone.localdate() + 4 * DAY
    typed = {
        "reason": "visit",
        "until_on-day": day.day,
        "until_on-month": day.month,
        "until_on-year": day.year,
        "note": "",
    }
    late = typed | {"until_on-year": day.year + 1}
    refused = hub.post(url("hold", sent.reference), late)
    assert refused.status_code == 400
    assert "within four weeks" in refused.content.decode()
    assert hub.post(url("hold", sent.reference), typed)["Location"] == "/triage/"
    assert "A visit or a call is arranged" in hub.get(url("queue"), {"tab": "on_hold"}).content.decode()
    assert "Take it back from hold" in hub.get(url("case", sent.reference)).content.decode()
    hub.post(url("end_hold", sent.reference))
    assert sent.reference in hub.get(url("queue")).content.decode()


def test_a_page_asks_what_changed_and_hears_nothing_when_nothing_did(hub: Client, desk: Desk) -> None:
    sent = send(desk)
    asked = url("queue_changes") + f"?of={sent.reference}"
    first = hub.get(asked)
    assert first.json()["count"] == 1
    tag = first["ETag"]
    again = hub.get(asked, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    solve.decision(desk.other, sent, Outcome.NO_NEED, at=timezone.now())
    news = hub.get(asked, headers={"If-None-Match": tag})
    assert news.json()["count"] == 0
    assert "Decided meanwhile" in news.json()["marks"][sent.reference]["sentence"]
    assert hub.get(url("queue_changes")).json()["marks"] == {}


def test_without_javascript_the_next_load_says_what_changed(hub: Client, desk: Desk) -> None:
    sent = send(desk)
    assert "Since you last looked" not in hub.get(url("queue")).content.decode()
    with acting(desk.hub):
        actions.claim(by=desk.hub, notification_id=sent.pk, at=timezone.now())
    with acting(desk.other):
        actions.claim(by=desk.other, notification_id=sent.pk, at=timezone.now())
    page = hub.get(url("queue")).content.decode()
    assert "A colleague took this over from you:" in page
    assert "A colleague took this over from you." in hub.get(url("case", sent.reference)).content.decode()
    assert "Since you last looked" not in hub.get(url("queue")).content.decode()


def test_a_coordinator_gives_and_sees_the_result_sheet(
    client: Client, desk: Desk, coordinator: Actor
) -> None:
    free, busy = send(desk), send(desk)
    with acting(desk.hub):
        Claim.objects.create(
            agency=desk.partners.council,
            notification=busy,
            practitioner=desk.first,
            claimed_at=timezone.now(),
        )
    client.force_login(desk.first.__class__.objects.get(pk=coordinator.practitioner_id))
    assert client.get(url("assigned"))["Location"] == "/triage/"
    assert client.get(url("assign"))["Location"] == "/triage/"
    nothing = client.post(url("assign"), {})
    assert nothing.status_code == 400
    assert "Select at least one notification." in nothing.content.decode()
    picked = {"pick": [free.reference, busy.reference]}
    page = client.post(url("assign"), picked).content.decode()
    assert "You picked 2 notifications." in page
    assert "a colleague works on it now" in page
    assert client.post(url("assign"), picked | {"give": "1"}).status_code == 400
    assert client.post(url("assign"), {"everything": "1"}).content.decode().count('name="pick"') == 2
    given = client.post(url("assign"), picked | {"to": str(desk.second.pk)}, follow=True)
    sheet = given.content.decode()
    assert "1 notification was changed" in sheet
    assert f"{busy.reference}: Not given: a colleague works on it now" in sheet
    assert desk.second.full_name in client.get(url("who_has_what")).content.decode()
    assert 'name="pick"' in client.get(url("queue")).content.decode()
    client.force_login(desk.first)
    assert 'name="pick"' not in client.get(url("queue")).content.decode()
    assert client.post(url("assign"), picked).status_code == 403


def test_a_view_is_kept_on_the_page(hub: Client, desk: Desk) -> None:
    address = url("save_view") + "?grade=red"
    assert hub.get(address)["Location"] == "/triage/?grade=red"
    assert hub.post(address, {"view-name": ""}).status_code == 400
    assert hub.post(address, {"view-name": "Red", "view-is_shared": "on"})["Location"] == "/triage/?grade=red"
    assert hub.post(address, {"view-name": "red"}).status_code == 400
    with acting(desk.hub):
        view = SavedView.objects.get()
    assert "Kept views" in hub.get(url("queue")).content.decode()
    change = url("change_view", view.pk)
    assert 'value="Red"' in hub.get(change).content.decode()
    assert hub.post(change, {"view-name": "Red ones"})["Location"] == "/triage/?grade=red"
    hub.post(address, {"view-name": "Other"})
    assert hub.post(change, {"view-name": "Other"}).status_code == 400
    hub.force_login(desk.second)
    assert hub.get(change).status_code == 404
    hub.force_login(desk.first)
    assert hub.post(url("remove_view", view.pk))["Location"] == "/triage/"
