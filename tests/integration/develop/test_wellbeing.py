"""Wellbeing from end to end: surveys of nobody, what a worker keeps, check-ins, and sums that are brought in."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from earlyhelp.develop import jobs
from earlyhelp.develop.actions.wellbeing import aggregates, exposure, surveys
from earlyhelp.develop.choices.wellbeing import ExposureKind, Item, Place
from earlyhelp.develop.models.wellbeing import CheckInWish, ExposureTick, SurveyFigure, SurveyRound
from earlyhelp.develop.queries.wellbeing import exposure as own
from earlyhelp.develop.queries.wellbeing import surveys as read
from earlyhelp.develop.queries.wellbeing.walls import CONNECTION, apart
from earlyhelp.develop.rules.wellbeing.surveys import NotOpen, UsedLink
from earlyhelp.govern.models import AuditEntry
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import Role, TeamKind
from earlyhelp.partnership.models import Practitioner
from tests import factories

pytestmark = pytest.mark.django_db
AT = factories.AT
TODAY = AT.date()
GLAD = dict.fromkeys(Item, 5)
SAD = dict.fromkeys(Item, 1)


@pytest.fixture
def council() -> factories.Partners:
    return factories.partners()


def somebody(council: factories.Partners, role: Role = Role.DECISION_MAKER) -> Practitioner:
    return factories.practitioner(council.front_door, role)


@contextmanager
def signed_in(who: Practitioner) -> Iterator[Client]:
    client = Client()
    client.force_login(who)
    yield client


def opened(council: factories.Partners, *, days: int = 21) -> SurveyRound:
    by = factories.actor(somebody(council, Role.COORDINATOR))
    with acting(by):
        return surveys.open_round(by=by, opens_on=TODAY, closes_on=TODAY + timedelta(days=days - 1), at=AT)


def answered(who: Practitioner, answers: dict[Item, int]) -> str:
    by = factories.actor(who)
    with acting(by):
        token = surveys.hand_link(by=by, at=AT)
    surveys.answer_survey(token=token, answers=answers, by=Actor.nobody(), at=AT)
    return token


def test_ten_answers_become_figures_of_the_agency_and_are_gone(council: factories.Partners) -> None:
    found = opened(council)
    for number in range(10):
        answered(somebody(council), GLAD if number % 2 else SAD)
    by = Actor.system("running", agency_id=council.council.pk)
    with acting(by):
        assert surveys.count_round(by=by, found=found, at=AT) == len(Item)
        assert surveys.count_round(by=by, found=found, at=AT) == 0, "a round is counted once"
    with apart(by):
        figures = list(SurveyFigure.objects.all())
        assert SurveyRound.objects.get().counted_on == timezone.now().date()
    assert {(one.place, one.team_key) for one in figures} == {(Place.AGENCY, None)}
    assert all(one.people in {9, 12} and one.good in {3, 6} for one in figures)
    with connections[CONNECTION].cursor() as cursor:
        cursor.execute("SELECT * FROM wellbeing.take_answers(%s)", [found.pk])
        assert not cursor.fetchall()


def test_nine_answers_are_deleted_and_nothing_is_shown(council: factories.Partners) -> None:
    found = opened(council)
    for _number in range(9):
        answered(somebody(council), GLAD)
    by = Actor.system("running", agency_id=council.council.pk)
    with acting(by):
        assert surveys.count_round(by=by, found=found, at=AT) == 0
    assert not read.list_published(by)


def test_teams_of_ten_are_shown_beside_the_rest(council: factories.Partners) -> None:
    found = opened(council)
    other = factories.team(council.council, TeamKind.FAMILIES, council.area)
    door = [somebody(council) for _number in range(12)]
    families = [factories.practitioner(other, Role.PARTNER) for _number in range(10)]
    for who in (*door, *families):
        answered(who, GLAD)
    by = factories.actor(door[0])
    system = Actor.system("running", agency_id=council.council.pk)
    with acting(system):
        surveys.count_due_rounds(by=system, at=AT + timedelta(days=30))
    ((held, groups),) = read.list_published(by)
    assert held == found
    assert [one.place for one in groups] == [Place.AGENCY, Place.TEAM, Place.TEAM]
    assert {one.name_en for one in groups} == {"", other.name_en, council.front_door.name_en}
    with signed_in(door[0]) as client:
        page = client.get(reverse("develop:wellbeing_figures")).content.decode()
        assert other.name_en in page
        assert client.get(reverse("develop:wellbeing_trends")).status_code == 200
    with signed_in(factories.practitioner(council.response)) as stranger:
        assert other.name_en not in stranger.get(reverse("develop:wellbeing_figures")).content.decode()


def test_a_round_is_not_counted_before_its_last_day_is_over(council: factories.Partners) -> None:
    by = factories.actor(somebody(council, Role.ADMINISTRATOR))
    today = timezone.now().date()
    with acting(by):
        found = surveys.open_round(
            by=by, opens_on=today, closes_on=today + timedelta(days=9), at=timezone.now()
        )
        assert surveys.count_round(by=by, found=found, at=timezone.now() + timedelta(days=90)) == 0
        assert not AuditEntry.objects.filter(did="survey.counted").exists()
    with apart(by):
        assert SurveyRound.objects.get().counted_on is None, "PostgreSQL has a clock of its own"


def test_somebody_gets_one_link_and_a_link_works_once(council: factories.Partners) -> None:
    opened(council)
    who = somebody(council)
    token = answered(who, GLAD)
    with pytest.raises(UsedLink):
        surveys.answer_survey(token=token, answers=SAD, by=Actor.nobody(), at=AT)
    with acting(factories.actor(who)) as by, pytest.raises(UsedLink):
        surveys.hand_link(by=by, at=AT)


def test_a_link_holds_no_time_no_name_and_the_team_only_where_ten_work_in_it(
    council: factories.Partners,
) -> None:
    from earlyhelp.develop.queries.wellbeing.links import read_link

    opened(council)
    first = somebody(council)
    with acting(factories.actor(first)) as by:
        assert read_link(by, surveys.hand_link(by=by, at=AT)).team is None
    for _number in range(8):
        somebody(council)
    second = somebody(council)
    with acting(factories.actor(second)) as by:
        token = surveys.hand_link(by=by, at=AT)
    assert read_link(Actor.nobody(), token).team == council.front_door.pk
    assert str(second.pk) not in token


def test_nothing_of_an_answer_is_in_the_audit(council: factories.Partners) -> None:
    opened(council)
    who = somebody(council)
    with acting(factories.actor(who)):
        before = AuditEntry.objects.count()
    answered(who, SAD)
    with acting(factories.actor(who)):
        assert AuditEntry.objects.count() == before


@pytest.mark.parametrize("token", ["nothing", "a:b", "W10:x"])
def test_a_link_that_is_not_ours_is_refused(token: str) -> None:
    response = Client().get(reverse("develop:answer_survey", args=[token]))
    assert response.status_code == 410


def test_after_the_last_day_nothing_is_taken(council: factories.Partners) -> None:
    opened(council, days=7)
    with acting(factories.actor(somebody(council))) as by:
        token = surveys.hand_link(by=by, at=AT)
        with pytest.raises(NotOpen):
            surveys.answer_survey(token=token, answers=GLAD, by=by, at=AT + timedelta(days=8))
        with pytest.raises(NotOpen):
            surveys.hand_link(by=by, at=AT + timedelta(days=8))


def _day(name: str, day: date) -> dict[str, int]:
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def test_a_survey_is_opened_answered_without_signing_in_and_thanked_for(council: factories.Partners) -> None:
    today = timezone.now().date()
    last = today + timedelta(days=20)
    with signed_in(somebody(council, Role.COORDINATOR)) as client:
        sent = _day("opens_on", today) | _day("closes_on", last)
        assert client.get(reverse("develop:surveys")).status_code == 200
        assert client.post(reverse("develop:surveys"), sent).status_code == 302
        again = client.post(reverse("develop:surveys"), sent)
        assert again.status_code == 400
    with signed_in(somebody(council)) as client:
        assert client.get(reverse("develop:survey")).status_code == 200
        link = client.post(reverse("develop:survey"))
        assert link.status_code == 302
        assert client.post(reverse("develop:survey")).status_code == 400
    nobody = Client()
    assert nobody.get(link["Location"]).status_code == 200
    assert nobody.post(link["Location"], {}).status_code == 400
    sent = {item.value: "4" for item in Item}
    assert nobody.post(link["Location"], sent)["Location"] == reverse("develop:survey_answered")
    assert nobody.get(reverse("develop:survey_answered")).status_code == 200
    assert nobody.post(link["Location"], sent).status_code == 400


def test_what_a_worker_ticks_is_theirs_and_off_deletes_it(council: factories.Partners) -> None:
    worker, lead = somebody(council), somebody(council, Role.COORDINATOR)
    by = factories.actor(worker)
    day, kinds = TODAY, [ExposureKind.SUICIDE.value, ExposureKind.IMAGES.value]
    with pytest.raises(exposure.NoConsent):
        exposure.tick_day(by=by, kinds=kinds, day=day, at=AT)
    exposure.turn_on(by=by, at=AT)
    exposure.turn_on(by=by, at=AT)
    exposure.tick_day(by=by, kinds=kinds, day=day, at=AT)
    exposure.tick_day(by=by, kinds=kinds[:1], day=day, at=AT)
    assert own.list_met_on(by, day) == kinds[:1]
    assert [(one.kind, one.days) for one in own.list_met(by, today=TODAY)] == [
        (ExposureKind.SUICIDE, (TODAY,))
    ]
    for other in (factories.actor(lead), Actor.system("running", agency_id=council.council.pk)):
        with apart(other):
            assert not ExposureTick.objects.exists()
    for wrong in (TODAY + timedelta(days=1), TODAY - timedelta(days=7)):
        with pytest.raises(exposure.UnlikelyDay):
            exposure.tick_day(by=by, kinds=[], day=wrong, at=AT)
    exposure.turn_off(by=by, at=AT)
    assert own.get_consent(by) is None
    assert not own.list_met(by, today=TODAY)
    with pytest.raises(NotAllowed):
        exposure.turn_on(by=Actor.nobody(), at=AT)


def test_a_lead_sees_only_what_the_worker_allowed(council: factories.Partners) -> None:
    worker, lead = somebody(council), somebody(council, Role.COORDINATOR)
    elsewhere = factories.practitioner(council.response, Role.SUPERVISOR)
    by, leads = factories.actor(worker), factories.actor(lead)
    exposure.turn_on(by=by, at=AT)
    exposure.tick_day(by=by, kinds=[ExposureKind.CHILD_DEATH.value], day=TODAY, at=AT)
    assert not own.list_wishes(leads)
    exposure.wish_for_check_in(by=by, at=AT)
    exposure.wish_for_check_in(by=by, at=AT)
    (seen,) = own.list_wishes(leads)
    assert seen.name == worker.full_name
    with signed_in(lead) as client:
        page = client.get(reverse("develop:check_ins")).content.decode()
        assert worker.full_name in page
        assert str(ExposureKind.CHILD_DEATH.label) not in page
        assert client.post(reverse("develop:check_ins"), {"wish": str(seen.wish.pk)}).status_code == 302
        assert client.post(reverse("develop:check_ins"), {"wish": "x"}).status_code == 302
    assert own.get_own_wish(by) is not None
    assert not own.list_wishes(factories.actor(elsewhere))
    assert not exposure.offer_check_in(by=factories.actor(elsewhere), wish_id=seen.wish.pk, at=AT)
    with apart(factories.actor(somebody(council))):
        assert not CheckInWish.objects.exists(), "colleagues who lead nobody see no wish"
    with pytest.raises(NotAllowed):
        own.list_wishes(by)
    exposure.take_wish_back(by=by, at=AT)
    assert not own.list_wishes(leads)


def test_the_pages_of_what_one_keeps(council: factories.Partners) -> None:
    today = timezone.now().date()
    with signed_in(somebody(council)) as client:
        page = reverse("develop:own_days")
        assert client.post(reverse("develop:own_days_on")).status_code == 302
        parts = _day("day", today)
        assert client.post(page, parts | {"kinds": ["threat"]}).status_code == 302
        assert str(ExposureKind.THREAT.label) in client.get(page).content.decode()
        assert client.post(page, {}).status_code == 400
        for name in ("wish_check_in", "take_wish_back", "own_days_off"):
            assert client.post(reverse(f"develop:{name}")).status_code == 302
        assert client.get(reverse("develop:wellbeing")).status_code == 200
        support = client.get(reverse("develop:support")).content.decode()
        assert support.index("116 123") < support.index("Canopi")


def test_the_night_counts_what_is_due_and_deletes_what_is_over(council: factories.Partners) -> None:
    found = opened(council, days=7)
    worker = somebody(council)
    by = factories.actor(worker)
    exposure.turn_on(by=by, at=timezone.now())
    exposure.wish_for_check_in(by=by, at=AT)
    old, left = AT - timedelta(days=500), somebody(council)
    exposure.tick_day(by=by, kinds=["threat"], day=old.date(), at=old)
    exposure.turn_on(by=factories.actor(left), at=timezone.now())
    Practitioner.objects.filter(pk=left.pk).update(is_active=False, left_at=timezone.now())
    jobs.count_surveys(timestamp=0)
    jobs.sweep_wellbeing(timestamp=0)
    assert (read.find_round(by, found.pk) or found).counted_on is not None
    assert own.get_consent(by) is not None
    assert not own.list_met_on(by, old.date())
    assert own.get_own_wish(by) is None
    assert own.get_consent(factories.actor(left)) is None


HEAD = "agency,team_kind,month,measure,people,amount\n"


def test_sums_are_brought_in_by_page_and_each_line_has_its_reason(council: factories.Partners) -> None:
    code = council.council.code
    text = (
        HEAD
        + f"{code},,2026-01,stress_sickness,50,62\n{code},,2026-02,stress_sickness,9,3\n"
        + (f"{council.force.code},,2026-01,stress_sickness,50,62\n")
    )
    with signed_in(somebody(council, Role.ADMINISTRATOR)) as client:
        url = reverse("develop:sums")
        assert client.get(url).status_code == 200
        page = client.post(url, {"file": SimpleUploadedFile("sums.csv", text.encode())}).content.decode()
        assert "fewer than ten people" in page
        assert "not your own agency" in page
        again = client.post(url, {"file": SimpleUploadedFile("sums.csv", text.encode())}).content.decode()
        assert "Lines that were there already: 1" in again
        for wrong in (b"", b"\xff\xfe\x00", b"a,b\n1,2\n", b"x" * 1_000_001):
            assert client.post(url, {"file": SimpleUploadedFile("x.csv", wrong)}).status_code == 400
        assert "Days of sickness" in client.get(reverse("develop:wellbeing_trends")).content.decode()
    with acting(factories.actor(somebody(council))) as by, pytest.raises(NotAllowed):
        aggregates.import_aggregates(by=by, text=text, at=AT)


def test_sums_are_brought_in_by_command_for_every_agency(council: factories.Partners, tmp_path: Path) -> None:
    file = tmp_path / "sums.csv"
    lines = [f"{one.code},,2026-01,satisfaction,50,30\n" for one in (council.council, council.force)]
    file.write_text(HEAD + "".join(lines))
    call_command("import_aggregates", str(file))
    file.write_text(HEAD + "".join(lines) + "nobody,,2026-01,satisfaction,50,30\n")
    with pytest.raises(CommandError) as some:
        call_command("import_aggregates", str(file))
    assert some.value.returncode == 1
    for path in (file.with_name("missing.csv"), _written(tmp_path, "a,b\n")):
        with pytest.raises(CommandError) as none:
            call_command("import_aggregates", str(path))
        assert none.value.returncode == 2


def _written(folder: Path, text: str) -> Path:
    path = folder / "other.csv"
    path.write_text(text)
    return path


def test_inside_another_one_the_earlier_actor_comes_back(council: factories.Partners) -> None:
    by = factories.actor(somebody(council))
    exposure.turn_on(by=by, at=AT)
    with apart(by):
        with apart(Actor.nobody()):
            assert own.get_consent(Actor.nobody()) is None
        assert own.get_consent(by) is not None
        with connections[CONNECTION].cursor() as cursor:
            cursor.execute("SELECT wellbeing.actor_practitioner()")
            assert cursor.fetchone() == (by.practitioner_id,)


def test_nobody_writes_in_anothers_name(council: factories.Partners) -> None:
    from django.db import ProgrammingError, transaction

    by = factories.actor(somebody(council))
    for table, columns, values in (
        ("exposureconsent", "id, practitioner_key, since_on", (uuid4(), UUID(int=1), TODAY)),
        (
            "checkinwish",
            "id, practitioner_key, team_key, wished_on",
            (uuid4(), UUID(int=1), by.team_id, TODAY),
        ),
        (
            "surveyround",
            "id, agency_key, instrument, opens_on, closes_on",
            (uuid4(), UUID(int=1), 1, TODAY, TODAY + timedelta(days=9)),
        ),
    ):
        marks = ", ".join(["%s"] * len(values))
        with (
            apart(by),
            pytest.raises(ProgrammingError, match="row-level security"),
            transaction.atomic(using=CONNECTION),
            connections[CONNECTION].cursor() as cursor,
        ):
            cursor.execute(f"INSERT INTO wellbeing.{table} ({columns}) VALUES ({marks})", values)
