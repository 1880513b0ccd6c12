"""From rows to figures to pages: what is counted, what a page and a file show, and to whom."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from earlyhelp.desk import jobs
from earlyhelp.evaluate.actions import publish_fairness
from earlyhelp.evaluate.models import FairnessFigure, FairnessRelease
from earlyhelp.evaluate.rules.windows import Window, window_of
from earlyhelp.govern.choices import Purpose
from earlyhelp.govern.choices.rights import MarkKind
from earlyhelp.govern.models import AuditEntry
from earlyhelp.govern.models.rights import RecordMark
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.actions.places import load_places
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.choices.places import PlacesKind
from earlyhelp.partnership.models import Agency
from earlyhelp.partnership.rules.places import INDEX_ON
from earlyhelp.signpost.choices.referrals import ReferralState
from earlyhelp.signpost.queries.outcomes import HelpFact, list_help_facts, working_days_between
from earlyhelp.understand import rules as understand_rules
from earlyhelp.understand.actions.statements import record_statement
from earlyhelp.understand.choices.families import Ethnicity, Life, Sex
from earlyhelp.understand.models import PersonLink
from tests import factories
from tests.factories import rights
from tests.factories.signpost import SOMEBODY, Case, case, go, referral
from tests.factories.understand import person

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
SUMMER = Window(date(2026, 4, 1), date(2026, 9, 30))


@dataclass(frozen=True, slots=True)
class Said:
    outcome: str
    groups: dict[str, str] = field(default_factory=dict)
    month: date = date(2026, 4, 1)
    waited: int | None = 1
    offer: str = "told"
    started: int | None = None
    ended: bool = False


def said() -> list[Said]:
    """
    |              | safeguarding | early help |
    | female       |           60 |         40 |
    | male         |           30 |         25 |
    | not recorded |           12 |          3 |
    """
    return [
        *[Said("safeguarding", {"sex": "female", "age": "26-64"})] * 60,
        *[Said("early_help", {"sex": "female", "age": "26-64"})] * 40,
        *[Said("safeguarding", {"sex": "male", "age": "26-64"})] * 30,
        *[Said("early_help", {"sex": "male", "age": "65+"})] * 25,
        *[Said("safeguarding")] * 12,
        *[Said("early_help")] * 3,
    ]


def system(agency: Agency) -> Actor:
    return Actor.system(Purpose.ASSURANCE, agency_id=agency.pk)


def publish(agency: Agency, window: Window = SUMMER, facts: Iterable[Said] = ()) -> FairnessRelease | None:
    with acting(system(agency)) as by:
        return publish_fairness(by=by, window=window, facts=list(facts), at=AT)


def text_of(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def signed_in(client: Client, partners: factories.Partners, role: Role = Role.AUDITOR) -> Client:
    client.force_login(factories.practitioner(partners.front_door, role), BACKEND)
    return client


def facts_of(made: Case, day: datetime = factories.AT) -> list[HelpFact]:
    window = window_of(day.date())
    with acting(system(made.partners.council)) as by:
        return list_help_facts(by, first=window.first, last=window.last, known_on=window.known_on)


def test_a_notification_becomes_a_fact_without_whose_it_is() -> None:
    made = case()
    (fact,) = facts_of(made)
    assert fact.month == date(2026, 3, 1)
    assert fact.outcome == "early_help"
    assert fact.waited == 0
    assert fact.groups == {"area": "W06000013", "age": "26-64", "language": "cy", "district": "CF31"}
    assert (fact.offer, fact.started, fact.ended) == ("none", None, False)


def load(*, index: dict[str, str], postcodes: dict[str, str], is_synthetic: bool = False) -> None:
    with acting(Actor.system(Purpose.RUNNING)) as by:
        for kind, rows, day in (
            (PlacesKind.INDEX, index, INDEX_ON),
            (PlacesKind.POSTCODES, postcodes, date(2026, 8, 1)),
        ):
            load_places(by=by, kind=kind, edition_on=day, rows=rows, is_synthetic=is_synthetic, at=AT)


@pytest.mark.parametrize(
    ("written", "fifth"),
    [("CF31 1AA", "2"), ("cf311aa", "2"), ("CF31 1AB", None), ("BS1 1AA", None), ("CF31", None), ("", None)],
)
def test_a_postcode_says_the_fifth_of_its_small_area(written: str, fifth: str | None) -> None:
    """CF31 1AB lies in a small area that the index does not know, BS1 1AA outside Wales."""
    load(index={"W01000001": "2"}, postcodes={"CF31 1AA": "W01000001", "CF31 1AB": "W01001950"})
    (fact,) = facts_of(case(person=replace(SOMEBODY, postcode=written)))
    assert fact.groups.get("deprivation") == fifth


def test_fifths_are_counted_and_the_page_says_by_which_index(client: Client) -> None:
    """
    |                                | safeguarding | early help |
    | most deprived fifth            |           60 |         40 |
    | least deprived fifth           |           30 |         25 |
    | not recorded, or outside Wales |           15 |         10 |
    """
    load(index={"W01000001": "1"}, postcodes={"CF31 1AA": "W01000001"})
    partners = factories.partners()
    counts = {("1", "safeguarding"): 60, ("1", "early_help"): 40, ("5", "safeguarding"): 30}
    counts |= {("5", "early_help"): 25, ("", "safeguarding"): 15, ("", "early_help"): 10}
    facts = [
        Said(outcome, {"deprivation": fifth} if fifth else {})
        for (fifth, outcome), number in counts.items()
        for _ in range(number)
    ]
    publish(partners.council, facts=facts)
    with acting(system(partners.council)):
        told = FairnessFigure.objects.filter(measure="decisions", dimension="deprivation")
        shown = {
            (one.group, one.column): one.shown for one in told if one.group != "*" and one.column != "all"
        }
    assert shown == counts
    page = text_of(
        signed_in(client, partners).get(reverse("evaluate:fairness_by", args=["2026-04-01", "deprivation"]))
    )
    for words in (
        "Welsh Index of Multiple Deprivation 2019, by the Welsh Government",
        "August 2026",
        "Most deprived fifth of Wales",
        "Not recorded, or outside Wales",
        "Royal Mail",
    ):
        assert words in page
    assert "made up for the demonstration" not in page
    by_quarter = text_of(client.get(reverse("evaluate:fairness_release", args=["2026-04-01"])))
    assert "does not know in which small area" not in by_quarter


def test_made_up_fifths_say_so_and_too_few_are_not_shown(client: Client) -> None:
    load(index={"W98000000": "1"}, postcodes={"CF99 1CC": "W98000000"}, is_synthetic=True)
    partners = factories.partners()
    publish(partners.council, facts=[*said(), Said("early_help", {"deprivation": "1"})])
    page = signed_in(client, partners)
    shown = text_of(page.get(reverse("evaluate:fairness_by", args=["2026-04-01", "deprivation"])))
    assert "made up for the demonstration" in shown
    assert "Royal Mail" not in shown
    assert "does not know in which small area" not in shown


def test_a_referral_counts_from_when_it_was_sent_until_help_started() -> None:
    made = case()
    sent = referral(made)
    assert facts_of(made)[0].offer == "referred"
    go(made, sent, ReferralState.SEEN, ReferralState.ACCEPTED)
    assert facts_of(made)[0].started is None
    go(made, sent, ReferralState.IN_PROGRESS, at=factories.AT + timedelta(days=20))
    (fact,) = facts_of(made)
    assert (fact.offer, fact.started, fact.ended) == ("referred", 20, False)


def test_what_happens_after_the_window_has_settled_is_not_in_it() -> None:
    made = case()
    sent = referral(made)
    late = datetime(2026, 4, 28, 23, 30, tzinfo=UTC)  # half past midnight in Wales, on the 29th day
    go(made, sent, ReferralState.SEEN, ReferralState.ACCEPTED)
    go(made, sent, ReferralState.IN_PROGRESS, at=late)
    assert facts_of(made)[0].started is None


def test_a_referral_that_was_declined_ended_before_help_started() -> None:
    made = case()
    go(made, referral(made), ReferralState.SEEN, ReferralState.DECLINED)
    (fact,) = facts_of(made)
    assert (fact.offer, fact.started, fact.ended) == ("referred", None, True)


def test_what_is_not_decided_waits_and_other_agencies_see_nothing_of_it() -> None:
    made = case(outcome=None)
    (fact,) = facts_of(made)
    assert (fact.outcome, fact.waited) == ("", None)
    window = window_of(factories.AT.date())
    with acting(system(made.partners.charity)) as by:
        assert not list_help_facts(by, first=window.first, last=window.last, known_on=window.known_on)


def test_what_is_recorded_of_a_person_counts_and_a_record_kept_unused_does_not() -> None:
    made = case()
    officer = rights.officer(made.partners.front_door)
    with acting(made.hub) as by:
        who = person(by)
        PersonLink.objects.create(
            agency=made.partners.council,
            person=who,
            reported=made.notification.people.get(),
            linked_by=made.decider,
            linked_at=factories.AT,
        )
        source = understand_rules.Source("They themselves", factories.AT.date())
        for sex, ethnicity in ((Sex.FEMALE, Ethnicity.NOT_KNOWN), (Sex.NOT_KNOWN, Ethnicity.MIXED)):
            told = understand_rules.Particulars(source, sex=sex, ethnicity=ethnicity, life=Life.NOT_KNOWN)
            record_statement(by=by, person_id=who.pk, said=told, at=factories.AT)
    (fact,) = facts_of(made)
    assert (fact.groups["sex"], fact.groups["ethnicity"]) == ("female", "mixed")
    with acting(rights.officer_actor(officer)) as by:
        RecordMark.objects.create(
            agency_id=by.agency_key,
            request=rights.working(by, who),
            record_id=who.pk,
            kind=MarkKind.RESTRICTED,
            from_at=factories.AT,
        )
    assert facts_of(made) == []


def test_working_days_are_counted_from_the_day_on_which_it_counts_as_received() -> None:
    friday_evening = datetime(2026, 3, 6, 18, 0, tzinfo=UTC)
    monday, tuesday = (datetime(2026, 3, day, 10, 0, tzinfo=UTC) for day in (9, 10))
    assert working_days_between(friday_evening, friday_evening) == 0
    assert working_days_between(friday_evening, monday) == 0
    assert working_days_between(friday_evening, tuesday) == 1


def test_a_half_year_is_counted_once_and_audited_and_never_too_early() -> None:
    council = factories.partners().council
    release = publish(council, facts=said())
    assert release is not None
    assert publish(council, facts=said()[:70]) == release
    assert publish(council, Window(date(2025, 10, 1), date(2026, 3, 31))) is None
    with acting(system(council)):
        assert AuditEntry.objects.filter(did="fairness.published").count() == 1
        assert not FairnessFigure.objects.filter(shown__gt=0, shown__lt=5).exists()
    with pytest.raises(ValueError, match="become known"):
        publish(council, Window(date(2026, 10, 1), date(2027, 3, 31)), said())


def test_the_job_counts_what_has_settled_for_each_front_door() -> None:
    made = case()
    jobs.publish_figures_of_fairness(timestamp=0)
    with acting(system(made.partners.council)):
        assert [one.first_on for one in FairnessRelease.objects.all()] == [date(2025, 10, 1)]
        assert not FairnessFigure.objects.exists()  # one notification: nothing can be told


def test_a_page_shows_what_may_be_read_with_its_denominator(client: Client) -> None:
    partners = factories.partners()
    publish(partners.council, facts=said())
    page = signed_in(client, partners)
    assert "1 April 2026" in text_of(page.get(reverse("evaluate:fairness")))
    shown = text_of(page.get(reverse("evaluate:fairness_by", args=["2026-04-01", "sex"])))
    assert "Left out" in shown  # three of whom it is not recorded
    assert "60 %" in shown  # 60 of 100 women
    assert "(50–69)" in shown
    assert "Welsh Index of Multiple Deprivation" in shown
    by_age = text_of(page.get(reverse("evaluate:fairness_by", args=["2026-04-01", "age"])))
    assert "Not recorded" in by_age
    assert "nothing that can be shown" in text_of(
        page.get(reverse("evaluate:fairness_by", args=["2026-04-01", "area"]))
    )


def test_a_page_takes_the_same_few_queries_however_many_figures(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    partners = factories.partners()
    publish(partners.council, facts=said())
    page = signed_in(client, partners)
    with django_assert_max_num_queries(14):
        page.get(reverse("evaluate:fairness_release", args=["2026-04-01"]))


def test_the_file_leaves_out_what_the_page_leaves_out(client: Client) -> None:
    partners = factories.partners()
    publish(partners.council, facts=said())
    answer = signed_in(client, partners).get(reverse("evaluate:fairness_file", args=["2026-04-01"]))
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    women = [
        row for row in rows if (row["measure"], row["by"], row["group"]) == ("decisions", "sex", "female")
    ]
    assert {row["column"]: row["count"] for row in women} == {
        "safeguarding": "60", "early_help": "40", "all": "100",
    }  # fmt: skip
    assert {row["group"] for row in rows if row["by"] == "age"} == {
        "26-64",
        "65+",
        "not_recorded",
        "everybody",
    }
    assert all(row["count"] == "left out" or int(row["count"]) % 5 == 0 for row in rows)
    assert "left out" in {row["count"] for row in rows}


def test_half_years_are_listed_ten_at_a_time(client: Client) -> None:
    partners = factories.partners()
    with acting(system(partners.council)) as by:
        for year in range(2015, 2026):
            window = window_of(date(year, 4, 1))
            FairnessRelease.objects.create(
                agency_id=by.agency_key,
                first_on=window.first,
                last_on=window.last,
                known_on=window.known_on,
                counted_at=AT,
                hidden_below=5,
                rounded_to=5,
            )
    page = signed_in(client, partners)
    first = text_of(page.get(reverse("evaluate:fairness")))
    assert "?before=2016-04-01" in first
    assert "1 April 2015" not in first
    assert "1 April 2015" in text_of(page.get(reverse("evaluate:fairness"), {"before": "2016-04-01"}))


@pytest.mark.parametrize("address", ["2026-13-01", "nonsense", "2020-04-01"])
def test_a_half_year_that_is_none_is_not_found(client: Client, address: str) -> None:
    page = signed_in(client, factories.partners())
    assert page.get(reverse("evaluate:fairness_release", args=[address])).status_code == 404
    assert page.get(reverse("evaluate:fairness_file", args=[address])).status_code == 404


def test_an_unknown_dimension_is_not_found(client: Client) -> None:
    partners = factories.partners()
    publish(partners.council, facts=said())
    page = signed_in(client, partners)
    assert page.get(reverse("evaluate:fairness_by", args=["2026-04-01", "religion"])).status_code == 404


def test_another_agency_and_other_roles_do_not_reach_it(client: Client) -> None:
    partners = factories.partners()
    publish(partners.council, facts=said())
    client.force_login(factories.practitioner(partners.response, Role.AUDITOR), BACKEND)
    assert "No half-year has been counted" in text_of(client.get(reverse("evaluate:fairness")))
    assert client.get(reverse("evaluate:fairness_release", args=["2026-04-01"])).status_code == 404
    signed_in(client, partners, Role.DECISION_MAKER)
    assert client.get(reverse("evaluate:fairness")).status_code == 403
