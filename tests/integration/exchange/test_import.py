"""Importing incidents: whole, once, of one's own force, in batches that are written together or not at all."""

import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from earlyhelp.exchange import actions, queries, rules
from earlyhelp.exchange.actions import Batch
from earlyhelp.exchange.choices import RunState
from earlyhelp.exchange.management import importing
from earlyhelp.exchange.models import ImportBatch, ImportReject, ImportRun
from earlyhelp.govern.choices import Purpose
from earlyhelp.govern.models import AuditEntry
from earlyhelp.identify.models import Incident, IncidentCode, IncidentPerson
from earlyhelp.identify.queries import get_incident
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import Role, TeamKind
from earlyhelp.partnership.models import Agency, Area
from tests import factories
from tests.factories.exchange import GWENT, SOUTH_WALES, force, many, row, table

pytestmark = pytest.mark.django_db


def bring(path: Path, mapping: Path | str = SOUTH_WALES, **options: object) -> tuple[int, str]:
    """Run the command. Returns its exit code and what it said."""
    out = StringIO()
    try:
        call_command("import_incidents", path, mapping=mapping, stdout=out, **options)
    except CommandError as problem:
        return problem.returncode, out.getvalue() + str(problem)
    return 0, out.getvalue()


def as_force(of: Agency) -> Actor:
    return Actor.system(Purpose.RUNNING, agency_id=of.pk)


def write(folder: Path, text: str, name: str = "file.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


def test_rows_of_one_incident_become_one_incident_with_its_people(tmp_path: Path) -> None:
    police = force()
    child = row(Forename="Macsen", DOB="30/09/2018", Sex="M", Role="Child", Telephone="")
    code, said = bring(write(tmp_path, table([row(), child])))
    assert (code, "New incidents: 1" in said) == (0, True)
    officer = factories.practitioner(factories.team(police, TeamKind.RESPONSE, Area.objects.get()))
    with acting(factories.actor(officer)) as by:
        found = get_incident(by=by, number="P260301-0412", at=timezone.now())
        people = list(found.people.all())
    assert found.opened_at.isoformat() == "2026-03-01T21:40:00+00:00"
    assert (found.opening_code, found.closing_code) == ("WELFARE_CONCERN", "WELFARE_DOMESTIC")
    assert found.qualifiers == ["ALCOHOL", "YOUTH"]
    assert (found.place, found.postcode) == ("1 Heol Synthetig Pen-y-bont ar Ogwr", "CF99 1CC")
    assert found.area_id == "W06000013"
    assert [(p.given_name, p.role, p.date_of_birth) for p in people] == [
        ("Siân", "subject", date(1991, 4, 2)),
        ("Macsen", "child", date(2018, 9, 30)),
    ]
    assert people[0].telephone == "+447700900123"


def test_an_incident_with_one_fault_is_refused_whole_and_the_others_are_loaded(tmp_path: Path) -> None:
    police = force()
    faulty = [row(Incident_Number="BAD"), row(Incident_Number="BAD", Forename="Unknown", Sex="M")]
    rejects = tmp_path / "rejects.csv"
    code, said = bring(write(tmp_path, table([*many(3), *faulty])), rejects=rejects)
    assert code == 1
    assert "Incidents not loaded: 1" in said
    with acting(as_force(police)):
        assert Incident.objects.count() == 3
        assert IncidentPerson.objects.count() == 3
    written = rejects.read_text(encoding="utf-8-sig").splitlines()
    assert written[0].startswith("line,field,column,reason,what_to_do,rheswm")
    assert written[1].startswith("6,given_name,Forename,The name only fills the field")
    assert "Unknown" not in written[1]
    assert len(written) == 2


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    police = force()
    path = write(tmp_path, table(many(3)))
    bring(path)
    with acting(as_force(police)):
        before = list(Incident.objects.order_by("pk").values())
        people = list(IncidentPerson.objects.order_by("pk").values())
    code, said = bring(path)
    assert (code, "Nothing was changed" in said) == (0, True)
    code, said = bring(path, again=True)
    assert (code, "Unchanged incidents: 3" in said) == (0, True)
    with acting(as_force(police)):
        assert list(Incident.objects.order_by("pk").values()) == before
        assert list(IncidentPerson.objects.order_by("pk").values()) == people


def test_an_incident_that_comes_again_with_something_new_is_brought_up_to_date(tmp_path: Path) -> None:
    police = force()
    bring(write(tmp_path, table([row(Closed="", Closing_Code="")])))
    with acting(as_force(police)):
        key = Incident.objects.get().pk
    code, said = bring(write(tmp_path, table([row(Forename="Gwen")]), "later.csv"))
    assert (code, "Changed incidents: 1" in said) == (0, True)
    with acting(as_force(police)):
        found = Incident.objects.get()
        assert (found.pk, found.closing_code) == (key, "WELFARE_DOMESTIC")
        assert [person.given_name for person in found.people.all()] == ["Gwen"]


def test_a_trial_checks_everything_and_writes_nothing(tmp_path: Path) -> None:
    police = force()
    rejects = tmp_path / "rejects.csv"
    path = write(tmp_path, table([*many(2), row(Incident_Number="BAD", DOB="01/01/2099")]))
    code, said = bring(path, dry_run=True, rejects=rejects)
    assert (code, "Incidents that would be loaded: 2" in said) == (1, True)
    assert "The date is in the future." in rejects.read_text(encoding="utf-8-sig")
    with acting(as_force(police)):
        assert not Incident.objects.exists()
    assert not ImportRun.objects.exists()


def test_an_import_goes_on_after_the_last_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    police = force()
    monkeypatch.setattr(importing, "INCIDENTS_IN_A_BATCH", 4)
    path = write(tmp_path, table([*many(5), row(Incident_Number="BAD", Sex="?"), *many(6, start=5)]))
    real, calls = actions.write_batch, []

    def stop_at_the_second(**given: object) -> ImportRun:
        calls.append(given)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(**given)

    monkeypatch.setattr(actions, "write_batch", stop_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        bring(path)
    run = ImportRun.objects.get()
    assert (run.state, run.last_line, run.new) == (RunState.RUNNING, 5, 4)
    monkeypatch.setattr(actions, "write_batch", real)
    code, said = bring(path)
    assert (code, "Went on after line: 5" in said) == (1, True)
    run.refresh_from_db()
    assert (run.state, run.records, run.new, run.refused) == (RunState.DONE, 12, 11, 1)
    assert [batch.number for batch in ImportBatch.objects.order_by("number")] == [1, 2, 3]
    with acting(as_force(police)):
        assert Incident.objects.count() == 11


def test_a_batch_that_fails_leaves_nothing_of_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    police = force()

    def break_down(*given: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(actions.runs, "_keep_rejects", break_down)
    with pytest.raises(RuntimeError):
        bring(write(tmp_path, table(many(3))))
    with acting(as_force(police)):
        assert not Incident.objects.exists()
        assert not IncidentPerson.objects.exists()
    assert not ImportBatch.objects.exists()


def test_the_first_of_two_that_disagree_is_kept_and_the_second_is_told(tmp_path: Path) -> None:
    police = force()
    rows = [row(), row(Incident_Number="OTHER"), row(Location="2 Heol Arall"), row(Incident_Number="OTHER")]
    code, _said = bring(write(tmp_path, table(rows)))
    assert code == 1
    faults = list(ImportReject.objects.order_by("line").values_list("line", "fault"))
    assert faults == [(4, "conflict"), (5, "repeated")]
    with acting(as_force(police)):
        assert Incident.objects.get(number="P260301-0412").place.startswith("1 Heol")


def test_the_first_counts_across_batches_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    police = force()
    monkeypatch.setattr(importing, "INCIDENTS_IN_A_BATCH", 2)
    rows = [*many(2), row(Incident_Number="P26-000000", Location="2 Heol Arall"), *many(1, start=1)]
    code, _said = bring(write(tmp_path, table(rows)))
    assert code == 1
    assert set(ImportReject.objects.values_list("line", "fault")) == {(4, "conflict"), (5, "repeated")}
    with acting(as_force(police)):
        assert not Incident.objects.filter(place__startswith="2 Heol").exists()


def test_json_lines_hold_people_as_a_list(tmp_path: Path) -> None:
    police = force()
    mapping = tmp_path / "force.toml"
    mapping.write_text(
        """
        [force]
        agency = "south-wales-police"
        [people]
        layout = "list"
        at = "involved.people"
        [incident]
        number = "number"
        opened_at = "opened"
        opening_code = "code"
        qualifiers = "flags"
        place = "where.text"
        [person]
        given_name = "given"
        family_name = "family"
        date_of_birth = "born"
        sex = "sex"
        address = "address"
        """
    )
    person = {
        "given": "Siân",
        "family": "Prawf",
        "born": "1991-04-02",
        "sex": "F",
        "address": "1 Heol Synthetig",
    }
    good = {
        "number": 412,
        "opened": "2026-03-01T21:40:00",
        "code": "WELFARE_CONCERN",
        "flags": ["ALCOHOL", "YOUTH"],
        "where": {"text": "1 Heol Synthetig"},
        "involved": {"people": [person, person | {"given": "Macsen"}]},
    }
    lines = [
        json.dumps(good),
        '{"number": 413, "opened": "2026-03',
        "[" * 5000,
        json.dumps(good | {"where": "text"}),
    ]
    code, _said = bring(write(tmp_path, "\n".join(lines), "file.jsonl"), mapping)
    assert code == 1
    assert set(ImportReject.objects.values_list("line", "fault")) == {(n, "malformed") for n in (2, 3, 4)}
    with acting(as_force(police)):
        assert Incident.objects.get().qualifiers == ["ALCOHOL", "YOUTH"]
        assert Incident.objects.get().number == "412"
        assert IncidentPerson.objects.count() == 2


def test_parquet_is_read_with_its_own_dates(tmp_path: Path) -> None:
    import pyarrow
    from pyarrow import parquet

    police = force()
    mapping = tmp_path / "force.toml"
    mapping.write_text(
        """
        [force]
        agency = "south-wales-police"
        [incident]
        number = "number"
        opened_at = "opened"
        opening_code = "code"
        place = "place"
        """
    )
    opened = timezone.now().replace(microsecond=0)
    rows = [
        {"number": f"Q{n}", "opened": opened, "code": "WELFARE_CONCERN", "place": "Heol"} for n in range(3)
    ]
    parquet.write_table(pyarrow.Table.from_pylist(rows), tmp_path / "file.parquet")
    assert bring(tmp_path / "file.parquet", mapping)[0] == 0
    with acting(as_force(police)):
        assert Incident.objects.count() == 3
        assert Incident.objects.first().opened_at == opened
    (tmp_path / "cut.parquet").write_bytes((tmp_path / "file.parquet").read_bytes()[:-40])
    assert bring(tmp_path / "cut.parquet", mapping)[0] == 2


def test_the_gwent_shape_is_read_too(tmp_path: Path) -> None:
    gwent = force("gwent-police", "W06000022")
    heads = [
        "URN",
        "CREATED_DTM",
        "CLOSED_DTM",
        "NSIR_OPEN",
        "NSIR_CLOSE",
        "QUAL_LIST",
        "LOC_TEXT",
        "LOC_PCODE",
        "LA",
    ]
    parts = ("ROLE", "FNAME", "SNAME", "DOB", "GENDER", "ADDR", "PCODE", "TEL", "POB")
    heads += [f"P{n}_{part}" for n in (1, 2, 3) for part in parts]
    first = ["S", "Siân", "Prawf", "02-Apr-1991", "2", "1 Heol Synthetig", "NP99 1CC", "", ""]
    second = ["C", "Macsen", "Prawf", "30-Sep-2018", "1", "", "", "", "Casnewydd"]
    event = ["G1", "01-Mar-2026 21:40:00", "", "DOM", "", "A,Y", "1 Heol Synthetig", "NP99 1CC", "Newport"]
    lines = [";".join(heads), ";".join([*event, *first, *second, *[""] * 9])]
    path = tmp_path / "gwent.csv"
    path.write_bytes("\r\n".join(lines).encode("cp1252"))
    assert bring(path, GWENT)[0] == 0
    with acting(as_force(gwent)):
        assert [person.given_name for person in IncidentPerson.objects.order_by("position")] == [
            "Siân",
            "Macsen",
        ]


def test_a_code_is_valid_between_its_days_only(tmp_path: Path) -> None:
    force()
    bring(write(tmp_path, table(many(1)), "first.csv"))
    IncidentCode.objects.filter(code="WELFARE_CONCERN").update(ends_on=date(2026, 2, 28))
    code, _said = bring(write(tmp_path, table(many(1, start=9))))
    assert code == 1
    assert [reject.fault for reject in ImportReject.objects.all()] == ["code_not_valid"]


def test_another_force_sees_nothing_of_it(tmp_path: Path) -> None:
    force()
    other = factories.partners("W06000014")
    bring(write(tmp_path, table(many(1))))
    with acting(factories.actor(factories.practitioner(other.response))):
        assert not Incident.objects.exists()
        assert not IncidentPerson.objects.exists()


def test_every_batch_is_audited_without_anybodys_name(tmp_path: Path) -> None:
    police = force()
    bring(write(tmp_path, table(many(2))))
    with acting(as_force(police)):
        entries = list(AuditEntry.objects.order_by("at", "did").values_list("did", flat=True))
        assert {"import.started", "incidents.imported", "import.finished"} <= set(entries)
        assert not any("Prawf" in str(entry.detail) for entry in AuditEntry.objects.all())


def test_only_the_command_line_imports_and_only_who_runs_the_service_looks() -> None:
    partners = factories.partners()
    officer = factories.actor(factories.practitioner(partners.response))
    with pytest.raises(NotAllowed):
        queries.list_runs(by=officer)
    with pytest.raises(NotAllowed):
        rules.check_may_import(officer)
    with pytest.raises(NotAllowed):
        actions.write_batch(by=officer, run=ImportRun(), batch=Batch(), at=factories.AT)
    administrator = factories.actor(factories.practitioner(partners.front_door, Role.ADMINISTRATOR))
    assert not queries.list_runs(by=administrator)


def test_a_force_that_is_not_there_is_said(tmp_path: Path) -> None:
    code, said = bring(write(tmp_path, table(many(1))))
    assert (code, "names no police force" in said) == (2, True)


def test_two_imports_for_one_force_do_not_run_at_once(tmp_path: Path) -> None:
    key = [str(as_force(force()).agency_key)]
    path = write(tmp_path, table(many(1)))
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute(importing._LOCK, key)
            code, said = bring(path)
            assert (code, "Another import for this force is running" in said) == (2, True)
            cursor.execute(importing._UNLOCK, key)
    finally:
        other.close()
    assert bring(path)[0] == 0


def test_an_import_in_a_transaction_that_broke_down_ends_with_what_broke_it(tmp_path: Path) -> None:
    force()
    source = importing.open_source(write(tmp_path, table(many(1))), SOUTH_WALES, at=timezone.now())

    def break_down(_records: int) -> None:
        transaction.set_rollback(True)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        importing.import_file(source, at=timezone.now(), clock=timezone.now, again=False, tell=break_down)
    assert not ImportRun.objects.exists()
