"""Mappings kept in versions: who keeps them, what is refused, what an import uses, and a trial that keeps nothing."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from earlyhelp.exchange import actions, queries, rules
from earlyhelp.exchange.models import ImportRun, MappingVersion
from earlyhelp.govern.models import AuditEntry
from earlyhelp.identify.models import Incident
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import Role, TeamKind
from earlyhelp.partnership.models import Agency, Area, Practitioner
from tests import factories
from tests.factories.exchange import SOUTH_WALES, force, many, row, table
from tests.integration.exchange.test_import import as_force, bring, write

pytestmark = pytest.mark.django_db
TEXT = SOUTH_WALES.read_text(encoding="utf-8").replace("\r\n", "\n").strip()
LIST = reverse("exchange:mappings")
ADD = reverse("exchange:add_mapping")


@pytest.fixture
def police() -> Agency:
    """South Wales Police, with every area that the example names."""
    made = force()
    for number in range(1, 25):
        area, _new = Area.objects.get_or_create(
            code=f"W060000{number:02d}",
            defaults={"name_en": "Somewhere", "name_cy": "Rhywle", "population": 1},
        )
        made.areas.add(area)
    return made


@pytest.fixture
def keeper(police: Agency) -> Practitioner:
    """An administrator of the force itself."""
    return administrator(police)


def administrator(of: Agency, language: str = "en") -> Practitioner:
    team = factories.team(of, TeamKind.RESPONSE, Area.objects.get(code="W06000013"))
    return factories.practitioner(team, Role.ADMINISTRATOR, language)


def keep(by: Practitioner, police: Agency, text: str = TEXT, name: str = "niche") -> MappingVersion:
    with acting(factories.actor(by)) as actor:
        return actions.add_mapping(
            by=actor, agency_id=police.pk, name=name, text=text, why="The first", at=timezone.now()
        )


def said(police: Agency, text: str = TEXT, name: str = "niche", why: str = "A new export") -> dict[str, str]:
    return {"agency": str(police.pk), "name": name, "text": text, "why": why}


def test_a_mapping_is_added_changed_and_shown_with_what_differs(
    client: Client, police: Agency, keeper: Practitioner
) -> None:
    client.force_login(keeper)
    assert "No mapping is kept here yet" in client.get(LIST).content.decode()
    assert client.post(ADD, said(police)).status_code == 302
    first = MappingVersion.objects.get()
    assert (first.number, first.name, first.why, first.made_by) == (1, "niche", "A new export", keeper)
    change = reverse("exchange:change_mapping", args=[first.pk])
    assert "P260301" not in client.get(change).content.decode()
    assert "agency = &quot;south-wales-police&quot;" in client.get(change).content.decode()
    text = TEXT.replace('"Location Postcode"', '"Postcode of place"')
    assert text != TEXT
    sent = client.post(change, {"text": text, "why": "The export was renamed"})
    second = MappingVersion.objects.get(number=2)
    assert sent.headers["Location"] == reverse("exchange:mapping", args=[second.pk])
    page = client.get(sent.headers["Location"]).content.decode()
    assert "incident.postcode" in page
    assert "&quot;Postcode of place&quot;" in page
    assert "The export was renamed" in page
    assert "This is the newest version" in page
    older = client.get(reverse("exchange:mapping", args=[first.pk])).content.decode()
    assert "Imports no longer use this version." in older
    first.refresh_from_db()
    assert first.text == TEXT
    assert client.get(LIST).content.decode().count("niche") == 1
    with acting(factories.actor(keeper)):
        entry = AuditEntry.objects.get(did="mapping.changed")
    assert entry.reason == "The export was renamed"
    assert entry.detail["before"] == {"version": 1, "sha256": first.hash}
    assert entry.detail["after"] == {"version": 2, "sha256": second.hash}
    assert entry.detail["differences"] == {
        "incident.postcode": ['"Location Postcode"', '"Postcode of place"']
    }


def test_every_fault_is_shown_by_line_and_what_was_typed_stays(
    client: Client, police: Agency, keeper: Practitioner
) -> None:
    client.force_login(keeper)
    text = TEXT.replace("place =", "plaice =").replace('timezone = "Europe/London"', 'timezone = "Mars"')
    answer = client.post(ADD, said(police, text))
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "incident.plaice" in page
    assert "The nearest is: place" in page
    assert "file.timezone" in page
    assert "plaice =" in page
    assert not MappingVersion.objects.exists()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": "Niche 26.toml"}, "Use small letters and digits"),
        ({"why": " "}, "Say why, so that a colleague understands it later"),
        ({"text": ""}, "Type the mapping, or choose a file"),
        ({"agency": ""}, "Select a police force"),
    ],
)
def test_an_answer_that_is_missing_or_wrong_is_said(
    client: Client, police: Agency, keeper: Practitioner, changed: dict[str, str], sentence: str
) -> None:
    client.force_login(keeper)
    assert sentence in client.post(ADD, said(police) | changed).content.decode()
    assert not MappingVersion.objects.exists()


def test_a_name_that_is_taken_and_a_text_that_is_the_same_are_refused(
    client: Client, police: Agency, keeper: Practitioner
) -> None:
    first = keep(keeper, police)
    client.force_login(keeper)
    assert "keeps a mapping of this name" in client.post(ADD, said(police)).content.decode()
    change = reverse("exchange:change_mapping", args=[first.pk])
    answer = client.post(change, {"text": TEXT, "why": "Nothing"})
    assert "This is the same text" in answer.content.decode()
    assert MappingVersion.objects.count() == 1


def test_a_file_takes_the_place_of_what_was_typed(
    client: Client, police: Agency, keeper: Practitioner
) -> None:
    client.force_login(keeper)
    file = SimpleUploadedFile("force.toml", b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    assert client.post(ADD, said(police, text="") | {"file": file}).status_code == 302
    assert MappingVersion.objects.get().text == TEXT


def test_one_begins_with_an_example_and_changes_language_without_losing_it(
    client: Client, police: Agency, keeper: Practitioner
) -> None:
    client.force_login(keeper)
    assert "gwent-police" in client.get(ADD, {"example": "gwent"}).content.decode()
    assert "gwent-police" not in client.get(ADD, {"example": "../secret"}).content.decode()
    page = client.post(ADD, said(police, "half = ") | {"switch_language": "cy"}).content.decode()
    assert "half = " in page
    assert "govuk-error-summary" not in page


def test_others_do_not_see_it_and_who_leads_the_programme_keeps_it(
    client: Client, police: Agency, keeper: Practitioner
) -> None:
    kept = keep(keeper, police)
    council = factories.partners("W06000015").front_door
    stranger = factories.practitioner(council, Role.ADMINISTRATOR)
    addresses = [
        reverse(f"exchange:{name}", args=[kept.pk]) for name in ("mapping", "change_mapping", "try_mapping")
    ]
    client.force_login(stranger)
    assert "niche" not in client.get(LIST).content.decode()
    assert [client.get(address).status_code for address in addresses] == [403] * 3
    assert client.get(ADD).status_code == 404
    assert client.post(ADD, said(police)).status_code == 404
    with acting(factories.actor(stranger)) as by, pytest.raises(NotAllowed):
        actions.add_mapping_version(by=by, of=kept, text=TEXT + "\n", why="Mine", at=timezone.now())
    Agency.objects.filter(pk=council.agency_id).update(leads=True)
    assert "niche" in client.get(LIST).content.decode()
    assert [client.get(address).status_code for address in addresses] == [200] * 3
    client.post(
        reverse("exchange:change_mapping", args=[kept.pk]), {"text": TEXT + "\n# seen", "why": "Looked at"}
    )
    assert MappingVersion.objects.filter(agency=police).count() == 2
    missing = "00000000-0000-7000-8000-000000000000"
    assert client.get(reverse("exchange:mapping", args=[missing])).status_code == 404


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_no_other_role_keeps_mappings(client: Client, role: Role) -> None:
    client.force_login(factories.practitioner(factories.partners("W06000015").front_door, role))
    assert client.get(LIST).status_code == 403
    assert client.get(ADD).status_code == 403


@pytest.mark.parametrize(
    "statement", ["UPDATE exchange_mappingversion SET text = 'x'", "DELETE FROM exchange_mappingversion"]
)
def test_the_database_lets_nobody_change_or_delete_a_version(
    police: Agency, keeper: Practitioner, statement: str
) -> None:
    keep(keeper, police)
    with (
        acting(factories.actor(keeper)),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_an_import_uses_the_newest_version_by_its_name_and_says_which(
    client: Client, tmp_path: Path, police: Agency, keeper: Practitioner
) -> None:
    first = keep(keeper, police)
    with acting(factories.actor(keeper)) as by:
        second = actions.add_mapping_version(
            by=by, of=first, text=TEXT + "\n# seen", why="Looked at", at=timezone.now()
        )
    code, told = bring(write(tmp_path, table(many(2))), mapping="niche")
    assert (code, "Mapping: niche, version 2" in told) == (0, True)
    run = ImportRun.objects.get()
    assert (run.mapping_name, run.mapping_version, run.mapping_hash) == ("niche", 2, second.hash)
    client.force_login(keeper)
    page = client.get(reverse("exchange:import", args=[run.pk])).content.decode()
    assert "Version of the mapping" in page
    assert reverse("exchange:mapping", args=[second.pk]) in page
    client.force_login(factories.practitioner(factories.partners("W06000015").front_door, Role.ADMINISTRATOR))
    other = client.get(reverse("exchange:import", args=[run.pk])).content.decode()
    assert "Version of the mapping" in other
    assert reverse("exchange:mapping", args=[second.pk]) not in other


def test_a_name_that_is_not_kept_or_kept_twice_is_refused(
    tmp_path: Path, police: Agency, keeper: Practitioner
) -> None:
    file = write(tmp_path, table(many(1)))
    code, told = bring(file, mapping="niche")
    assert (code, "No mapping of this name is kept here" in told) == (2, True)
    keep(keeper, police)
    gwent = force("gwent-police", "W06000022")
    keep(
        administrator(gwent),
        gwent,
        TEXT.replace("south-wales-police", "gwent-police").split("[codes.area]")[0],
    )
    code, told = bring(file, mapping="niche")
    assert (code, "More than one agency" in told) == (2, True)
    code, _told = bring(file, mapping="niche", agency="south-wales-police")
    assert code == 0
    assert ImportRun.objects.get().agency == police


def test_a_trial_says_what_it_found_names_nobody_and_keeps_nothing(
    client: Client, police: Agency, keeper: Practitioner
) -> None:
    kept = keep(keeper, police)
    client.force_login(keeper)
    rows = [
        *many(2),
        row(Incident_Number="BAD", Forename="Unknown"),
        row(Incident_Number="LAST", Email="x@example.org"),
    ]
    address = reverse("exchange:try_mapping", args=[kept.pk])
    file = SimpleUploadedFile("first.csv", table(rows).encode())
    page = client.post(address, {"file": file}).content.decode()
    trial = client.post(address, {"file": SimpleUploadedFile("first.csv", table(rows).encode())}).context[
        "trial"
    ]
    assert (trial.rows, trial.incidents, trial.people, trial.refused) == (4, 3, 3, 1)
    assert {one.field: (one.count, one.of) for one in trial.person_fields}["email"] == (1, 4)
    assert "The name only fills the field" in page
    assert "1 March 2026" in page
    for word in ("Prawf", "Siân", "Heol Synthetig", "x@example.org", "P26-000000"):
        assert word not in page
    assert not ImportRun.objects.exists()
    with acting(as_force(police)):
        assert not Incident.objects.exists()
    with acting(factories.actor(keeper)):
        assert AuditEntry.objects.filter(did="mapping.tried").count() == 2
        detail = AuditEntry.objects.filter(did="mapping.tried")[0].detail
    assert detail == {"mapping": "niche", "version": 1, "rows": 4, "refused": 1}


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (None, "Choose a file."),
        (SimpleUploadedFile("a.csv", b""), "The file is empty."),
        (SimpleUploadedFile("a.csv", b"A,B\n1,2\n"), "The file lacks columns that the mapping file names."),
        (SimpleUploadedFile("a.csv", b"x" * 1_000_001), "The file is larger than 1 MB."),
    ],
    ids=["none", "empty", "other", "large"],
)
def test_a_file_that_can_not_be_tried_is_refused(
    client: Client, police: Agency, keeper: Practitioner, file: SimpleUploadedFile | None, sentence: str
) -> None:
    kept = keep(keeper, police)
    client.force_login(keeper)
    address = reverse("exchange:try_mapping", args=[kept.pk])
    answer = client.post(address, {"file": file} if file else {})
    assert answer.status_code == 400
    assert sentence in answer.content.decode()


def test_only_the_first_rows_and_the_first_rejects_are_shown(
    client: Client, police: Agency, keeper: Practitioner
) -> None:
    kept = keep(keeper, police)
    client.force_login(keeper)
    bad = [row(Incident_Number=f"BAD-{number}", DOB="?") for number in range(300)]
    answer = client.post(
        reverse("exchange:try_mapping", args=[kept.pk]),
        {"file": SimpleUploadedFile("b.csv", table(bad).encode())},
    )
    assert answer.context["trial"].rows == 200
    assert "150 more are not shown." in answer.content.decode()


def test_a_list_of_mappings_needs_a_constant_number_of_queries(
    client: Client, police: Agency, keeper: Practitioner, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    for number in range(4):
        keep(keeper, police, name=f"niche-{number}")
    client.force_login(keeper)
    with django_assert_max_num_queries(14):
        client.get(LIST)


def test_a_mapping_is_added_for_a_force_only_and_by_nobody_at_the_command_line(
    police: Agency, keeper: Practitioner
) -> None:
    with acting(as_force(police)) as by, pytest.raises(NotAllowed):
        actions.add_mapping(by=by, agency_id=police.pk, name="x", text=TEXT, why="y", at=timezone.now())
    with acting(factories.actor(keeper)) as by:
        with pytest.raises(rules.FaultyMapping):
            actions.add_mapping(
                by=by, agency_id=police.pk, name="x", text="#" * 60_000, why="y", at=timezone.now()
            )
        assert queries.list_mappings(by=by) == []
