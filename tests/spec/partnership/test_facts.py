"""The partners by name: who they are, in both languages, and which areas they serve."""

import unicodedata
from collections import Counter
from importlib.resources import files

import pytest

from earlyhelp.partnership import facts
from earlyhelp.partnership.choices import AgencyKind

AREAS = facts.list_areas()
AGENCIES = facts.list_agencies()
BY_CODE = {agency.code: agency for agency in AGENCIES}

HOW_MANY = {
    AgencyKind.POLICE: 4,
    AgencyKind.COMMISSIONER: 4,
    AgencyKind.PUBLIC_HEALTH: 1,
    AgencyKind.CHARITY: 1,
    AgencyKind.PRISON_PROBATION: 1,
    AgencyKind.YOUTH_JUSTICE: 1,
    AgencyKind.COUNCIL: 22,
    AgencyKind.HEALTH_BOARD: 7,
    AgencyKind.HOUSING: 6,
}

WHO_SERVES = [
    ("Ynys Môn", "Cyngor Sir Ynys Môn", "North Wales Police", "Betsi Cadwaladr University Health Board"),
    ("Sir y Fflint", "Cyngor Sir y Fflint", "North Wales Police", "Betsi Cadwaladr University Health Board"),
    ("Powys", "Cyngor Sir Powys", "Dyfed-Powys Police", "Powys Teaching Health Board"),
    ("Sir Gaerfyrddin", "Cyngor Sir Gâr", "Dyfed-Powys Police", "Hywel Dda University Health Board"),
    ("Sir Benfro", "Cyngor Sir Penfro", "Dyfed-Powys Police", "Hywel Dda University Health Board"),
    ("Abertawe", "Cyngor Abertawe", "South Wales Police", "Swansea Bay University Health Board"),
    (
        "Pen-y-bont ar Ogwr",
        "Cyngor Bwrdeistref Sirol Pen-y-bont ar Ogwr",
        "South Wales Police",
        "Cwm Taf Morgannwg University Health Board",
    ),
    ("Caerdydd", "Cyngor Caerdydd", "South Wales Police", "Cardiff and Vale University Health Board"),
    (
        "Merthyr Tudful",
        "Cyngor Bwrdeistref Sirol Merthyr Tudful",
        "South Wales Police",
        "Cwm Taf Morgannwg University Health Board",
    ),
    ("Casnewydd", "Cyngor Dinas Casnewydd", "Gwent Police", "Aneurin Bevan University Health Board"),
]


def test_every_partner_is_there() -> None:
    assert Counter(agency.kind for agency in AGENCIES) == HOW_MANY


def test_there_are_22_areas_in_the_order_of_their_codes() -> None:
    codes = [area.code for area in AREAS]
    assert len(set(codes)) == 22
    assert codes == sorted(codes)


def test_codes_are_used_once() -> None:
    assert len(BY_CODE) == len(AGENCIES)


@pytest.mark.parametrize(("name_cy", "council_cy", "police", "health_board"), WHO_SERVES)
def test_who_serves_an_area(name_cy: str, council_cy: str, police: str, health_board: str) -> None:
    area = next(area for area in AREAS if area.name_cy == name_cy)
    assert BY_CODE[area.council].name_cy == council_cy
    assert BY_CODE[area.police].name_en == police
    assert BY_CODE[area.health_board].name_en == health_board


@pytest.mark.parametrize(
    "kind", [AgencyKind.COUNCIL, AgencyKind.POLICE, AgencyKind.COMMISSIONER, AgencyKind.HEALTH_BOARD]
)
def test_every_area_has_exactly_one_of_each_statutory_kind(kind: AgencyKind) -> None:
    served = Counter(code for agency in AGENCIES if agency.kind == kind for code in agency.areas)
    assert served == {area.code: 1 for area in AREAS}


def test_a_force_and_its_commissioner_serve_the_same_areas() -> None:
    forces = {agency.areas for agency in AGENCIES if agency.kind == AgencyKind.POLICE}
    commissioners = {agency.areas for agency in AGENCIES if agency.kind == AgencyKind.COMMISSIONER}
    assert forces == commissioners


@pytest.mark.parametrize(
    "code", ["public-health-wales", "barnardos-cymru", "prison-and-probation-wales", "youth-justice-board"]
)
def test_national_partners_serve_all_of_wales(code: str) -> None:
    assert len(BY_CODE[code].areas) == 22


def test_every_agency_serves_somewhere() -> None:
    assert all(agency.areas for agency in AGENCIES)


def test_the_people_of_wales_add_up() -> None:
    # 3,169,586 in the mid-2020 estimates of the Office for National Statistics.
    assert sum(area.population for area in AREAS) == 3_169_586


def test_every_name_is_there_in_both_languages_and_unbroken() -> None:
    for thing in (*AREAS, *AGENCIES):
        for name in (thing.name_en, thing.name_cy):
            assert name
            assert name == name.strip()
            assert name == unicodedata.normalize("NFC", name)
            # What is left of a name that was read in the wrong encoding.
            assert not set(name) & set("ï¿½Ã�?'")


def test_circumflexes_are_where_they_belong() -> None:
    names = {thing.name_cy for thing in (*AREAS, *AGENCIES)}
    assert {"Ynys Môn", "Cyngor Sir Ynys Môn", "Cyngor Sir Gâr"} <= names
    assert not names & {"Ynys Mon", "Cyngor Sir Ynys Mon", "Cyngor Sir Gar"}


@pytest.mark.parametrize("table", ["areas.csv", "agencies.csv"])
def test_each_table_says_where_it_comes_from(table: str) -> None:
    text = files(facts).joinpath(table).read_text(encoding="utf-8")
    assert "Contains public sector information licensed under the Open Government Licence v3.0." in text
