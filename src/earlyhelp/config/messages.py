"""Compiles the Welsh catalogue, so that a machine without gettext can run the service."""

import os
from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parents[1] / "locale"


def compile_messages() -> None:
    """Write each `.mo` beside its `.po` when it is missing or older."""
    for po in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
            continue
        part = mo.with_suffix(f".{os.getpid()}.part")  # two processes may start at once
        polib.pofile(str(po)).save_as_mofile(str(part))
        part.replace(mo)  # another process may read it at this moment
