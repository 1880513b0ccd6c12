"""The catalogue is whole: nothing fuzzy, nothing missing, nothing left over, placeholders equal on both sides."""

import shutil

import polib
import pytest
from tools import messages


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="gettext reads the sentences out of the pages")
def test_every_sentence_is_in_welsh(capsys: pytest.CaptureFixture[str]) -> None:
    code = messages.check()
    assert code == 0, capsys.readouterr().out[:2000]


def entry(**fields: object) -> polib.POEntry:
    return polib.POEntry(**fields)


BROKEN = {
    "missing": entry(msgid="Add a person", msgstr=""),
    "fuzzy": entry(msgid="Add a person", msgstr="Ychwanegu person", flags=["fuzzy"]),
    "a placeholder lost": entry(msgid="Due %(when)s", msgstr="Erbyn"),
    "a placeholder misspelt": entry(msgid="Due %(when)s", msgstr="Erbyn %(pryd)s"),
    "a placeholder added": entry(msgid="Due", msgstr="Erbyn %(when)s"),
    "too few plurals": entry(msgid="a day", msgid_plural="%(n)s days", msgstr_plural={0: "a", 1: "b"}),
    "one plural missing": entry(
        msgid="a day",
        msgid_plural="%(n)s days",
        msgstr_plural={0: "a", 1: "b", 2: "c", 3: "", 4: "e", 5: "f"},
    ),
}
SOUND = {
    "plain": entry(msgid="Add a person", msgstr="Ychwanegu person"),
    "a placeholder": entry(msgid="Due %(when)s", msgstr="Erbyn %(when)s"),
    "plurals": entry(
        msgid="%(n)s day", msgid_plural="%(n)s days", msgstr_plural=dict.fromkeys(range(6), "%(n)s diwrnod")
    ),
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_broken_translation_is_reported(broken: polib.POEntry) -> None:
    assert messages.faults(broken)


@pytest.mark.parametrize("sound", SOUND.values(), ids=SOUND)
def test_a_sound_translation_is_left_in_peace(sound: polib.POEntry) -> None:
    assert not messages.faults(sound)
