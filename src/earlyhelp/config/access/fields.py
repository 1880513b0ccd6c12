"""The second wall as a table: every column of every table of people, and which relation sees it there.

What PostgreSQL shows does not depend on a role. It is read from the migrations that protect the tables; tables whose
policies are written by hand are listed here, each with its reason, and a table in neither place fails the build.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunSQL

from earlyhelp.config.access.relations import Answer, Relation
from earlyhelp.govern.choices import Sight
from earlyhelp.kit.rowsecurity import ProtectTable

_LETTERS: Final = {"A": Answer.ALLOWED, "N": Answer.NOT_THERE, "M": Answer.MASKED}
OWNER_ONLY, WITH_ACCESS, WRITER_ONLY, WITH_AGREEMENT = "AANNN", "AAANN", "ANNNN", "AAAAN"
_SIGHTS: Final = {
    OWNER_ONLY: Sight.OWNER,
    WITH_ACCESS: Sight.ACCESS,
    WRITER_ONLY: Sight.WRITER,
    WITH_AGREEMENT: Sight.AGREEMENT,
}
# Columns that a page shows only after one more question, or to fewer people than the wall lets through.
MASKED: Final[dict[tuple[str, str], str]] = {
    ("understand.HiddenAddress", "words"): "shown on a page of its own, with a reason, to the front door",
}
# Tables whose policy is written by hand in a migration.
_TOLD: Final = (
    "what was told is seen by its agency; by others with access and an agreement, where its writer said so"
)
_TRAINED: Final = (
    "its owner, wherever they work now, and the agency then; at a session also its trainers and its host"
)
BY_HAND: Final[dict[str, tuple[str, str]]] = {
    "govern_auditentry": ("AANNN", "an agency reads its own audit, and nobody another's"),
    "govern_breakglass": (
        "AANNN",
        "an emergency is seen by the agency whose record it was, and by whoever opened it",
    ),
    "govern_glassword": ("AANNN", "goes with its emergency"),
    "evaluate_figurerun": ("AANNN", "goes with its figures"),
    "evaluate_figurevalue": ("AANNN", "an agency reads its own figures; those of no agency are everybody's"),
    "develop_booking": ("AANNN", _TRAINED),
    "develop_trainingrecord": ("AANNN", _TRAINED),
    "develop_certificate": ("AANNN", "seen by its holder, wherever they work now, and by the agency then"),
    "understand_restriction": ("ANNNN", "seen by named readers; that there is one is felt, not seen"),
    "understand_ownrecord": ("AANNN", "never seen by the worker from whom it is kept"),
    "understand_keptapart": ("AANNN", "seen by whoever may see both people"),
    "understand_strength": ("AAANN", _TOLD),
    "understand_circumstance": ("AANNN", _TOLD),
    "understand_childview": ("AANNN", _TOLD),
    "understand_warningnote": ("AANNN", _TOLD),
    "understand_warningreview": ("AANNN", "goes with its note"),
    "understand_childhoodhistory": ("ANNNN", "seen by its writer and by whom the person let read it"),
    "understand_historypermission": ("ANNNN", "seen by its giver and by whom it lets read"),
    "develop_peerreview": ("ANNNN", "seen by its reader, and by the writer once two have read"),
    "develop_developmenttalk": ("ANNNN", "seen by the worker and the supervisor who talked, and nobody else"),
    "understand_partnerevent": (
        "AAAAN",
        "shared by agreement: partners read what an agency said happened",
    ),
    "understand_significance": ("AANNN", "goes with its event, where its writer said so"),
}


# Tables of wellbeing stand behind a role of their own, so no cell of the table speaks of them: what PostgreSQL shows of
# them is in tests/spec/access/test_wellbeing_apart.py and tests/integration/develop/test_wellbeing.py.
APART: Final[dict[str, Sight]] = {
    '"wellbeing"."surveyround"': Sight.OWNER,
    '"wellbeing"."surveyfigure"': Sight.OWNER,
    '"wellbeing"."staffaggregate"': Sight.OWNER,
    '"wellbeing"."surveyanswer"': Sight.NOBODY,
    '"wellbeing"."handedlink"': Sight.WRITER,
    '"wellbeing"."exposureconsent"': Sight.WRITER,
    '"wellbeing"."exposuretick"': Sight.WRITER,
    '"wellbeing"."checkinwish"': Sight.WRITER,
}


@dataclass(frozen=True)
class Column:
    """One column of a table of people, and what each relation gets of it."""

    table: str
    label: str
    name: str
    letters: str

    def answer(self, relation: Relation) -> Answer:
        """What this relation gets from PostgreSQL."""
        return _LETTERS[self.letters[list(Relation).index(relation)]]


def protections() -> dict[str, str]:
    """The letters of every protected table: the last word of its migrations."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    found: dict[str, str] = {}
    for key in sorted(loader.disk_migrations):
        for one in loader.disk_migrations[key].operations:
            if isinstance(one, ProtectTable):
                found[one.table] = _letters(one)
            elif isinstance(one, RunSQL) and isinstance(one.sql, str):
                found |= {
                    table: BY_HAND[table][0]
                    for table in re.findall(r"ALTER TABLE (\w+) ENABLE ROW LEVEL SECURITY", one.sql)
                    if table in BY_HAND
                }
    return found | {table: letters for table, (letters, _why) in BY_HAND.items()}


def list_sights() -> dict[str, Sight]:
    """Who sees the rows of each protected table, in the words of the data dictionary."""
    return {table: _SIGHTS[letters] for table, letters in protections().items()} | APART


def _letters(one: ProtectTable) -> str:
    keywords = one.deconstruct()[2]
    if keywords.get("only_practitioner"):
        return WRITER_ONLY
    if keywords.get("shared_as"):
        return WITH_AGREEMENT
    return WITH_ACCESS if keywords.get("record") is not None else OWNER_ONLY


def list_columns() -> Iterator[Column]:
    """Every column of every protected table, by table and column."""
    walls = protections()
    models = sorted(apps.get_models(include_auto_created=True), key=lambda model: model._meta.db_table)
    for model in models:
        table = model._meta.db_table
        if table in walls:
            for one in sorted(model._meta.concrete_fields, key=lambda found: found.column):
                yield Column(table, model._meta.label, str(one.column), walls[table])
