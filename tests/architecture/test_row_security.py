"""Every table with identifiable people is protected by a migration. What PostgreSQL then does: tests/spec/access."""

import re
from collections.abc import Iterable

from django.apps import apps
from django.db import models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunSQL
from django.db.migrations.operations.base import Operation
from django.test.utils import isolate_apps

from earlyhelp.kit.rowsecurity import ProtectTable
from tests.architecture.people import NOBODY_HELPED, holds_people, tables_of_people

ENABLED = re.compile(r"ALTER TABLE (\w+) ENABLE ROW LEVEL SECURITY", re.I)


def unprotected(found: Iterable[type[models.Model]], operations: Iterable[Operation]) -> list[str]:
    """Tables of people for which no migration turns row-level security on."""
    protected = set()
    for operation in operations:
        if isinstance(operation, ProtectTable):
            protected.add(operation.table)
        elif isinstance(operation, RunSQL) and isinstance(operation.sql, str):
            protected |= set(ENABLED.findall(operation.sql))
    return sorted(model._meta.db_table for model in found if model._meta.db_table not in protected)


def our_operations() -> list[Operation]:
    """Every operation of our migrations."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    ours = [
        migration
        for migration in loader.disk_migrations.values()
        if "earlyhelp." in type(migration).__module__
    ]
    return [operation for migration in ours for operation in migration.operations]


def test_every_table_of_people_is_protected() -> None:
    assert not unprotected(tables_of_people(), our_operations())


def test_the_tables_of_the_pathway_are_seen_to_hold_people() -> None:
    seen = {model._meta.label for model in tables_of_people()}
    assert seen >= {
        "identify.Draft",
        "identify.Notification",
        "identify.ReportedPerson",
        "understand.Person",
        "understand.PersonLink",
        "understand.Consent",
        "solve.Decision",
        "signpost.Referral",
        "govern.AuditEntry",
    }


def test_exceptions_are_not_left_behind() -> None:
    labels = {model._meta.label for model in apps.get_models()}
    assert set(NOBODY_HELPED) <= labels


@isolate_apps("earlyhelp.solve")
def test_an_unprotected_table_is_reported() -> None:
    class Visit(models.Model):
        __module__ = "earlyhelp.solve.models"
        family_name = models.CharField(max_length=20)

        class Meta:
            app_label = "solve"

    assert holds_people(Visit)
    assert unprotected([Visit], []) == ["solve_visit"]
    assert not unprotected([Visit], [ProtectTable("solve_visit")])
