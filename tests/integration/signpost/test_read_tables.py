"""Tables: a charity's own spreadsheet, and a package of the Human Services Data Specification."""

import zipfile
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from earlyhelp.signpost.actions import LoadReport
from earlyhelp.signpost.choices import Fault, FeedKind
from earlyhelp.signpost.management.commands.load_directory import load
from earlyhelp.signpost.models import DirectorySource, Service
from earlyhelp.signpost.openreferral.tables import COLUMNS, template
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _bridgend() -> None:
    factories.partners()


def written(folder: Path, text: str, *, name: str = "services.csv", encoding: str = "utf-8") -> LoadReport:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return load(str(path), None)


class TestSpreadsheet:
    @pytest.mark.parametrize("language", ["en", "cy"])
    def test_the_template_loads_as_it_is_printed(self, tmp_path: Path, language: str) -> None:
        out = StringIO()
        call_command("directory_template", language=language, stdout=out)
        report = written(tmp_path, out.getvalue())
        assert (report.loaded, report.rejects) == (1, ())
        one = Service.objects.get()
        assert (one.name_en, one.name_cy) == ("Talking Room", "Ystafell Siarad")
        assert (one.needs, one.languages) == (["mental_health", "loneliness"], ["en", "cy"])
        assert (one.min_age, one.telephone, one.cost_cy) == (18, "01656 000 000", "Am ddim")
        assert (one.latitude, one.longitude) == (51.505, -3.577)
        assert one.at_locations.get().location.addresses.get().postal_code == "CF31 1AA"
        assert one.organisation.name_en == "Clust i Wrando"
        assert DirectorySource.objects.get().kind == FeedKind.SPREADSHEET

    def test_both_languages_have_every_heading(self) -> None:
        english, welsh = template("en").splitlines()[0], template("cy").splitlines()[0]
        assert len(english.split(",")) == len(welsh.split(",")) == len(COLUMNS)
        assert len({name for name, welsh, _example in COLUMNS} | {w for _n, w, _e in COLUMNS}) > len(COLUMNS)

    def test_what_excel_writes_in_western_europe(self, tmp_path: Path) -> None:
        text = "Name;Organisation;Minimum_Age\r\nCafé;Siop Goffi;\r\n"
        assert written(tmp_path, text, encoding="cp1252").loaded == 1
        assert Service.objects.get().name_en == "Café"

    def test_every_line_that_cannot_be_read_says_why_and_where(self, tmp_path: Path) -> None:
        text = (
            "id,name,organisation,minimum_age,telephone,areas,is_refuge,description\n"
            "1,Good,Org,,,Bridgend,,\n"
            "2,,Org,,,,,\n"
            "3,No owner,,,,,,\n"
            "4,Old,Org,ancient,,,,\n"
            "5,Far,Org,,,Narnia,,\n"
            "1,Twice,Org,,,,,\n"
            "6,Half,Org,,call us,,,\n"
            "7,House,Org,,,,yes,Come to CF31 1AA\n"
        )
        report = written(tmp_path, text)
        assert {
            (reject.where.split(".csv ")[1].split(".")[0], reject.fault) for reject in report.rejects
        } == {
            ("line 3", Fault.NO_NAME),
            ("line 4", Fault.NO_ORGANISATION),
            ("line 5", Fault.BAD_AGE),
            ("line 6", Fault.UNKNOWN_AREA),
            ("line 7", Fault.DUPLICATE_ID),
            ("line 8", Fault.BAD_TELEPHONE),
            ("line 9", Fault.REFUGE_TEXT),
        }
        assert (report.loaded, report.refused) == (2, 6)

    def test_the_same_table_again_changes_nothing_and_marks_what_is_gone(self, tmp_path: Path) -> None:
        written(tmp_path, "name,organisation\nOne,Org\nTwo,Org\n")
        assert written(tmp_path, "name,organisation\nOne,Org\nTwo,Org\n").unchanged == 2
        assert written(tmp_path, "name,organisation\nOne,Org\n").missing == 1
        assert Service.objects.count() == 2


PACKAGE = {
    "organizations.csv": "id,name,description\n1,Clust,A charity\n",
    "organization_identifiers.csv": "id,organization_id,identifier_type,identifier\n1,1,Charity,123\n",
    "services.csv": "id,organization_id,name,status,minimum_age\n1,1,Talking Room,active,11\n2,9,Lost,active,\n",
    "locations.csv": "id,location_type,name,latitude,longitude\n1,physical,Hall,51.5,-3.5\n",
    "physical_addresses.csv": "id,location_id,address_1,city,postal_code\n1,1,1 Made-up Street,Bridgend,CF31 1AA\n",
    "services_at_location.csv": "id,service_id,location_id\n1,1,1\n",
    "schedules.csv": "id,service_id,byday,opens_at,closes_at\n1,1,MO,09:00,12:00\n",
    "phones.csv": "id,service_id,number\n1,1,01656 000 000\n",
    "taxonomies.csv": "id,name\n1,esdServices\n",
    "taxonomy_terms.csv": "id,taxonomy_id,name,term\n1,1,Mental health,99\n",
    "attributes.csv": "id,link_id,taxonomy_term_id\n1,1,1\n",
    "cost_options.csv": "id,service_id,amount,option\n1,1,2.50,Tea\n",
}


class TestPackage:
    @pytest.mark.parametrize("as_archive", [False, True])
    def test_a_package_is_read_whole(self, tmp_path: Path, as_archive: bool) -> None:
        folder = tmp_path / "package"
        folder.mkdir()
        for name, text in PACKAGE.items():
            (folder / name).write_text(text)
        source = folder
        if as_archive:
            source = tmp_path / "package.zip"
            with zipfile.ZipFile(source, "w") as archive:
                for name, text in PACKAGE.items():
                    archive.writestr(f"inside/{name}", text)
        report = load(str(source), None)
        assert [(reject.where, reject.fault) for reject in report.rejects] == [
            ("services.csv line 3.organization", Fault.NO_ORGANISATION)
        ]
        one = Service.objects.get()
        assert (one.needs, one.telephone, one.min_age) == (["mental_health"], "01656 000 000", 11)
        assert one.at_locations.get().location.addresses.get().address_1_en == "1 Made-up Street"
        assert one.schedules.get().byday == "MO"
        assert one.organisation.identifiers.get().identifier == "123"
        assert one.attributes.get().term.taxonomy.code == "esdServices"
        assert load(str(source), None).unchanged == 1

    @pytest.mark.parametrize(
        ("name", "content", "says"),
        [
            ("broken.zip", b"PK nothing", "archive cannot be opened"),
            ("open.csv", b'name,organisation\n"One,Org\n', "not CSV"),
            ("phones.csv", b"id,organization_id,number\n1,1,2\n", "no table services.csv"),
        ],
    )
    def test_what_cannot_be_read_at_all_says_so(
        self, tmp_path: Path, name: str, content: bytes, says: str
    ) -> None:
        (tmp_path / name).write_bytes(content)
        with pytest.raises(CommandError, match=says):
            load(str(tmp_path / name), None)

    def test_an_empty_folder_says_so(self, tmp_path: Path) -> None:
        with pytest.raises(CommandError, match="holds no table"):
            load(str(tmp_path), None)
