"""The keyed digest that stands for a deleted record, and the register of erasures beside the database.

A backup that is restored holds again what was deleted since it was made, and not the proofs. So each digest is also
written to a file that is kept apart from the backups; `earlyhelp retention reapply` reads it after a restore.
"""

import hmac
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Erased:
    """One line of the register: what proves an erasure, and what is needed to do it again. Texts of keys and days."""

    digest: str
    agency: str
    root: str
    record_class: str
    rule_version: int
    confirmed_by: str
    erased_at: str


def digest_of(agency_id: UUID, root: str, key: UUID) -> str:
    """HMAC-SHA-256 of a record's key: who has the key of the service can find it again, and nobody else."""
    text = f"{agency_id}|{root}|{key}"
    return hmac.new(settings.ERASURE_KEY.encode(), text.encode(), sha256).hexdigest()


def read_register(path: Path) -> Iterator[Erased]:
    """The lines of a register; none when there is no file. Raises ValueError for a line that is not one."""
    if not path.exists():
        return
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            yield Erased(**json.loads(line))
        except (TypeError, ValueError) as problem:
            raise ValueError(f"Line {number} of {path} is not a line of an erasure register.") from problem


def add_to_register(path: Path, erased: Iterable[Erased]) -> int:
    """Write lines that the register does not hold yet, and see them on the disk. Returns how many."""
    known = {one.digest for one in read_register(path)}
    new = [one for one in erased if one.digest not in known]
    if new:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.writelines(f"{json.dumps(asdict(one))}\n" for one in new)
            file.flush()
            os.fsync(file.fileno())
    return len(new)
