"""The pages of training through the client: what each shows to whom, what it refuses, and how many queries it takes."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from earlyhelp.develop import queries
from earlyhelp.develop.choices import Took
from earlyhelp.develop.models import Course, TrainingRecord, TrainingSession
from earlyhelp.kit.database import acting
from earlyhelp.partnership.models import Practitioner
from tests import factories
from tests.factories import training
from tests.integration.develop.test_training import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()


def of(who: Practitioner) -> Client:
    client = Client()
    client.force_login(who)
    return client


def now_session(cast: Cast, **changes: Any) -> TrainingSession:
    """A session that begins in a week, by the clock of the machine that answers pages."""
    from django.utils import timezone

    return cast.session(at=timezone.now(), **changes)


def begun(session: TrainingSession) -> None:
    """Let a session begin now."""
    ago = timedelta(days=7, minutes=10)
    session.starts_at, session.ends_at = session.starts_at - ago, session.ends_at - ago
    session.save(update_fields=["starts_at", "ends_at"])


def test_a_practitioner_finds_books_and_gives_up_a_place(cast: Cast) -> None:
    session, client = now_session(cast, link="https://meet.example.org/room"), of(cast.officer)
    client.cookies["language"] = "en"
    found = client.get("/workforce/sessions/", {"level": "aware", "spoken": "en"})
    assert session.reference in found.content.decode()
    page = f"/workforce/sessions/{session.reference}/"
    assert b"meet.example.org" not in client.get(page).content
    assert client.get(f"{page}book/").status_code == 200
    done = client.post(f"{page}book/", {"needs": "A hearing loop"}, follow=True)
    assert b"You have a place." in done.content
    assert b"meet.example.org" in done.content
    file = client.get(f"{page}calendar/")
    assert file["Content-Type"].startswith("text/calendar")
    assert b"meet.example.org" not in file.content
    assert client.get(f"{page}give-up/").status_code == 200
    gone = client.post(f"{page}give-up/", follow=True)
    assert b"You no longer have a place." in gone.content
    assert client.get(f"{page}calendar/").status_code == 404
    assert client.get(f"{page}give-up/").status_code == 302


def test_who_waits_sees_their_turn_and_not_who_else_waits(cast: Cast) -> None:
    session = now_session(cast, places=1)
    training.book(cast.worker, session)
    client = of(cast.colleague)
    assert b"Join the waiting list" in client.get(f"/workforce/sessions/{session.reference}/book/").content
    done = client.post(f"/workforce/sessions/{session.reference}/book/", {"needs": ""}, follow=True)
    assert b"Your turn on the list:" in done.content
    assert cast.worker.full_name not in done.content.decode()


def test_a_booking_that_comes_too_late_keeps_what_was_typed(cast: Cast) -> None:
    session = now_session(cast)
    begun(session)
    answer = of(cast.officer).post(f"/workforce/sessions/{session.reference}/book/", {"needs": "A ramp"})
    assert answer.status_code == 400
    assert b"A ramp" in answer.content


def test_the_trainer_sees_names_agencies_and_needs_and_others_do_not(cast: Cast) -> None:
    session = now_session(cast)
    training.book(cast.officer, session, needs="A hearing loop")
    page = f"/workforce/sessions/{session.reference}/"
    seen = of(cast.trainer).get(page).content.decode()
    assert cast.officer.full_name in seen
    assert "A hearing loop" in seen
    for other in (cast.worker, cast.colleague, training.runner(cast.partners.service_team)):
        assert cast.officer.full_name not in of(other).get(page).content.decode()
    own = of(training.runner(cast.partners.response)).get(page).content.decode()
    assert cast.officer.full_name in own
    assert "A hearing loop" not in own


def ticks(client: Client, page: str, took: str) -> dict[str, str]:
    form = client.get(page).context["form"]
    names = [name for name in form.fields if name.startswith("took-")]
    seen = {name: form[name].value() for name in form.fields if name.startswith("seen-")}
    return dict.fromkeys(names, took) | seen


def test_two_trainers_mark_and_the_second_is_shown_what_the_first_said(cast: Cast) -> None:
    session = now_session(cast)
    training.book(cast.officer, session)
    begun(session)
    page = f"/workforce/sessions/{session.reference}/attendance/"
    first, second = of(cast.trainer), of(cast.runner)
    mine, theirs = ticks(first, page, "present"), ticks(second, page, "absent")
    assert first.post(page, mine, follow=True).status_code == 200
    refused = second.post(page, theirs)
    assert refused.status_code == 400
    text = refused.content.decode()
    assert "Somebody else has marked these people" in text
    assert f"{cast.officer.full_name}: There for all of it" in text
    fresh = {name: refused.context["form"][name].value() for name in theirs}
    assert second.post(page, fresh).status_code == 302
    with acting(cast.by):
        assert TrainingRecord.objects.get(session=session).took == Took.ABSENT


def test_one_press_marks_everybody_else_as_there(cast: Cast) -> None:
    session = now_session(cast)
    training.book(cast.officer, session)
    late = training.book(cast.worker, session)
    begun(session)
    page, client = f"/workforce/sessions/{session.reference}/attendance/", of(cast.trainer)
    sent = ticks(client, page, "") | {f"took-{late.pk}": "partly", "rest": "present"}
    client.post(page, sent)
    with acting(cast.by):
        marks = dict(TrainingRecord.objects.values_list("practitioner_id", "took"))
    assert marks == {cast.officer.pk: "present", cast.worker.pk: "partly"}


def test_attendance_is_not_there_for_who_neither_leads_nor_runs_it(cast: Cast) -> None:
    session = now_session(cast)
    for other in (cast.officer, cast.worker, training.runner(cast.partners.service_team)):
        assert of(other).get(f"/workforce/sessions/{session.reference}/attendance/").status_code == 404
    early = of(cast.trainer).get(f"/workforce/sessions/{session.reference}/attendance/")
    assert b"an hour before the session begins" in early.content


def test_my_learning_leads_to_a_certificate_in_both_languages(cast: Cast) -> None:
    session = now_session(cast)
    training.book(cast.officer, session)
    begun(session)
    training.mark(cast.trainer, session)
    client = of(cast.officer)
    (learnt,) = client.get("/workforce/learning/").context["mine"].learnt
    number, code = learnt.certificate.number, learnt.certificate.code
    paper = client.get(f"/workforce/certificates/{number}/")
    assert paper["Content-Type"] == "application/pdf"
    import io

    read = PdfReader(io.BytesIO(paper.content))
    text = " ".join(" ".join(page.extract_text() for page in read.pages).split())
    assert len(read.pages) == 1
    assert cast.course.title_en in text
    assert cast.course.title_cy in text
    assert code in text
    assert of(cast.worker).get(f"/workforce/certificates/{number}/").status_code == 404
    assert (
        of(training.runner(cast.partners.response)).get(f"/workforce/certificates/{number}/").status_code
        == 200
    )
    asked = Client().post("/workforce/certificates/check/", {"number": number.lower(), "code": f" {code} "})
    assert cast.officer.full_name in asked.content.decode()
    wrong = Client().post("/workforce/certificates/check/", {"number": number, "code": "AAAABBBBCCCC"})
    assert b"There is no certificate" in wrong.content
    assert Client().post("/workforce/certificates/check/", {"number": "x", "code": "y"}).status_code == 200


COURSE = {
    "code": "voice-of-the-child",
    "level": "skilled",
    "title_en": "The voice of the child",
    "title_cy": "Llais y plentyn",
    "description_en": "What children say, and how to write it down.",
    "description_cy": "Yr hyn y mae plant yn ei ddweud, a sut i’w gofnodi.",
    "minutes": "30",
    "valid_months": "",
}


def test_a_coordinator_offers_a_course_plans_changes_and_cancels_a_session(cast: Cast) -> None:
    client = of(cast.runner)
    assert client.post("/workforce/courses/new/", COURSE | {"code": "No Good"}).status_code == 400
    assert client.post("/workforce/courses/new/", COURSE | {"code": "noticing"}).status_code == 400
    assert client.post("/workforce/courses/new/", COURSE).status_code == 302
    assert client.get("/workforce/courses/").status_code == 200
    planned = {
        "on_0": "3", "on_1": "3", "on_2": "2099", "starts": "09:30", "lasts": "30", "language": "cy",
        "places": "10", "place": "", "area": "", "link": "http://meet.example.org", "access": "",
        "for_partners": "yes", "trainers": [str(cast.trainer.pk)],
    }  # fmt: skip
    page = "/workforce/courses/voice-of-the-child/sessions/new/"
    form = client.get(page).content.decode()
    days = {name: planned[f"on_{index}"] for index, name in enumerate(_date_names(form))}
    said = {name: value for name, value in planned.items() if not name.startswith("on_")} | days
    assert client.post(page, said).status_code == 400
    made = client.post(page, said | {"link": "https://meet.example.org"})
    assert made.status_code == 302
    session = TrainingSession.objects.get(course__code="voice-of-the-child")
    change = f"/workforce/sessions/{session.reference}/change/"
    assert client.get(change).status_code == 200
    again = said | {"link": "https://meet.example.org", "seen": "0", "places": "12"}
    assert client.post(change, again).status_code == 302
    assert client.post(change, again).status_code == 400, "somebody has changed it since"
    assert client.get("/workforce/sessions/held/").content.count(session.reference.encode()) >= 1
    cancel = f"/workforce/sessions/{session.reference}/cancel/"
    assert client.post(cancel, {"why": ""}).status_code == 400
    assert b"will not take place" in client.post(cancel, {"why": "Snow."}, follow=True).content
    course = Course.objects.get(code="voice-of-the-child")
    edit = f"/workforce/courses/{course.code}/change/"
    assert client.get(edit).status_code == 200
    sent = COURSE | {"offered": "no", "seen": str(course.version), "valid_months": "36"}
    assert client.post(edit, sent).status_code == 302
    assert client.get(page).status_code == 404


def _date_names(page: str) -> list[str]:
    import re

    return re.findall(r'name="(on[^"]*)"', page)[:3]


def test_others_run_nothing(cast: Cast) -> None:
    session = now_session(cast)
    stranger = of(training.runner(cast.partners.service_team))
    for page in (
        f"/workforce/sessions/{session.reference}/change/",
        f"/workforce/sessions/{session.reference}/cancel/",
        f"/workforce/courses/{cast.course.code}/change/",
    ):
        assert stranger.get(page).status_code == 403
        assert of(cast.officer).get(page).status_code == 403
    assert of(cast.officer).get("/workforce/courses/new/").status_code == 403
    assert of(cast.officer).get("/workforce/courses/no-such/").status_code == 404
    assert of(cast.officer).get("/workforce/sessions/TS-26-0999999/").status_code == 404


def test_lists_take_the_same_number_of_queries_however_long(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(6):
        session = now_session(cast)
        for who in (cast.officer, cast.worker, cast.colleague):
            training.book(who, session)
    officer, trainer = of(cast.officer), of(cast.trainer)
    for client, page in (
        (officer, "/workforce/"),
        (officer, "/workforce/sessions/"),
        (officer, "/workforce/learning/"),
        (trainer, "/workforce/sessions/leading/"),
        (trainer, f"/workforce/sessions/{session.reference}/"),
        (trainer, f"/workforce/sessions/{session.reference}/attendance/"),
    ):
        client.get(page)
        with django_assert_max_num_queries(24):
            assert client.get(page).status_code == 200


def test_the_room_is_found_from_my_work_and_every_row_opens(cast: Cast) -> None:
    client = of(cast.runner)
    assert b"/workforce/" in client.get("/my-work").content
    parts = client.get("/workforce/").context["parts"]
    addresses = [href for _part, rows in parts for _row, href in rows]
    assert len(addresses) >= 10
    for href in addresses:
        assert client.get(href, follow=True).status_code == 200, href
    assert not queries.list_leading(factories.actor(cast.runner)).exists()
