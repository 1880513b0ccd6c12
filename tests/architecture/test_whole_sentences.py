"""No interface text is assembled from pieces: Welsh nouns mutate, so a sentence is translated whole or not at all."""

import ast
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.architecture.test_no_score import templates
from tests.architecture.trees import PACKAGE, Module, imported, plant, read

LIBRARY = "django.utils.translation"
ARGUMENTS = {"gettext": 1, "gettext_lazy": 1, "gettext_noop": 1, "ngettext": 2, "ngettext_lazy": 2, "pgettext": 2,
             "pgettext_lazy": 2, "npgettext": 3, "npgettext_lazy": 3}  # fmt: skip
TAG = re.compile(r"{%\s*(?:translate|trans)\s+(?P<first>(?:\"[^\"]*\"|'[^']*'|[^\s%]+))(?P<rest>[^%]*)%}")
BLOCK = re.compile(
    r"{%\s*blocktrans(?:late)?\b(?P<head>[^%]*)%}(?P<body>.*?){%\s*endblocktrans(?:late)?\s*%}", re.S
)
NEXT_TO = re.compile(r"(?:%}|}})[ \t]*{%\s*translate\s|{%\s*translate\s[^%]*%}[ \t]*(?:{%\s*translate\s)")


# Looked up, not assembled: a whole sentence that a room registered, in the language of whoever reads it later.
LOOKED_UP = {"earlyhelp.inform.models.messages"}


def assembled(modules: Iterable[Module]) -> list[str]:
    """Translations in code whose text is not one literal, or that are glued to something else."""
    found = []
    for module in modules:
        marks = {here: ARGUMENTS[name] for source, name, here in imported(module.tree)
                 if source == LIBRARY and name in ARGUMENTS}  # fmt: skip
        for node in ast.walk(module.tree):
            if module.name not in LOOKED_UP and (fault := _fault(node, marks)):
                found.append(f"{module.name}:{node.lineno} {fault}: {ast.unparse(node)[:80]}")
    return found


def _fault(node: ast.AST, marks: dict[str, int]) -> str:
    if _is_marked(node, marks) and not all(
        isinstance(argument, ast.Constant) for argument in node.args[: marks[node.func.id]]
    ):
        return "not a literal"
    if isinstance(node, ast.JoinedStr):
        pieces = [piece.value for piece in node.values if isinstance(piece, ast.FormattedValue)]
        return "inside an f-string" if any(_is_marked(piece, marks) for piece in pieces) else ""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return "joined with +" if _is_marked(node.left, marks) or _is_marked(node.right, marks) else ""
    if _is_marked(node, marks) and any("{}" in str(argument.value) for argument in node.args
                                       if isinstance(argument, ast.Constant)):  # fmt: skip
        return "a placeholder without a name"
    return ""


def _is_marked(node: ast.AST, marks: dict[str, int]) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in marks


def hidden(modules: Iterable[Module]) -> list[str]:
    """Functions of translation under a name that the extractor does not know: their sentences stay in English."""
    return [
        f"{module.name}: {name} as {here}"
        for module in modules
        for source, name, here in imported(module.tree)
        if source == LIBRARY and name in ARGUMENTS and here not in {name, "_"}
    ]


def assembled_in_pages(texts: Iterable[tuple[str, str]]) -> list[str]:
    """Translations in templates whose text is a variable, or that stand right after another piece of a sentence."""
    found = []
    for place, text in texts:
        if place.endswith(".po"):
            continue
        for tag in TAG.finditer(text):
            if tag["first"][0] not in "\"'":
                found.append(f"{place}: translates a variable: {tag[0]}")
            elif "|" in tag["rest"] and "|" in tag["rest"].split(" as ")[0]:
                found.append(f"{place}: changes a translated sentence: {tag[0]}")
        for block in BLOCK.finditer(text):
            if "trimmed" not in block["head"] and "\n" in block["body"].strip():
                found.append(f"{place}: a block over lines is not trimmed: {block['body'].strip()[:60]}")
        found += [f"{place}: two pieces of one sentence: {glued[0]}" for glued in NEXT_TO.finditer(text)
                  if "translate" in glued[0].split("%}")[0]]  # fmt: skip
    return found


_MARKED = re.compile(
    r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}|{%\s*comment\b.*?{%\s*endcomment\s*%}"
    r"|{#.*?#}|<!--.*?-->|<(script|style|code|svg|kbd)\b.*?</\1>|{%.*?%}|{{.*?}}|&\w+;",
    re.S,
)
_READ_OUT = re.compile(r"\b(?:aria-label|alt|title|placeholder)=\"([^\"]*[A-Za-z]{3}[^\"]*)\"")
# What is the same in both languages: names, addresses, and attributes and classes that stand in a block of their own.
_SAME = re.compile(
    r"English|Cymraeg|GOV\.UK|Open Referral UK|csrftoken|sessionid|opennotes|language|\S+@\S+"
    r"|[\w-]+=\"[^\"]*\"|\bkit-\w+"
)


def unmarked(texts: Iterable[tuple[str, str]]) -> list[str]:
    """Words in templates that are not marked for translation."""
    found = []
    for place, text in texts:
        if place.endswith(".po"):
            continue
        rest = _MARKED.sub("", text)
        shown = [piece.strip() for piece in re.split(r"<[^>]*>", rest)] if place.endswith(".html") else [rest]
        found += [
            f"{place}: {piece[:60]}"
            for piece in [*shown, *_READ_OUT.findall(rest)]
            if re.search(r"[A-Za-z]{3}", _SAME.sub("", piece))
        ]
    return found


def test_every_word_on_a_page_is_marked_for_translation() -> None:
    assert not unmarked((place, text) for place, text in templates(PACKAGE) if "/templates/" in place)


def test_a_word_that_is_not_marked_is_reported() -> None:
    assert unmarked([("page.html", "<h1>My work</h1>")]) == ["page.html: My work"]
    assert unmarked([("page.html", '<a aria-label="Go back">{{ x }}</a>')]) == ["page.html: Go back"]
    assert unmarked([("mail.txt", "Dear {{ name }},")])
    sound = (
        '{# a remark #}<h1 title="{{ x }}">{% translate "My work" %}</h1> {{ name }} <a lang="cy">Cymraeg</a>'
    )
    assert not unmarked([("page.html", sound), ("mail.txt", '{% translate "Dear colleague," %}')])


def test_code_assembles_no_sentence() -> None:
    assert not assembled(read(PACKAGE))


def test_code_hides_no_sentence() -> None:
    assert not hidden(read(PACKAGE))


def test_a_hidden_sentence_is_reported(tmp_path: Path) -> None:
    text = "from django.utils.translation import gettext as now, gettext_lazy as _, ngettext"
    assert hidden(read(plant(tmp_path, {"kit/forms.py": text}))) == ["earlyhelp.kit.forms: gettext as now"]


def test_pages_assemble_no_sentence() -> None:
    assert not assembled_in_pages(templates(PACKAGE))


IMPORT = "from django.utils.translation import gettext as _, gettext_lazy, ngettext, pgettext\n"


@pytest.mark.parametrize(
    "text",
    [
        "_(f'Add {thing}')",
        "_('Add ' + thing)",
        "_('Add %s' % thing)",
        "_('Add {}'.format(thing))",
        "_('Add {}').format(thing)",
        "gettext_lazy(thing)",
        "f\"{_('Add')} {thing}\"",
        "_('Add ') + thing",
        "thing + _(' added')",
        "ngettext('one', f'{n} things', n)",
        "pgettext('verb', thing)",
    ],
)
def test_a_sentence_made_of_pieces_is_reported(tmp_path: Path, text: str) -> None:
    assert assembled(read(plant(tmp_path, {"solve/views.py": IMPORT + text})))


@pytest.mark.parametrize(
    "text",
    [
        "_('Add a person')",
        "_('Due %(when)s') % {'when': when}",
        "ngettext('%(n)d day', '%(n)d days', n) % {'n': n}",
        "pgettext('verb', 'Open')",
        "f'{number} {_}'",
    ],
)
def test_a_whole_sentence_is_left_in_peace(tmp_path: Path, text: str) -> None:
    assert not assembled(read(plant(tmp_path, {"solve/views.py": IMPORT + text})))


@pytest.mark.parametrize(
    "text",
    [
        "{% translate heading %}",
        '{% translate "Add"|lower %}',
        '{% translate "Add" %} {% translate "a person" %}',
        "{% blocktranslate %}\nTwo\nlines\n{% endblocktranslate %}",
    ],
)
def test_a_page_made_of_pieces_is_reported(text: str) -> None:
    assert assembled_in_pages([("page.html", text)])


@pytest.mark.parametrize(
    "text",
    [
        '<h1>{% translate "Add a person" %}</h1>',
        '{% translate "Add a person" as heading %}',
        "{% blocktranslate trimmed count n=n %}One day{% plural %}{{ n }} days{% endblocktranslate %}",
    ],
)
def test_a_page_of_whole_sentences_is_left_in_peace(text: str) -> None:
    assert not assembled_in_pages([("page.html", text)])
