"""Files of archived months of the audit: JSON lines, compressed, one file for each unbroken run of a chain.

The first line says where the run begins and the digest before it; each other line is a link and its entry. So a file
can be checked by itself, and against the seam that it left in the service.
"""

import gzip
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any, Final

from earlyhelp.govern.rules.archives import columns_of, text_of
from earlyhelp.govern.rules.chains import ChainRow, Fault, Finding, Seam, find_faults

_ATTEMPT: Final = ".part"


@dataclass(frozen=True, slots=True)
class Archived:
    """One file, and what it holds. `file_digest` is the SHA-256 of the file, 32 bytes."""

    month: date
    seam: Seam
    file: str
    file_digest: bytes


class NotAnArchive(Exception):
    """This file is not an archive of the audit, or not a whole one."""


def write_run(folder: Path, month: date, before: bytes, rows: Iterable[ChainRow]) -> Archived:
    """Write one run of links and entries, see it on the disk, and read it back. Raises NotAnArchive, OSError."""
    count, last = 0, None
    attempt = folder / f"audit-{month:%Y-%m}{_ATTEMPT}"
    with (
        os.fdopen(os.open(attempt, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as raw,
        gzip.GzipFile(filename="", fileobj=raw, mode="wb", mtime=0) as packed,
    ):
        for row in rows:
            if last is None:
                head = {
                    "month": f"{month:%Y-%m}",
                    "chain": row.chain,
                    "first": row.position,
                    "before": before.hex(),
                }
                packed.write(_line(head))
            entry = {"position": row.position, "digest": row.digest.hex(), **columns_of(row.text)}
            packed.write(_line(entry))
            count, last = count + 1, row
    if last is None:
        raise NotAnArchive("There is nothing to write.")
    seam = Seam(last.chain, last.position - count + 1, last.position, before, last.digest)
    path = folder / f"audit-{month:%Y-%m}-{seam.chain}-{seam.first}-{seam.position}.jsonl.gz"
    attempt.replace(path)
    _see_on_disk(path)
    _see_on_disk(folder)
    written = Archived(month, seam, path.name, _digest(path))
    if faults := list_file_faults(path, written):
        raise NotAnArchive(f"{path} can not be read back: {faults[0].fault}.")
    return written


def read_run(path: Path) -> tuple[Seam, Iterator[ChainRow]]:
    """Where a file begins (as a seam without an end), and its links. Raises NotAnArchive, also while it is read."""
    lines = _lines(path)
    try:
        head = next(lines)
        name, first = str(head["chain"]), int(head["first"])
        before = bytes.fromhex(head["before"])
    except (StopIteration, KeyError, TypeError, ValueError) as problem:
        raise NotAnArchive(f"{path} is not an archive of the audit.") from problem
    return Seam(name, 1, first - 1, before, before), (_row(path, name, line) for line in lines)


def list_file_faults(path: Path, archived: Archived) -> list[Finding]:
    """What is wrong with a file, given what it left in the service: nothing when it is as it was written."""
    seam = archived.seam
    changed = Finding(Fault.CHANGED, seam.chain, seam.first)
    if not path.exists():
        return [Finding(Fault.GAP, seam.chain, seam.first)]
    try:
        start, rows = read_run(path)
        last: list[ChainRow] = []
        faults = list(find_faults(chain((_from_the_start(start, seam),), _remembering(rows, last))))
    except NotAnArchive:
        return [changed]
    ends = [(row.position, row.digest) for row in last] == [(seam.position, seam.digest)]
    whole = ends and start.before == seam.before and _digest(path) == archived.file_digest
    return faults or ([] if whole else [changed])


def _remembering(rows: Iterable[ChainRow], last: list[ChainRow]) -> Iterator[ChainRow]:
    for row in rows:
        last[:] = [row]
        yield row


def _from_the_start(start: Seam, seam: Seam) -> Seam:
    """What the walk of a file begins with: all that went before it, which is known by its digest only."""
    return Seam(seam.chain, 1, start.position, b"", start.digest)


def _lines(path: Path) -> Iterator[Any]:
    try:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                yield json.loads(line)
    except (OSError, EOFError, ValueError) as problem:
        raise NotAnArchive(f"{path} is not an archive of the audit.") from problem


def _row(path: Path, name: str, line: Any) -> ChainRow:
    try:
        return ChainRow(name, int(line["position"]), bytes.fromhex(line["digest"]), text_of(line))
    except (KeyError, TypeError, ValueError) as problem:
        raise NotAnArchive(f"{path} has a line that is no link of the audit.") from problem


def _line(said: dict[str, Any]) -> bytes:
    return json.dumps(said, ensure_ascii=False).encode() + b"\n"


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _see_on_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
