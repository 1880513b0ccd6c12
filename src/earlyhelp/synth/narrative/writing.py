"""Choose whole sentences for a report. Sentences are set one after another; nothing changes inside one."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

HERE = Path(__file__).parent
_REPORTS = {"en": "english.toml", "cy": "welsh.toml"}
_FRONT_DOOR = {"en": "front_door_english.toml", "cy": "front_door_welsh.toml"}
Texts = dict[str, dict[str, list[str]]]


@dataclass(frozen=True, slots=True)
class Account:
    """A report's free text: what was seen and heard, the person's own words, and what is going well."""

    seen_and_heard: str
    own_words: str
    strengths: str


@cache
def report_texts(language: str) -> Texts:
    """What officers write in this language ("en" or "cy"), by situation."""
    return _read(_REPORTS[language])


@cache
def front_door_texts(language: str) -> Texts:
    """What the front door and the services write in this language ("en" or "cy")."""
    return _read(_FRONT_DOOR[language])


def _read(name: str) -> Texts:
    texts: Texts = tomllib.loads((HERE / name).read_text(encoding="utf-8"))
    return texts


def phrase(chance: Random, language: str, section: str, key: str) -> str:
    """One whole text that the front door or a service may write."""
    return chance.choice(front_door_texts(language)[section][key])


def write_account(
    chance: Random, situation: str, *, language: str, spoken: str, child: bool, children: bool
) -> Account:
    """Write a report about a situation.

    `language` is the officer's and `spoken` the person's: words are kept in the language they were said in.
    `child` says whose words they are; `children` whether there are children in the home.
    """
    texts = report_texts(language)
    ours, shared = texts[situation], texts["any"]
    home, well, supporters = (
        ("noticed_children", "well_children", "supporters_children")
        if children
        else ("noticed_adults", "well", "supporters")
    )
    seen = [chance.choice(ours["came"]), chance.choice(ours["seen"]), chance.choice(shared["done"])]
    if chance.random() < 0.75:
        seen.insert(2, chance.choice(shared[home]))
    strengths = [chance.choice(ours["well"]), chance.choice(shared[supporters])]
    if chance.random() < 0.5:
        strengths.insert(1, chance.choice(shared[well]))
    return Account(
        seen_and_heard=" ".join(seen),
        own_words=_own_words(chance, situation, spoken, child=child),
        strengths=" ".join(strengths),
    )


def _own_words(chance: Random, situation: str, spoken: str, *, child: bool) -> str:
    """What somebody said, word for word. One in twelve said nothing that was written down."""
    said = report_texts(spoken)[situation]
    words = [chance.choice(said["child"])] if child and said.get("child") else [chance.choice(said["adult"])]
    if child and chance.random() < 0.3:
        words.append(chance.choice(said["adult"]))
    return "" if chance.random() < 1 / 12 else "\n".join(words)
