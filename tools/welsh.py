"""Proof-read the Welsh: spelling by the Hunspell dictionary, and the forms that have no exceptions.

Reads the catalogue, docs/cy, the Welsh columns of the glossary and of the tables that the product carries. Names and
terms that no dictionary has stand in tools/welsh-words.txt. Exit code 1 when a word is unknown or has the wrong form.
"""

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path

import polib
from spylls.hunspell import Dictionary

ROOT = Path(__file__).resolve().parents[1]
DICTIONARY = ROOT / "node_modules" / "dictionary-cy" / "index"
WORDS = ROOT / "tools" / "welsh-words.txt"
CATALOGUE = ROOT / "src" / "earlyhelp" / "locale" / "cy" / "LC_MESSAGES" / "django.po"

# What is not prose: code, options, names of columns, addresses, places of values, tags, references, link targets,
# titles with a year.
NOT_PROSE = re.compile(
    r"```.*?```|^    .*?$|\*[^*\n]+\*(?=,? \d)|`[^`]*`|https?://\S+|\S+@\S+|%\(\w+\)[.\d]*[sdf]|%[.\d]*[sdf]|\{[^{}\s]*\}|\{\{.*?\}\}|\{%.*?%\}|<!--.*?-->|<[^>]+>"
    r"|--[a-z]+|\b[a-z]+(?:_[a-z]+)+\b|“earlyhelp[^”]*”|\(pip [^)]*\)"
    r"|(?<=\])\([^)\s]*\)|\b[A-Z]{2,}(?:-?\d[\w-]*)?\b|&\w+;|\bwww\.\S+|\S+\.(?:md|py|json|csv|org|wales|cymru|uk|png|svg)\b",
    re.S | re.M,
)
WORD = re.compile(r"(?<![\dA-Za-zÀ-ŷ])[A-Za-zÀ-ÖØ-öø-ŷ]+(?:['-][A-Za-zÀ-ÖØ-öø-ŷ]+)*'?")
ENCLITIC = re.compile(r"'(?:r|n|m|i|u|w|ch|th|s)$", re.I)

SOFT = {"p": "b", "t": "d", "c": "g", "b": "f", "d": "dd", "g": "", "m": "f", "ll": "l", "rh": "r"}
NASAL = {"p": "mh", "t": "nh", "c": "ngh", "b": "m", "d": "n", "g": "ng"}
ASPIRATE = {"p": "ph", "t": "th", "c": "ch"}
NEVER = ("ch", "dd", "ff", "ng", "ph", "th")  # letters of their own that do not mutate
# After these words p, t, c (and the rest, where the mutation has more) never stay as they are.
AFTER = {
    **dict.fromkeys(("am", "ar", "at", "dan", "dau", "dros", "drwy", "dwy", "gan", "heb", "i", "o"), SOFT),
    **dict.fromkeys(("trwy", "tros", "wrth"), SOFT),
    **dict.fromkeys(("a", "â", "chwe", "gyda", "tri", "tua"), ASPIRATE),
    "ei": ASPIRATE,
    "fy": NASAL,
}
# Words that keep their first letter after all of the above: mutated already, or never.
_LITTLE = (
    "beth ble bob bynnag byth dacw dan dim dros drwy dy dyma dyna gan ger gyda mae mai mewn mi mor nos pan pe"
)
_BORROWED = "braf garej gêm gemau golff graff graffiau grŵp grwpiau"
FIXED = frozenset(f"{_LITTLE} {_BORROWED} mwyaf rhag rhwng ti tri tu tua".split())

# Little words with one form before a vowel (or h) and another before a consonant: (word, next letters, right word).
VOWELS = "aeiouyâêîôûŷ"
FORMS = (
    ("y", f"{VOWELS}h", "yr"),
    ("yr", "bcdfglmnprst", "y"),
    ("â", VOWELS, "ag"),
    ("ag", "bcdfglmnprst", "â"),
    ("gyda", VOWELS, "gydag"),
    ("gydag", "bcdfglmnprst", "gyda"),
)

Text = tuple[str, str]


@dataclass
class Proof:
    """What was found, and where."""

    unknown: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    misformed: list[str] = field(default_factory=list)

    @property
    def failed(self) -> bool:
        """True when something must be put right."""
        return bool(self.unknown or self.misformed)


class Speller:
    """The dictionary and our own words, each word looked up once."""

    def __init__(self, dictionary: Callable[[str], bool], ours: Iterable[str]) -> None:
        self.dictionary = cache(dictionary)
        self.ours = frozenset(ours)

    def knows(self, word: str) -> bool:
        """True for a word of the dictionary or of ours, mutated or not, with or without 'r, 'n and the like."""
        plain = word.strip("'")
        bare = ENCLITIC.sub("", plain)
        forms = {plain, bare, plain.lower(), bare.lower()}
        return any(self._listed(form) or self.dictionary(form) for form in forms) or self._in_parts(bare)

    def _listed(self, word: str) -> bool:
        return word in self.ours or any(
            radical in self.ours for radical in radicals(word, SOFT, NASAL, ASPIRATE)
        )

    def _in_parts(self, word: str) -> bool:
        return "-" in word and all(len(part) < 2 or self.knows(part) for part in word.split("-"))


def radicals(word: str, *mutations: dict[str, str]) -> Iterator[str]:
    """What a word can have been before it was mutated, in the same case."""
    lower = word.lower()
    for mutation in mutations:
        for before, after in mutation.items():
            if lower.startswith(after):
                rest = word[len(after) :]
                yield before + rest.lower()
                if word[:1].isupper():
                    yield before.capitalize() + (rest.lower() if not after else rest)


def mutated(word: str, mutation: dict[str, str]) -> str | None:
    """The mutated form of a word, or None when its first letter does not mutate so."""
    if word.startswith(NEVER):
        return None
    for size in (2, 1):
        if word[:size] in mutation:
            return mutation[word[:size]] + word[size:]
    return None


def prose(text: str) -> str:
    """The words of a text, without what is code or an address; straight apostrophes."""
    return NOT_PROSE.sub(" , ", text.replace("’", "'").replace("‘", "'").replace("&#x27;", "'"))


def faults(text: str, speller: Speller) -> Iterator[str]:
    """Pairs of words of which one has the wrong form or stands twice. Only where that is sure."""
    tokens = re.findall(rf"{WORD.pattern}|[^\w\s]|\d+", prose(text))
    for before, word in pairwise(tokens):
        if wanted := _form(before, word) or _mutation(before, word, speller):
            yield f"{before} {word} → {wanted}"


def _form(before: str, word: str) -> str:
    """What a pair should be when the first word has the wrong form, or stands twice."""
    if before == word and len(word) > 1 and word.isalpha() and word != "un":  # "pob un un rôl" can be right
        return word
    for little, letters, right in FORMS:
        if before.lower() == little and word[:1] in letters and len(word) > 1:
            return f"{right} {word}"
    return ""


def _mutation(before: str, word: str, speller: Speller) -> str:
    """What a pair should be when the second word is not mutated and must be."""
    mutation = AFTER.get(before.lower() if before != "I" else "")
    if mutation is None or word != word.lower() or not word.isalpha() or word in FIXED or len(word) < 3:
        return ""
    wanted = mutated(word, mutation)
    could_be = any(speller.dictionary(radical) for radical in radicals(word, SOFT) if radical != word)
    sure = wanted and not could_be and speller.dictionary(word) and speller.dictionary(wanted)
    return f"{before} {wanted}" if sure else ""


def proofread(texts: Iterable[Text], speller: Speller) -> Proof:
    """Read texts, given as (place, text)."""
    proof = Proof()
    for place, text in texts:
        for word in WORD.findall(prose(text)):
            if len(word.strip("'")) > 1 and not speller.knows(word):
                proof.unknown[word.strip("'")].append(place)
        proof.misformed += [f"{place}: {fault}" for fault in faults(text, speller)]
    return proof


def catalogue() -> Iterator[Text]:
    """The Welsh of the pages."""
    if CATALOGUE.exists():
        for entry in polib.pofile(str(CATALOGUE)):
            for text in [entry.msgstr, *entry.msgstr_plural.values()]:
                if text and not entry.obsolete:
                    yield entry.msgid[:50], text


def documents() -> Iterator[Text]:
    """The Welsh documents, and the Welsh columns of the glossary."""
    for path in sorted([*ROOT.glob("docs/cy/**/*.md"), *ROOT.glob("*.cy.md")]):
        yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
    glossary = ROOT / "docs" / "glossary.md"
    for line in glossary.read_text(encoding="utf-8").splitlines() if glossary.exists() else []:
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("|") and len(cells) >= 5 and cells[0] != "English":
            yield f"glossary: {cells[0]}", f"{cells[1]}\n{cells[3]}"


def tables() -> Iterator[Text]:
    """Welsh columns of the tables in the package, other than names."""
    for path in sorted((ROOT / "src").rglob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                for column, text in row.items():
                    if column and column.endswith("_cy") and column != "name_cy" and text:
                        yield f"{path.name} {column}", text


def our_words() -> list[str]:
    """Names and terms of our own, one a line; `#` begins a remark."""
    lines = WORDS.read_text(encoding="utf-8").splitlines() if WORDS.exists() else []
    return [word for line in lines if (word := line.split("#")[0].strip())]


def main() -> int:
    """Proof-read everything. Returns the exit code."""
    if not DICTIONARY.with_suffix(".dic").exists():
        print("The Welsh dictionary is not there. Run: npm ci")
        return 2
    speller = Speller(Dictionary.from_files(str(DICTIONARY)).lookup, our_words())
    proof = proofread([*catalogue(), *documents(), *tables()], speller)
    for word, places in sorted(proof.unknown.items()):
        print(f"unknown word: {word}  ({len(places)}× in {places[0]!r})")
    print("\n".join(f"wrong form: {fault}" for fault in proof.misformed) or "Every form is right.")
    print(f"{len(proof.unknown)} unknown words, {len(proof.misformed)} wrong forms")
    return 1 if proof.failed else 0


if __name__ == "__main__":
    sys.exit(main())
