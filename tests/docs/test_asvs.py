"""The table of OWASP ASVS is current, and each test that it names is there."""

import re

import pytest
from tools import asvs

from tests.docs.pages import ROOT


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_page_is_current(language: str) -> None:
    path = ROOT / "docs" / language / "reference" / "asvs.md"
    assert path.read_text(encoding="utf-8") == asvs.page(language), "run: tools/asvs.py"


def missing(test: str) -> bool:
    """True when a test that is named is not there."""
    name, _colons, function = test.partition("::")
    path = ROOT / name
    return not path.exists() or bool(
        function and not re.search(rf"^def {function}\(", path.read_text(encoding="utf-8"), re.M)
    )


@pytest.mark.parametrize("key", asvs.reasons())
def test_each_named_test_exists(key: str) -> None:
    test = asvs.reasons()[key][2]
    assert test == "-" or not missing(test)


def test_a_test_that_is_gone_is_noticed() -> None:
    assert missing("tests/docs/test_asvs.py::test_that_never_was")
    assert missing("tests/docs/test_never.py")


def test_every_requirement_has_a_reason_that_is_used() -> None:
    found = asvs.requirements()
    assert len({one.number for one in found}) == len(found)
    assert {one.reason for one in found} == set(asvs.reasons())
    assert {one.met for one in found} == {"yes", "partly", "no", "operator", "none"}
    assert {one.level for one in found} == {"1", "2"}
    numbers = [tuple(map(int, one.number.split("."))) for one in found]
    assert numbers == sorted(numbers)
    assert {number[0] for number in numbers} == set(range(1, 18))
