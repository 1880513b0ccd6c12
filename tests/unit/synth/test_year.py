"""The shape of a year, as published for one Welsh council area."""

from collections import Counter
from datetime import datetime, timedelta

import pytest

from earlyhelp.identify.choices import Danger, PersonRole, SharingView, Track
from earlyhelp.kit.working_days import LONDON, due_at
from earlyhelp.signpost.choices.referrals import DeclineReason, HelpOutcome, ReferralState
from earlyhelp.solve import rules
from earlyhelp.solve.choices import Outcome
from earlyhelp.synth.people import make_population
from earlyhelp.synth.year import Size, make_year
from earlyhelp.synth.year.deciding import REASONS

SUNDAY = datetime(2026, 11, 22, 15, 0, tzinfo=LONDON)
WEDNESDAY = datetime(2026, 11, 18, 10, 30, tzinfo=LONDON)


@pytest.fixture(scope="module")
def population():
    return make_population(1)


@pytest.fixture(scope="module", params=[SUNDAY, WEDNESDAY], ids=["Sunday", "Wednesday"])
def year(request, population):
    return make_year(population, seed=1, at=request.param)


def test_the_same_seed_gives_the_same_year(population):
    first = make_year(population, seed=1, at=SUNDAY, notifications=104)
    assert make_year(population, seed=1, at=SUNDAY, notifications=104).digest() == first.digest()
    assert make_year(population, seed=2, at=SUNDAY, notifications=104).digest() != first.digest()


def test_a_year_has_the_published_shape(year):
    truth = year.manifest
    assert truth.notifications == len(year.reports) == 3466
    assert truth.passed == 1993  # 57.5 %
    assert truth.statutory == 166  # 4.8 %
    assert 1 / 3 < truth.share_notified_again < 0.45
    assert 2.1 < truth.people_per_notification < 2.5


def test_passed_to_social_services_is_safeguarding_or_early_help_by_the_council(year):
    for report in year.reports:
        if report.ruling and report.ruling.passed:
            council = [help_.to_council for help_ in report.ruling.helps[:1]]
            assert report.ruling.outcome == Outcome.SAFEGUARDING or council == [True]
        if report.ruling and report.ruling.statutory:
            assert report.ruling.outcome == Outcome.SAFEGUARDING


def test_every_outcome_of_the_closed_list_happens_and_each_reason_fits(year):
    outcomes = Counter(report.ruling.outcome for report in year.reports if report.ruling)
    assert set(outcomes) == set(Outcome)
    for report in year.reports:
        if report.ruling:
            assert report.ruling.reason in {reason for reason, _ in REASONS[report.ruling.outcome]}
            assert report.ruling.rationale
            assert bool(report.ruling.met_by) is (report.ruling.outcome == Outcome.ALREADY_MET)
    given = {outcome: {reason for reason, _ in reasons} for outcome, reasons in REASONS.items()}
    assert given == {outcome: set(reasons) for outcome, reasons in rules.REASONS.items()}


def test_todays_queue_is_a_weeks_worth_with_a_handful_overdue(year):
    waiting = [report for report in year.reports if report.ruling is None]
    assert len(waiting) == 65
    assert all(year.at - report.sent_at < timedelta(days=7, hours=12) for report in waiting)
    assert 3 <= sum(due_at(report.sent_at, 1) < year.at for report in waiting) <= 9


def test_time_runs_forward(year):
    assert [report.sent_at for report in year.reports] == sorted(report.sent_at for report in year.reports)
    for report in year.reports:
        assert report.occurred_at < report.sent_at <= year.at
        assert year.at - report.occurred_at < timedelta(days=367)
        if ruling := report.ruling:
            assert report.sent_at < ruling.decided_at <= year.at
            for help_ in ruling.helps:
                moments = [ruling.decided_at, help_.sent_at, *(step.at for step in help_.steps)]
                assert moments == sorted(moments)
                assert moments[-1] <= year.at
            if ruling.asked and ruling.asked.answered_at:
                assert report.sent_at < ruling.asked.asked_at < ruling.asked.answered_at < ruling.decided_at


def test_evenings_and_weekends_are_busier(year):
    days = Counter(report.occurred_at.weekday() for report in year.reports)
    assert (days[4] + days[5] + days[6]) / 3 > (days[0] + days[1] + days[2] + days[3]) / 4
    hours = Counter(report.occurred_at.hour for report in year.reports)
    assert sum(hours[hour] for hour in range(16, 23)) > 3 * sum(hours[hour] for hour in range(1, 7))


def test_a_few_people_are_notified_very_often(year):
    counts = Counter(len(numbers) for numbers in year.manifest.notifications_of.values())
    assert max(counts) >= 15
    assert counts[1] > counts[2] > counts[4] > 0


def test_officers_spell_names_and_dates_in_their_own_way(year, population):
    named = [(reported, population.people[reported.person]) for r in year.reports for reported in r.people]
    names = sum(reported.family_name != person.family_name for reported, person in named) / len(named)
    dates = [r.date_of_birth != p.born_on for r, p in named if r.date_of_birth]
    assert 0.04 < names < 0.16
    assert 0.02 < sum(dates) / len(dates) < 0.1
    assert 0.08 < sum(reported.date_of_birth is None for reported, _ in named) / len(named) < 0.2


def test_one_subject_first_and_nobody_twice(year):
    for report in year.reports:
        assert [reported.role for reported in report.people].count(PersonRole.SUBJECT) == 1
        assert report.people[0].role == PersonRole.SUBJECT
        assert len({reported.person for reported in report.people}) == len(report.people)


def test_nobody_is_named_before_being_born(year, population):
    for report in year.reports:
        for reported in report.people:
            assert population.people[reported.person].born_on < report.occurred_at.date()


def test_about_fifteen_in_a_hundred_reports_are_written_in_welsh(year):
    assert 0.12 < sum(report.language == "cy" for report in year.reports) / len(year.reports) < 0.18


def test_safeguarding_reports_say_who_was_told(year):
    for report in year.reports:
        assert (
            (report.track == Track.SAFEGUARDING)
            is (report.danger != Danger.NEITHER)
            is bool(report.told_whom)
        )


def test_help_is_sent_only_with_consent_and_ends_in_every_way(year):
    helps = [help_ for report in year.reports if report.ruling for help_ in report.ruling.helps]
    for report in year.reports:
        if report.ruling and report.ruling.helps:
            assert report.ruling.outcome == Outcome.EARLY_HELP
            assert report.sharing_view in (SharingView.AGREES, SharingView.PARTLY)
    assert {help_.state for help_ in helps} == set(ReferralState) - {
        ReferralState.DRAFT,
        ReferralState.ON_HOLD,
    }
    assert {help_.decline_reason for help_ in helps} == {None, *DeclineReason}
    assert {help_.help_outcome for help_ in helps} == {None, *HelpOutcome}
    for help_ in helps:
        assert (help_.state == ReferralState.DECLINED) is (
            help_.decline_reason is not None
            or (help_.state == ReferralState.DECLINED and help_.person_reason is not None)
        )
        assert (help_.state == ReferralState.COMPLETED) is (help_.help_outcome is not None)


def test_some_declined_referrals_are_back_in_the_worklist(year):
    helps = [help_ for report in year.reports if report.ruling for help_ in report.ruling.helps]
    assert any(help_.state == ReferralState.DECLINED and help_.handled_at is None for help_ in helps)


def test_more_notifications_than_households_can_carry_are_spread_over_the_same_people():
    few = make_population(1, people=200)
    year = make_year(few, seed=1, at=SUNDAY, notifications=600)
    assert len(year.reports) == 600


@pytest.mark.parametrize("notifications", [50, 104, 3466, 7000])
def test_counts_add_up_at_every_size(notifications):
    size = Size.of(notifications)
    assert size.waiting + size.passed + sum(size.outcomes.values()) == notifications
    assert min(size.outcomes.values()) >= 0


def test_a_year_needs_a_time_zone_and_enough_notifications(population):
    with pytest.raises(ValueError, match="time zone"):
        make_year(population, seed=1, at=datetime(2026, 11, 22))
    with pytest.raises(ValueError, match="50"):
        make_year(population, seed=1, at=SUNDAY, notifications=49)
