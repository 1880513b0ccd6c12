"""A landmark never takes its name from a record: a mother and a daughter may share a name, two actions their words.

A screen reader lists landmarks by name, so two of one name cannot be told apart. Part of a list has a heading instead.
"""

import re

from tests.architecture.trees import PACKAGE

_NAMED = re.compile(r"<(?:section|nav|aside|form)\b[^>]*\baria-label(?:ledby)?=\"[^\"]*{{([^}]*)}}")
# An article is no landmark. What is different in each row of its list by what it is.
_EACH_ITS_OWN = {"side.language", "part.language"}


def named_by_records(text: str) -> list[str]:
    """The variables that give a landmark its name."""
    return [found.strip() for found in _NAMED.findall(text) if found.strip() not in _EACH_ITS_OWN]


def test_no_landmark_is_named_by_a_record() -> None:
    templates = list(PACKAGE.rglob("templates/**/*.html"))
    assert templates
    # By the whole path: rooms have pages of the same name.
    found = {str(path): named_by_records(path.read_text()) for path in templates}
    assert not {name: variables for name, variables in found.items() if variables}


def test_a_landmark_that_is_named_by_a_record_is_found() -> None:
    assert named_by_records('<section class="row" aria-labelledby="person-{{ one.pk }}">') == ["one.pk"]
