"""Match one person against many records (P1), explained, beside pg_trgm, Splink and every record compared.

RECORDS=1000000 for the quick form of the promise. The ratios stand beside each other in one run on one machine.
"""

import os
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from benchmarks import match_peers as peers
from benchmarks.ground import percentile, prepare
from benchmarks.match_peers import ON, TEN, Answer, Find

QUICK = 20_000
ASKED = int(os.environ.get("ASKED", "120"))
"""Queries of each kind: as they were written down, and hard ones."""
ASKED_OF_THE_SLOW = int(os.environ.get("ASKED_OF_THE_SLOW", "12"))
PER_PERSON = 2.6
OURS, EVERYBODY, SPLINK, TRIGRAMS = (
    "earlyhelp, 22 keys, explained",
    "every record compared with the same weights",
    "Splink predict_between, untuned",
    "PostgreSQL pg_trgm, then the same weights",
)
PROMISED = (
    ("p50, times Splink's", "p50", SPLINK, 1 / 300),
    ("p99, times Splink's", "p99", SPLINK, 1 / 100),
    ("p99, times pg_trgm's", "p99", TRIGRAMS, 1 / 60),
)
RECALL = 0.995
_KEYS = "understand_sourcerecord USING gin (search_keys) WITH (fastupdate = false)"
KEYS_INDEX = f"CREATE INDEX source_search_keys ON {_KEYS}"
"""Made again after the rows are there: that is how many rows are loaded at once."""

Row = tuple[object, ...]


class Query(NamedTuple):
    """Who is looked for, and who they are. Hard: without telephone, number, and either birth or address."""

    person: str
    identity: Any
    hard: bool


class Seen(NamedTuple):
    """One answer: how long it took, whether one of the person's records is in it, and how many of how many."""

    ms: float
    hit: bool
    found: int
    there: int
    keys: Answer


def run() -> list[Row]:
    """Load records, hold some out, and look for each of those in every way."""
    prepare()
    from django.db import connections

    from earlyhelp.kit.models import new_id

    number = int(os.environ.get("RECORDS", QUICK))
    kept, asked, person_of = _population(number)
    owner = new_id()
    try:
        _load(owner, kept)
        seen = {OURS: _asked(_ours(owner), asked, person_of)}
        if peers.has_trigrams():
            seen[TRIGRAMS] = _asked(peers.trigrams(owner), asked, person_of)
        few = [*asked[:ASKED_OF_THE_SLOW], *asked[ASKED : ASKED + ASKED_OF_THE_SLOW]]
        seen[SPLINK] = _asked(peers.splink(kept), few, person_of)
        seen[EVERYBODY] = _asked(peers.everybody(kept), [few[0], few[-1]], person_of)
        most = _most(seen[OURS], kept, person_of)
        return [*_rows(len(kept), seen), *_promises(seen, most)]
    finally:
        with connections["owner"].cursor() as cursor:
            cursor.execute("DELETE FROM understand_sourcerecord WHERE agency_id = %s", [owner])
            cursor.execute("DELETE FROM partnership_agency WHERE id = %s", [owner])


def _asked(find: Find, asked: Sequence[Query], person_of: dict[UUID, str]) -> dict[Query, Seen]:
    about = Counter(person_of.values())
    answers = {}
    find(asked[0].identity)
    for query in asked:
        began = time.perf_counter()
        answer = find(query.identity)[:TEN]
        took = (time.perf_counter() - began) * 1_000
        right = sum(person_of[key] == query.person for key in answer)
        answers[query] = Seen(took, bool(right), right, min(TEN, about[query.person]), answer)
    return answers


def _rows(number: int, seen: dict[str, dict[Query, Seen]]) -> list[Row]:
    rows: list[Row] = [("way", "records", "queries", "p50 ms", "p99 ms", "hit@10", "recall@10")]
    for name, answers in seen.items():
        for kind, hard in (("as written", False), ("hard", True)):
            own = [each for query, each in answers.items() if query.hard is hard]
            times = [each.ms for each in own]
            late = percentile(times, 0.99)
            hit, found = sum(each.hit for each in own) / len(own), _recall(own)
            rows.append((name, number, f"{len(own)} {kind}", f"{percentile(times, 0.5):.1f}", f"{late:.1f}",
                         f"{hit:.3f}", f"{found:.3f}"))  # fmt: skip
    return rows


def _recall(seen: Sequence[Seen]) -> float:
    return sum(each.found for each in seen) / max(1, sum(each.there for each in seen))


def _promises(seen: dict[str, dict[Query, Seen]], most: dict[Query, int]) -> list[Row]:
    """What was promised beside each peer: the ratio, the limit, and whether it is met."""
    rows: list[Row] = [("promise", "ratio", "limit", "", "", "", "met")]
    for words, which, peer, limit in PROMISED:
        if peer not in seen:
            rows.append((words, "not measured", f"{limit:.4f}", "", "", "", "no"))
            continue
        share = 0.5 if which == "p50" else 0.99
        ours, theirs = (percentile([one.ms for one in seen[each].values()], share) for each in (OURS, peer))
        ratio = ours / theirs
        rows.append((words, f"{ratio:.4f}", f"{limit:.4f}", "", "", "", "yes" if ratio <= limit else "no"))
    for kind, hard in (("as written", False), ("hard", True)):
        own = [(each.found, most[query]) for query, each in seen[OURS].items() if query.hard is hard]
        ratio = sum(found for found, _most in own) / max(1, sum(at_most for _found, at_most in own))
        words = f"recall@10 of scoring everything, {kind}"
        rows.append((words, f"{ratio:.4f}", f"{RECALL}", "", "", "", "yes" if ratio >= RECALL else "no"))
    return rows


def _most(seen: dict[Query, Seen], kept: Sequence[Any], person_of: dict[UUID, str]) -> dict[Query, int]:
    """How many of a person's records scoring every record could have among its ten best, at most.

    A record that was missed would be among them only if it is at least possible, and weighs more than the last of ten.
    """
    from earlyhelp.understand.linkage import explain

    wanted = {query.person for query in seen}
    about: dict[str, list[tuple[UUID, Any]]] = defaultdict(list)
    shown = {key for each in seen.values() for key in each.keys}
    who = {}
    for key, one in kept:
        if person_of[key] in wanted:
            about[person_of[key]].append((key, one))
        if key in shown:
            who[key] = one
    most = {}
    for query, each in seen.items():
        lowest = min((explain(query.identity, who[key], on=ON).weight for key in each.keys), default=0.0)
        missed = [
            explain(query.identity, one, on=ON) for key, one in about[query.person] if key not in each.keys
        ]
        better = [why for why in missed if why.band and (len(each.keys) < TEN or why.weight > lowest)]
        most[query] = min(TEN, each.found + len(better))
    return most


def _population(number: int) -> tuple[list[Any], list[Query], dict[UUID, str]]:
    """Records to look through as (key, identity), those who are looked for, and the truth."""
    from earlyhelp.kit.models import new_id
    from earlyhelp.synth.records import make_records

    made = make_records(7, people=round(number / PER_PERSON))
    rows = made.rows.to_pylist()
    truth = made.truth.column("person").to_pylist()
    places: dict[str, list[int]] = defaultdict(list)
    for place, person in enumerate(truth):
        places[person].append(place)
    out = {many[0]: person for person, many in places.items() if len(many) > 2}
    out = dict(list(out.items())[:: max(1, len(out) // (2 * ASKED))][: 2 * ASKED])
    kept, person_of = [], {}
    for place, row in enumerate(rows):
        if place not in out:
            key = new_id()
            kept.append((key, _identity(row)))
            person_of[key] = truth[place]
    queries = [Query(person, _identity(rows[place]), hard=False) for place, person in list(out.items())[::2]]
    queries += [
        Query(person, _harder(_identity(rows[place]), number), hard=True)
        for number, (place, person) in enumerate(list(out.items())[1::2])
    ]
    return kept, queries, person_of


def _harder(one: Any, number: int) -> Any:
    """Without telephone and numbers; every other one without the birth, the rest without the address."""
    less = replace(one, telephone="", identifiers=())
    return replace(less, date_of_birth=None) if number % 2 else replace(less, address="", postcode="")


def _identity(row: dict[str, Any]) -> Any:
    from earlyhelp.kit.identity import Identity

    return Identity(
        row["given_name"] or "",
        row["family_name"] or "",
        tuple((row["other_names"] or "").split()),
        _day(row["date_of_birth"]),
        None,
        row["address"] or "",
        (row["postcode"] or "")[:8],
        (row["telephone"] or "")[:30],
        (("nhs", row["nhs_number"]),) if row["nhs_number"] else (),
    )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _load(owner: UUID, kept: Sequence[Any]) -> None:
    """Write the records as their owner's loader would, with keys; the index of the keys comes with them."""
    from django.db import connections
    from django.utils import timezone

    from earlyhelp.kit.identity import search_keys
    from earlyhelp.partnership.models import Agency
    from earlyhelp.synth.load.copying import OWNER, copy_values

    Agency.objects.using(OWNER).create(
        id=owner, kind="council", code=f"bench-{owner.hex[:12]}", name_en="Bench", name_cy="Mainc"
    )
    now = timezone.now()
    columns = [
        "id",
        "agency_id",
        "system",
        "source_key",
        "regime",
        "given_name",
        "family_name",
        "other_names",
        "date_of_birth",
        "sex_recorded",
        "address",
        "postcode",
        "telephone",
        "email",
        "received_at",
        "digest",
        "search_keys",
    ]
    rows = (
        (
            key,
            owner,
            "bench",
            str(place),
            "uk_gdpr",
            one.given_name,
            one.family_name,
            list(one.other_names),
            one.date_of_birth,
            "",
            one.address,
            one.postcode,
            one.telephone,
            "",
            now,
            b"\0" * 16,
            search_keys(one),
        )
        for place, (key, one) in enumerate(kept)
    )
    with connections[OWNER].cursor() as cursor:
        cursor.execute("DROP INDEX IF EXISTS source_search_keys")
        copy_values("understand_sourcerecord", columns, rows)
        cursor.execute("SET maintenance_work_mem = '1GB'")
        cursor.execute(KEYS_INDEX)
        cursor.execute("ANALYZE understand_sourcerecord")
        cursor.execute("SELECT understand_count_keys(1000)")


def _ours(owner: UUID) -> Find:
    from earlyhelp.kit.actor import Actor
    from earlyhelp.kit.database import acting
    from earlyhelp.kit.models import new_id
    from earlyhelp.understand.queries.matching import find_alike, likely_first, sought_of

    by = Actor.system("running", agency_id=owner)

    def find(identity: Any) -> Answer:
        with acting(by):
            sought = sought_of(new_id(), identity)
            return [
                one.side.key
                for one in likely_first(identity, find_alike([sought])[sought.key], ON, typed=False)
            ]

    return find
