"""A partner's file of people: loaded by batches, the same twice without effect, what changed kept with its date."""

from datetime import date
from io import StringIO
from pathlib import Path

import pyarrow
import pytest
from django.core.management import CommandError, call_command
from pyarrow import parquet

from earlyhelp.govern.models import AuditEntry
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.understand.models import SourceIdentifier, SourceRecord, SourceVersion
from tests import factories

pytestmark = pytest.mark.django_db
HEADINGS = "key,given_name,family_name,date_of_birth,address,postcode,telephone,updated,nhs,other_names\n"
SIAN = "K1,Siân,Jones,1988-04-02,4 Rhodfa'r Dychymyg,CF31 9ZZ,01656 000111,2026-01-02T09:00,999 000 0001,Mair|Non\n"
DAI = "K2,Dafydd,ap Rhys,,,,,,,\n"


@pytest.fixture
def owner() -> Actor:
    return Actor.system("running", agency_id=factories.partners().charity.pk)


def load(path: Path, text: str | None = None, **options: object) -> str:
    if text is not None:
        path.write_text(text, encoding="utf-8")
    out = StringIO()
    call_command("load_records", path, agency="charity-w06000013", system="cases", stdout=out, **options)
    return out.getvalue()


def test_a_file_is_loaded_with_its_numbers_and_keys(tmp_path: Path, owner: Actor) -> None:
    told = load(tmp_path / "people.csv", HEADINGS + SIAN + DAI)
    assert "New records: 2" in told
    with acting(owner):
        sian = SourceRecord.objects.get(source_key="K1")
        assert (sian.full_name, sian.date_of_birth, sian.other_names) == (
            "Siân Jones",
            date(1988, 4, 2),
            ["Mair", "Non"],
        )
        assert len(sian.search_keys) > 15
        assert SourceIdentifier.objects.get().plain == "9990000001"
        assert AuditEntry.objects.filter(did="source_records.loaded").exists()
    with acting(Actor.nobody()):
        assert not SourceRecord.objects.exists()


def test_the_same_file_again_changes_nothing(tmp_path: Path, owner: Actor) -> None:
    load(tmp_path / "people.csv", HEADINGS + SIAN + DAI)
    told = load(tmp_path / "people.csv")
    assert "New records: 0" in told
    assert "Unchanged records: 2" in told
    with acting(owner):
        assert SourceRecord.objects.count() == 2
        assert not SourceVersion.objects.exists()


def test_what_a_record_said_before_is_kept(tmp_path: Path, owner: Actor) -> None:
    load(tmp_path / "people.csv", HEADINGS + SIAN)
    moved = SIAN.replace("4 Rhodfa'r Dychymyg", "7 Heol Newydd").replace("2026-01-02", "2026-02-02")
    told = load(tmp_path / "people.csv", HEADINGS + moved.replace("999 000 0001", "999 000 0002"))
    assert "Changed records: 1" in told
    with acting(owner):
        version = SourceVersion.objects.get()
        assert version.said == {"address": "4 Rhodfa'r Dychymyg", "numbers": ["nhs: 999 000 0001"]}
        assert SourceRecord.objects.get().address == "7 Heol Newydd"
        assert SourceIdentifier.objects.get().plain == "9990000002"


def test_an_older_file_never_overwrites_a_newer_one(tmp_path: Path, owner: Actor) -> None:
    load(tmp_path / "people.csv", HEADINGS + SIAN)
    older = SIAN.replace("Jones", "Price").replace("2026-01-02", "2025-01-02")
    assert "Unchanged records: 1" in load(tmp_path / "people.csv", HEADINGS + older)
    with acting(owner):
        assert SourceRecord.objects.get().family_name == "Jones"


def test_what_is_wrong_is_told_row_by_row_and_the_rest_is_loaded(tmp_path: Path, owner: Actor) -> None:
    rows = [
        ",Siân,Jones,,,,,,,\n",
        "K3,,,,,,,,,\n",
        "K4,Siân,Jones,02/04/1988,,,,,,\n",
        "K5,Siân,Jones,2999-01-01,,,,,,\n",
        "K6,Siân,Jones,1700-01-01,,,,,,\n",
        "K7,=cmd,Jones,,,,,,,\n",
        "K8,Siân,Jones,,,CF31 9ZZ and more,,,,\n",
        "K9,Siân,Jones,,,,,yesterday,,\n",
        "K1,Siân,Again,,,,,,,\n",
        "K10,too,few\n",
    ]
    rejects = tmp_path / "rejects.csv"
    with pytest.raises(CommandError) as partly:
        load(tmp_path / "people.csv", HEADINGS + SIAN + "".join(rows), rejects=rejects)
    assert partly.value.returncode == 1
    told = rejects.read_text(encoding="utf-8-sig").splitlines()
    assert len(told) == 11
    assert "Jones" not in rejects.read_text(encoding="utf-8-sig")
    with acting(owner):
        assert SourceRecord.objects.get().source_key == "K1"


def test_a_mapping_names_other_columns_and_dates(tmp_path: Path, owner: Actor) -> None:
    mapping = tmp_path / "map.toml"
    mapping.write_text(
        '[file]\ndates = ["%d/%m/%Y"]\ndelimiter = ";"\n[columns]\nkey = "ID"\ngiven_name = "Forename"\n'
        'family_name = "Surname"\ndate_of_birth = "DOB"\nage = "Age"\nregime = "Law"\nhousing = "Tenant"\n'
    )
    text = "ID;Forename;Surname;DOB;Age;Law;Tenant\n1;Siân;Jones;02/04/1988;;law_enforcement;T-1\n2;Dai;Jones;;41;;\n"
    load(tmp_path / "people.csv", text, mapping=mapping)
    with acting(owner):
        first, second = SourceRecord.objects.order_by("source_key")
        assert (first.date_of_birth, first.regime) == (date(1988, 4, 2), "law_enforcement")
        assert (second.age, second.age_stated_on is not None) == (41, True)
        assert SourceIdentifier.objects.get().system == "housing"


def test_parquet_and_json_lines_are_read_too(tmp_path: Path, owner: Actor) -> None:
    table = pyarrow.table({"key": ["P1"], "family_name": ["Jones"], "date_of_birth": [date(1988, 4, 2)]})
    parquet.write_table(table, tmp_path / "people.parquet")
    assert "New records: 1" in load(tmp_path / "people.parquet")
    assert "New records: 1" in load(tmp_path / "people.jsonl", '{"key": "J1", "family_name": "Jones"}\n')


@pytest.mark.parametrize(
    ("name", "text", "mapping"),
    [
        ("people.csv", "name\nJones\n", None),
        ("people.csv", None, None),
        ("people.csv", HEADINGS, "nonsense ="),
        ("people.csv", HEADINGS, '[columns]\nname = "Name"\n'),
        ("people.csv", HEADINGS, "[file]\n"),
        ("people.parquet", "not parquet", None),
    ],
)
def test_what_cannot_be_read_is_refused_whole(
    tmp_path: Path, owner: Actor, name: str, text: str | None, mapping: str | None
) -> None:
    told = tmp_path / "map.toml"
    if mapping is not None:
        told.write_text(mapping)
    with pytest.raises(CommandError) as refused:
        load(tmp_path / name, text, mapping=told if mapping is not None else None)
    assert refused.value.returncode == 2


def test_nobody_but_a_known_partner_has_records(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(HEADINGS)
    with pytest.raises(CommandError) as refused:
        call_command("load_records", tmp_path / "people.csv", agency="nobody", system="cases")
    assert refused.value.returncode == 2


def test_an_age_that_cannot_be_is_wrong(tmp_path: Path, owner: Actor) -> None:
    text = "key,family_name,age,regime\n1,Jones,many,\n2,Jones,130,\n3,Jones,40,other\n4,Jones,40,\n"
    with pytest.raises(CommandError):
        load(tmp_path / "people.csv", text)
    with acting(owner):
        assert SourceRecord.objects.get().source_key == "4"
