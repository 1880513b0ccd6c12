"""The list of parts is made from the locks, is current, and is the same each time."""

import json
import shutil
from pathlib import Path

from tools import sbom

from tests.docs.pages import ROOT


def test_the_list_of_parts_is_current() -> None:
    assert sbom.PAGE.read_text(encoding="utf-8") == sbom.made(), "run: make sbom"


def test_every_locked_part_is_listed_once() -> None:
    listed = [part["purl"] for part in json.loads(sbom.made())["components"]]
    assert len(listed) == len(set(listed))
    for lock in ("requirements.lock", "requirements-dev.lock"):
        for name in sbom._python(ROOT / lock):
            assert f"pkg:pypi/{name[0]}@{name[1]}" in listed
    for place in json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]:
        assert not place or any(
            place.rpartition("node_modules/")[2] in purl.replace("%40", "@") for purl in listed
        )


def test_it_holds_no_time_and_no_chance() -> None:
    assert sbom.made() == sbom.made()
    assert "timestamp" not in sbom.made()


def test_another_version_makes_another_list(tmp_path: Path) -> None:
    for name in ("requirements.lock", "requirements-dev.lock", "package-lock.json", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    lock = tmp_path / "requirements.lock"
    lock.write_text(lock.read_text(encoding="utf-8").replace("django==", "django==9", 1), encoding="utf-8")
    old, new = json.loads(sbom.made()), json.loads(sbom.made(tmp_path))
    assert old["serialNumber"] != new["serialNumber"]
    assert "pkg:pypi/django@9" in json.dumps(new)
