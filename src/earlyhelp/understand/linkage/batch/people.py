"""Records in their plainest form: one table ``people`` with the same columns whatever the file looked like.

Names, dates and sexes are read once for each way in which they are written, by Python that knows Welsh names; the rest
is plain enough for SQL.
"""

from collections.abc import Callable, Sequence
from typing import Final

import pyarrow as pa

from earlyhelp.kit import names
from earlyhelp.understand.linkage.batch.engines import Engine, quoted
from earlyhelp.understand.linkage.batch.mapping import Mapping
from earlyhelp.understand.linkage.batch.plain import born_of, family_of, given_of, halves_of, order_of, sex_of

_GIVEN_TYPES: Final = pa.schema(
    [("given", pa.string()), ("given_rest", pa.string()), ("given_root", pa.string()), ("given_sound", pa.string()),
     ("given_known", pa.bool_())]
)  # fmt: skip
_FAMILY_TYPES: Final = pa.schema(
    [("family", pa.string()), ("family_first", pa.string()), ("family_last", pa.string()),
     ("family_root", pa.string()), ("family_sound", pa.string()), ("family_known", pa.bool_())]
)  # fmt: skip
_BORN_TYPES: Final = pa.schema(
    [("born", pa.string()), ("born_year", pa.int32()), ("born_month", pa.int32()), ("born_day", pa.int32())]
)


def _cleaned(column: str) -> str:
    """A cell as text: without spaces around it; empty and "nan" are nothing; 4564.0 is 4564."""
    cell = f"trim(CAST({quoted(column)} AS VARCHAR))"
    cell = f"CASE WHEN ends_with({cell}, '.0') THEN regexp_replace({cell}, '^([0-9]+)[.]0$', '\\1') ELSE {cell} END"
    nothing = f"length({cell}) <= 4 AND lower({cell}) IN ('', 'nan', 'none', 'null', 'na', '<na>', 'nat')"
    return f"CASE WHEN {nothing} THEN NULL ELSE {cell} END"


def _together(columns: Sequence[str], between: str = " ") -> str:
    if not columns:
        return "CAST(NULL AS VARCHAR)"
    if len(columns) == 1:
        return _cleaned(columns[0])
    return f"nullif(concat_ws('{between}', {', '.join(map(_cleaned, columns))}), '')"


def folded(cell: str) -> str:
    """SQL for text in lower case without accents, everything but letters and digits as one space."""
    return f"nullif(trim(regexp_replace(lower(strip_accents({cell})), '[^a-z0-9]+', ' ', 'g')), '')"


def make_people(engine: Engine, mapping: Mapping, *, this_year: int) -> None:
    """Make the table ``people`` out of ``raw``: ``n`` from 0, and what can be compared."""
    engine.make("written", _written_sql(mapping))
    if mapping.of("full_name"):
        _make_halves(engine)
    _dictionary(engine, "dict_given", "given_raw", given_of, _GIVEN_TYPES)
    _dictionary(engine, "dict_family", "family_raw", family_of, _FAMILY_TYPES)
    _dictionary(
        engine,
        "dict_others",
        "others_raw",
        lambda each: (" ".join(names.words(each)) or None,),
        _text("others"),
    )
    _dictionary(
        engine,
        "dict_former",
        "former_raw",
        lambda each: (" ".join(names.words(each)) or None,),
        _text("former"),
    )
    _dictionary(engine, "dict_sex", "sex_raw", lambda each: (sex_of(each),), _text("sex"))
    order = mapping.dates.strip().lower() if "%" not in mapping.dates else mapping.dates
    if order not in {"dmy", "mdy", "ymd"} and "%" not in order:
        order = order_of(_distinct(engine, "born_raw"))
    _dictionary(engine, "dict_born", "born_raw", lambda each: born_of(each, order, this_year), _BORN_TYPES)
    _make_places(engine)
    engine.make("people", _people_sql(mapping))
    read = ("given", "family", "others", "former", "sex", "born", "address", "postcode")
    engine.drop("written", *(f"dict_{name}" for name in read))


def _text(name: str) -> pa.Schema:
    return pa.schema([(name, pa.string())])


def _distinct(engine: Engine, column: str) -> list[str]:
    found: list[str] = engine.ask(
        f"SELECT DISTINCT {column} AS w FROM written WHERE {column} IS NOT NULL ORDER BY w"
    )["w"].to_pylist()
    return found


def _dictionary(
    engine: Engine, table: str, column: str, read: Callable[[str], Sequence[object]], types: pa.Schema
) -> None:
    """Make a table that says for each way of writing what it says in plain form."""
    written = _distinct(engine, column)
    rows = [read(each) for each in written]
    columns = [pa.array(written, pa.string())]
    columns += [
        pa.array([row[place] for row in rows], types.field(place).type) for place in range(len(types))
    ]
    engine.put(table, pa.table(columns, names=["raw", *types.names]))


def _make_halves(engine: Engine) -> None:
    """Fill in given and family name from the whole name where they are not there themselves."""
    written = _distinct(engine, "full_raw")
    halves = [halves_of(each) for each in written]
    rows = pa.table(
        {
            "raw": pa.array(written, pa.string()),
            "half_given": pa.array([given or None for given, _ in halves], pa.string()),
            "half_family": pa.array([family or None for _, family in halves], pa.string()),
        }
    )
    engine.put("dict_full", rows)
    engine.make(
        "halved",
        "SELECT w.* EXCLUDE (given_raw, family_raw), coalesce(w.given_raw, d.half_given) AS given_raw, "
        "coalesce(w.family_raw, d.half_family) AS family_raw "
        "FROM written w LEFT JOIN dict_full d ON d.raw = w.full_raw",
    )
    engine.make("written", "SELECT * FROM halved")
    engine.drop("halved", "dict_full")


def _written_sql(mapping: Mapping) -> str:
    """What each record says, as it is written, field by field."""
    of = mapping.of
    if of("date_of_birth"):
        born = _together(of("date_of_birth")[:1])
    elif of("birth_year"):
        parts = [
            _cleaned(of(name)[0]) if of(name) else "'0'"
            for name in ("birth_year", "birth_month", "birth_day")
        ]
        year = f"lpad({parts[0]}, 4, '0')"
        born = f"{year} || '-' || coalesce({parts[1]}, '0') || '-' || coalesce({parts[2]}, '0')"
    else:
        born = "CAST(NULL AS VARCHAR)"
    cells = {
        "given_raw": _together(of("given_name")),
        "family_raw": _together(of("family_name")),
        "others_raw": _together(of("other_names")),
        "former_raw": _together(of("former_names")),
        "full_raw": _together(of("full_name")[:1]),
        "born_raw": born,
        "age_raw": _together(of("age")[:1]),
        "sex_raw": _together(of("sex")[:1]),
        "address_raw": _together(of("address")),
        "postcode_raw": _together(of("postcode")[:1]),
        "town_raw": _together(of("town")[:1]),
        "telephone_raw": _together(of("telephone")[:1]),
        "email_raw": _together(of("email")[:1]),
        "source_raw": _together(of("source")[:1]),
        "birthplace_raw": _together(of("place_of_birth")[:1]),
    }
    cells |= {f"id_{n}_raw": _together([each]) for n, each in enumerate(of("identifiers"), 1)}
    cells |= {f"also_{n}_raw": _together([each]) for n, each in enumerate(of("also"), 1)}
    chosen = ", ".join(f"{sql} AS {name}" for name, sql in cells.items())
    return f"SELECT CAST(row_n AS INTEGER) AS n, {chosen} FROM raw"


_STREETS: Final = (
    ("rd", "road"), ("st", "street"), ("ave", "avenue"), ("av", "avenue"), ("ln", "lane"), ("cl", "close"),
    ("dr", "drive"), ("cres", "crescent"), ("ct", "court"), ("pl", "place"), ("apt", "flat"), ("fflat", "flat"),
    ("apartment", "flat"),
)  # fmt: skip


def _make_places(engine: Engine) -> None:
    """Read each way of writing an address or a postcode once."""
    address = "' ' || said || ' '"
    for short, long in _STREETS:
        address = f"replace({address}, ' {short} ', ' {long} ')"
    engine.make(
        "dict_address",
        f"SELECT raw, array_to_string(list_sort(list_distinct(string_split(trim({address}), ' '))), ' ') AS address, "
        "nullif(regexp_extract(said, '([0-9]+[a-z]?)( |$)', 1), '') AS house "
        f"FROM (SELECT address_raw AS raw, {folded('address_raw')} AS said FROM written "
        "WHERE address_raw IS NOT NULL GROUP BY address_raw)",
    )
    engine.make(
        "dict_postcode",
        "SELECT raw, postcode, nullif(regexp_extract(postcode, '^([A-Z]+[0-9]+[A-Z]?)[0-9][A-Z][A-Z]$', 1), '') "
        "AS district FROM (SELECT postcode_raw AS raw, "
        "nullif(regexp_replace(upper(postcode_raw), '[^A-Z0-9]+', '', 'g'), '') AS postcode FROM written "
        "WHERE postcode_raw IS NOT NULL GROUP BY postcode_raw)",
    )


def _people_sql(mapping: Mapping) -> str:
    digits = "regexp_replace(regexp_replace(w.telephone_raw, '[^0-9]+', '', 'g'), '^(00)?(44)?0*', '')"
    email = "nullif(replace(lower(w.email_raw), ' ', ''), '')"
    more = [
        f"nullif(regexp_replace(upper(w.id_{n}_raw), '[^A-Z0-9]+', '', 'g'), '') AS id_{n}"
        for n in range(1, len(mapping.of("identifiers")) + 1)
    ]
    more += [f"{folded(f'w.also_{n}_raw')} AS also_{n}" for n in range(1, len(mapping.of("also")) + 1)]
    return f"""
        SELECT w.n, g.given, nullif(concat_ws(' ', g.given_rest, o.others), '') AS others, g.given_root, g.given_sound,
          coalesce(g.given_known, false) AS given_known,
          f.family, f.family_first, f.family_last, f.family_root, f.family_sound,
          coalesce(f.family_known, false) AS family_known, p.former,
          b.born, coalesce(b.born_year, 2100 - try_cast(w.age_raw AS INTEGER)) AS born_year, b.born_month, b.born_day,
          s.sex, a.address, a.house, c.postcode, c.district,
          {folded("w.town_raw")} AS town,
          CASE WHEN length({digits}) >= 6 THEN {digits} END AS telephone,
          {email} AS email, nullif(split_part({email}, '@', 1), '') AS email_user,
          coalesce(contains(split_part({email}, '@', 1), coalesce(f.family_last, g.given)), false) OR
            coalesce(contains(split_part({email}, '@', 1), coalesce(g.given, f.family_last)), false) AS email_named,
          {folded("w.birthplace_raw")} AS birthplace, w.source_raw AS source
          {"".join(", " + each for each in more)}
        FROM written w LEFT JOIN dict_given g ON g.raw = w.given_raw LEFT JOIN dict_family f ON f.raw = w.family_raw
          LEFT JOIN dict_others o ON o.raw = w.others_raw LEFT JOIN dict_former p ON p.raw = w.former_raw
          LEFT JOIN dict_born b ON b.raw = w.born_raw LEFT JOIN dict_sex s ON s.raw = w.sex_raw
          LEFT JOIN dict_address a ON a.raw = w.address_raw LEFT JOIN dict_postcode c ON c.raw = w.postcode_raw
    """
