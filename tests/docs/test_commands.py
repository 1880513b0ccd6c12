"""Commands in the documents are commands that exist: `earlyhelp` with its words, and the recipes of the Makefile."""

import re
import shlex
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import takewhile
from pathlib import Path

import pytest

from earlyhelp.config import commandline
from tests.docs.pages import ROOT, Page, documents, read

RECIPES = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))


def unknown(pages: Iterable[Page]) -> list[str]:
    """Commands in code blocks that the command line or the Makefile would refuse."""
    return [
        f"{page.name}: {line}"
        for page in pages
        for language in ("bash", "sh", "console")
        for block in page.fences(language)
        for line in lines(block)
        if not _known(line.strip().removeprefix("$ "))
    ]


def lines(block: str) -> Iterator[str]:
    """The commands of a block: a quotation or a backslash at the end carries on to the next line."""
    begun = ""
    for line in block.replace("\\\n", " ").splitlines():
        begun += f"{line}\n"
        with suppress(ValueError):
            shlex.split(begun, comments=True)
            yield begun
            begun = ""
    if begun:
        yield f"earlyhelp {begun!r}"


def _known(line: str) -> bool:
    words = shlex.split(line, comments=True)
    words = list(takewhile(lambda word: word not in {"|", "&&", ";", ">", ">>", "2>", "<"}, words))
    while words and re.fullmatch(r"[A-Z_]+=.*", words[0]):
        words = words[1:]
    if not words:
        return True
    if Path(words[0]).name == "earlyhelp":
        return _parses(words[1:])
    if words[0] == "make":
        return all(
            word in RECIPES or "=" in word or "/" in word or word.startswith("-") for word in words[1:]
        )
    return True


def _parses(words: list[str]) -> bool:
    try:
        commandline.parser().parse_args(words)
    except SystemExit as end:
        return end.code == 0
    return True


def test_every_command_in_the_documents_exists() -> None:
    assert not unknown(documents())


def test_every_command_that_exists_is_in_the_reference() -> None:
    text = (ROOT / "docs" / "en" / "reference" / "command-line.md").read_text(encoding="utf-8")
    assert not [name for name in commandline.COMMANDS if f"earlyhelp {name}" not in text]


@pytest.mark.parametrize(
    "line",
    [
        "earlyhelp serv",
        ".venv/bin/earlyhelp serve --prot 8000",
        "earlyhelp directory load",
        "$ earlyhelp audit check",
        "PORT=1 earlyhelp worker now | cat",
        "make dmeo",
    ],
)
def test_a_command_that_would_be_refused_is_reported(tmp_path: Path, line: str) -> None:
    assert unknown([_page(tmp_path, line)])


@pytest.mark.parametrize(
    "line",
    [
        "earlyhelp serve --port 8001 # another port",
        "EARLYHELP_MODE=demonstration .venv/bin/earlyhelp synth --seed 2",
        "earlyhelp directory load feed.json --rejects rejects.csv && echo done",
        "make demo PORT=8001",
        "git clone https://example.org/x",
        "earlyhelp --help",
    ],
)
def test_a_command_that_works_is_left_in_peace(tmp_path: Path, line: str) -> None:
    assert not unknown([_page(tmp_path, line)])


def _page(folder: Path, line: str) -> Page:
    path = folder / "page.md"
    path.write_text(f"```bash\n{line}\n```\n", encoding="utf-8")
    return read(path)
