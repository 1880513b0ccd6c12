"""Open data on places are loaded whole, once, with a word for every wrong row; a postcode then says its fifth."""

import csv
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from psycopg.errors import CheckViolation

from earlyhelp.config import commandline
from earlyhelp.govern.choices import Purpose
from earlyhelp.govern.models import AuditEntry
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import RuleError
from earlyhelp.partnership.actions.places import load_places
from earlyhelp.partnership.choices.places import PlacesKind
from earlyhelp.partnership.models import PlacesEdition, Postcode, SmallArea
from earlyhelp.partnership.queries.places import get_places_used, list_fifths
from tests import factories

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
RANKS = [("LSOA code", "WIMD 2019"), ("W01000001", "885"), ("W01000002", "12"), ("W01000003", "1900")]
PLACES = [
    ("pcds", "lsoa11"),
    ("CF31 1AA", "W01000002"),
    ("CF31 1AB", "W01000003"),
    ("CF31 1AC", "W01001950"),
    ("BS1 1AA", "E01014370"),
]


@pytest.fixture
def by() -> Any:
    with acting(Actor.system(Purpose.RUNNING)) as actor:
        yield actor


def table(path: Path, rows: list[tuple[str, ...]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def load(kind: str, *files: Path, code: int = 0, **options: Any) -> str:
    """Run the command, and give back what it said."""
    out = StringIO()
    if code:
        with pytest.raises(CommandError) as refused:
            call_command("load_places", kind, *files, stdout=out, **options)
        assert refused.value.returncode == code
        return f"{out.getvalue()}{refused.value}"
    call_command("load_places", kind, *files, stdout=out, **options)
    return out.getvalue()


def test_a_postcode_says_its_fifth_once_both_are_loaded(tmp_path: Path, by: Actor) -> None:
    postcodes = table(tmp_path / "postcodes.csv", PLACES)
    said = load("postcodes", postcodes, edition="2026-08")
    assert "Rows loaded: 3" in said
    assert "not of Wales: 1" in said
    assert list_fifths(by=by, postcodes=["CF31 1AA"]) == {}
    assert get_places_used(by=by) is None
    said = load("index", table(tmp_path / "index.csv", RANKS))
    assert "index does not know: 1" in said
    asked = ["CF31 1AA", "cf311ab", "CF31 1AC", "BS1 1AA", "SA1 1AA", "CF31", ""]
    assert list_fifths(by=by, postcodes=asked) == {"CF31 1AA": "1", "cf311ab": "5"}
    used = get_places_used(by=by)
    assert used is not None
    assert (used.index.edition_on, used.postcodes.edition_on) == (date(2019, 11, 27), date(2026, 8, 1))
    assert [str(one) for one in (used.index, SmallArea.objects.get(fifth=3), Postcode.objects.first())] == [
        "index 2019-11-27",
        "W01000001",
        "CF31 1AA",
    ]


def test_fifths_are_asked_for_in_one_query(by: Actor, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        list_fifths(by=by, postcodes=[f"CF31 {number}AA" for number in range(10)])


def test_the_same_again_changes_nothing_and_another_edition_takes_its_place(
    tmp_path: Path, by: Actor
) -> None:
    postcodes = table(tmp_path / "postcodes.csv", PLACES)
    load("postcodes", postcodes, edition="2026-08")
    assert "Nothing was changed" in load("postcodes", postcodes, edition="2026-08")
    assert PlacesEdition.objects.count() == 1
    newer = table(tmp_path / "newer.csv", [PLACES[0], ("SA1 1AA", "W01000001")])
    load("postcodes", newer, edition="2026-11")
    assert list(Postcode.objects.values_list("code", flat=True)) == ["SA1 1AA"]
    assert PlacesEdition.objects.count() == 2


def test_a_load_is_audited_with_what_was_there_before() -> None:
    with acting(Actor.system(Purpose.RUNNING, agency_id=factories.partners().council.pk)) as by:
        for rows in ({"CF31 1AA": "W01000002", "CF31 1AB": "W01000003"}, {"SA1 1AA": "W01000001"}):
            for _again in range(2):
                load_places(
                    by=by, kind=PlacesKind.POSTCODES, edition_on=date(2026, 8, 1), rows=rows, at=AT, refused=7
                )
        told = list(AuditEntry.objects.filter(did="places.loaded"))
    assert len(told) == 2
    said = {"kind": "postcodes", "edition_on": "2026-08-01", "is_synthetic": False, "refused": 7}
    assert {"rows": 1, "rows_before": 2, **said} in [entry.detail for entry in told]


def test_wrong_rows_are_said_with_line_and_reason_and_the_rest_is_there(tmp_path: Path, by: Actor) -> None:
    wrong = [("CF31 1AD", "W0100")] * 22
    rejects = tmp_path / "rejects.csv"
    said = load(
        "postcodes",
        table(tmp_path / "postcodes.csv", [*PLACES, *wrong]),
        code=1,
        edition="2026-08",
        rejects=rejects,
    )
    assert "postcodes.csv, line 6: This is not the code of a small area in Wales" in said
    assert "More of them: 2" in said
    assert "The rest is there" in said
    assert Postcode.objects.count() == 3
    assert PlacesEdition.objects.get().refused == 22
    with rejects.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 22
    assert (rows[0]["file"], rows[0]["line"]) == ("postcodes.csv", "6")
    assert all(rows[0][column] for column in ("reason", "rheswm"))


def test_what_can_not_be_used_leaves_what_was_there(tmp_path: Path, by: Actor) -> None:
    load("index", table(tmp_path / "index.csv", RANKS))
    scores = table(tmp_path / "scores.csv", [("LSOA code", "WIMD 2019"), ("W01000001", "86.6")])
    assert "Nothing was changed" in load("index", scores, code=2)
    assert "can not be read" in load("index", tmp_path / "nowhere.csv", code=2)
    postcodes = table(tmp_path / "postcodes.csv", PLACES)
    assert "2026-08" in load("postcodes", postcodes, code=2, edition="August")
    assert "can not be written" in load(
        "postcodes", postcodes, code=2, edition="2026-08", rejects=tmp_path / "no folder" / "rejects.csv"
    )
    assert SmallArea.objects.count() == 3
    with pytest.raises(RuleError, match="No row"):
        load_places(by=by, kind=PlacesKind.INDEX, edition_on=AT.date(), rows={}, at=AT)


def test_no_small_area_is_in_a_sixth_fifth(by: Actor) -> None:
    with pytest.raises(CheckViolation), transaction.atomic():
        load_places(by=by, kind=PlacesKind.INDEX, edition_on=AT.date(), rows={"W01000001": "6"}, at=AT)


def test_the_command_line_says_which(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[tuple[tuple[Any, ...], dict[str, Any]]] = []
    monkeypatch.setattr(commandline, "_call", lambda *words, **options: called.append((words, options)) or 0)
    top = commandline.parser()
    for words in (["load-index", "wimd.csv"], ["load-postcodes", "a.csv", "b.csv", "--edition", "2026-08"]):
        asked = top.parse_args(["areas", *words])
        assert commandline.COMMANDS["areas"](asked) == 0
    assert called == [
        (("load_places", "index", Path("wimd.csv")), {"edition": "", "rejects": None}),
        (("load_places", "postcodes", Path("a.csv"), Path("b.csv")), {"edition": "2026-08", "rejects": None}),
    ]
