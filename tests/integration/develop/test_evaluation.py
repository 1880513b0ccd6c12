"""Groups of training: who makes them, who answers and how, and what is shown to whom."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from earlyhelp.develop import jobs
from earlyhelp.develop.actions.evaluation import give_answers, make_group, tell_everybody
from earlyhelp.develop.actions.instruments import NotLoaded, load_instrument
from earlyhelp.develop.choices.evaluation import Wave
from earlyhelp.develop.models import AnswerSheet, EvaluatedGroup, LoadedInstrument, QuestionnaireRound
from earlyhelp.develop.queries.evaluation import find_round, get_result
from earlyhelp.develop.queries.instruments import get_instrument, list_instruments
from earlyhelp.develop.rules.rounds import NotOpen, UnfitGroup, reader_of, token_of, window_of
from earlyhelp.govern.models import AuditEntry
from earlyhelp.inform.models import Message
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.kit.secret_links import Token
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner, Team
from tests import factories
from tests.factories.evaluation import OURS, SEVEN, all_alike, answer_all, group_of

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
AT = timezone.now()
TODAY = AT.astimezone(LONDON).date()


def organiser(partners: factories.Partners, role: Role = Role.ADMINISTRATOR) -> Practitioner:
    return factories.practitioner(partners.response, role)


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def make(by: Actor, at: datetime = AT, **changed: Any) -> EvaluatedGroup:
    said: dict[str, Any] = {
        "name": "Response teams, spring",
        "course_code": "ACE-1",
        "trained_on": TODAY,
        "people": 25,
        "teams": [by.team_id],
        "instrument": OURS.code,
        "version": 1,
    }
    with acting(by):
        return make_group(by=by, at=at, **(said | changed))


def round_of(by: Actor, group: EvaluatedGroup, wave: Wave) -> QuestionnaireRound:
    with acting(by):
        return QuestionnaireRound.objects.get(group=group, wave=wave)


def path_of(asked: QuestionnaireRound) -> str:
    return reverse("develop:answer", args=[str(token_of(asked.pk))])


def sheet(school: str = "Ma", street: str = "He", day: str = "7", **answers: str) -> dict[str, str]:
    given = {f"item_{code}": str(answer) for code, answer in all_alike(4).items()}
    return {"school": school, "street": street, "day": day} | given | answers


def test_a_group_is_asked_before_after_and_three_and_six_months_later() -> None:
    by = factories.actor(organiser(factories.partners()))
    group = make(by, factories.AT, trained_on=date(2026, 8, 31))
    with acting(by):
        asked = {one.wave: (one.opens_on, one.closes_on) for one in QuestionnaireRound.objects.all()}
        assert AuditEntry.objects.filter(did="evaluated_group.made").count() == 1
    assert asked == {
        "pre": (date(2026, 8, 3), date(2026, 8, 31)),
        "post": (date(2026, 8, 31), date(2026, 9, 14)),
        "3m": (date(2026, 11, 30), date(2026, 12, 28)),
        "6m": (date(2027, 2, 28), date(2027, 3, 28)),
    }
    assert make(by, factories.AT, trained_on=date(2026, 8, 31)) == group


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"people": 9}, "people"),
        ({"people": 2001}, "people"),
        ({"trained_on": TODAY - timedelta(days=1)}, "trained_on"),
        ({"teams": []}, "teams"),
    ],
)
def test_a_group_of_which_nothing_could_be_learnt_is_refused(changed: dict[str, Any], field: str) -> None:
    by = factories.actor(organiser(factories.partners()))
    with pytest.raises(UnfitGroup) as refused:
        make(by, **changed)
    assert refused.value.field == field


def test_teams_of_others_roles_of_others_and_questionnaires_of_others_are_refused() -> None:
    partners = factories.partners()
    by = factories.actor(organiser(partners))
    with pytest.raises(Team.DoesNotExist):
        make(by, teams=[partners.front_door.pk])
    with pytest.raises(NotAllowed):
        make(factories.actor(organiser(partners, Role.NOTIFIER)))
    council = factories.actor(factories.practitioner(partners.front_door, Role.COORDINATOR))
    with acting(council):
        load_instrument(by=council, text=SEVEN, licence="Ours alone", at=AT)
        assert [one.instrument.code for one in list_instruments(council)] == [OURS.code, "seven"]
    with acting(by):
        assert [one.instrument.code for one in list_instruments(by)] == [OURS.code]
    with pytest.raises(LoadedInstrument.DoesNotExist):
        make(by, instrument="seven")


def test_a_licensed_questionnaire_is_loaded_once_with_its_licence() -> None:
    by = factories.actor(organiser(factories.partners()))
    with acting(by):
        made = load_instrument(by=by, text=SEVEN, licence="Ours", at=AT)
        assert load_instrument(by=by, text=SEVEN, licence="Ours", at=AT) == made
        assert get_instrument(by, "seven", 1).conversion == "swemwbs"
        for text, licence in (
            (SEVEN, " "),
            (SEVEN.replace("Sentence 1", "Another"), "Ours"),
            (SEVEN.replace("seven", OURS.code), "Ours"),
            ("nothing", "Ours"),
        ):
            with pytest.raises(NotLoaded):
                load_instrument(by=by, text=text, licence=licence, at=AT)


def test_somebody_answers_on_a_phone_without_signing_in(client: Client) -> None:
    by = factories.actor(organiser(factories.partners()))
    group = make(by)
    asked = round_of(by, group, Wave.PRE)
    path = path_of(asked)
    shown = client.get(path)
    assert shown.status_code == 200
    assert shown["Cache-Control"] == "no-store, private"
    assert OURS.items[0].text_en in shown.content.decode()
    sent = client.post(path, sheet())
    assert sent.status_code == 302
    assert "Thank you" in client.get(sent["Location"]).content.decode()
    with acting(by):
        (kept,) = AnswerSheet.objects.all()
        assert kept.answers == all_alike(4)
        assert kept.answered_on == TODAY
        assert kept.pk.version == 4, "a key that tells the time would tell who"
        assert kept.person_code.isalnum()
        assert len(kept.person_code) == 64
        entry = AuditEntry.objects.get(did="questionnaire.answered")
        assert (entry.practitioner_id, entry.target_key) == (None, str(asked.pk))


def test_whoever_is_signed_in_answers_without_being_written_down(client: Client) -> None:
    partners = factories.partners()
    by = factories.actor(organiser(partners))
    group = make(by)
    officer = factories.practitioner(partners.response)
    client.force_login(officer, BACKEND)
    path = path_of(round_of(by, group, Wave.PRE))
    assert path in client.get(reverse("develop:questionnaires")).content.decode()
    assert client.post(path, sheet()).status_code == 302
    with acting(by):
        assert AnswerSheet.objects.count() == 1
        assert not AuditEntry.objects.filter(practitioner_id=officer.pk, did__startswith="questionnaire")
    client.force_login(factories.practitioner(partners.front_door), BACKEND)
    assert "Nothing is asked" in client.get(reverse("develop:questionnaires")).content.decode()


def test_the_same_memories_make_the_same_code_and_a_second_sheet_is_thanked_for_and_not_kept(
    client: Client,
) -> None:
    by = factories.actor(organiser(factories.partners()))
    group = make(by)
    pre, post = round_of(by, group, Wave.PRE), round_of(by, group, Wave.POST)
    assert client.post(path_of(pre), sheet("Ŷ Bont", "hé", "7")).status_code == 302
    assert client.post(path_of(pre), sheet("y b", "He", "07", item_k1="1")).status_code == 302
    assert client.post(path_of(post), sheet("YB", " he", "7")).status_code == 302
    with acting(by):
        first, second = AnswerSheet.objects.order_by("round__closes_on")
        assert first.person_code == second.person_code
        assert first.answers["k1"] == 4
    other = make(by, name="Another group")
    assert client.post(path_of(round_of(by, other, Wave.PRE)), sheet("yb", "he", "7")).status_code == 302
    with acting(by):
        assert AnswerSheet.objects.values("person_code").distinct().count() == 2


@pytest.mark.parametrize("changed", [{"school": "1"}, {"street": ""}, {"day": "32"}, {"day": "x"}])
def test_letters_that_are_none_are_said_where_they_stand(client: Client, changed: dict[str, str]) -> None:
    by = factories.actor(organiser(factories.partners()))
    answer = client.post(path_of(round_of(by, make(by), Wave.PRE)), sheet() | changed)
    assert answer.status_code == 400
    assert f"#id_{next(iter(changed))}" in answer.content.decode()


def test_items_may_be_left_out(client: Client) -> None:
    by = factories.actor(organiser(factories.partners()))
    path = path_of(round_of(by, make(by), Wave.PRE))
    client.post(path, {"school": "ab", "street": "cd", "day": "1", "item_k1": "5"})
    with acting(by):
        answers = AnswerSheet.objects.get().answers
    assert (answers["k1"], answers["k2"]) == (5, None)


def test_a_link_that_is_none_or_not_open_says_so_kindly(client: Client) -> None:
    by = factories.actor(organiser(factories.partners()))
    asked = round_of(by, group_of(by, trained_on=days_ago(1)), Wave.PRE)
    path, forged = path_of(asked), reverse("develop:answer", args=[str(Token(asked.pk, "x" * 64))])
    assert client.get(forged).status_code == 404
    assert client.get(reverse("develop:answer", args=["nonsense"])).status_code == 404
    assert client.get(reverse("develop:answered", args=["nonsense"])).status_code == 404
    late = client.post(path, sheet())
    assert late.status_code == 410
    assert "Its time is over" in late.content.decode()
    later = path_of(round_of(by, EvaluatedGroup(pk=asked.group_id), Wave.THREE_MONTHS))
    assert "It opens on" in client.get(later).content.decode()
    with acting(by):
        assert not AnswerSheet.objects.exists()


def test_no_more_sheets_come_in_than_two_for_each_who_was_trained() -> None:
    by = factories.actor(organiser(factories.partners()))
    group = make(by, people=10)
    asked = round_of(by, group, Wave.PRE)
    answer_all(by, group, Wave.PRE, {f"aabb{number:02d}": all_alike(3) for number in range(20)})
    reader = reader_of(asked.pk)
    with pytest.raises(NotOpen):
        give_answers(by=reader, asked=asked, code="zzzz31", answers=all_alike(3), at=AT)


def test_a_link_opens_its_own_round_and_no_sheet() -> None:
    by = factories.actor(organiser(factories.partners()))
    group = make(by)
    answer_all(by, group, Wave.PRE, {"aabb01": all_alike(3)})
    asked = round_of(by, group, Wave.PRE)
    reader = reader_of(asked.pk)
    with acting(reader):
        assert find_round(by=reader, token=token_of(asked.pk)) == asked
        assert QuestionnaireRound.objects.count() == 1
        assert not AnswerSheet.objects.exists()
        assert not EvaluatedGroup.objects.exists()


def test_everybody_of_the_teams_is_told_of_a_follow_up_once() -> None:
    partners = factories.partners()
    by = factories.actor(organiser(partners))
    group = group_of(by, trained_on=days_ago(100))
    for _ in range(3):
        factories.practitioner(partners.response)
    factories.practitioner(partners.front_door)
    answered = round_of(by, group, Wave.THREE_MONTHS)
    answer_all(by, group, Wave.THREE_MONTHS, {"aabb01": all_alike(3)})
    jobs.tell_groups(timestamp=0)
    jobs.tell_groups(timestamp=0)
    told = Message.objects.filter(template="questionnaire")
    assert told.count() == 4, "who answered is told like the others: nobody knows who that is"
    assert {one.recipient.team_id for one in told} == {partners.response.pk}
    with acting(by):
        assert tell_everybody(by=by, round_id=answered.pk, at=AT) == 0


def people(number: int, answer: int, first: int = 0) -> dict[str, dict[str, int]]:
    return {f"aabb{place:02d}": all_alike(answer + (place % 2)) for place in range(first, first + number)}


def asked_group(by: Actor) -> EvaluatedGroup:
    """26 answered before, 16 of them after: the first is a mean of 2.5, the second of 3.5."""
    group = group_of(by, trained_on=days_ago(60))
    answer_all(by, group, Wave.PRE, people(26, 2))
    answer_all(by, group, Wave.POST, people(16, 3))
    return group


def test_the_result_says_how_the_group_moved_and_how_many_were_lost() -> None:
    by = factories.actor(organiser(factories.partners()))
    group = asked_group(by)
    with acting(by):
        result = get_result(by, group, at=AT)
    assert result.over == (Wave.PRE, Wave.POST)
    for one in result.scales:
        ((wave, step),) = one.steps
        assert (wave, step.asked, step.matched, step.lost, step.lost_share) == (Wave.POST, 26, 16, 10, 38)
        assert step.paired is not None
        assert (step.paired.before, step.paired.after) == (2.5, 3.5)


def test_an_asking_that_is_open_does_not_count_yet() -> None:
    by = factories.actor(organiser(factories.partners()))
    group = asked_group(by)
    last = window_of(Wave.POST, group.trained_on).closes_on
    still_open = datetime(last.year, last.month, last.day, 12, tzinfo=UTC)
    with acting(by):
        assert get_result(by, group, at=still_open).over == (Wave.PRE,)
        assert get_result(by, group, at=still_open + timedelta(days=1)).over == (Wave.PRE, Wave.POST)


def test_pages_of_a_group_are_shown_to_its_organisers(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    partners = factories.partners()
    who = organiser(partners)
    group = asked_group(factories.actor(who))
    client.force_login(who, BACKEND)
    assert group.name in client.get(reverse("develop:groups")).content.decode()
    page = client.get(reverse("develop:group", args=[group.pk])).content.decode()
    assert "16 sheets came in" in page
    assert "See what came of it" in page
    with django_assert_max_num_queries(14):
        shown = client.get(reverse("develop:group_result", args=[group.pk]))
    text = " ".join(shown.content.decode().split())
    for words in ("16 of 26", "10 (38 %)", "+1.0", "change-chart", "d_av", "had a mean of 2.5"):
        assert words in text
    answer = client.get(reverse("develop:group_file", args=[group.pk]))
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert {(row["scale"], row["matched"], row["change"]) for row in rows} == {
        (scale.code, "16", "1.0") for scale in OURS.scales
    }


def test_fewer_than_ten_are_shown_nowhere(client: Client) -> None:
    partners = factories.partners()
    who = organiser(partners)
    by = factories.actor(who)
    group = group_of(by, trained_on=days_ago(60))
    answer_all(by, group, Wave.PRE, people(20, 2))
    answer_all(by, group, Wave.POST, people(9, 3))
    client.force_login(who, BACKEND)
    shown = client.get(reverse("develop:group_result", args=[group.pk])).content.decode()
    assert "Fewer than ten people answered both times" in shown
    assert "change-chart__point" not in shown
    told = client.get(reverse("develop:group_file", args=[group.pk])).content.decode()
    assert "fewer than ten" in told
    assert "left out" in told


def test_a_line_that_would_tell_of_one_person_is_left_out(client: Client) -> None:
    who = organiser(factories.partners())
    by = factories.actor(who)
    group = group_of(by, trained_on=days_ago(150))
    answer_all(by, group, Wave.PRE, people(20, 2))
    answer_all(by, group, Wave.POST, people(15, 3))
    answer_all(by, group, Wave.THREE_MONTHS, people(14, 3))
    client.force_login(who, BACKEND)
    shown = client.get(reverse("develop:group_result", args=[group.pk])).content.decode()
    assert "14 of 20 answered both times. It is not shown" in " ".join(shown.split())


def test_before_two_askings_are_over_there_is_nothing_to_see(client: Client) -> None:
    who = organiser(factories.partners())
    group = make(factories.actor(who))
    client.force_login(who, BACKEND)
    page = client.get(reverse("develop:group", args=[group.pk])).content.decode()
    assert "/workforce/evaluation/answer/" in page
    assert 'lang="cy"' in page
    assert "Still to come" in page
    shown = client.get(reverse("develop:group_result", args=[group.pk])).content.decode()
    assert "There is nothing to compare yet" in shown


def test_a_group_is_made_on_a_page(client: Client) -> None:
    partners = factories.partners()
    who = organiser(partners)
    client.force_login(who, BACKEND)
    path = reverse("develop:new_group")
    assert "Questionnaires that you can use" in client.get(path).content.decode()
    said = {
        "name": "Spring",
        "trained_on-day": str(TODAY.day),
        "trained_on-month": str(TODAY.month),
        "trained_on-year": str(TODAY.year),
        "people": "25",
        "teams": [str(partners.response.pk)],
        "instrument": f"{OURS.code}:1",
    }
    wrong = client.post(path, said | {"trained_on-year": "2025"})
    assert wrong.status_code == 400
    assert "The day has passed" in wrong.content.decode()
    made = client.post(path, said)
    assert made.status_code == 302
    assert "Spring" in client.get(made["Location"]).content.decode()


def test_others_reach_no_group(client: Client) -> None:
    partners = factories.partners()
    group = asked_group(factories.actor(organiser(partners)))
    pages = ("group", "group_result", "group_file")
    client.force_login(factories.practitioner(partners.front_door, Role.COORDINATOR), BACKEND)
    assert {client.get(reverse(f"develop:{name}", args=[group.pk])).status_code for name in pages} == {404}
    client.force_login(factories.practitioner(partners.response), BACKEND)
    assert {client.get(reverse(f"develop:{name}", args=[group.pk])).status_code for name in pages} == {403}
