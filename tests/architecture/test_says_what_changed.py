"""A deed that changes something says what: `changed=` or `detail=` stands where it is written into the audit."""

import ast
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.architecture.trees import PACKAGE, Module, plant, read

CHANGES = re.compile(
    r"\.(?:changed|corrected|amended|moved|saved|set|regraded|lead_changed|handed_over|assigned|chosen|told)$"
)
# Deeds whose row, named by the entry, is itself what changed, each with where before and after stand.
ROWS_SAY_IT = {
    "referral.draft_saved": "a draft of one writer, which nobody else reads; a version of each page is kept with it",
    "meeting.agenda_changed": "the order of an agenda; the minutes say in which order cases were discussed",
}


def silent(modules: Iterable[Module]) -> list[str]:
    """Entries of a change that say neither what it was nor what it is."""
    found = []
    for module in modules:
        if module.word != "actions":
            continue
        for call in (node for node in ast.walk(module.tree) if isinstance(node, ast.Call)):
            said = {word.arg: word.value for word in call.keywords}
            did = said.get("did")
            if not (isinstance(did, ast.Constant) and CHANGES.search(str(did.value))):
                continue
            if not {"changed", "detail"} & said.keys() and did.value not in ROWS_SAY_IT:
                found.append(f"{module.name}:{call.lineno} {did.value} does not say what changed")
    return found


def test_every_change_says_what_changed() -> None:
    assert not silent(read(PACKAGE))


@pytest.mark.parametrize(("words", "faults"), [("", 1), (", detail=told", 0), (", changed=told", 0)])
def test_a_change_that_says_nothing_is_reported(tmp_path: Path, words: str, faults: int) -> None:
    text = f'def correct(*, by, at):\n    audit.record(by=by, did="name.corrected", at=at{words})'
    assert len(silent(read(plant(tmp_path, {"solve/actions.py": text})))) == faults
