"""Files of attendance and systems for e-learning: what is kept, what is refused and why, and nothing twice."""

import json
from base64 import b64encode
from datetime import date, timedelta
from http import HTTPStatus
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client

from earlyhelp.develop.actions.elsewhere import end_feed, match_account, match_course
from earlyhelp.develop.choices import RecordSource, Took
from earlyhelp.develop.choices.attendance_files import RowFault
from earlyhelp.develop.choices.requirements import Taken
from earlyhelp.develop.models import (
    AttendanceImport,
    Course,
    LearningFeed,
    LearningStatement,
    TrainingRecord,
)
from earlyhelp.develop.queries.elsewhere import (
    list_waiting_accounts,
    list_waiting_courses,
    plan_attendance,
)
from earlyhelp.develop.rules.attendance_files import read_file
from earlyhelp.govern.models import AuditEntry
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import FieldError, NotAllowed, RuleError
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner
from tests import factories
from tests.factories import coverage as made
from tests.factories.training import course, mark, runner, session

pytestmark = pytest.mark.django_db
AT = factories.AT
TODAY = AT.date()
PAGE = "/workforce/attendance/"
STATEMENTS = "/workforce/xapi/statements"


class World:
    """A council whose co-ordinator runs its training, two who learn, and one course of two years."""

    def __init__(self) -> None:
        self.partners = factories.partners()
        self.runner = runner(self.partners.front_door)
        self.learner = factories.practitioner(self.partners.front_door, Role.DECISION_MAKER)
        self.officer = factories.practitioner(self.partners.response)
        self.by = factories.actor(self.runner)
        self.course: Course = course(self.by)

    def records(self) -> list[TrainingRecord]:
        with acting(self.by):
            return list(TrainingRecord.objects.order_by("on", "pk"))


@pytest.fixture
def world() -> World:
    return World()


def signed_in(client: Client, who: Practitioner) -> Client:
    client.force_login(who)
    return client


def uploaded(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("attendance.csv", content, "text/csv")


# Files


def test_a_file_is_looked_at_first_and_then_kept(client: Client, world: World) -> None:
    content = made.attendance((world.learner, world.course, "2026-01-05", "yes"))
    page = signed_in(client, world.runner)
    seen = page.post(PAGE, {"file": uploaded(content)})
    assert "Nothing has been kept yet." in seen.content.decode()
    assert not world.records()
    carried = {"content": b64encode(content).decode(), "name": "attendance.csv", "keep": "1"}
    assert page.post(PAGE, carried).status_code == HTTPStatus.FOUND
    (record,) = world.records()
    assert (record.practitioner_id, record.course_id) == (world.learner.pk, world.course.pk)
    assert (record.took, record.source, record.on) == (Took.PRESENT, RecordSource.IMPORTED, date(2026, 1, 5))
    assert record.expires_on == date(2028, 1, 5)
    assert "attendance.csv" in page.get(PAGE).content.decode()


def test_the_same_file_again_changes_nothing(client: Client, world: World) -> None:
    content = made.attendance(
        (world.learner, world.course, "2026-01-05", "yes"), (world.runner, world.course, "2026-01-05", "no")
    )
    page = signed_in(client, world.runner)
    for _time in range(2):
        page.post(PAGE, {"file": uploaded(content), "keep": "1"})
    assert len(world.records()) == 2
    with acting(world.by):
        runs = AttendanceImport.objects.order_by("pk").values_list("new", "changed", "unchanged", "refused")
        assert list(runs) == [(2, 0, 0, 0), (0, 0, 2, 0)]


def test_a_file_corrects_what_an_earlier_file_said(client: Client, world: World) -> None:
    page = signed_in(client, world.runner)
    for said in ("yes", "partly"):
        content = made.attendance((world.learner, world.course, "2026-01-05", said))
        page.post(PAGE, {"file": uploaded(content), "keep": "1"})
    (record,) = world.records()
    assert (record.took, record.version) == (Took.PARTLY, 2)


def test_each_row_that_cannot_be_read_says_why(world: World) -> None:
    other = f"{world.officer.email},{world.course.code},2026-01-05,yes"
    rows = (
        "email,course,date,attended\n"
        "nobody@example.org,noticing,2026-01-05,yes\n"
        f"{other}\n"
        f"{world.learner.email},no-such-course,2026-01-05,yes\n"
        f"{world.learner.email.upper()},NOTICING,2026-01-05,yes\n"
        f"{world.learner.email},noticing,2026-01-05,yes\n"
        f"{world.learner.email},noticing,2026-01-05,no\n"
        f"{world.learner.email},noticing,2027-01-05,yes\n"
    )
    with acting(world.by):
        planned = plan_attendance(read_file(rows.encode(), today=TODAY), by=world.by)
    assert [(one.line, one.fault) for one in planned.refused] == [
        (2, RowFault.UNKNOWN_PERSON),
        (3, RowFault.OTHER_AGENCY),
        (4, RowFault.UNKNOWN_COURSE),
        (7, RowFault.CONFLICT),
        (8, RowFault.DATE_FUTURE),
    ]
    assert len(planned.new) == 1


def test_the_page_shows_each_reason_and_what_to_do(client: Client, world: World) -> None:
    content = b"email,course,date\nnobody@example.org,noticing,2026-01-05\n"
    page = signed_in(client, world.runner).post(PAGE, {"file": uploaded(content)}).content.decode()
    assert "Nobody here has this work e-mail address." in page
    assert "invite the person first" in page
    assert "There is nothing in the file to keep." in page
    assert "nobody@example.org" not in page


def test_a_file_does_not_overrule_a_trainer(world: World) -> None:
    at_session = session(world.by, world.course, trainers=[world.runner])
    from tests.factories.training import book

    book(world.learner, at_session)
    mark(world.runner, at_session, Took.ABSENT)
    on = at_session.starts_at.date().isoformat()
    with acting(world.by):
        told = {}
        for said in ("yes", "no"):
            content = made.attendance((world.learner, world.course, on, said))
            told[said] = plan_attendance(read_file(content, today=TODAY + timedelta(days=30)), by=world.by)
    assert [one.fault for one in told["yes"].refused] == [RowFault.MARKED]
    assert not told["no"].refused
    assert len(told["no"].unchanged) == 1


@pytest.mark.parametrize("sent", [{}, {"content": "no base64!"}, {"file": "empty"}, {"file": "large"}])
def test_what_is_no_file_is_refused_on_the_page(client: Client, world: World, sent: dict[str, Any]) -> None:
    if "file" in sent:
        sent = {"file": uploaded(b"" if sent["file"] == "empty" else b"x" * 1_000_001)}
    answer = signed_in(client, world.runner).post(PAGE, sent)
    assert answer.status_code in {HTTPStatus.BAD_REQUEST, HTTPStatus.OK}
    assert "There is a problem" in answer.content.decode() or "Choose a file." in answer.content.decode()


def test_the_language_switch_judges_nothing(client: Client, world: World) -> None:
    answer = signed_in(client, world.runner).post(PAGE, {"switch_language": "cy"})
    assert "Choose a file." not in answer.content.decode()


@pytest.mark.parametrize("role", [Role.DECISION_MAKER, Role.SUPERVISOR, Role.NOTIFIER])
def test_others_may_read_no_file(client: Client, world: World, role: Role) -> None:
    who = factories.practitioner(world.partners.front_door, role)
    assert signed_in(client, who).get(PAGE).status_code == HTTPStatus.FORBIDDEN


def command(*words: object, **options: object) -> str:
    said = StringIO()
    call_command("import_attendance", *words, stdout=said, **options)
    return said.getvalue()


def test_the_command_tries_first_and_then_keeps(world: World, tmp_path: Path) -> None:
    file = tmp_path / "attendance.csv"
    file.write_bytes(made.attendance((world.learner, world.course, "2026-01-05", "yes")))
    code = world.partners.council.code
    assert "New records: 1" in command(file, agency=code, dry_run=True)
    assert not world.records()
    command(file, agency=code)
    assert "Records that are there already: 1" in command(file, agency=code)
    assert len(world.records()) == 1


def test_the_command_writes_rejects_in_both_languages(world: World, tmp_path: Path) -> None:
    file, rejects = tmp_path / "attendance.csv", tmp_path / "rejects.csv"
    file.write_text("email,course,date\nnobody@example.org,noticing,2026-01-05\n")
    with pytest.raises(CommandError) as refusal:
        command(file, agency=world.partners.council.code, rejects=rejects)
    assert refusal.value.returncode == 1
    table = rejects.read_text(encoding="utf-8-sig")
    assert "Nobody here has this work e-mail address." in table
    assert "nobody@example.org" not in table


@pytest.mark.parametrize(("name", "code"), [("missing.csv", "council-w06000013"), ("attendance.csv", "none")])
def test_the_command_says_what_it_could_not_do(world: World, tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / "attendance.csv").write_text("email,course,date\n")
    with pytest.raises(CommandError) as refusal:
        command(tmp_path / name, agency=code)
    assert refusal.value.returncode == 2


# Systems for e-learning


def send(client: Client, key: made.Key, said: object, **headers: str) -> Any:
    shown = b64encode(f"{key.user_name}:{key.secret}".encode()).decode()
    told = {"Authorization": f"Basic {shown}", "X-Experience-API-Version": "1.0.3"} | headers
    body = said if isinstance(said, bytes) else json.dumps(said).encode()
    return client.post(STATEMENTS, body, content_type="application/json", headers=told)


@pytest.fixture
def key(world: World) -> made.Key:
    return made.feed(world.by)


def kept(world: World) -> list[tuple[str, str]]:
    with acting(world.by):
        rows = LearningStatement.objects.order_by("happened_at", "pk").values_list("verb", "taken")
        return list(rows)


def matched(world: World) -> None:
    with acting(world.by):
        match_course(by=world.by, iri=made.COURSE, course_id=world.course.pk, at=AT)
        match_account(
            by=world.by, home_page=made.HOME_PAGE, account="42", practitioner_id=world.learner.pk, at=AT
        )


def test_a_report_of_somebody_known_is_recorded(world: World, key: made.Key) -> None:
    matched(world)
    answer = send(Client(enforce_csrf_checks=True), key, [made.moodle()])
    assert (answer.status_code, answer.json()) == (HTTPStatus.OK, [made.moodle()["id"]])
    assert answer["X-Experience-API-Version"] == "1.0.3"
    (record,) = world.records()
    assert (record.practitioner_id, record.course_id) == (world.learner.pk, world.course.pk)
    assert (record.took, record.source, record.on) == (
        Took.PRESENT,
        RecordSource.E_LEARNING,
        date(2026, 3, 1),
    )
    assert record.expires_on == date(2028, 3, 1)
    assert record.marked_by_id is None


def test_the_same_report_again_changes_nothing(client: Client, world: World, key: made.Key) -> None:
    matched(world)
    for _time in range(2):
        assert send(client, key, [made.moodle()]).status_code == HTTPStatus.OK
    assert len(kept(world)) == len(world.records()) == 1


def test_the_same_id_in_other_words_is_a_conflict_and_nothing_is_kept(
    client: Client, world: World, key: made.Key
) -> None:
    send(client, key, made.moodle())
    other = [made.moodle(id="b7a1d1f0-5f3a-4d29-8a53-27a1c0d6f002"), made.moodle(verb="passed")]
    answer = send(client, key, other)
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "other words" in answer.json()["error"]
    assert len(kept(world)) == 1


def test_completed_and_passed_of_one_course_are_one_record(
    client: Client, world: World, key: made.Key
) -> None:
    matched(world)
    passed = made.moodle(id="b7a1d1f0-5f3a-4d29-8a53-27a1c0d6f002", verb="passed")
    failed = made.moodle(id="b7a1d1f0-5f3a-4d29-8a53-27a1c0d6f003", verb="failed")
    send(client, key, [made.moodle(), passed, failed])
    assert len(world.records()) == 1
    assert sorted(taken for _verb, taken in kept(world)) == [Taken.NOTHING, Taken.RECORDED, Taken.RECORDED]


def test_who_is_not_known_waits_until_somebody_says(client: Client, world: World, key: made.Key) -> None:
    send(client, key, [made.moodle()])
    assert kept(world) == [("completed", Taken.WAITING)]
    page = signed_in(client, world.runner)
    shown = page.get("/workforce/e-learning/").content.decode()
    assert made.COURSE in shown
    assert "1 report waits" in shown
    page.post("/workforce/e-learning/courses/", {"iri": made.COURSE, "course": str(world.course.pk)})
    assert not world.records()
    page.post(
        "/workforce/e-learning/accounts/",
        {"home_page": made.HOME_PAGE, "account": "42", "practitioner": str(world.learner.pk)},
    )
    assert len(world.records()) == 1
    with acting(world.by):
        assert not list_waiting_courses(world.by)
        assert not list_waiting_accounts(world.by)


def test_who_is_nobody_of_ours_is_passed_over(client: Client, world: World, key: made.Key) -> None:
    send(client, key, [made.moodle()])
    page = signed_in(client, world.runner)
    page.post("/workforce/e-learning/courses/", {"iri": made.COURSE, "course": "none"})
    page.post(
        "/workforce/e-learning/accounts/",
        {"home_page": made.HOME_PAGE, "account": "42", "practitioner": "none"},
    )
    assert kept(world) == [("completed", Taken.PASSED_OVER)]
    shown = page.get("/workforce/e-learning/").content.decode()
    assert "None of our courses" in shown
    assert not world.records()


def test_a_match_that_is_put_right_moves_what_was_recorded(
    client: Client, world: World, key: made.Key
) -> None:
    matched(world)
    send(client, key, [made.moodle()])
    with acting(world.by):
        match_account(
            by=world.by, home_page=made.HOME_PAGE, account="42", practitioner_id=world.runner.pk, at=AT
        )
    (record,) = world.records()
    assert record.practitioner_id == world.runner.pk
    with acting(world.by):
        match_course(by=world.by, iri=made.COURSE, course_id=None, at=AT)
    assert not world.records()


def test_a_match_with_somebody_or_something_else_is_refused(client: Client, world: World) -> None:
    page = signed_in(client, world.runner)
    told = {"home_page": made.HOME_PAGE, "account": "42", "practitioner": str(world.officer.pk)}
    assert page.post("/workforce/e-learning/accounts/", told).status_code == HTTPStatus.BAD_REQUEST
    with acting(world.by):
        with pytest.raises(FieldError):
            match_account(by=world.by, home_page="x:y", account="1", practitioner_id=world.officer.pk, at=AT)
        with pytest.raises(FieldError):
            match_course(by=world.by, iri="x:y", course_id=world.officer.pk, at=AT)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (b"{", "The body is not JSON."),
        ([made.moodle() | {"actor": {"mbox": "mailto:a@example.org"}}], "The actor must be an account"),
        ([made.moodle(), made.moodle()], "the same id"),
    ],
)
def test_what_is_not_valid_is_answered_with_the_reason_and_nothing_is_kept(
    client: Client, world: World, key: made.Key, said: object, words: str
) -> None:
    answer = send(client, key, said)
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert words in answer.json()["error"]
    assert not kept(world)


def test_a_version_that_is_not_spoken_here(client: Client, key: made.Key) -> None:
    answer = send(client, key, [made.moodle()], **{"X-Experience-API-Version": "2.0.0"})
    assert answer.status_code == HTTPStatus.BAD_REQUEST


def test_too_much_at_once(client: Client, key: made.Key) -> None:
    answer = send(client, key, b" " * 1_000_001)
    assert answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE


WRONG_KEYS = [
    "",
    "Bearer abc",
    "Basic !!!",
    "Basic " + b64encode(b"no-colon").decode(),
    "Basic " + b64encode(b"council-w06000013.nonsense:secret").decode(),
    "Basic " + b64encode(b"council-w06000013.00000000000000000000000000000001:secret").decode(),
    "Basic " + b64encode(b"nowhere.00000000000000000000000000000001:secret").decode(),
    "Basic " + b64encode(b"\xff:x").decode(),
]


@pytest.mark.parametrize("shown", WRONG_KEYS)
def test_without_the_key_nothing_is_taken(client: Client, key: made.Key, shown: str) -> None:
    answer = send(client, key, [made.moodle()], Authorization=shown)
    assert answer.status_code == HTTPStatus.UNAUTHORIZED
    assert answer["WWW-Authenticate"].startswith("Basic")


def test_a_wrong_secret_another_agency_and_a_system_that_ended(
    client: Client, world: World, key: made.Key
) -> None:
    name, secret = key.user_name, key.secret
    other = name.replace(world.partners.council.code, world.partners.force.code)
    for shown in (f"{name}:{secret}x", f"{other}:{secret}"):
        told = "Basic " + b64encode(shown.encode()).decode()
        assert send(client, key, [], Authorization=told).status_code == HTTPStatus.UNAUTHORIZED
    with acting(world.by):
        end_feed(by=world.by, feed=key.feed, at=AT)
        with pytest.raises(RuleError):
            end_feed(by=world.by, feed=key.feed, at=AT)
    assert send(client, key, []).status_code == HTTPStatus.UNAUTHORIZED


def test_statements_are_only_sent(client: Client) -> None:
    answer = client.get(STATEMENTS)
    assert (answer.status_code, answer["Allow"]) == (HTTPStatus.METHOD_NOT_ALLOWED, "POST")


def test_a_key_is_shown_once_and_kept_as_a_hash(client: Client, world: World) -> None:
    page = signed_in(client, world.runner)
    answer = page.post("/workforce/e-learning/systems/add/", {"name": "Moodle of the college"})
    shown = answer.content.decode()
    with acting(world.by):
        feed = LearningFeed.objects.get()
    assert f"{world.partners.council.code}.{feed.pk.hex}" in shown
    assert feed.secret_hash not in shown
    again = page.post("/workforce/e-learning/systems/add/", {"name": "Moodle of the college"})
    assert "There is a system of this name already" in again.content.decode()
    assert "Moodle of the college" in page.get("/workforce/e-learning/").content.decode()
    ending = f"/workforce/e-learning/systems/{feed.pk}/end/"
    assert page.get(ending).status_code == HTTPStatus.OK
    assert page.post(ending).status_code == HTTPStatus.FOUND
    with acting(world.by):
        feed.refresh_from_db()
    assert feed.ended_by_id == world.runner.pk
    assert page.get("/workforce/e-learning/systems/add/").status_code == HTTPStatus.OK


def test_another_agency_finds_no_system_and_no_report(client: Client, world: World, key: made.Key) -> None:
    send(client, key, [made.moodle()])
    stranger = factories.practitioner(world.partners.response, Role.ADMINISTRATOR)
    page = signed_in(client, stranger)
    assert made.COURSE not in page.get("/workforce/e-learning/").content.decode()
    ending = f"/workforce/e-learning/systems/{key.feed.pk}/end/"
    assert page.get(ending).status_code == HTTPStatus.NOT_FOUND
    with acting(factories.actor(stranger)):
        assert not LearningStatement.objects.exists()
        assert not LearningFeed.objects.exists()


def test_taking_in_is_for_whoever_runs_training(world: World) -> None:
    by: Actor = factories.actor(world.learner)
    with acting(by), pytest.raises(NotAllowed):
        match_course(by=by, iri="x:y", course_id=None, at=AT)


def test_what_was_taken_in_is_in_the_audit(client: Client, world: World, key: made.Key) -> None:
    matched(world)
    send(client, key, [made.moodle()])
    with acting(world.by):
        did = set(AuditEntry.objects.values_list("did", flat=True))
    assert {"learning_statements.received", "learner_account.matched", "course_address.matched"} <= did
