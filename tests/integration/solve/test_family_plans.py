"""The plan in the family's hands: nothing that one may not see, a private link, an answer that is heard."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from earlyhelp.govern.models import AuditEntry
from earlyhelp.identify.choices import SafeContact
from earlyhelp.inform.models import Message
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.solve.actions import add_member, family_replies
from earlyhelp.solve.actions.family_links import deliver_family_link, end_family_link
from earlyhelp.solve.actions.goals import add_goal_action
from earlyhelp.solve.choices.plans import WhoReads
from earlyhelp.solve.facts import list_plan_words
from earlyhelp.solve.models import Episode, FamilyLink, FamilyReply, Goal, PlanVersion
from earlyhelp.solve.queries.papers import as_pdf
from earlyhelp.solve.rules.family_links import NoSafeWay, reader_of
from earlyhelp.solve.rules.papers import NotTogether
from earlyhelp.solve.rules.reviews import Mark
from earlyhelp.understand import actions as understand
from earlyhelp.understand.choices.contacts import Never
from tests import factories
from tests.factories import plans
from tests.factories.families import TOLD, home, someone
from tests.integration.solve.test_plans import Scene, scene

__all__ = ["scene"]
pytestmark = pytest.mark.django_db
AT = factories.AT
OWN = "I want to talk to somebody about dad"


def words_of(version: PlanVersion) -> str:
    return str(version.content)


def pages(made: bytes) -> int:
    return max(int(number) for number in re.findall(rb"/Count (\d+)", made))


def test_a_goal_of_ones_own_stands_on_nobody_elses_paper(scene: Scene) -> None:
    plans.goal(scene.worker, scene.episode, OWN, whose=scene.son, who_reads=WhoReads.OWN)
    plans.goal(scene.worker, scene.episode, "A walk on Sundays")
    mothers = words_of(plans.paper(scene.worker, scene.episode, scene.mother))
    assert OWN not in mothers
    assert "A walk on Sundays" in mothers
    assert OWN in words_of(plans.paper(scene.worker, scene.episode, scene.son))
    both = words_of(plans.paper(scene.worker, scene.episode, scene.mother, scene.son))
    assert OWN not in both


def test_where_somebody_said_they_are_stands_on_their_own_paper_only(scene: Scene) -> None:
    goal = plans.goal(scene.worker, scene.episode, whose=scene.mother)
    plans.visit(scene.worker, scene.episode, Mark(goal.pk, scene.mother.pk, 7, "Siân"))
    own = plans.paper(scene.worker, scene.episode, scene.mother)
    assert [one["mark"] for one in own.content["parts"][0]["goals"][0]["marks"]] == ["7"]
    sons = plans.paper(scene.worker, scene.episode, scene.son)
    assert sons.content["parts"][0]["goals"][0]["marks"] == []


def test_two_who_are_kept_apart_never_share_a_paper_nor_anything_of_the_other(scene: Scene) -> None:
    partners_team = scene.practitioner.team
    father = someone(scene.hub, "Rhys")
    with acting(scene.hub):
        add_member(by=scene.hub, episode=scene.episode, person_id=father.pk, at=AT)
    household = home(scene.hub, scene.mother, scene.son)
    with acting(scene.hub):
        understand.hide_address(
            by=scene.hub, household_id=household.pk, person_id=father.pk, source=TOLD, at=AT
        )
    plans.goal(scene.worker, scene.episode, "We want a garden", strength_of=scene.mother)
    plans.goal(scene.worker, scene.episode, "I want work", whose=father, strength_of=father)
    with pytest.raises(NotTogether):
        plans.paper(scene.worker, scene.episode, scene.mother, father)
    fathers = words_of(plans.paper(scene.worker, scene.episode, father))
    assert "I want work" in fathers
    assert "garden" not in fathers
    assert "Siân" not in fathers
    assert "Made-up Row" not in fathers
    mothers = words_of(plans.paper(scene.worker, scene.episode, scene.mother))
    assert "I want work" not in mothers
    assert "Rhys" not in mothers
    assert partners_team.telephone in mothers


def test_a_normal_plan_is_two_sides_of_a4_and_tagged(scene: Scene) -> None:
    for number in range(3):
        goal = plans.goal(scene.worker, scene.episode, f"We want mornings that are calm, number {number}")
        with acting(scene.worker):
            for text in ("Walk to school with Nain on Mondays", "Ask the school for a quiet start"):
                add_goal_action(
                    by=scene.worker,
                    goal_id=goal.pk,
                    text=text,
                    due_on=plans.ON + timedelta(days=20),
                    somebody="Nain",
                    at=AT,
                )
    plans.visit(scene.worker, scene.episode)
    for written_in, most, language in (("en", 2, b"en"), ("cy", 2, b"cy"), ("both", 4, b"cy")):
        version = plans.paper(scene.worker, scene.episode, scene.mother, written_in=written_in)
        made = as_pdf(version, by=scene.worker)
        assert made.startswith(b"%PDF")
        assert pages(made) <= most
        assert b"/MarkInfo" in made
        assert re.search(rb"/Lang ?\(" + language, made)
        assert as_pdf(version, by=scene.worker) == made
        first = version.content["parts"][0]
        assert first["lead"] == scene.practitioner.full_name
        assert first["telephone"]


def test_a_long_plan_keeps_two_sides_and_puts_the_rest_on_a_page_of_its_own(scene: Scene) -> None:
    for number in range(9):
        plans.goal(scene.worker, scene.episode, f"{number} " + "A goal with many words in it. " * 12)
    version = plans.paper(scene.worker, scene.episode, scene.mother)
    part = version.content["parts"][0]
    assert part["more"]
    assert len(part["goals"]) + len(part["more"]) == 9
    assert pages(as_pdf(version, by=scene.worker)) >= 3


def test_a_child_of_twelve_can_read_our_words() -> None:
    """Flesch–Kincaid grade of our own fixed English: years of school. A child of twelve is in year seven or eight."""
    text = " ".join(
        words if words.endswith(".") else f"{words}." for words in list_plan_words()["en"].values()
    )
    sentences = [one for one in re.split(r"[.!?]+", text) if one.strip()]
    found = re.findall(r"[A-Za-z']+", text)
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", one.lower().removesuffix("e")))) for one in found)
    grade = 0.39 * len(found) / len(sentences) + 11.8 * syllables / len(found) - 15.59
    assert grade < 6
    assert max(len(one.split()) for one in sentences) <= 16


def test_no_link_goes_by_a_way_that_is_not_safe(scene: Scene) -> None:
    plans.goal(scene.worker, scene.episode)
    version = plans.paper(scene.worker, scene.episode, scene.mother)
    with pytest.raises(NoSafeWay):
        plans.link(scene.worker, scene.episode, version, scene.mother)
    plans.can_be_written_to(scene.worker, scene.mother, never=(Never.EMAIL,))
    with pytest.raises(NoSafeWay):
        plans.link(scene.worker, scene.episode, version, scene.mother)
    plans.can_be_written_to(scene.worker, scene.son, way=SafeContact.VISIT)
    sons = plans.paper(scene.worker, scene.episode, scene.son)
    with pytest.raises(NoSafeWay):
        plans.link(scene.worker, scene.episode, sons, scene.son)
    with acting(scene.worker):
        assert not FamilyLink.objects.exists()


def test_the_code_does_not_go_where_the_link_goes(scene: Scene) -> None:
    plans.goal(scene.worker, scene.episode)
    plans.can_be_written_to(scene.worker, scene.mother)
    version = plans.paper(scene.worker, scene.episode, scene.mother)
    with pytest.raises(NoSafeWay):
        plans.link(scene.worker, scene.episode, version, scene.mother, code_way="email")


def given(scene: Scene) -> tuple[str, str, FamilyLink]:
    """A link that was sent: the path of its page, its code, and the row."""
    plans.goal(scene.worker, scene.episode, "A walk on Sundays")
    plans.can_be_written_to(scene.worker, scene.mother)
    made = plans.link(
        scene.worker, scene.episode, plans.paper(scene.worker, scene.episode, scene.mother), scene.mother
    )
    at = timezone.now()
    with acting(scene.worker):
        FamilyLink.objects.update(
            made_at=at, expires_at=at + timedelta(days=28), code_expires_at=at + timedelta(days=28)
        )
    with acting(reader_of(made.link.pk)) as reader:
        path = deliver_family_link(by=reader, link_id=made.link.pk, at=at)
    assert path is not None
    return path, made.code, made.link


def test_a_reader_opens_the_plan_with_the_code_and_answers_and_the_lead_hears(
    scene: Scene, client: Client
) -> None:
    path, code, _link = given(scene)
    assert len(mail.outbox) == 1
    assert path in mail.outbox[0].body
    assert "Siân" not in mail.outbox[0].body + mail.outbox[0].subject
    page = client.get(path)
    assert page.status_code == 200
    assert b"Sundays" not in page.content
    assert client.get(f"{path}plan.pdf").status_code == 302
    assert b"Error:" in client.post(path, {"code": "nonsense"}).content
    assert client.post(path, {"code": code}).status_code == 302
    shown = client.get(path)
    assert b"A walk on Sundays" in shown.content
    assert shown["Cache-Control"].find("no-store") >= 0
    assert client.get(f"{path}plan.pdf")["Content-Type"] == "application/pdf"
    assert b"Error:" in client.post(path, {"answer": "change", "own_words": ""}).content
    assert client.post(path, {"answer": "change", "own_words": "On Saturdays please"}).status_code == 302
    message = Message.objects.get(template="plan_reply")
    assert message.recipient == scene.practitioner
    assert "Saturdays" not in str(message.context)
    client.force_login(scene.practitioner)
    plan = reverse("solve:plan", args=[scene.episode.reference])
    assert b"On Saturdays please" in client.get(plan).content
    with acting(scene.worker):
        reply = FamilyReply.objects.get()
    field = {f"{reply.pk}-what_was_done": "Moved to Saturday"}
    assert client.post(f"{plan}replies/{reply.pk}/", field).status_code == 302
    assert b"Moved to Saturday" in client.get(plan).content
    with acting(scene.hub):
        did = set(AuditEntry.objects.values_list("did", flat=True))
    assert {"family_link.made", "family_link.read", "family_reply.given", "family_reply.seen"} <= did


def test_a_link_sees_its_own_paper_and_nothing_else_of_the_episode(scene: Scene) -> None:
    _path, _code, link = given(scene)
    plans.paper(scene.worker, scene.episode, scene.son)
    with acting(reader_of(link.pk)):
        assert [one.pk for one in FamilyLink.objects.all()] == [link.pk]
        assert [one.pk for one in PlanVersion.objects.all()] == [link.version_id]
        assert not Episode.objects.exists()
        assert not Goal.objects.exists()
    with acting(Actor.nobody()):
        assert not FamilyLink.objects.exists()
        assert not PlanVersion.objects.exists()


def test_an_ended_link_opens_nothing(scene: Scene, client: Client) -> None:
    path, code, link = given(scene)
    with acting(scene.worker):
        end_family_link(by=scene.worker, link_id=link.pk, at=timezone.now())
    assert client.post(path, {"code": code}).status_code == 410
    with acting(reader_of(link.pk)):
        assert not PlanVersion.objects.exists()
    assert client.get("/our-plan/nonsense/").status_code == 404


def test_five_wrong_codes_close_the_link(scene: Scene, client: Client) -> None:
    path, code, _link = given(scene)
    answers = [client.post(path, {"code": "000000" if code != "000000" else "111111"}) for _ in range(5)]
    assert [one.status_code for one in answers] == [200, 200, 200, 200, 410]
    assert client.post(path, {"code": code}).status_code == 410


def test_a_newer_link_ends_the_older_one(scene: Scene) -> None:
    _path, _code, link = given(scene)
    with acting(scene.worker):
        version = PlanVersion.objects.get()
    plans.link(scene.worker, scene.episode, version, scene.mother)
    with acting(scene.worker):
        link.refresh_from_db()
        assert link.ended_why == "replaced"


def test_answers_do_not_flood(scene: Scene) -> None:
    _path, _code, link = given(scene)
    reader = reader_of(link.pk)
    said = {"answer": "right", "words": "", "language": "en", "at": timezone.now()}
    with acting(reader):
        for _ in range(10):
            family_replies.give_family_reply(by=reader, link=link, **said)
        with pytest.raises(family_replies.rules.TooManyReplies):
            family_replies.give_family_reply(by=reader, link=link, **said)


def test_a_plan_is_given_and_a_link_made_through_the_pages(scene: Scene, client: Client) -> None:
    plans.goal(scene.worker, scene.episode, "A walk on Sundays")
    plans.can_be_written_to(scene.worker, scene.mother)
    client.force_login(scene.practitioner)
    plan = reverse("solve:plan", args=[scene.episode.reference])
    answer = client.post(f"{plan}give/", {"readers": [str(scene.mother.pk)], "written_in": "both"})
    assert answer.status_code == 302
    assert b"Ein cynllun ni" in client.get(f"{plan}papers/1/").content
    assert client.get(f"{plan}papers/1/plan.pdf")["Content-Type"] == "application/pdf"
    assert client.get(f"{plan}papers/2/").status_code == 404
    assert client.get(f"{plan}papers/1/link/").status_code == 200
    typed = {
        "reader": str(scene.mother.pk),
        "channel": "email",
        "code_way": "spoken",
        "destination": "no address",
    }
    assert client.post(f"{plan}papers/1/link/", typed).status_code == 400
    made = client.post(f"{plan}papers/1/link/", typed | {"destination": "someone@example.org"})
    assert re.search(rb"govuk-panel__title\">\d{6}<", made.content)
    with acting(scene.worker):
        link = FamilyLink.objects.get()
        assert link.code_hash
        assert link.destination == "someone@example.org"
    assert client.post(f"{plan}links/{link.pk}/end/").status_code == 302
