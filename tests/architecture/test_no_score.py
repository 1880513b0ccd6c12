"""No ACE score or count for a person: no column, form field, name, sort, filter, export or sentence."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.architecture.trees import PACKAGE, Module, plant, read

_OF = "(?:aces?|adversit(?:y|ies)|adverse_childhood_experiences?|trauma|risk|harm|vulnerability|need|person|family)"
_SUM = "(?:scores?|counts?|totals?|sums?|points|ratings?|index|tally|number|ranks?|percentiles?)"
NAME = re.compile(
    rf"(?:^|_)(?:{_OF}_{_SUM}|(?:num|number|count|total|sum|score|rank)_(?:of_)?(?:aces?|adversit(?:y|ies)))(?:_|$)"
)
# Names that only look like it, and why.
NOT_OF_A_PERSON: dict[str, str] = {}
SHOWN = re.compile(
    r"\b(?:scor(?:e|es|ed|ing)|sg[oô]r(?:io|iau)?|risk rating|ACE count|number of ACEs|nifer yr ACEau)\b",
    re.I,
)
DENIED = re.compile(r"\b(?:no|not|never|nobody|without|ni|nid|nad|dim|neb|byth|heb)\b", re.I)
TEXT_IN_TAGS = re.compile(r"{#.*?#}|{% comment %}.*?{% endcomment %}", re.S)


def names(module: Module) -> Iterator[str]:
    """Every name that a file gives or uses, and every text in it that could be a name."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.arg | ast.keyword):
            yield node.arg or ""
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield re.sub(r"(?<=[a-z])(?=[A-Z])", "_", node.name)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and "\n" not in node.value:
            yield from re.findall(r"\w+", node.value)


def scores(modules: Iterable[Module]) -> list[str]:
    """Names in code that count or rank what happened to a person."""
    return [
        f"{module.name}: {name}"
        for module in modules
        for name in sorted(set(names(module)))
        if NAME.search(name.lower()) and name not in NOT_OF_A_PERSON
    ]


def shown(texts: Iterable[tuple[str, str]]) -> list[str]:
    """Sentences that speak of a score to a reader, other than to say that there is none. Takes (place, text)."""
    return [
        f"{place}: {sentence.strip()}"
        for place, text in texts
        for sentence in re.split(r"(?<=[.!?])\s|\n", TEXT_IN_TAGS.sub("", text))
        if SHOWN.search(sentence) and not DENIED.search(sentence)
    ]


def sentences(modules: Iterable[Module]) -> Iterator[tuple[str, str]]:
    """The texts that code marks for translation."""
    marks = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
    for module in modules:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in marks:
                for argument in node.args:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        yield module.name, argument.value


def templates(package: Path) -> Iterator[tuple[str, str]]:
    """Every template, and the Welsh catalogue."""
    for path in sorted([*package.rglob("*.html"), *package.rglob("*.txt"), *package.rglob("*.po")]):
        if "vendor" not in path.parts:
            yield str(path.relative_to(package)), path.read_text(encoding="utf-8")


def test_no_name_counts_what_happened_to_a_person() -> None:
    assert not scores(read(PACKAGE))


def test_nothing_shown_speaks_of_a_score() -> None:
    assert not shown([*sentences(read(PACKAGE)), *templates(PACKAGE)])


@pytest.mark.parametrize(
    "text",
    [
        "class Person:\n    ace_score = 1",
        "class Person:\n    ace_count = 1",
        "fields = ['reference', 'adversity_score']",
        "def rank(aces_total): ...",
        "people.order_by('-number_of_aces')",
        "people.annotate(ace_count=1)",
        "class PersonScore: ...",
        "row['riskScore'.lower()]\nrisk_rating = 2",
    ],
)
def test_a_count_in_code_is_reported(tmp_path: Path, text: str) -> None:
    assert scores(read(plant(tmp_path, {"understand/api.py": text})))


def test_a_count_on_a_page_is_reported(tmp_path: Path) -> None:
    text = "from django.utils.translation import gettext as _\ntitle = _('Their ACE score')"
    assert shown(sentences(read(plant(tmp_path, {"desk/views.py": text}))))
    assert shown([("page.html", "<th>{% translate 'Risk rating' %}</th>"), ("django.po", "Sgôr ACE")])
    assert not shown([("page.html", "<p>Nobody here gets a score.</p>")])
