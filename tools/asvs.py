"""Write docs/{en,cy}/reference/asvs.md from tools/asvs-requirements.txt and tools/asvs-reasons.txt.

tools/asvs.py          write both pages
tools/asvs.py check    say whether they are current (exit code 1 when they are not)
"""

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
HERE: Final = Path(__file__).resolve().parent
_HEADS: Final = {
    "en": ("number", "level", "what it asks", "met", "how", "test"),
    "cy": ("rhif", "lefel", "bodlonir", "sut", "prawf"),
}
_MET: Final = {
    "en": {
        "yes": "yes",
        "partly": "partly",
        "no": "**no**",
        "operator": "by the operator",
        "none": "no such part",
    },
    "cy": {
        "yes": "ydy",
        "partly": "yn rhannol",
        "no": "**nac ydy**",
        "operator": "gan y gweithredwr",
        "none": "dim rhan o’r fath",
    },
}


@dataclass(frozen=True)
class Requirement:
    """One requirement: its number, level, wording, whether it is met, and the key of its reason."""

    number: str
    level: str
    wording: str
    met: str
    reason: str


def _lines(name: str) -> list[list[str]]:
    text = (HERE / name).read_text(encoding="utf-8")
    return [
        [cell.strip() for cell in line.split("|")]
        for line in text.splitlines()
        if line and not line.startswith("#")
    ]


def requirements() -> list[Requirement]:
    """All of them, in the order of the standard."""
    return [Requirement(*cells) for cells in _lines("asvs-requirements.txt")]


def reasons() -> dict[str, tuple[str, str, str]]:
    """By key: English, Welsh, and the test."""
    return {key: (english, welsh, test) for key, english, welsh, test in _lines("asvs-reasons.txt")}


def page(language: str) -> str:
    """The page in one language."""
    found, why = requirements(), reasons()
    count = Counter(one.met for one in found)
    top = (HERE / f"asvs-top-{language}.md").read_text(encoding="utf-8")
    text = top.format(total=len(found), **{met: count[met] for met in _MET["en"]})
    heads = _HEADS[language]
    text += f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}\n"
    for one in found:
        english, welsh, test = why[one.reason]
        said = english if language == "en" else welsh
        shown = "–" if test == "-" else f"`{test.removeprefix('tests/')}`"
        asked = [one.wording] if language == "en" else []  # in English words; the Welsh page leads there
        cells = [one.number, one.level, *asked, _MET[language][one.met], said, shown]
        text += f"| {' | '.join(cells)} |\n"
    return text


def main(words: list[str]) -> int:
    """Write both pages, or say whether they are current."""
    old = 0
    for language in _HEADS:
        path = ROOT / "docs" / language / "reference" / "asvs.md"
        if words == ["check"]:
            old |= not path.exists() or path.read_text(encoding="utf-8") != page(language)
        else:
            path.write_text(page(language), encoding="utf-8")
    if old:
        print("The pages about ASVS are old. Run: tools/asvs.py")
    return int(old)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
