"""The repository is about the product: it names no machine's paths and nothing of how somebody works on it."""

import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.architecture.trees import ROOT

# Written in pieces, so that this file does not find itself.
_PATHS = "|".join(
    [
        r"(?<![\w.])/" + "work/",
        r"/ho" + r"me/\w+/",
        r"(?<!\w)/ro" + "ot/",
        "/Us" + r"ers/\w+/",
        r"C:\\Us" + "ers",
    ]
)
_TOOLS = "|".join([
    "clau" + "de", "anthro" + "pic", "chat" + "gpt", "open" + "ai", "co" + "pilot", "gem" + "ini", r"\bll" + r"ms?\b",
    "sub" + "agents?", r"AI[- ]assist" + r"\w*", "arti" + "factory", "jf" + r"rog\.", "prompt" + " engineer",
])  # fmt: skip
WORKPLACE = re.compile(f"{_PATHS}|{_TOOLS}", re.I)
LOCKS = {
    "package-lock.json",
    "requirements.lock",
    "requirements-dev.lock",
}  # they name parts by their own names


def named(texts: Iterable[tuple[str, str]]) -> list[str]:
    """Lines that speak of a workplace. Takes (place, text)."""
    return [
        f"{place}:{number} {line.strip()[:100]}"
        for place, text in texts
        for number, line in enumerate(text.splitlines(), 1)
        if WORKPLACE.search(line)
    ]


def registries(texts: Iterable[tuple[str, str]]) -> list[str]:
    """Lines of a lock that hold an address: hashes protect, and each place has a mirror of its own (ADR 8)."""
    address = re.compile(r"https?://([^/\s\"']+)")
    return [
        f"{place}:{number} {host}"
        for place, text in texts
        for number, line in enumerate(text.splitlines(), 1)
        if "resolved" in line or "index-url" in line or "find-links" in line
        for host in address.findall(line)
    ]


def kept() -> Iterator[tuple[str, str]]:
    """Every text that git keeps, by its path."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    for name in done.stdout.split("\0"):
        path = ROOT / name
        if name and path.is_file() and path.suffix not in {".png", ".jpg", ".woff2", ".ico", ".pdf", ".gz"}:
            yield name, path.read_text(encoding="utf-8", errors="replace")


def _in_git() -> bool:
    return (ROOT / ".git").exists()


@pytest.mark.skipif(not _in_git(), reason="only a clone knows what git keeps")
def test_nothing_names_a_workplace() -> None:
    assert not named((name, text) for name, text in kept() if Path(name).name not in LOCKS)


@pytest.mark.skipif(not _in_git(), reason="only a clone knows what git keeps")
def test_parts_come_from_the_public_registries() -> None:
    assert not registries((name, text) for name, text in kept() if Path(name).name in LOCKS)


@pytest.mark.parametrize(
    "line", ["see /" + "work/main/x", "/ho" + "me/someone/x", "made by Chat" + "GPT", "a sub" + "agent"]
)
def test_a_workplace_is_reported(line: str) -> None:
    assert named([("README.md", f"fine\n{line}\n")]) == [f"README.md:2 {line}"]


def test_an_address_in_a_lock_is_reported() -> None:
    assert registries([("package-lock.json", '"resolved": "https://packages.example.org/x.tgz"')])
    assert not registries([("package-lock.json", '"integrity": "sha512-AAAA"')])


@pytest.mark.parametrize(
    "line", ["the home page /home", "a work address", "/people/work", "root of the page"]
)
def test_ordinary_words_are_left_in_peace(line: str) -> None:
    assert not named([("README.md", line)])
