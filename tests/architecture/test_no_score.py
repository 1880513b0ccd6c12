"""No ACE score or count for a person: no column, form field, name, sort, filter, export or sentence."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from tests.architecture.trees import PACKAGE, Module, imported, plant, read

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


# What is told of a person: tables, related names, variables and pages that hold it. Counted nowhere, ranked nowhere.
TOLD = re.compile(
    r"(?:^|_)(?:circumstances?|childhood|histor(?:y|ies)|childhoodhistory|circumstance_entries|childview|aces?|adversit\w+)(?:_|$)"
)
# Words with the same letters that are of something else, and why.
NOT_TOLD = {
    "list_history": "what became of a relationship, not of a childhood",
    "history": "the earlier versions of one value, where a file speaks of relationships only",
}
COUNTING = frozenset({"len", "sum", "max", "min", "Counter", "enumerate", "sorted"})
MEASURING = frozenset(
    {"Count", "Sum", "Avg", "Max", "Min", "StdDev", "Variance", "Rank", "DenseRank", "RowNumber", "Length"}
)
ASKING = frozenset(
    {"count", "aggregate", "annotate", "alias", "acount", "aaggregate", "order_by", "values", "__len__"}
)
ROWS = frozenset({"Circumstance", "ChildhoodHistory"})
KINDS = frozenset({"kind", "-kind", "kind__in", "how_known", "assertion", "-how_known", "-assertion"})
# Who speaks to machines, makes figures, or moves data in bulk: none of them may know these tables at all.
NEVER_IN = frozenset({"exchange", "evaluate", "develop"})


def is_told(name: str) -> bool:
    """Whether a name is one of what is told of a person."""
    snake = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
    return name not in NOT_TOLD and bool(TOLD.search(snake))


def counted(modules: Iterable[Module]) -> list[str]:
    """Places in code that count, add up, rank, sort or group by what is told of a person."""
    return [
        f"{module.name}:{call.lineno} {ast.unparse(call)[:80]}"
        for module in modules
        for call in ast.walk(module.tree)
        if isinstance(call, ast.Call) and _counts(call)
    ]


def _counts(call: ast.Call) -> bool:
    function = call.func
    arguments = [*call.args, *(keyword.value for keyword in call.keywords)]
    if isinstance(function, ast.Name) and function.id in COUNTING | MEASURING:
        return any(_speaks(argument) for argument in arguments)
    if isinstance(function, ast.Attribute) and function.attr in MEASURING:
        return any(_speaks(argument) for argument in arguments)
    if isinstance(function, ast.Attribute) and function.attr in ASKING:
        if not _speaks(function.value):
            return False
        if function.attr in {"order_by", "values"}:
            return any(
                isinstance(argument, ast.Constant) and argument.value in KINDS for argument in arguments
            )
        return True
    if (
        isinstance(function, ast.Attribute)
        and function.attr in {"filter", "exclude", "get"}
        and _speaks(function.value)
    ):
        return any(keyword.arg in KINDS for keyword in call.keywords)
    return False


def _speaks(node: ast.AST) -> bool:
    """Whether an expression is, or holds, what is told of a person: by its names, attributes and texts."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name) and is_told(inner.id):
            return True
        if isinstance(inner, ast.Attribute) and is_told(inner.attr):
            return True
        text = inner.value if isinstance(inner, ast.Constant) else None
        if isinstance(text, str) and " " not in text and is_told(text):
            return True
    return False


def elsewhere(modules: Iterable[Module]) -> list[str]:
    """Doors for machines and makers of figures that know what is told of a person."""
    return [
        f"{module.name} knows {name}"
        for module in modules
        if module.room in NEVER_IN or module.word in {"api", "facts"} or module.path.name.startswith("api")
        for name in sorted({*names(module), *(name for _source, name, _here in imported(module.tree))})
        if is_told(name)
    ]


COUNTED_ON_PAGES = re.compile(
    r"(?:circumstances?|childhood|histor(?:y|ies)|told)[\w.]*\s*\|\s*(?:length|length_is|dictsort\w*|count|add)"
    r"|blocktranslate[^%]*\bcount\b[^%]*(?:circumstances?|childhood|histor(?:y|ies))"
    r"|regroup\s+\w*(?:circumstances?|childhood|histor(?:y|ies))",
    re.I,
)
NUMBERED = re.compile(r"forloop\.(?:counter|revcounter)")


def counted_on_pages(found: Iterable[tuple[str, str]]) -> list[str]:
    """Templates that count or group what is told, or number it on the page that shows it."""
    wrong = []
    for place, text in found:
        if COUNTED_ON_PAGES.search(text):
            wrong.append(f"{place} counts what is told")
        if place.endswith(
            ("told.html", "history.html", "strengths.html", "childs_eye.html")
        ) and NUMBERED.search(text):
            wrong.append(f"{place} numbers what is told")
    return wrong


SQL_COUNT = re.compile(
    r"count\s*\([^)]*\)[^;]*understand_(?:circumstance|childhoodhistory|childview)"
    r"|understand_(?:circumstance|childhoodhistory|childview)[^;]*(?:group\s+by|count\s*\(|row_number|rank\s*\()",
    re.I | re.S,
)
COLUMN = re.compile(r"(?:^|_)(?:score|count|total|sum|rank|points|rating|severity|tally|weight|index)(?:_|$)")


def counted_in_sql(modules: Iterable[Module]) -> list[str]:
    """Statements, in migrations too, that count or group the tables of what is told."""
    return [
        f"{module.name}:{node.lineno}"
        for module in modules
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL_COUNT.search(node.value)
    ]


def numbers_of(found: Iterable[type[models.Model]]) -> list[str]:
    """Columns of what is told of a person that hold a number, or are called as if they held one."""
    kinds = (models.IntegerField, models.FloatField, models.DecimalField, models.BigIntegerField)
    return [
        f"{model.__name__}.{field.name}"
        for model in found
        for field in model._meta.get_fields()
        if (isinstance(field, kinds) and not field.primary_key) or COLUMN.search(field.name)
    ]


def tables_of_told() -> list[type[models.Model]]:
    """The tables of what is told of a person, and the person themselves."""
    names = ("Circumstance", "ChildhoodHistory", "ChildView", "Strength", "Person", "HistoryOpening")
    return [apps.get_model("understand", name) for name in names]


def test_nothing_told_of_a_person_is_counted_in_code() -> None:
    assert not counted(read(PACKAGE))


def test_no_machine_and_no_figure_knows_what_is_told() -> None:
    assert not elsewhere(read(PACKAGE))


def test_nothing_told_of_a_person_is_counted_on_a_page() -> None:
    assert not counted_on_pages(templates(PACKAGE))


def test_nothing_told_of_a_person_is_counted_in_the_database() -> None:
    assert not counted_in_sql(read(PACKAGE))
    assert not numbers_of(tables_of_told())


def test_no_form_looks_for_people_by_what_is_told_of_them() -> None:
    """Searches and filters offer no kind of circumstance: only the forms that write one down do."""
    users = {
        module.name
        for module in read(PACKAGE)
        if module.word in {"forms", "views", "api", "queries"}
        and "CircumstanceKind" in {name for _source, name, _here in imported(module.tree)}
    }
    # The view of generations lays kinds out in the fixed order of their list, and looks nobody up by them.
    laying_out = {"earlyhelp.understand.queries.generations"}
    writing = {"earlyhelp.understand.forms.entries", "earlyhelp.understand.forms.histories"}
    assert users - laying_out == writing


@pytest.mark.parametrize(
    "text",
    [
        "def f(circumstances):\n    return len(circumstances)",
        "def f(p):\n    return p.circumstance_entries.count()",
        "def f(people):\n    return people.annotate(n=Count('circumstance_entries'))",
        "def f(people):\n    return people.annotate(n=models.Count('circumstance_entries', distinct=True))",
        "def f():\n    return Circumstance.objects.filter(person=1).count()",
        "def f():\n    return Circumstance.objects.values('kind').annotate(n=Sum('x'))",
        "def f():\n    return Circumstance.objects.order_by('-kind')",
        "def f():\n    return Circumstance.objects.filter(kind__in=['prison'])",
        "def f():\n    return ChildhoodHistory.objects.aggregate(n=Max('id'))",
        "def f(told):\n    return sum(1 for one in told.circumstances)",
        "def f(told):\n    return Counter(one.kind for one in told.circumstances)",
        "def f(told):\n    return sorted(told.circumstances, key=str)",
        "def f(people):\n    return sorted(people, key=lambda p: p.circumstance_entries)",
        "def f(histories):\n    return max(histories)",
    ],
)
def test_a_planted_count_is_reported(tmp_path: Path, text: str) -> None:
    assert counted(read(plant(tmp_path, {"understand/queries/x.py": text})))


@pytest.mark.parametrize(
    "text",
    [
        "def f(circumstances):\n    return [one for one in circumstances]",
        "def f():\n    return Circumstance.objects.filter(person_id=1).order_by('-recorded_at')",
        "def f(strengths):\n    return len(strengths)",
    ],
)
def test_reading_what_is_told_is_left_in_peace(tmp_path: Path, text: str) -> None:
    assert not counted(read(plant(tmp_path, {"understand/queries/x.py": text})))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("exchange/out.py", "from earlyhelp.understand.models import Circumstance"),
        ("understand/api.py", "class PersonOut(Schema):\n    circumstances: list[str]"),
        ("evaluate/measures.py", "row['circumstances']"),
        ("signpost/facts/people.py", "fields = ['circumstance_kind']"),
    ],
)
def test_a_planted_door_for_machines_is_reported(tmp_path: Path, name: str, text: str) -> None:
    assert elsewhere(read(plant(tmp_path, {name: text})))


@pytest.mark.parametrize(
    "text",
    [
        "{{ circumstances|length }}",
        "{{ person.circumstances.all|length }}",
        "{% blocktranslate count n=circumstances|length %}{{ n }}{% endblocktranslate %}",
        "{% regroup circumstances by kind as kinds %}",
        "{{ histories|dictsort:'kind' }}",
        "{% for one in told %}{{ forloop.counter }}{% endfor %}",
    ],
)
def test_a_planted_count_on_a_page_is_reported(text: str) -> None:
    assert counted_on_pages([("understand/told.html", text)])


@pytest.mark.parametrize(
    "text",
    [
        "SELECT person_id, count(*) FROM understand_circumstance GROUP BY person_id",
        "CREATE VIEW v AS SELECT person_id FROM understand_childhoodhistory GROUP BY person_id",
        "SELECT understand_circumstance.kind, row_number() OVER () FROM understand_circumstance",
    ],
)
def test_a_planted_count_in_sql_is_reported(tmp_path: Path, text: str) -> None:
    assert counted_in_sql(read(plant(tmp_path, {"understand/migrations/0099_x.py": f"SQL = {text!r}"})))


@isolate_apps("earlyhelp.understand")
def test_a_planted_column_is_reported() -> None:
    class Circumstance2(models.Model):
        severity = models.CharField(max_length=5)
        times = models.PositiveSmallIntegerField()

        class Meta:
            app_label = "understand"

    assert numbers_of([Circumstance2]) == ["Circumstance2.severity", "Circumstance2.times"]
