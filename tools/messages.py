"""The Welsh catalogue: `update` it from the pages, or `check` that it is complete and true to them."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "earlyhelp"
PO = Path("locale/cy/LC_MESSAGES/django.po")
PLURALS = "nplurals=6; plural=(n==0) ? 0 : (n==1) ? 1 : (n==2) ? 2 : (n==3) ? 3 : (n==6) ? 4 : 5;"
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|(?<!\{)\{(\w+)\}(?!\})|%[sd]")


def extract(package: Path) -> None:
    """Write what the pages say now into the catalogue below `package`."""
    (package / PO).parent.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-W", "ignore", "-m", "django", "makemessages"]
    options = ["--locale", "cy", "--no-location", "--no-wrap", "--ignore", "static/*", "--verbosity", "0"]
    # The settings need a database and are found from the root only; reading pages needs neither.
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    subprocess.run([*command, *options], cwd=package, env=environment, check=True)


def entries(path: Path) -> dict[tuple[str, str, str], polib.POEntry]:
    """Return the entries in use, by context, message and plural."""
    found = polib.pofile(str(path))
    return {(e.msgctxt or "", e.msgid, e.msgid_plural): e for e in found if not e.obsolete}


def update() -> int:
    """Bring the catalogue up to date. New messages are left untranslated, never guessed."""
    target = PACKAGE / PO
    extract(PACKAGE)
    catalogue = polib.pofile(str(target), wrapwidth=0)
    catalogue.metadata["Plural-Forms"] = PLURALS
    catalogue.metadata.pop("POT-Creation-Date", None)
    for entry in catalogue:
        if entry.fuzzy:
            entry.fuzzy = False
            entry.msgstr = ""
            entry.previous_msgid = entry.previous_msgid_plural = entry.previous_msgctxt = None
            entry.msgstr_plural = dict.fromkeys(range(6), "") if entry.msgid_plural else {}
    catalogue.sort(key=lambda entry: (entry.msgid, entry.msgctxt or ""))
    kept = [entry for entry in catalogue if not entry.obsolete]
    catalogue.clear()
    catalogue.extend(kept)
    catalogue.save(str(target))
    print(f"{len(kept)} messages, {len(catalogue.untranslated_entries())} to translate")
    return 0


def check() -> int:
    """Report what is missing, fuzzy, left over, or does not keep its placeholders."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "earlyhelp"
        shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("vendor", "__pycache__", "*.mo"))
        extract(copy)
        now = entries(copy / PO)
    kept = entries(PACKAGE / PO) if (PACKAGE / PO).exists() else {}
    problems = [f"not in the catalogue (make messages): {key[1]!r}" for key in now.keys() - kept.keys()]
    problems += [f"no longer in the pages (make messages): {key[1]!r}" for key in kept.keys() - now.keys()]
    for entry in kept.values():
        problems += faults(entry)
    print("\n".join(problems) or f"{len(kept)} messages, all in Welsh")
    return 1 if problems else 0


def faults(entry: polib.POEntry) -> list[str]:
    """Return what is wrong with one translation."""
    texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    found = []
    if entry.fuzzy or not all(texts) or (entry.msgid_plural and len(texts) != 6):
        found.append(f"not translated: {entry.msgid!r}")
    wanted = placeholders(entry.msgid_plural or entry.msgid)
    for text in texts:
        missing = wanted - placeholders(text) - ({"n", "count", "counter"} if entry.msgid_plural else set())
        if text and (missing or placeholders(text) - wanted):
            found.append(f"placeholders differ: {entry.msgid!r} / {text!r}")
    return found


def placeholders(text: str) -> set[str]:
    """Return the names that stand for something else in a message."""
    return {found.group(1) or found.group(2) or found.group(0) for found in PLACEHOLDER.finditer(text)}


if __name__ == "__main__":
    sys.exit({"update": update, "check": check}[sys.argv[1]]())
