"""CSV: the tables of the Human Services Data Specification, or one simple table of a charity's own. Pure."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from django.utils.translation import gettext_lazy as _

from earlyhelp.signpost.choices import NEED_VOCABULARY
from earlyhelp.signpost.openreferral.older import as_uuid
from earlyhelp.signpost.openreferral.reading import MAX_SERVICES, FeedError

Row = dict[str, Any]
Records = list[tuple[str, object]]

# The simple table: its heading in English and in Welsh, and an example.
COLUMNS: tuple[tuple[str, str, str], ...] = (
    ("id", "dynodydd", "1"),
    ("name", "enw_saesneg", "Talking Room"),
    ("name_cy", "enw_cymraeg", "Ystafell Siarad"),
    ("description", "disgrifiad_saesneg", "Somebody to talk to."),
    ("description_cy", "disgrifiad_cymraeg", "Rhywun i siarad ag ef."),
    ("organisation", "sefydliad", "Clust i Wrando"),
    ("organisation_website", "gwefan_y_sefydliad", "https://www.example.org"),
    ("status", "statws", "active"),
    ("url", "gwefan", "https://www.example.org/room"),
    ("email", "e_bost", "room@example.org"),
    ("telephone", "ffon", "01656 000 000"),
    ("needs", "anghenion", "loneliness; mental_health"),
    ("areas", "ardaloedd", "Bridgend"),
    ("minimum_age", "oedran_isaf", "18"),
    ("maximum_age", "oedran_uchaf", ""),
    ("languages", "ieithoedd", "English; Welsh"),
    ("welsh_provision", "darpariaeth_gymraeg", "full"),
    ("eligibility", "cymhwysedd_saesneg", "For anyone over 18."),
    ("eligibility_cy", "cymhwysedd_cymraeg", "I unrhyw un dros 18 oed."),
    ("cost", "cost_saesneg", "Free"),
    ("cost_cy", "cost_cymraeg", "Am ddim"),
    ("opening", "oriau_saesneg", "Monday to Friday, 9am to 5pm"),
    ("opening_cy", "oriau_cymraeg", "Dydd Llun i ddydd Gwener, 9am i 5pm"),
    ("waiting_time", "amser_aros_saesneg", "Two weeks"),
    ("waiting_time_cy", "amser_aros_cymraeg", "Pythefnos"),
    ("referral_route", "ffordd_atgyfeirio", "telephone"),
    ("assured_date", "dyddiad_gwirio", "2026-02-01"),
    ("closed_to_referrals_on", "ar_gau_i_atgyfeiriadau", ""),
    ("address", "cyfeiriad", "1 Made-up Street"),
    ("town", "tref", "Bridgend"),
    ("postcode", "cod_post", "CF31 1AA"),
    ("latitude", "lledred", "51.505"),
    ("longitude", "hydred", "-3.577"),
    ("is_refuge", "lloches", "no"),
)
_BY_HEADING = {heading: name for name, welsh, _example in COLUMNS for heading in (name, welsh)}
_ALSO = {"organization": "organisation", "assured_on": "assured_date", "phone": "telephone"}
_NUMBERS = frozenset(
    {
        "minimum_age",
        "maximum_age",
        "latitude",
        "longitude",
        "amount",
        "interval",
        "waiting_days",
        "maximum",
        "available",
        "waiting",
    }
)
_TRUE = frozenset({"yes", "true", "1", "y", "ie", "oes", "ydy"})
_FALSE = frozenset({"no", "false", "0", "n", "na", "nac oes", ""})
# A table of a package, the key that leads to what it belongs to, and the field that it fills there.
_OF_SERVICE = (
    ("schedules", "schedules"),
    ("service_areas", "service_areas"),
    ("languages", "languages"),
    ("funding", "funding"),
    ("cost_options", "cost_options"),
    ("contacts", "contacts"),
    ("phones", "phones"),
    ("service_capacity", "capacities"),
)
_NAMES = {
    "services_at_location": "service_at_locations",
    "services_at_locations": "service_at_locations",
    "physical_addresses": "addresses",
    "accessibility_for_disabilities": "accessibility",
    "organisations": "organizations",
    "organization_identifiers": "organization_identifiers",
    "taxonomy_term": "taxonomy_terms",
}


def template(language: str = "en") -> str:
    """The simple table with its headings in one language and one row to write over."""
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow([welsh if language == "cy" else name for name, welsh, _example in COLUMNS])
    table.writerow([example for _name, _welsh, example in COLUMNS])
    return text.getvalue()


def read_tables(files: Mapping[str, bytes]) -> tuple[bool, Records]:
    """Records as Open Referral UK 3.0 has them, each with its file and line; and whether this was a package.

    Raises FeedError when there is no table of services, or a table cannot be read.
    """
    tables = {_table_name(name): (PurePath(name).name, _rows(content)) for name, content in files.items()}
    if len(tables) == 1:
        [(name, rows)] = tables.values()
        if not any("organization_id" in row for row in rows):
            return False, [(f"{name} line {line}", _simple(row)) for line, row in enumerate(rows, 2)]
    if "services" not in tables:
        raise FeedError(
            _(
                "There is no table services.csv. A package of tables has one, and a simple table is one file alone."
            )
        )
    return True, list(_package({name: rows for name, (_file, rows) in tables.items()}, tables["services"][0]))


def _table_name(name: str) -> str:
    stem = PurePath(name).stem.lower()
    return _NAMES.get(stem, stem)


def _rows(content: bytes) -> list[Row]:
    text = _text(content)
    heading = text.partition("\n")[0]
    delimiter = max(",;\t", key=heading.count)
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as fault:
        raise FeedError(
            _(
                "A table is not CSV: quotation marks are left open, or a cell is too long. Save it again as CSV."
            )
        ) from fault
    if len(rows) > MAX_SERVICES * 10:
        raise FeedError(_("The feed has more than 50,000 services. Load it in smaller parts."))
    return [
        {str(key).strip().casefold(): (value or "").strip() for key, value in row.items() if key is not None}
        for row in rows
    ]


def _text(content: bytes) -> str:
    """UTF-8, or what Excel writes in western Europe."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _simple(row: Row) -> Row:
    """One line of a charity's own table."""
    said = {_BY_HEADING.get(key, _ALSO.get(key, key)): value for key, value in row.items() if value}
    given = said.get("id") or f"{said.get('organisation', '')}/{said.get('name', '')}"
    organisation = said.get("organisation", "")
    record: Row = {"id": as_uuid(given), "status": said.get("status", "active")}
    if organisation:
        record["organization"] = {
            "id": str(uuid5(NAMESPACE_OID, organisation)),
            "name": organisation,
            "description": "",
            "website": said.get("organisation_website"),
        }
    for name in ("name", "description", "eligibility", "cost", "waiting_time"):
        there = {"eligibility": "eligibility_description", "cost": "fees", "waiting_time": "wait_time"}.get(
            name, name
        )
        record[there], record[f"{there}_cy"] = said.get(name), said.get(f"{name}_cy")
    for name in (
        "url",
        "email",
        "welsh_provision",
        "referral_route",
        "assured_date",
        "closed_to_referrals_on",
    ):
        record[name] = said.get(name)
    record |= {name: _number(said.get(name)) for name in ("minimum_age", "maximum_age")}
    record["is_refuge"] = _truth(said.get("is_refuge", ""))
    record["phones"] = [{"number": said["telephone"]}] if "telephone" in said else []
    record["attributes"] = [_need(word) for word in _words(said.get("needs"))]
    record["service_areas"] = [{"name": word, "uri": word} for word in _words(said.get("areas"))]
    record["languages"] = [{"name": word} for word in _words(said.get("languages"))]
    if "opening" in said:
        record["schedules"] = [{"description": said["opening"], "description_cy": said.get("opening_cy")}]
    record["service_at_locations"] = _simple_place(said)
    return record


def _simple_place(said: Row) -> list[Row]:
    if not {"address", "postcode", "latitude"} & said.keys():
        return []
    address = {
        "address_1": said.get("address"),
        "city": said.get("town"),
        "postal_code": said.get("postcode"),
        "address_type": "physical",
    }
    place: Row = {"location_type": "physical", "addresses": [address]}
    place |= {name: _number(said.get(name)) for name in ("latitude", "longitude")}
    return [{"location": place}]


def _need(word: str) -> Row:
    code = word.casefold().replace(" ", "_")
    return {"taxonomy_term": {"taxonomy": NEED_VOCABULARY, "term": code, "name": word}}


def _words(text: object) -> list[str]:
    return [word.strip() for word in str(text or "").split(";") if word.strip()]


def _number(text: object) -> object:
    """The number that a cell says; what is no number stays, to be refused with its reason."""
    if text in (None, ""):
        return None
    try:
        number = float(str(text))
    except ValueError:
        return text
    return int(number) if number.is_integer() else number


def _truth(text: str) -> object:
    word = text.casefold()
    return True if word in _TRUE else None if word in _FALSE else text


def _package(tables: Mapping[str, list[Row]], file: str) -> Iterator[tuple[str, object]]:
    """Services with what other tables say of them."""
    organisations = {row.get("id", ""): _cells(row) for row in tables.get("organizations", ())}
    for row in tables.get("organization_identifiers", ()):
        owner = organisations.get(row.get("organization_id", ""))
        if owner is not None:
            owner.setdefault("organization_identifiers", []).append(_cells(row))
    grouped = {
        table: _by(tables.get(table, ()), "service_id")
        for table, _field in (*_OF_SERVICE, ("service_at_locations", ""))
    }
    places = _places(tables)
    attributes = _attributes(tables)
    for line, row in enumerate(tables["services"], 2):
        record, key = _cells(row), row.get("id", "")
        organisation = organisations.get(row.get("organization_id", ""))
        if organisation is not None:
            record["organization"] = organisation
        record["is_refuge"] = _truth(row.get("is_refuge", ""))
        for table, field in _OF_SERVICE:
            record[field] = [_cells(one) for one in grouped[table][key]]
        record["attributes"] = attributes[key]
        record["service_at_locations"] = [
            {**_cells(one), "location": places.get(one.get("location_id", ""))}
            for one in grouped["service_at_locations"][key]
        ]
        yield f"{file} line {line}", record


def _places(tables: Mapping[str, list[Row]]) -> dict[str, Row]:
    addresses = _by(tables.get("addresses", ()), "location_id")
    access = _by(tables.get("accessibility", ()), "location_id")
    return {
        row.get("id", ""): {
            "location_type": "physical",
            **_cells(row),
            "addresses": [_cells(one) for one in addresses[row.get("id", "")]],
            "accessibility": [_cells(one) for one in access[row.get("id", "")]],
        }
        for row in tables.get("locations", ())
    }


def _attributes(tables: Mapping[str, list[Row]]) -> defaultdict[str, list[Row]]:
    terms = {row.get("id", ""): _cells(row) for row in tables.get("taxonomy_terms", ())}
    taxonomies = {row.get("id", ""): row.get("name", "") for row in tables.get("taxonomies", ())}
    for term in terms.values():
        term.setdefault("taxonomy", taxonomies.get(str(term.get("taxonomy_id")), ""))
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in tables.get("attributes", ()):
        said = terms.get(row.get("taxonomy_term_id", ""))
        if said is not None:
            found[row.get("link_id", "")].append({**_cells(row), "taxonomy_term": said})
    return found


def _by(rows: "Iterator[Row] | list[Row] | tuple[()]", key: str) -> defaultdict[str, list[Row]]:
    grouped: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row.get(key, "")].append(row)
    return grouped


def _cells(row: Row) -> Row:
    """The cells that say something, as the types that the standard has."""
    cells: Row = {
        key: _number(value) if key in _NUMBERS else value for key, value in row.items() if value != ""
    }
    if "id" in cells:
        cells["id"] = as_uuid(cells["id"])
    return cells
