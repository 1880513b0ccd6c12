"""The changelog speaks of what is not released yet, or of the version that this is."""

import tomllib

import pytest

from tests.docs.pages import ROOT


def faults(changelog: str, version: str) -> list[str]:
    """What the changelog lacks."""
    heads = [line for line in changelog.splitlines() if line.startswith("## ")]
    first = heads[0] if heads else ""
    found = (
        []
        if "Unreleased" in first or version in first
        else ["its first section is neither Unreleased nor now"]
    )
    body = changelog.partition(first)[2].partition("\n## ")[0] if first else ""
    return found + ([] if "- " in body else ["its first section says nothing"])


def version() -> str:
    """The version of the package."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def test_the_changelog_is_up_to_date() -> None:
    assert not faults((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), version())


@pytest.mark.parametrize(
    "text", ["", "# Changelog\n", "## 0.0.9\n\n- Old.\n", "## Unreleased\n\n## 0.1.0\n- Old.\n"]
)
def test_a_changelog_that_was_left_behind_is_reported(text: str) -> None:
    assert faults(text, "0.1.0")


@pytest.mark.parametrize("text", ["## Unreleased\n\n- New.\n", "## 0.1.0 — 2026-03-02\n\n- New.\n"])
def test_a_changelog_that_keeps_up_is_left_in_peace(text: str) -> None:
    assert not faults(text, "0.1.0")
