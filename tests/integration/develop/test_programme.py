"""The programme: who runs it, what partners promise, how it goes, and a report that stays true."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from earlyhelp.develop import actions, queries
from earlyhelp.develop.models import Milestone, Pledge, ProgrammeDecision, Workstream
from earlyhelp.develop.rules import programme as rules
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Agency, Practitioner
from tests import factories
from tests.factories import reflection as made

AT = factories.AT  # in the first quarter of 2026
Q1, Q2 = rules.Quarter(2026, 1), rules.Quarter(2026, 2)
BOTH = {"name_en": "Half are trained", "name_cy": "Mae hanner wedi’u hyfforddi"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def partners() -> factories.Partners:
    found = factories.partners()
    Agency.objects.filter(pk=found.council.pk).update(leads=True)
    return found


@pytest.fixture
def runner(partners: factories.Partners) -> Practitioner:
    return factories.practitioner(partners.front_door, Role.COORDINATOR)


@pytest.fixture
def by(runner: Practitioner) -> Actor:
    return made.as_own(runner)


@pytest.fixture
def stream(partners: factories.Partners, runner: Practitioner) -> Workstream:
    return made.workstream(partners.force, runner)


def browser(who: Practitioner) -> Client:
    client = Client()
    client.force_login(who)
    return client


def rows(report: queries.Report, caption: str) -> list[tuple[str, ...]]:
    return list(next(one for one in report.tables if one.caption.startswith(caption)).rows)


def test_only_who_runs_the_programme_opens_a_workstream(
    partners: factories.Partners, runner: Practitioner
) -> None:
    url = reverse("develop:open_workstream")
    said = {
        "name_en": "A workforce",
        "name_cy": "Gweithlu",
        "aim_en": "To learn.",
        "aim_cy": "Dysgu.",
        "led_by": str(partners.force.pk),
    }
    assert browser(factories.practitioner(partners.response)).get(url).status_code == 403
    other = factories.practitioner(partners.response, Role.ADMINISTRATOR)
    assert browser(other).post(url, said)["Location"] == reverse("develop:programme")
    assert browser(runner).post(url, said | {"name_cy": ""}).status_code == 400
    assert browser(runner).post(url, said).status_code == 302
    assert Workstream.objects.get().led_by_id == partners.force.pk
    with acting(made.as_own(other)) as stranger, pytest.raises(NotAllowed):
        actions.open_workstream(by=stranger, at=AT, **(said | {"led_by": partners.force}))


def test_the_partner_that_leads_adds_milestones_risks_and_decisions(
    partners: factories.Partners, stream: Workstream
) -> None:
    lead = browser(factories.practitioner(partners.response, Role.ADMINISTRATOR))
    stranger = browser(factories.practitioner(partners.service_team, Role.COORDINATOR))
    day = {"due_on-day": "31", "due_on-month": "12", "due_on-year": "2028"}
    names = {"name_en": "English", "name_cy": "Cymraeg"}
    home = reverse("develop:workstream", args=[stream.pk])
    for name, more in (
        ("add_milestone", day),
        ("add_risk", {"likelihood": "3", "impact": "2"}),
        (
            "programme_decision",
            {
                "why_en": "It helps.",
                "why_cy": "Mae’n helpu.",
                "decided_on-day": "1",
                "decided_on-month": "2",
                "decided_on-year": "2026",
            },
        ),
    ):
        url = reverse(f"develop:{name}", args=[stream.pk])
        assert lead.get(url).status_code == 200
        assert stranger.get(url)["Location"] == home
        assert lead.post(url, names).status_code == 400
        answer = lead.post(url, names | more)
        assert answer.status_code == 302, (name, answer.content.decode()[-3000:])
    page = stranger.get(home).content.decode()
    assert page.count("English") >= 3
    assert "Add a milestone" not in page
    assert "Add a milestone" in lead.get(home).content.decode()


def test_a_pledge_is_ones_own_and_says_how_it_goes(
    partners: factories.Partners, by: Actor, runner: Practitioner
) -> None:
    with acting(by):
        pledge = actions.make_pledge(by=by, due_on=made.SOON, at=AT, **BOTH)
    page = reverse("develop:pledge", args=[pledge.pk])
    reader = browser(factories.practitioner(partners.service_team, Role.SERVICE_WORKER))
    assert "Say how it goes" not in reader.get(page).content.decode()
    own = browser(runner)
    said = {
        "state": "done",
        "words": "All rooms are ready.",
        "due_on-day": "22",
        "due_on-month": "3",
        "due_on-year": "2026",
    }
    assert own.post(page, said | {"words": ""}).status_code == 400
    answer = own.post(page, said)
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    assert "All rooms are ready." in reader.get(page).content.decode()
    assert "Say how it goes" not in own.get(page).content.decode()
    with acting(by), pytest.raises(rules.SettledItem):
        actions.tell_item(by=by, item=pledge, state="open", words="Again", at=AT + timedelta(days=9999))
    other = made.as_own(factories.practitioner(partners.response, Role.ADMINISTRATOR))
    with acting(other), pytest.raises(NotAllowed):
        actions.tell_item(by=other, item=pledge, state="open", words="Not mine", at=AT)


def test_a_day_that_moves_keeps_the_first_one(by: Actor, runner: Practitioner, stream: Workstream) -> None:
    with acting(by):
        milestone = actions.add_milestone(by=by, workstream=stream, due_on=made.SOON, at=AT, **BOTH)
        moved = made.SOON + timedelta(days=60)
        actions.tell_item(by=by, item=milestone, state="open", words="Later.", due_on=moved, at=AT)
        found = queries.get_item(
            by=by, kind=queries.kind_of(by=by, item=milestone), item_id=milestone.pk, day=AT.date()
        )
        assert (found.standing.due_on, found.item.due_on) == (moved, made.SOON)
        with pytest.raises(rules.UnlikelyDay):
            actions.tell_item(
                by=by, item=milestone, state="open", words="Back.", due_on=date(2020, 1, 1), at=AT
            )
    page = browser(runner).get(reverse("develop:milestone", args=[milestone.pk])).content.decode()
    assert "At first:" in page


def test_the_report_counts_of_how_many_and_stays_true(by: Actor, stream: Workstream) -> None:
    later = AT + timedelta(days=60)
    with acting(by):
        first = actions.add_milestone(by=by, workstream=stream, due_on=made.SOON, at=AT, **BOTH)
        actions.add_milestone(by=by, workstream=stream, due_on=made.SOON, at=AT, **BOTH)
        actions.tell_item(by=by, item=first, state="done", words="Reached.", at=AT)
        risk = actions.add_risk(
            by=by,
            workstream=stream,
            likelihood=1,
            impact=1,
            at=AT,
            name_en="Nobody comes",
            name_cy="Neb yn dod",
        )
        actions.record_programme_decision(
            by=by, workstream=stream, why_en="So.", why_cy="Felly.", decided_on=AT.date(), at=AT, **BOTH
        )
        before = queries.get_report(by=by, quarter=Q1, today=later.date())
        assert rows(before, "Figures")[0][1] == "1 of 2"
        assert rows(before, "Figures")[1][1] == "None to count"
        assert rows(before, "Figures")[2][1] == "0 of 1"
        assert rows(before, "Open risks")[0][:3] == ("Nobody comes", "Low", "Low")
        assert len(rows(before, "Decisions")) == 1
        second = Milestone.objects.exclude(pk=first.pk).get()
        actions.tell_item(by=by, item=second, state="done", words="Late.", at=later)
        actions.tell_item(by=by, item=risk, state="open", words="Worse.", likelihood=3, impact=3, at=later)
        assert queries.get_report(by=by, quarter=Q1, today=later.date()) == before
        after = queries.get_report(by=by, quarter=Q2, today=later.date())
    assert rows(after, "Open risks")[0][1] == "High"
    assert rows(after, "Figures")[2][1:] == ("1 of 1", "0 of 1")
    assert any("not over yet" in note for note in after.notes)


def test_shared_self_assessments_are_counted_by_partner(by: Actor, partners: factories.Partners) -> None:
    made.assessment(by, share=True)
    hidden = made.as_own(factories.practitioner(partners.response, Role.ADMINISTRATOR))
    made.assessment(hidden, share=False)
    with acting(hidden):
        report = queries.get_report(by=hidden, quarter=Q1, today=date(2026, 3, 31))
    assert rows(report, "Figures")[3][1] == f"1 of {Agency.objects.count()}"
    assert rows(report, "Self-assessments")[0] == ("Governance and leadership", "0", "4", "0", "0")


def test_the_report_is_a_page_and_a_tagged_paper_in_both_languages(
    by: Actor, runner: Practitioner, stream: Workstream
) -> None:
    with acting(by):
        actions.make_pledge(by=by, due_on=made.SOON, at=AT, **BOTH)
    client = browser(runner)
    page = client.get(reverse("develop:programme_report", args=["2026-q1"]))
    assert "Half are trained" not in page.content.decode() or page.status_code == 200
    paper = client.get(reverse("develop:programme_paper", args=["2026-q1"]))
    assert paper["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF")
    for wrong in ("2026-q7", "2099-q1", "nothing"):
        assert client.get(reverse("develop:programme_report", args=[wrong])).status_code == 404
        assert client.get(reverse("develop:programme_paper", args=[wrong])).status_code == 404


def test_every_partner_reads_the_programme(
    partners: factories.Partners, by: Actor, stream: Workstream
) -> None:
    with acting(by):
        actions.make_pledge(by=by, due_on=made.SOON, at=AT, **BOTH)
        actions.add_milestone(by=by, workstream=stream, due_on=made.SOON, at=AT, **BOTH)
    for who in (
        factories.practitioner(partners.response),
        factories.practitioner(partners.service_team, Role.SERVICE_WORKER, "cy"),
    ):
        client = browser(who)
        client.cookies["language"] = who.language
        page = client.get(reverse("develop:programme")).content.decode()
        assert ("Half are trained" if who.language == "en" else "Mae hanner wedi’u hyfforddi") in page
    assert client.get(reverse("develop:pledge", args=[stream.pk])).status_code == 404
    assert client.get(reverse("develop:workstream", args=[Pledge.objects.get().pk])).status_code == 404


def test_a_decision_was_made_by_today(by: Actor, stream: Workstream) -> None:
    with acting(by), pytest.raises(rules.UnlikelyDay):
        actions.record_programme_decision(
            by=by, workstream=stream, why_en="So.", why_cy="Felly.", decided_on=made.SOON, at=AT, **BOTH
        )
    assert not ProgrammeDecision.objects.exists()
