"""`earlyhelp link`: any table of people, from file to file; and what is said when it cannot be done."""

import csv
import random

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest

from earlyhelp.config import commandline

PEOPLE = [
    ("Siân", "Jones", "1984-03-05", "12 Heol Fawr", "CF31 1ZZ"),
    ("Dafydd", "ap Rhys", "1979-11-30", "3 Lôn Las", "CF31 2ZZ"),
    ("Llywelyn", "Bowen", "2011-06-20", "Bryncoed", "CF34 9ZZ"),
    ("Megan", "Bowen", "2011-06-20", "Bryncoed", "CF34 9ZZ"),
    ("John", "Pugh", "1950-02-11", "9 Stryd y Bont", "CF36 3ZZ"),
    ("John", "Pugh", "1985-07-17", "9 Stryd y Bont", "CF36 3ZZ"),
]
SAID_OTHERWISE = [
    ("Sian", "JONES", "1984-03-05", "12, Heol Fawr", "cf311zz"),
    ("David", "Price", "1979-11-30", "3 Lon Las", "CF31 2ZZ"),
    ("Llewelyn", "Bowen", "2011-06-20", "Bryncoed", "CF34 9ZZ"),
    ("Megan", "Bowen", "2011-06-20", "Bryncoed", "CF34 9ZZ"),
    ("Jon", "Pugh", "1950-11-02", "9 Stryd y Bont", "CF36 3ZZ"),
    ("John", "Pugh", "1985-07-17", "9 Stryd y Bont", ""),
]


def strangers(number=400):
    """People who have nothing to do with those above, to learn chance from; every other one is there twice."""
    chance = random.Random(7)
    letters = "abcdefghiklmnoprstuwy"
    for n in range(number):
        word = ["".join(chance.choices(letters, k=7)) for _ in range(3)]
        born = f"{chance.randint(1930, 2015)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        row = (word[0], word[1], born, f"{n + 20} Heol {word[2]}", f"CF{chance.randint(40, 90)} {n % 10}AB")
        yield row
        if n % 2:
            yield (row[0], row[1] if n % 5 else row[1][:-1], row[2], row[3], row[4] if n % 3 else "")


@pytest.fixture
def records(tmp_path):
    rows = [*PEOPLE, *SAID_OTHERWISE, *strangers()]
    names = ("Forename", "Surname", "DOB", "Address", "Postcode")
    table = {"id": [f"r{n}" for n in range(len(rows))]}
    table |= {name: [row[place] or None for row in rows] for place, name in enumerate(names)}
    path = tmp_path / "people.parquet"
    pq.write_table(pa.table(table), path)
    return path


def run(*words):
    return commandline.main(["link", *map(str, words)])


@pytest.fixture(autouse=True)
def kept_environment(monkeypatch):
    """The command forgets the database's address for its own process; these tests share theirs with others."""
    monkeypatch.setattr(commandline, "prepare_without_database", lambda: None)


def clusters(path):
    rows = pq.read_table(path).to_pylist()
    return {row["record_id"]: row["person_id"] for row in rows}


def test_the_same_person_written_otherwise_is_found_and_a_household_is_not_one_person(
    records, tmp_path, capsys
):
    out = tmp_path / "clusters.parquet"
    assert run("run", "--records", records, "--out", out) == 0
    person = clusters(out)
    assert len(person) == pq.read_table(records).num_rows
    for n in range(6):
        assert person[f"r{n}"] == person[f"r{n + 6}"], PEOPLE[n]
    assert len({person[f"r{n}"] for n in range(6)}) == 6, "twins, and father and son, stay two people"
    told = capsys.readouterr().out
    assert "family_name: Surname" in told
    assert "Llywelyn" not in told


def test_a_trained_model_links_the_same_and_the_same_seed_gives_the_same(records, tmp_path):
    first, second, model = tmp_path / "a.parquet", tmp_path / "b.parquet", tmp_path / "model.json"
    assert run("train", "--records", records, "--model", model) == 0
    assert run("run", "--records", records, "--out", first, "--model", model) == 0
    assert run("run", "--records", records, "--out", second) == 0
    assert clusters(first) == clusters(second)


def test_a_report_shows_weights_pairs_and_clusters_in_both_languages_and_nobody_by_name(records, tmp_path):
    model, out = tmp_path / "model.json", tmp_path / "report"
    assert run("train", "--records", records, "--model", model) == 0
    assert run("report", "--model", model, "--out", out) == 0
    assert {page.name for page in out.glob("*.html")} == {"report.en.html", "report.cy.html"}
    assert run("report", "--model", model, "--records", records, "--out", out) == 0
    page = (out / "report.en.html").read_text()
    assert "Family name" in page
    assert "Pairs nearest to the threshold" in page
    assert "Llywelyn" not in page
    assert (out / "weights.cy.svg").read_text().startswith("<svg")
    assert (out / "pair-1.en.svg").exists()
    assert run("report", "--model", model, "--out", tmp_path / "no" / "report") == 2


def test_a_mapping_a_csv_and_numbers_as_ids(records, tmp_path):
    table = pq.read_table(records)
    table = table.set_column(0, "who", pa.array(range(1, table.num_rows + 1)))
    given = tmp_path / "people.csv"
    pyarrow.csv.write_csv(table, given)
    mapping = tmp_path / "map.toml"
    mapping.write_text(
        'record_id = "who"\ngiven_name = "Forename"\nfamily_name = "Surname"\ndate_of_birth = "DOB"\n'
        'address = "Address"\npostcode = "Postcode"\n'
    )
    out = tmp_path / "clusters.csv"
    assert run("run", "--records", given, "--mapping", mapping, "--out", out, "--threshold", "0.9") == 0
    with out.open(newline="") as lines:
        person = {row["record_id"]: row["person_id"] for row in csv.DictReader(lines)}
    assert person["1"] == person["7"] == "1"


def test_without_a_column_of_ids_records_are_numbered(records, tmp_path, capsys):
    table = pq.read_table(records).drop_columns(["id"])
    pq.write_table(table, records)
    out = tmp_path / "clusters.parquet"
    assert run("run", "--records", records, "--out", out) == 0
    assert "numbered from 1" in capsys.readouterr().out
    assert clusters(out)[1] == clusters(out)[7] == 1


def parquet(path, **columns):
    pq.write_table(pa.table(columns), path)
    return path


def test_what_cannot_be_done_is_said_in_a_sentence_and_writes_nothing(records, tmp_path, capsys):
    out = tmp_path / "clusters.parquet"
    mapping = tmp_path / "map.toml"
    mapping.write_text('given_name = "Vorname"')
    empty = parquet(
        tmp_path / "empty.parquet", id=pa.array([], pa.int64()), surname=pa.array([], pa.string())
    )
    twice = parquet(tmp_path / "twice.parquet", id=[1, 1], surname=["a", "b"])
    lacking = parquet(tmp_path / "lacking.parquet", id=[1, None], surname=["a", "b"])
    nothing = parquet(tmp_path / "nothing.parquet", id=[1, 2], shoe=["a", "b"])
    alone = parquet(tmp_path / "alone.parquet", id=[1], surname=["a"])
    text = tmp_path / "text.parquet"
    text.write_text("no parquet")
    for words, told in (
        (("--records", tmp_path / "none.parquet"), "no such file"),
        (("--records", text), "cannot be read"),
        (("--records", empty), "no record"),
        (("--records", twice), "more than once"),
        (("--records", lacking), "have no id"),
        (("--records", nothing), "Nothing in the file can be compared"),
        (("--records", alone), "two records"),
        (("--records", records, "--mapping", mapping), "Missing: Vorname"),
        (("--records", records, "--mapping", tmp_path / "none.toml"), "no such mapping"),
        (("--records", records, "--model", tmp_path / "none.json"), "no such model"),
        (("--records", records, "--model", text), "not a model file"),
        (("--records", records, "--threshold", "7"), "is a probability"),
    ):
        assert run("run", *words, "--out", out) == 2, words
        assert told in " ".join(capsys.readouterr().err.split())
        assert not out.exists()
    assert run("run", "--records", records, "--out", tmp_path / "no" / "c.parquet") == 2
    assert run("run", "--records", records, "--out", records) == 2
    assert run("train", "--records", records, "--model", tmp_path / "no" / "m.json") == 2
    assert not list(tmp_path.glob("*.part"))
