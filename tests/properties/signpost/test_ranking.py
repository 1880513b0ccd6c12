"""PostgreSQL puts services in the same order as the rules do, whatever the services and whoever asks."""

from datetime import date, timedelta
from random import Random
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from earlyhelp.identify.choices import Need
from earlyhelp.signpost.choices import ReferralRoute, ServiceStatus, WelshProvision
from earlyhelp.signpost.models import Capacity, Organisation, Service
from earlyhelp.signpost.queries import directory
from earlyhelp.signpost.queries.ranking import best_keys, ranked
from earlyhelp.signpost.rules import matching
from tests.factories import AT

pytestmark = pytest.mark.django_db
TODAY = AT.date()
_NEEDS = [need.value for need in Need if need is not Need.DOMESTIC_ABUSE][:5]
_AREAS = ["W06000012", "W06000013"]
_AGES = [None, 0, 11, 18, 25, 60]


def directory_of(seed: int, size: int) -> None:
    """Services of every kind, the same for the same seed."""
    chance = Random(seed)
    organisation = Organisation.objects.create(
        oruk_id=UUID(int=chance.getrandbits(128)), source="ranking", name_en="Ranking", loaded_at=AT
    )
    made = []
    for number in range(size):
        lowest, highest = sorted(chance.choices([0, 11, 18, 25, 60], k=2))
        placed = chance.random() < 0.7
        made.append(
            Service(
                oruk_id=UUID(int=chance.getrandbits(128)),
                source="ranking",
                organisation=organisation,
                name_en=f"Service {number % 7}",
                needs=chance.sample(_NEEDS, chance.randint(1, 3)),
                min_age=chance.choice([None, lowest]),
                max_age=chance.choice([None, highest]),
                area_codes=chance.choice([[], _AREAS[:1], _AREAS[1:], _AREAS]),
                languages=chance.choice([[], ["en"], ["cy", "en"], ["pl"]]),
                welsh_provision=chance.choice(WelshProvision.values),
                referral_route=chance.choice([ReferralRoute.SELF, ReferralRoute.IN_PRODUCT]),
                levels=chance.choice([[], ["early_help"], ["early_help", "intensive"]]),
                groups=chance.choice([[], [], ["women"]]),
                waiting_days=chance.choice([None, 0, 42, 43]),
                status=ServiceStatus.ACTIVE,
                assured_on=chance.choice(
                    [None, *(TODAY - timedelta(days=n) for n in (0, 183, 184, 365, 366))]
                ),
                closed_to_referrals_on=chance.choice([None, None, TODAY, TODAY + timedelta(days=1)]),
                latitude=51.4 + number / 97 if placed else None,
                longitude=-3.5 if placed else None,
                loaded_at=AT,
            )
        )
    Service.objects.bulk_create(made)
    Capacity.objects.bulk_create(
        Capacity(
            service=service,
            unit="people",
            total=9,
            free=chance.choice([None, 0, 3]),
            keeps_list=chance.choice([None, True, False]),
            confirmed_on=TODAY - timedelta(days=chance.choice([0, 14, 15])),
        )
        for service in made
        for _row in range(chance.randint(0, 2))
    )


_WISHES = st.builds(
    matching.Wish,
    needs=st.frozensets(st.sampled_from(_NEEDS), min_size=1, max_size=3),
    on=st.just(TODAY),
    area_code=st.sampled_from(["", *_AREAS, "W06000001"]),
    age=st.sampled_from(_AGES),
    language=st.sampled_from(["", "en", "cy", "pl"]),
    near=st.sampled_from([None, (51.5, -3.5), (53.2, -4.1)]),
    level=st.sampled_from(["", "early_help", "specialist"]),
    has_consent=st.sampled_from([None, True, False]),
)


@given(seed=st.integers(0, 50), wish=_WISHES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_database_and_the_rules_agree_on_the_order(seed: int, wish: matching.Wish) -> None:
    Service.objects.all().delete()
    Organisation.objects.all().delete()
    directory_of(seed, 40)
    services = Service.objects.all().running().for_needs(sorted(wish.needs))
    by_rules = [(matching.weigh(directory._offer(one), wish).rank, one) for one in services]
    by_rules.sort(key=lambda pair: (*pair[0], pair[1].name_en, str(pair[1].pk)))
    rounded = [(*rank[:3], round(rank[3], 6)) for rank, _ in by_rules]
    found = list(ranked(services, wish))
    assert [
        (bool(one.rank_unfit), -one.rank_met, one.rank_doubts, round(one.rank_miles, 6)) for one in found
    ] == rounded
    assert [one.pk for one in found] == [one.pk for _, one in by_rules]
    for limit in (1, 7, 100):
        assert best_keys(services, wish, limit) == [one.pk for _, one in by_rules][:limit]


def test_an_empty_directory_has_no_order() -> None:
    wish = matching.Wish(frozenset(_NEEDS), date(2026, 1, 1))
    assert not ranked(Service.objects.all(), wish)
