"""Writing about a person: what is kept, what is refused, and an adult's own childhood behind a wall of its own."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from earlyhelp.govern.models import AuditEntry
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner
from earlyhelp.understand import actions, queries
from earlyhelp.understand.choices.entries import Sheet
from earlyhelp.understand.models import (
    Assessment,
    ChildhoodHistory,
    ChildView,
    Circumstance,
    ContactPlan,
    HistoryPermission,
    Strength,
    WarningNote,
)
from earlyhelp.understand.rules.assessments import Overtaken
from earlyhelp.understand.rules.contacts import PlanOvertaken
from earlyhelp.understand.rules.entries import AlreadyReplaced, Incomplete
from earlyhelp.understand.rules.histories import NoPermission
from earlyhelp.understand.rules.warnings import AlreadyEnded, NotFair
from tests import factories
from tests.factories import told
from tests.factories.told import Household

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> Household:
    return told.household()


@pytest.fixture
def colleague(home: Household) -> Practitioner:
    return factories.practitioner(home.partners.front_door, Role.DECISION_MAKER)


@pytest.fixture
def desk(home: Household, client: Client) -> Client:
    client.force_login(home.worker)
    return client


def answers(**changes: Any) -> dict[str, Any]:
    said: dict[str, Any] = {
        "kind": "trusted_adult",
        "words": "Her nain.",
        "said_by": "Siân herself",
        "how_known": "disclosed",
        "assertion": "fact",
        "when_kind": "day",
        "on-year": "2024",
        "person_knows": "yes",
        "visibility": "agency",
    }
    return said | changes


def at(name: str, *args: Any) -> str:
    return reverse(f"understand:{name}", args=args)


def of(name: str, key: Any, sheet: Sheet = Sheet.STRENGTHS) -> str:
    return reverse(f"understand:{name}", kwargs={"sheet": sheet.value, "entry_id": key})


def test_a_strength_is_written_down_for_several_at_once(home: Household, desk: Client) -> None:
    others = [str(home.son.pk), str(home.daughter.pk)]
    answer = desk.post(at("record_strength", home.mother.reference), answers(also=others))
    assert answer["Location"] == reverse("desk:person_strengths", args=[home.mother.reference])
    with acting(home.by):
        rows = list(Strength.objects.all())
        assert {row.person_id for row in rows} == {home.mother.pk, home.son.pk, home.daughter.pk}
        assert len({row.together for row in rows}) == 1
        assert rows[0].when.words == "2024"
        assert AuditEntry.objects.filter(did="strength.recorded").count() == 3


def test_a_wrong_answer_keeps_what_was_typed(home: Household, desk: Client) -> None:
    said = answers(kind="housing", how_known="inferred", words="The flat is damp.")
    html = desk.post(at("record_circumstance", home.mother.reference), said).content.decode()
    assert "What we concluded is an opinion." in html
    assert "The flat is damp." in html
    assert "<title>Error:" in " ".join(html.split())
    backwards = answers(kind="housing", when_kind="period") | {"first-year": "2024", "last-year": "2023"}
    html = desk.post(at("record_circumstance", home.mother.reference), backwards).content.decode()
    assert "Enter an end that is not before the beginning" in html
    with acting(home.by):
        assert not Circumstance.objects.exists()


def test_the_language_switch_keeps_what_was_typed(home: Household, desk: Client) -> None:
    said = answers(words="Ei nain.", switch_language="cy")
    html = desk.post(at("record_strength", home.mother.reference), said).content.decode()
    assert 'lang="cy"' in html
    assert "Ei nain." in html


def test_another_childs_name_on_a_childs_page_is_asked_about(home: Household, desk: Client) -> None:
    address = at("record_child_view", home.son.reference)
    said = answers(kind="said", words="Ffion cries at night.")
    assert "Another child is named here." in desk.post(address, said).content.decode()
    with acting(home.by):
        assert not ChildView.objects.exists()
    assert desk.post(address, said | {"belongs": "on"}).status_code == 302
    with acting(home.by):
        assert ChildView.objects.get().person_id == home.son.pk


def test_an_entry_is_put_right_and_ended_once(home: Household, desk: Client) -> None:
    first = told.entry(home.by, home.mother)
    address = of("correct_entry", first.pk)
    assert "Her sister comes every Sunday." in desk.get(address).content.decode()
    assert desk.post(address, answers(because="It is her aunt.")).status_code == 302
    assert "A colleague changed this entry" in desk.post(address, answers(because="Again.")).content.decode()
    with acting(home.by):
        (now,) = queries.list_told(home.by, home.mother.pk, Sheet.STRENGTHS)
        assert [one.pk for one in now.before] == [first.pk]
        with pytest.raises(AlreadyReplaced):
            actions.end_entry(
                by=home.by, sheet=Sheet.STRENGTHS, entry_id=first.pk, because="x", at=factories.AT
            )
    end = of("end_entry", now.entry.pk)
    assert desk.get(end).status_code == 200
    assert desk.post(end, {"because": ""}).status_code == 200
    assert desk.post(end, {"because": "She moved."}).status_code == 302
    with acting(home.by):
        (now,) = queries.list_told(home.by, home.mother.pk, Sheet.STRENGTHS)
        assert now.is_ended
        assert not queries.list_current(home.by, [home.mother.pk], Sheet.STRENGTHS)
    assert desk.get(of("correct_entry", first.pk, Sheet.CIRCUMSTANCES)).status_code == 404
    assert desk.get(of("correct_entry", home.mother.pk)).status_code == 404


def test_only_those_who_work_with_families_write(home: Household) -> None:
    auditor = factories.actor(factories.practitioner(home.partners.front_door, Role.AUDITOR))
    with acting(auditor), pytest.raises(NotAllowed):
        actions.record_entry(
            by=auditor,
            sheet=Sheet.STRENGTHS,
            person_id=home.mother.pk,
            kind="friends",
            telling=told.telling(),
            at=factories.AT,
        )


def test_named_colleagues_are_of_ones_own_agency(home: Household, colleague: Practitioner) -> None:
    stranger = factories.practitioner(home.partners.service_team, Role.SERVICE_WORKER)
    named = told.entry(home.by, home.mother, visibility="named", named=(colleague.pk, stranger.pk))
    assert named.named == [colleague.pk]
    with pytest.raises(Incomplete):
        told.entry(home.by, home.mother, visibility="named", named=(stranger.pk,))


def opened(by: Actor, home: Household, what_for: str = "help_now") -> list[str]:
    with acting(by):
        rows = actions.open_history(by=by, person_id=home.mother.pk, what_for=what_for, at=timezone.now())
        return [one.entry.words for one in rows]


def test_a_childhood_shows_to_nobody_without_a_purpose_and_a_permission(
    home: Household, colleague: Practitioner
) -> None:
    other, now = factories.actor(colleague), timezone.now()
    told.history(home.by, home.mother, now)
    with acting(home.by):
        assert not ChildhoodHistory.objects.exists(), "even its writer must say what for"
    assert opened(home.by, home) == ["I was in care."]
    assert opened(other, home) == []
    with acting(home.by):
        actions.let_read_history(
            by=home.by,
            person_id=home.mother.pk,
            practitioner_id=colleague.pk,
            because="She takes over.",
            until_on=now.date() + timedelta(days=3),
            at=now,
        )
    assert opened(other, home) == ["I was in care."]
    with acting(other), pytest.raises(NotAllowed):
        actions.let_read_history(
            by=other,
            person_id=home.mother.pk,
            practitioner_id=home.worker.pk,
            because="Back.",
            until_on=now.date(),
            at=now,
        )
    with acting(home.by):
        actions.take_back_history(by=home.by, permission_id=HistoryPermission.objects.get().pk, at=now)
    assert opened(other, home) == []
    with acting(home.by):
        reasons = AuditEntry.objects.filter(did="childhood_history.opened").values_list("reason", flat=True)
        assert list(reasons) == ["help_now"] * 4


def test_nobody_lets_themselves_read(home: Household, colleague: Practitioner) -> None:
    now = timezone.now()
    told.history(home.by, home.mother, now)
    opened(home.by, home)
    with acting(home.by), pytest.raises(NoPermission):
        actions.let_read_history(
            by=home.by,
            person_id=home.mother.pk,
            practitioner_id=home.worker.pk,
            because="Me.",
            until_on=now.date(),
            at=now,
        )
    with (
        pytest.raises((ProgrammingError, IntegrityError)),
        acting(factories.actor(colleague)),
        transaction.atomic(),
    ):
        HistoryPermission.objects.create(
            agency_id=home.by.agency_key,
            person=home.mother,
            practitioner=colleague,
            because="Mine.",
            until_on=now.date(),
            given_by=home.worker,
            given_at=now,
        )


def test_the_pages_of_a_childhood(home: Household, desk: Client, colleague: Practitioner) -> None:
    address = at("open_history", home.mother.reference)
    assert desk.post(address, {}).status_code == 200
    assert (
        "There is nothing here that you may read"
        in desk.post(address, {"what_for": "writing"}).content.decode()
    )
    written = {
        "kind": "moves",
        "words": "Five homes.",
        "agreed_way": "in_person",
        "agreed_on-day": "1",
        "agreed_on-month": "3",
        "agreed_on-year": "2026",
    }
    record = at("record_history", home.mother.reference)
    assert "Write it down only if they agree." in desk.post(record, written).content.decode()
    assert desk.post(record, written | {"agreed": "on"}).status_code == 302
    shown = desk.post(address, {"what_for": "they_asked"}).content.decode()
    assert "Five homes." in shown
    for name in ("desk:person", "desk:person_strengths"):
        home.opened(desk, home.mother)
        assert "Five homes." not in desk.get(reverse(name, args=[home.mother.reference])).content.decode()
    let = at("let_read_history", home.mother.reference)
    assert desk.post(let, {"practitioner": str(colleague.pk)}).status_code == 400
    until = timezone.localdate() + timedelta(days=5)
    parts = {"until_on-day": until.day, "until_on-month": until.month, "until_on-year": until.year}
    assert desk.post(let, {"practitioner": str(colleague.pk), "because": "Cover."} | parts).status_code == 302
    with acting(home.by):
        permission = HistoryPermission.objects.get()
        history = ChildhoodHistory.objects.get()
    assert desk.post(at("take_back_history", permission.pk)).status_code == 302
    assert desk.post(at("take_back_history", permission.pk)).status_code == 404
    assert desk.post(at("end_history", history.pk), {}).status_code == 302
    assert desk.post(at("end_history", history.pk), {"because": "She asked."}).status_code == 302
    assert desk.post(at("end_history", permission.pk), {"because": "x"}).status_code == 404
    with acting(home.by):
        assert ChildhoodHistory.objects.get().ended_because == "She asked."


def conversation(number: int = 0, **changes: str) -> dict[str, str]:
    said = {
        "seen_number": str(number),
        "strengths": "She keeps going.",
        "spoken": "Cymraeg",
        "talked_on-day": "1",
        "talked_on-month": "3",
        "talked_on-year": "2026",
    }
    return said | changes


def test_two_who_write_at_once_lose_nothing(home: Household, desk: Client, colleague: Practitioner) -> None:
    address = at("write_assessment", home.mother.reference)
    other = Client()
    other.force_login(colleague)
    assert other.post(address, conversation(strengths="Her mother helps.")).status_code == 302
    html = desk.post(address, conversation(strengths="She keeps going.")).content.decode()
    assert "Her mother helps." in html
    assert "She keeps going." in html
    assert "Both texts are kept" in html
    with acting(home.by):
        draft = queries.get_assessment_draft(home.by, home.mother.pk)
        assert draft is not None
        assert draft[0]["strengths"] == "She keeps going."
    assert desk.post(address, conversation(1, strengths="She keeps going.")).status_code == 302
    with acting(home.by):
        assert [one.number for one in queries.list_assessments(home.by, home.mother.pk)] == [2, 1]
        assert queries.get_assessment_draft(home.by, home.mother.pk) is None


def test_what_is_typed_of_a_conversation_is_kept_as_it_is_typed(home: Household, desk: Client) -> None:
    keep = at("autosave_assessment", home.mother.reference)
    assert desk.post(keep, {"voice": "Dw i’n", "other": "no"}).status_code == 204
    assert desk.post(keep, {"voice": "Dw i’n iawn."}).status_code == 204
    assert "Dw i’n iawn." in desk.get(at("write_assessment", home.mother.reference)).content.decode()
    assert desk.post(at("discard_assessment", home.mother.reference)).status_code == 302
    assert desk.post(at("discard_assessment", home.mother.reference)).status_code == 302
    assert "Dw i’n iawn." not in desk.get(at("write_assessment", home.mother.reference)).content.decode()


@pytest.mark.parametrize("table", [Assessment, ContactPlan])
def test_versions_are_never_changed(home: Household, table: Any) -> None:
    now = timezone.now()
    with acting(home.by):
        actions.write_assessment(
            by=home.by, person_id=home.mother.pk, seen_number=0, said=told.conversation(), at=now
        )
        actions.record_contact_plan(
            by=home.by, person_id=home.mother.pk, seen_number=0, plan=told.plan(), at=now
        )
    with (
        pytest.raises(ProgrammingError),
        acting(home.by),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE {table._meta.db_table} SET number = 7")
    with acting(home.by):
        for act in (
            lambda: actions.write_assessment(
                by=home.by, person_id=home.mother.pk, seen_number=0, said=told.conversation(), at=now
            ),
            lambda: actions.record_contact_plan(
                by=home.by, person_id=home.mother.pk, seen_number=0, plan=told.plan(), at=now
            ),
        ):
            with pytest.raises((Overtaken, PlanOvertaken)):
                act()


def test_a_warning_is_written_reviewed_and_ended(home: Household, desk: Client) -> None:
    day = timezone.localdate()
    soon = day + timedelta(days=10)
    past = {
        f"{name}-{part}": str(getattr(day, part))
        for name in ("told_on", "agreed_on")
        for part in ("day", "month", "year")
    }
    said = {
        "words": "The dog bites.",
        "said_by": "The health visitor",
        "person_knows": "yes",
        "agreed_with": "Rhian",
        "review_on-day": soon.day,
        "review_on-month": soon.month,
        "review_on-year": soon.year,
        "visibility": "agency",
    }
    address = at("write_warning", home.mother.reference)
    assert (
        "Select whether the person was told"
        in desk.post(address, said | past | {"person_knows": ""}).content.decode()
    )
    assert desk.post(address, said | past).status_code == 302
    with acting(home.by):
        note = WarningNote.objects.get()
    waiting = desk.get(at("warnings_to_review")).content.decode()
    assert home.mother.reference in waiting
    assert "Siân" not in waiting
    review = at("review_warning", note.pk)
    later = day + timedelta(days=60)
    kept = {"still_needed": "yes", "found": "It is there still."}
    when = {"next_on-day": later.day, "next_on-month": later.month, "next_on-year": later.year}
    assert desk.post(review, kept).status_code == 200
    assert desk.post(review, kept | when).status_code == 302
    assert home.mother.reference not in desk.get(at("warnings_to_review")).content.decode()
    assert desk.post(review, {"still_needed": "no", "because": "The dog died."}).status_code == 302
    assert (
        "A colleague ended this note"
        in desk.post(review, {"still_needed": "no", "because": "Again."}).content.decode()
    )
    with acting(home.by):
        with pytest.raises(AlreadyEnded):
            actions.review_warning(by=home.by, note_id=note.pk, found="x", next_on=later, at=timezone.now())
        other = actions.write_warning(by=home.by, person_id=home.mother.pk, note=told.note(), at=factories.AT)
        with pytest.raises(NotFair):
            actions.review_warning(by=home.by, note_id=other.pk, found=" ", next_on=later, at=factories.AT)
    assert desk.get(at("review_warning", home.mother.pk)).status_code == 404


def test_safe_contact_is_asked_and_never_overwrites_what_was_reported(home: Household, desk: Client) -> None:
    address = at("record_contact_plan", home.mother.reference)
    assert "Telephone call, no voicemail" in desk.get(address).content.decode()
    day = timezone.localdate()
    said = {
        "seen_number": "0",
        "way": "text",
        "never": ["letter", "voicemail"],
        "speaks": "cy",
        "writes": "en",
        "interpreter": "not_needed",
        "said_by": "Siân herself",
    }
    asked = {f"asked_on-{part}": str(getattr(day, part)) for part in ("day", "month", "year")}
    assert (
        "Enter the day on which they were asked about language"
        in desk.post(address, said | asked).content.decode()
    )
    language = {f"language_asked_on-{part}": str(getattr(day, part)) for part in ("day", "month", "year")}
    assert desk.post(address, said | asked | language).status_code == 302
    assert (
        "A colleague recorded another answer" in desk.post(address, said | asked | language).content.decode()
    )
    assert 'value="1"' in desk.get(address).content.decode()
    with acting(home.by):
        reports = queries.list_reports_now(home.by, home.mother)
        way = queries.get_safe_way(home.by, home.mother.pk, reports)
        assert way.way == "text"
        assert [one.way for one in way.reported] == ["call"]
        assert reports[0].safe_contact == "call"
        assert not way.is_contradicted
