"""Builds a release into a folder, says with hashes what it was made from, and checks it again."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from django.utils.translation import override

from earlyhelp import evaluate
from earlyhelp.evaluate.measures.measure import Measure
from earlyhelp.evaluate.publishing import bulletin, definitions, tables, words, workbooks
from earlyhelp.evaluate.publishing.periods import Year
from earlyhelp.evaluate.publishing.sections import THRESHOLDS, Section, read_sections

MANIFEST: Final = "manifest.json"
INPUTS: Final = ("values.parquet", "run.json")
_CODE: Final = Path(evaluate.__file__).parent
_KINDS: Final = frozenset({".py", ".html", ".css", ".typ", ".csv", ".toml"})


class NothingToRelease(ValueError):
    """No measure has a value in the period."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of a release. `before` is the manifest of the release before this one."""

    year: Year
    published_on: date
    audience: str = "public"
    before: Mapping[str, Any] | None = None

    def as_values(self) -> dict[str, Any]:
        """As the manifest keeps it, so that the release can be built again."""
        return {
            "period": self.year.name,
            "published_on": self.published_on.isoformat(),
            "audience": self.audience,
            "threshold": THRESHOLDS[self.audience],
            "measures_before": None if self.before is None else sorted(self.before["measures"]),
        }


def build(values: Path, out: Path, wanted: Wanted, measures: Sequence[Measure]) -> dict[str, Any]:
    """Write the release into `out`, and give its manifest. The same values, words and code make the same bytes.

    Raises NothingToRelease.
    """
    sections = read_sections(values, wanted.year, measures, wanted.audience)
    if not sections:
        raise NothingToRelease(wanted.year.name)
    run = json.loads((values / "run.json").read_text(encoding="utf-8"))
    known = None if wanted.before is None else frozenset(wanted.before["measures"])
    names = [section.measure.name for section in sections]
    news = None if known is None else frozenset(names) - known
    told = bulletin.Told(wanted.year, wanted.published_on, wanted.audience, news, run.get("breaks", ()))
    outputs: dict[str, str] = {}
    for name, content in _files(sections, told):
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        outputs[name] = hashlib.sha256(content).hexdigest()
    manifest = {
        "product": {"name": "earlyhelp", "version": version("earlyhelp")},
        "asked": wanted.as_values(),
        "measures": sorted(names),
        "code": code_hash(),
        "inputs": {name: hash_of(values / name) for name in INPUTS},
        "facts": run.get("inputs", {}),
        "outputs": dict(sorted(outputs.items())),
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
    (out / MANIFEST).write_text(text + "\n", encoding="utf-8")
    return manifest


def _files(sections: Sequence[Section], told: bulletin.Told) -> Iterator[tuple[str, bytes]]:
    for section in sections:
        note = words.SMALL[told.audience]
        yield f"tables/{section.code}.csv", tables.csv_bytes(section)
        yield (
            f"tables/{section.code}.csv-metadata.json",
            tables.metadata(section, told.published_on.isoformat(), note),
        )
    for language in tables.LANGUAGES:
        values, pictures = bulletin.bulletin(sections, told, language)
        yield from pictures.items()
        yield f"bulletin.{language}.html", bulletin.page(values)
        yield f"definitions.{language}.html", definitions.page(values)
        yield f"bulletin.{language}.pdf", bulletin.paper(values, told.published_on)
        with override(language):
            sheets = definitions.sheets(values, sections)
            title = values["title"]
            yield f"tables.{language}.xlsx", workbooks.xlsx(sheets, title, told.published_on)
            yield f"tables.{language}.ods", workbooks.ods(sheets, title, told.published_on, language)


def hash_of(path: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def code_hash() -> dict[str, str]:
    """A SHA-256 of each file of this room that can change a release, by its name in the room."""
    files = sorted(
        path for path in _CODE.rglob("*") if path.suffix in _KINDS and "migrations" not in path.parts
    )
    return {path.relative_to(_CODE).as_posix(): hash_of(path) for path in files}


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a release."""
    found: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return found


def differences(folder: Path, manifest: Mapping[str, Any]) -> list[str]:
    """The names of files that are not as the manifest says, that are missing, or that it does not know."""
    told: Mapping[str, str] = manifest["outputs"]
    there = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }
    changed = {name for name in told.keys() & there if hash_of(folder / name) != told[name]}
    return sorted(changed | (told.keys() ^ there))


def rebuilt(
    manifest: Mapping[str, Any], values: Path, year: Year, out: Path, measures: Sequence[Measure]
) -> list[str]:
    """Build the same release again, and name the files that came out otherwise, and inputs or code that changed."""
    asked = manifest["asked"]
    before = None if asked["measures_before"] is None else {"measures": asked["measures_before"]}
    wanted = Wanted(year, date.fromisoformat(asked["published_on"]), asked["audience"], before)
    again = build(values, out, wanted, measures)
    found = []
    for part in ("inputs", "code", "outputs"):
        one, other = manifest[part], again[part]
        found += [name for name in sorted({*one, *other}) if one.get(name) != other.get(name)]
    return found
