"""Services by the 20,000 (P7): load them, load them again, search with distance beside plain SQL, give them out."""

import json
import random
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from benchmarks.ground import percentile, prepare, seconds

SERVICES = 20_000
TIMES = 30
TODAY = date(2026, 3, 2)
AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
MAESTEG = (51.609, -3.658)
SOURCE = "benchmark"
# The same question, asked by hand: needs, area, age and order by distance, and the organisation with it.
_PLAIN = """
SELECT s.id, s.name_en, s.name_cy, s.description_en, o.name_en, 2 * 3958.8 * asin(sqrt(least(1.0,
  power(sin(radians(s.latitude - %(lat)s) / 2), 2) + cos(radians(%(lat)s)) * cos(radians(s.latitude))
  * power(sin(radians(s.longitude - %(lon)s) / 2), 2)))) AS miles
FROM signpost_service s JOIN signpost_organisation o ON o.id = s.organisation_id
WHERE s.status = 'active' AND s.needs && %(needs)s::varchar[]
  AND (s.area_codes = '{}' OR s.area_codes @> %(area)s::varchar[])
  AND (s.min_age IS NULL OR s.min_age <= %(age)s) AND (s.max_age IS NULL OR s.max_age >= %(age)s)
ORDER BY miles NULLS LAST LIMIT 20
"""


def make_feed(size: int = SERVICES) -> bytes:
    """The synthetic directory many times over, in many places of Wales: the same bytes every time."""
    from earlyhelp.synth.directory import make_page

    chance = random.Random(7)
    pattern = make_page(seed=1, today=TODAY)["contents"]
    contents = [_copy(pattern[number % len(pattern)], chance) for number in range(size)]
    return json.dumps(contents, ensure_ascii=False).encode()


def _copy(service: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    copy = json.loads(json.dumps(service))
    copy["id"] = str(UUID(int=chance.getrandbits(128), version=4))
    for link in copy.get("service_at_locations", ()):
        link["id"] = str(UUID(int=chance.getrandbits(128), version=4))
        place = link["location"]
        place["id"] = str(UUID(int=chance.getrandbits(128), version=4))
        place["latitude"], place["longitude"] = chance.uniform(51.4, 53.4), chance.uniform(-5.2, -2.8)
    return copy


def run() -> list[tuple[object, ...]]:
    """Load, search, and serve. Milliseconds are the median and the slowest twentieth of 30 runs."""
    prepare()
    from django.db import connections, transaction
    from django.test import Client

    from earlyhelp.kit.actor import Actor
    from earlyhelp.kit.database import acting
    from earlyhelp.partnership.actions import load_partners
    from earlyhelp.signpost.actions import load_directory
    from earlyhelp.signpost.queries import list_matching_services

    by = Actor.system("running")
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute(
            "TRUNCATE signpost_organisation, signpost_location, signpost_taxonomy, signpost_directorysource CASCADE"
        )
    with acting(by):
        load_partners(by=by, at=AT)
    feed = make_feed()

    def load() -> None:
        with acting(by):
            load_directory(by=by, feed=feed, source=SOURCE, at=datetime.now(UTC))

    rows: list[tuple[object, ...]] = [("what", "services", "median", "p95", "ratio")]
    rows.append(("load", SERVICES, f"{seconds(load):.1f} s", "", ""))
    rows.append(("load the same again", SERVICES, f"{seconds(load):.1f} s", "", ""))
    plain = _timed(_plain)
    rows.append(("plain SQL of the same filter", SERVICES, *_shown(plain), "1.0"))

    def match(**more: Any) -> None:
        with acting(by):
            list_matching_services(
                by=by, needs=["money", "housing"], on=TODAY, near=MAESTEG, age=30, limit=20, **more
            )

    for name, more in (("matching with distance", {"area_code": "W06000013"}), ("all of Wales", {})):
        took = _timed(lambda more=more: match(**more))
        ratio = percentile(took, 0.5) / percentile(plain, 0.5)
        rows.append((name, SERVICES, *_shown(took), f"{ratio:.1f}"))
    client = Client(SERVER_NAME="localhost")
    for path in (
        "/open-referral/services?per_page=50",
        "/open-referral/services?per_page=50&page=200",
        "/open-referral/services?search=llynfi",
        "/open-referral/service_at_locations?per_page=50&postcode=CF34&proximity=8000",
    ):
        assert client.get(path).status_code == 200, path
        rows.append((path, SERVICES, *_shown(_timed(lambda path=path: client.get(path))), ""))
    return rows


def _plain() -> None:
    from django.db import connection

    asked = {
        "needs": ["money", "housing"],
        "area": ["W06000013"],
        "age": 30,
        "lat": MAESTEG[0],
        "lon": MAESTEG[1],
    }
    with connection.cursor() as cursor:
        cursor.execute(_PLAIN, asked)
        cursor.fetchall()


def _timed(work: Any) -> list[float]:
    work()
    return [seconds(work) * 1000 for _ in range(TIMES)]


def _shown(took: list[float]) -> tuple[str, str]:
    return f"{percentile(took, 0.5):.1f} ms", f"{percentile(took, 0.95):.1f} ms"
