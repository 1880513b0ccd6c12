"""The parts of the product as CycloneDX 1.6, from the two Python locks and package-lock.json. The same each time.

    tools/sbom.py          write docs/generated/sbom.cdx.json
    tools/sbom.py check    say whether it is current (exit code 1 when it is not)

There is no time and no chance in it: its serial number is made from what it lists.
"""

import base64
import json
import re
import sys
from pathlib import Path
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

ROOT: Final = Path(__file__).resolve().parents[1]
PAGE: Final = ROOT / "docs" / "generated" / "sbom.cdx.json"
_PINNED: Final = re.compile(
    r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)\s*(?:;\s*([^\\]+?))?\s*\\?$", re.M
)


def made(root: Path = ROOT) -> str:
    """The list as text."""
    run = _python(root / "requirements.lock")
    develop = _python(root / "requirements-dev.lock")
    parts = [_component("pypi", name, version, "required", where) for (name, version), where in run.items()]
    parts += [
        _component("pypi", name, version, "excluded", where)
        for (name, version), where in develop.items()
        if (name, version) not in run
    ]
    parts += _npm(root / "package-lock.json")
    parts.sort(key=lambda part: part["bom-ref"])
    product = {
        "type": "application",
        "name": "earlyhelp",
        "version": _version(root),
        "bom-ref": "earlyhelp",
        "licenses": [{"license": {"id": "MIT"}}],
    }
    listed = json.dumps(parts, sort_keys=True)
    bom = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, listed)}",
        "version": 1,
        "metadata": {"component": product},
        "components": parts,
        "dependencies": [{"ref": "earlyhelp", "dependsOn": [part["bom-ref"] for part in parts]}],
    }
    return json.dumps(bom, indent=1, ensure_ascii=False) + "\n"


def _version(root: Path) -> str:
    found = re.search(r'^version = "([^"]+)"', (root / "pyproject.toml").read_text(encoding="utf-8"), re.M)
    return found[1] if found else "0"


def _python(lock: Path) -> dict[tuple[str, str], str]:
    """Name and version of every locked part, and on which machines it is used ("" for all)."""
    text = lock.read_text(encoding="utf-8")
    return {(name.lower(), version): (where or "").strip() for name, version, where in _PINNED.findall(text)}


def _npm(lock: Path) -> list[dict[str, Any]]:
    found = []
    for place, said in json.loads(lock.read_text(encoding="utf-8"))["packages"].items():
        if not place:
            continue
        name = place.rpartition("node_modules/")[2]
        scope = "excluded" if said.get("dev") else "required"
        part = _component("npm", name, said["version"], scope, "")
        kind, _mark, digest = said.get("integrity", "").partition("-")
        if kind == "sha512":
            part["hashes"] = [{"alg": "SHA-512", "content": base64.b64decode(digest).hex()}]
        found.append(part)
    return found


def _component(kind: str, name: str, version: str, scope: str, where: str) -> dict[str, Any]:
    purl = f"pkg:{kind}/{name.replace('@', '%40')}@{version}"
    part: dict[str, Any] = {
        "type": "library",
        "name": name,
        "version": version,
        "scope": scope,
        "purl": purl,
        "bom-ref": f"{purl}#{scope}",
    }
    if where:
        part["properties"] = [{"name": "earlyhelp:where", "value": where}]
    return part


def main(words: list[str]) -> int:
    """Write the list, or say whether it is current."""
    text = made()
    if words == ["check"]:
        current = PAGE.exists() and PAGE.read_text(encoding="utf-8") == text
        print("The list of parts is current." if current else "The list of parts is old. Run: make sbom")
        return 0 if current else 1
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
