"""Records in their plainest form: one table ``people`` with the same columns whatever the file looked like.

Names, dates and sexes are read once for each way in which they are written, by Python that knows Welsh names; the rest
is plain enough for SQL.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Final, NamedTuple

import pyarrow as pa

from earlyhelp.kit import names
from earlyhelp.understand.linkage.batch.engines import Engine, quoted
from earlyhelp.understand.linkage.batch.mapping import Mapping

_NUMBERS: Final = re.compile(r"\d+")
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_MONTHS: Final = {
    short: number
    for number, several in enumerate(
        (
            "jan ion", "feb chw", "mar maw", "apr ebr", "may mai", "jun meh",
            "jul gor", "aug aws", "sep med", "oct hyd", "nov tac", "dec rha",
        ),
        start=1,
    )
    for short in several.split()
}  # fmt: skip
_SEXES: Final = {
    "m": "m", "male": "m", "man": "m", "boy": "m", "1": "m", "gwryw": "m", "g": "m", "gwrywaidd": "m", "dyn": "m",
    "f": "f", "female": "f", "woman": "f", "girl": "f", "2": "f", "benyw": "f", "b": "f", "benywaidd": "f", "w": "f",
}  # fmt: skip
_OLDEST_YEAR: Final = 1000


class Given(NamedTuple):
    """A given name as it is compared: the first word, the rest, and the labels under which it is found."""

    given: str | None
    given_rest: str | None
    given_root: str | None
    given_sound: str | None
    given_known: bool


class Family(NamedTuple):
    """A family name as it is compared: all its words, its first and last word, and the labels."""

    family: str | None
    family_first: str | None
    family_last: str | None
    family_root: str | None
    family_sound: str | None
    family_known: bool


class Born(NamedTuple):
    """A date of birth: eight digits when all of it is known (even when it cannot be a date), and its parts."""

    born: str | None
    born_year: int | None
    born_month: int | None
    born_day: int | None


def given_of(written: str) -> Given:
    """Read one given name."""
    words = names.words(written)
    if not words:
        return Given(None, None, None, None, False)
    first = words[0]
    rest = " ".join(words[1:]) or None
    return Given(
        first, rest, names.root(first), names.sound(first) or None, names.is_known(first, names.Kind.GIVEN)
    )


def family_of(written: str) -> Family:
    """Read one family name."""
    words = names.words(written)
    if not words:
        return Family(None, None, None, None, None, False)
    last = words[-1]
    known = names.is_known(last, names.Kind.FAMILY)
    return Family(" ".join(words), words[0], last, names.root(last), names.sound(last) or None, known)


def halves_of(written: str) -> tuple[str, str]:
    """Part a whole name into given names and family name: "Jones, Siân Haf" and "Siân Haf Jones" alike."""
    if "," in written:
        family, _, given = written.partition(",")
        return given.strip(), family.strip()
    words = names.words(written)
    return (" ".join(words[:-1]), words[-1]) if len(words) > 1 else (" ".join(words), "")


def sex_of(written: str) -> str | None:
    """Read a sex: m, f, or another one as it is written."""
    folded = names.fold(written) or written.strip()
    return (
        _SEXES.get(folded, folded[:1] or None)
        if folded not in {"u", "unknown", "nk", "anhysbys", "9", "0"}
        else None
    )


def order_of(written: Iterable[str]) -> str:
    """Say whether dates such as 03/05/1984 begin with the day or the month: by those that can be only one of them."""
    day_first = month_first = 0
    for each in written:
        parts = _NUMBERS.findall(each)
        if len(parts) >= 3 and len(parts[0]) <= 2 and len(parts[2]) in {2, 4}:
            day_first += int(parts[0]) > 12
            month_first += int(parts[1]) > 12
    return "mdy" if month_first > day_first else "dmy"


def born_of(written: str, order: str, this_year: int) -> Born:
    """Read one date of birth in any usual form; ``order`` is dmy, mdy, ymd or a strptime format."""
    if "%" in order:
        try:
            found = datetime.strptime(written.strip(), order).date()  # noqa: DTZ007 a date has no time zone
        except ValueError:
            return Born(None, None, None, None)
        return _born(found.year, found.month, found.day)
    lower = written.strip().lower().split("t")[0] if written[:4].isdigit() else written.strip().lower()
    month = next((_MONTHS[word[:3]] for word in _WORD.findall(lower) if word[:3] in _MONTHS), None)
    parts = _NUMBERS.findall(lower)
    if month is not None:
        return _with_named_month(parts, month, this_year)
    if len(parts) >= 3:
        return _of_three(parts, order, this_year)
    return _of_few(parts, this_year)


def _of_few(parts: list[str], this_year: int) -> Born:
    """Eight digits in a row, a year and a month, or a year alone."""
    if len(parts) == 1 and len(parts[0]) == 8:
        digits = parts[0]
        if _OLDEST_YEAR < int(digits[:4]) <= this_year + 1:
            return _born(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
        return _born(int(digits[4:]), int(digits[2:4]), int(digits[:2]))
    if parts and len(parts[0]) == 4:
        return Born(None, int(parts[0]), (int(parts[1]) % 100 or None) if len(parts) == 2 else None, None)
    return Born(None, None, None, None)


def _with_named_month(parts: list[str], month: int, this_year: int) -> Born:
    if len(parts) < 2:
        return (
            Born(None, int(parts[0]), month, None)
            if parts and len(parts[0]) == 4
            else Born(None, None, None, None)
        )
    day, year = (parts[1], parts[0]) if len(parts[0]) == 4 else (parts[0], parts[1])
    return _born(_whole_year(year, this_year), month, int(day))


def _of_three(parts: list[str], order: str, this_year: int) -> Born:
    if len(parts[0]) == 4 or order == "ymd":
        return _born(_whole_year(parts[0], this_year), int(parts[1][:2]), int(parts[2][:2]))
    first, second, year = int(parts[0][:2]), int(parts[1][:2]), _whole_year(parts[2], this_year)
    return _born(year, first, second) if order == "mdy" else _born(year, second, first)


def _whole_year(written: str, this_year: int) -> int:
    year = int(written[:4])
    if len(written) > 2:
        return year
    return 2000 + year if 2000 + year <= this_year else 1900 + year


def _born(year: int, month: int, day: int) -> Born:
    if not year:
        return Born(None, None, None, None)
    if not month or not day:
        return Born(None, year, month or None, None)
    month, day = month % 100, day % 100
    return Born(f"{year:04}{month:02}{day:02}", year, month, day)


# --- the table ------------------------------------------------------------------------------------------

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
    cell = f"regexp_replace({cell}, '^([0-9]+)[.]0$', '\\1')"
    return f"CASE WHEN lower({cell}) IN ('', 'nan', 'none', 'null', 'na', '<na>', 'nat') THEN NULL ELSE {cell} END"


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
    engine.make("people", _people_sql(mapping))
    engine.drop(
        "written", *(f"dict_{name}" for name in ("given", "family", "others", "former", "sex", "born"))
    )


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


def _people_sql(mapping: Mapping) -> str:
    address = f"' ' || {folded('w.address_raw')} || ' '"
    for short, long in _STREETS:
        address = f"replace({address}, ' {short} ', ' {long} ')"
    words = f"string_split(trim({address}), ' ')"
    postcode = "nullif(regexp_replace(upper(w.postcode_raw), '[^A-Z0-9]+', '', 'g'), '')"
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
          s.sex, array_to_string(list_sort(list_distinct({words})), ' ') AS address,
          nullif(regexp_extract({folded("w.address_raw")}, '([0-9]+[a-z]?)( |$)', 1), '') AS house,
          {postcode} AS postcode,
          nullif(regexp_extract({postcode}, '^([A-Z]+[0-9]+[A-Z]?)[0-9][A-Z][A-Z]$', 1), '') AS district,
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
    """
